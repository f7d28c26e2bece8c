//! Departments, regions and ticket groups, kept by the platform's administrators (spec 1, "Departments and regions").

mod departments;
mod groups;
mod imports;
mod regions;

use crate::{
    access::one,
    support::{Browser, Page, TestApp},
};

pub fn id_of(app: &TestApp, name: &str) -> String {
    one(app, &format!("SELECT id FROM departments WHERE name = '{name}'"))
}

pub fn page_of(app: &TestApp, name: &str) -> String {
    format!("/admin/departments/{}", id_of(app, name))
}

/// Makes a department below another one.
pub fn make(app: &TestApp, keeper: &Browser, parent: &str, name: &str, code: &str, sector: &str) -> Page {
    let fields = [("parent", &*id_of(app, parent)), ("name", name), ("code", code), ("sector", sector)];
    keeper.post("/admin/departments/new", &fields)
}

#[test]
fn the_organisation_is_kept_by_the_platforms_administrators_alone() {
    let app = TestApp::new();
    for username in ["security.admin", "auditor", "ops.engineer", "ops.manager", "bigdata.admin", "yj.admin"] {
        let browser = app.signed_in(username);
        for path in ["departments", "departments.csv", "departments/new", "departments/import", "departments/1"] {
            browser.get(&format!("/admin/{path}")).is_forbidden();
        }
        for path in
            ["regions", "regions/new", "regions.csv", "ticket-groups", "ticket-groups/new", "ticket-groups.xlsx"]
        {
            browser.get(&format!("/admin/{path}")).is_forbidden();
        }
        let posts =
            ["departments/new", "departments/1/disable", "departments/1/move", "regions/new", "ticket-groups/1/add"];
        for path in posts {
            browser.post(&format!("/admin/{path}"), &[("name", "x")]).is_forbidden();
        }
    }
    let keeper = app.signed_in("platform.admin");
    for path in ["departments/999", "departments/x/edit", "departments/999/move", "regions/999", "ticket-groups/999"] {
        keeper.get(&format!("/admin/{path}")).is_not_found();
    }
}
