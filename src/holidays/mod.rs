//! `/admin/calendar`: the calendar of working days as administrators keep it (spec 0, "Working days").
//!
//! Words: an *arrangement* is what the State Council announces for a year; a *plan* is what an administrator is about to
//! make of a year or a day; its *effect* is what it does to due times, which is shown before anything is saved.

mod arrangement;
mod commands;
mod effect;
mod form;
mod model;
mod pages;
mod queries;
mod written_date;

use crate::{policy::Action, web::Site};

const PATH: &str = "/admin/calendar";

pub fn routes(site: &mut Site) {
    site.get(PATH, Action::ManageCalendar, pages::show::show)
        .get("/admin/calendar.xlsx", Action::ManageCalendar, pages::export::file)
        .get("/admin/calendar.csv", Action::ManageCalendar, pages::export::file)
        .get("/admin/calendar/arrange", Action::ManageCalendar, pages::arrange::blank)
        .post("/admin/calendar/arrange", Action::ManageCalendar, pages::arrange::preview)
        .get("/admin/calendar/days/{date}", Action::ManageCalendar, pages::day::filled)
        .post("/admin/calendar/days/{date}", Action::ManageCalendar, pages::day::preview)
        .post("/admin/calendar/confirm", Action::ManageCalendar, pages::confirm::confirm);
}
