//! Account requests (spec 1): asked for by anybody, answered by operators, with a word of the department and of security.

mod answering;
mod asking;
mod races;
mod told;

use crate::support::{
    Browser, Page, TestApp,
    sql::{one, run},
};

const NEW: &str = "/account-requests/new";
const GOOD: &str = "Hanjiang@2026";

fn department(app: &TestApp, name: &str) -> String {
    one(app, &format!("SELECT id FROM departments WHERE name = '{name}'"))
}

/// Sends the public form as its page has it, filled as a stranger fills it, with some fields said otherwise.
fn ask(app: &TestApp, browser: &Browser, says: &[(&str, &str)]) -> Page {
    let water = department(app, "湖北省水利厅");
    let usual = [
        ("region", "花山公有云区"),
        ("department", water.as_str()),
        ("project", ""),
        ("username", "zhang.san"),
        ("display_name", "张三"),
        ("role", "dept_user"),
        ("phone", "13871234567"),
        ("email", "zhang.san@hubei.gov.cn"),
        ("reason", "水情监测"),
    ];
    let hidden = browser.get(NEW).is_ok().hidden_of(NEW);
    let is_said = |name: &str| says.iter().chain(&usual).any(|(said, _)| *said == name);
    let hidden = hidden.iter().filter(|(name, _)| !is_said(name)).map(|(name, value)| (name.as_str(), value.as_str()));
    let usual = usual.into_iter().filter(|(name, _)| !says.iter().any(|(said, _)| said == name));
    let fields: Vec<(&str, &str)> =
        hidden.chain(usual).chain(says.iter().copied()).chain([("action", "submit")]).collect();
    browser.post(NEW, &fields)
}

/// Asks, and says where it is answered.
fn asked(app: &TestApp, says: &[(&str, &str)]) -> String {
    format!("/admin{}", ask(app, &app.visitor(), says).location())
}

fn press(browser: &Browser, path: &str, action: &str, says: &[(&str, &str)]) -> Page {
    let hidden = browser.get(path).is_ok().hidden_of(&format!("/{action}"));
    let hidden = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    browser.post(&format!("{path}/{action}"), &hidden.chain(says.iter().copied()).collect::<Vec<_>>())
}
