//! Users as administrators keep them (spec 1): their data by platform administrators, their rights by security
//! administrators, neither by the other.
//!
//! | word | means |
//! |---|---|
//! | person | an account as others see it, with its rights |
//! | rights | the roles and the grants of one person |
//! | seat | what kind of department somebody sits in, which decides what roles they can have |
//! | invited | whose first password is still to be set, by a single-use link |

pub mod commands;
mod filter;
mod form;
pub mod model;
mod pages;
pub mod queries;
mod rights_form;
mod sheet;
pub mod state;
mod workflow;

use crate::{
    policy::Action,
    web::{Site, import},
};

pub fn routes(site: &mut Site) {
    use pages::{act, edit, export, list, rights, show};

    site.get("/admin/users", Action::ManageUsers, list::users)
        .get("/admin/users.xlsx", Action::ManageUsers, export::users)
        .get("/admin/users.csv", Action::ManageUsers, export::users)
        .get("/admin/users/new", Action::ManageUsers, edit::blank)
        .post("/admin/users/new", Action::ManageUsers, edit::create);
    import::routes(site, &sheet::DESK);
    site.get("/admin/users/{id}", Action::ManageUsers, show::show)
        .get("/admin/users/{id}/edit", Action::ManageUsers, edit::filled)
        .post("/admin/users/{id}/edit", Action::ManageUsers, edit::update)
        .post("/admin/users/{id}/disable", Action::ManageUsers, act::disable)
        .post("/admin/users/{id}/enable", Action::ManageUsers, act::enable)
        .post("/admin/users/{id}/unlock", Action::ManageUsers, act::unlock)
        .post("/admin/users/{id}/reset", Action::ManageUsers, act::reset)
        .post("/admin/users/{id}/revoke-sessions", Action::ManageUsers, act::revoke_sessions)
        .post("/admin/users/{id}/sessions/{session}/revoke", Action::ManageUsers, act::revoke_session)
        .get("/admin/grants", Action::ManageRoles, list::grants)
        .get("/admin/grants.xlsx", Action::ManageRoles, export::grants)
        .get("/admin/grants.csv", Action::ManageRoles, export::grants)
        .get("/admin/grants/{id}", Action::ManageRoles, rights::filled)
        .post("/admin/grants/{id}", Action::ManageRoles, rights::update);
}
