//! Projects: whose they are, what their form takes, who changes them, and what names them.

mod detour;
mod files;
mod forms;
mod keeping;
mod lists;
mod naming;

use diesel::{
    QueryableByName, RunQueryDsl, sql_query,
    sql_types::{BigInt, Text},
};

use crate::support::{Browser, Page, TestApp, sql::run};

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

fn id_of(app: &TestApp, table: &str, column: &str, value: &str) -> String {
    let found = sql_query(format!("SELECT id FROM {table} WHERE {column} = $1")).bind::<Text, _>(value);
    found.get_result::<Id>(&mut app.sql()).unwrap().id.to_string()
}

fn user(app: &TestApp, username: &str) -> String {
    id_of(app, "users", "username", username)
}

fn department(app: &TestApp, name: &str) -> String {
    id_of(app, "departments", "name", name)
}

fn count(app: &TestApp, of: &str) -> i64 {
    sql_query(format!("SELECT count(*) AS id FROM {of}")).get_result::<Id>(&mut app.sql()).unwrap().id
}

/// Posts the form of a new project whose contact and owner is `person`.
fn create(app: &TestApp, browser: &Browser, name: &str, person: &str) -> Page {
    let person = user(app, person);
    browser.post("/projects/new", &[("name", name), ("contact_id", &person), ("owner_id", &person)])
}

/// The path of a project that `username` keeps.
fn project_of(app: &TestApp, username: &str, name: &str) -> String {
    create(app, &app.signed_in(username), name, username).location()
}

/// Every field of the project's form as it stands, but these.
fn change(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Page {
    let edit = format!("{path}/edit");
    let mut typed = browser.get(&edit).is_ok().filled(&edit);
    for (name, value) in fields {
        typed.retain(|(field, _)| field != name);
        typed.push(((*name).to_owned(), (*value).to_owned()));
    }
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(&edit, &typed)
}
