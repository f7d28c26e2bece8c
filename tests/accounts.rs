//! Accounts: signing in, passwords, sessions, one's own data (spec 1).

mod password;
mod profile;
mod reset;
mod second_factor;
mod shortcuts;
mod sign_in;

use diesel::{RunQueryDsl, sql_query, sql_types};
use yunwu::demo::PASSWORD;

use crate::support::{
    Browser, Page, TestApp,
    sql::{one, run},
};

const GOOD: &str = "Hanjiang@2026";

#[derive(diesel::QueryableByName)]
struct Value {
    #[diesel(sql_type = sql_types::Text)]
    value: String,
}

/// What a query of one text answers, row by row.
fn asked(app: &TestApp, query: &str) -> Vec<String> {
    let rows: Vec<Value> =
        sql_query(format!("SELECT ({query})::text AS value")).load(&mut app.sql()).expect("an answer");
    rows.into_iter().map(|row| row.value).collect()
}

fn sign_in(browser: &Browser, username: &str, password: &str) -> Page {
    browser.post("/login", &[("username", username), ("password", password)])
}

fn fail(browser: &Browser, username: &str, times: usize) {
    for _ in 0..times {
        sign_in(browser, username, "wrong").is(422);
    }
}

fn change_password(browser: &Browser, current: &str, new: &str) -> Page {
    browser.post("/me/password", &[("current_password", current), ("new_password", new), ("new_password_again", new)])
}
