//! Users and their rights (spec 1, "Roles"): who keeps which, and what nobody can break.

mod grants;
mod imports;
mod strange;
mod users;

use crate::support::{
    Browser, Page, TestApp,
    sql::{one, run},
};

const GOOD: &str = "Hanjiang@2026";

fn id(app: &TestApp, username: &str) -> String {
    one(app, &format!("SELECT id FROM users WHERE username = '{username}'"))
}

fn department(app: &TestApp, name: &str) -> String {
    one(app, &format!("SELECT id FROM departments WHERE name = '{name}'"))
}

/// Where platform administrators look at somebody.
fn page_of(app: &TestApp, username: &str) -> String {
    format!("/admin/users/{}", id(app, username))
}

/// Where security administrators do.
fn rights_of(app: &TestApp, username: &str) -> String {
    format!("/admin/grants/{}", id(app, username))
}

/// Presses a button of a page, with what its form carries.
fn press(browser: &Browser, path: &str, action: &str) -> Page {
    let hidden = browser.get(path).is_ok().hidden_of(&format!("/{action}"));
    let hidden: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(&format!("{path}/{action}"), &hidden)
}

/// Sends a page's form with some fields said anew.
fn send(browser: &Browser, path: &str, says: &[(&str, &str)]) -> Page {
    let filled = browser.get(path).is_ok().filled(path);
    let kept = filled.iter().filter(|(name, _)| !says.iter().any(|(said, _)| said == name));
    let fields: Vec<(&str, &str)> =
        kept.map(|(name, value)| (name.as_str(), value.as_str())).chain(says.iter().copied()).collect();
    browser.post(path, &fields)
}

/// The link in the last mail to that address.
fn link_to(app: &TestApp, address: &str) -> String {
    one(app, &format!("SELECT link FROM mails WHERE address = '{address}' AND link_is_secret ORDER BY id DESC LIMIT 1"))
}

fn choose_password(app: &TestApp, link: &str) -> Page {
    app.visitor().post(link, &[("new_password", GOOD), ("new_password_again", GOOD)])
}
