//! Bills 账单中心 (spec 5): what departments used in a month costs them, made from usage and prices, sent, answered, added up.
//!
//! | word | means |
//! |---|---|
//! | usage segment | so many units of a component that a resource used, from a day on until another; the database keeps them |
//! | entry | what operators bill beside what is metered |
//! | edition | a bill's lines as they were sent; a rejected bill goes out again as its next edition |
//! | settled | confirmed in the edition before, and still the same |
//! | roll-up | the bill of many departments: 政法总体账单, 一朵云总体账单 |

pub mod commands;
mod entries;
mod events;
mod form;
pub mod generate;
mod line;
pub mod model;
pub mod month;
mod pages;
pub mod queries;
pub mod state;
mod workflow;

use crate::{
    policy::Action,
    web::{Site, import},
};

pub fn routes(site: &mut Site) {
    use pages::{
        act, changes, correct, departments, entries as listed, generate, lines, own, projects, show, statistics,
    };

    site.get("/bills", Action::ViewBills, own::list)
        .get("/bills.xlsx", Action::ViewBills, own::file)
        .get("/bills.csv", Action::ViewBills, own::file)
        .get("/bills/departments", Action::ViewBills, departments::list)
        .get("/bills/departments.xlsx", Action::ViewBills, departments::file)
        .get("/bills/departments.csv", Action::ViewBills, departments::file)
        .get("/bills/statistics", Action::ViewBills, statistics::show)
        .get("/bills/statistics.xlsx", Action::ViewBills, statistics::file)
        .get("/bills/statistics.csv", Action::ViewBills, statistics::file)
        .get("/bills/generate", Action::RunBilling, generate::show)
        .post("/bills/generate", Action::RunBilling, generate::generate)
        .post("/bills/send", Action::RunBilling, generate::send)
        .get("/bills/entries", Action::RunBilling, listed::list)
        .get("/bills/entries.xlsx", Action::RunBilling, listed::file)
        .get("/bills/entries.csv", Action::RunBilling, listed::file)
        .post("/bills/entries/{id}/delete", Action::RunBilling, listed::delete);
    import::routes(site, &entries::DESK);
    site.get_record("/bills/{id}", Action::ViewBills, show::show)
        .post_record("/bills/{id}/confirm", Action::ViewBills, act::confirm)
        .post_record("/bills/{id}/reject", Action::ViewBills, act::reject)
        .post_record("/bills/{id}/send", Action::RunBilling, act::send)
        .get_record("/bills/{id}/changes", Action::ViewBills, changes::show)
        .get_record("/bills/{id}/projects", Action::ViewBills, projects::list)
        .get_record("/bills/{id}/projects/{project}", Action::ViewBills, lines::of_project)
        .get_record("/bills/{id}/lines", Action::ViewBills, lines::list)
        .get_record("/bills/{id}/lines.xlsx", Action::ViewBills, lines::file)
        .get_record("/bills/{id}/lines.csv", Action::ViewBills, lines::file)
        .get_record("/bills/{id}/lines/{line}", Action::RunBilling, correct::show)
        .post_record("/bills/{id}/lines/{line}/correct", Action::RunBilling, correct::correct)
        .post_record("/bills/{id}/lines/{line}/uncorrect", Action::RunBilling, correct::uncorrect);
}
