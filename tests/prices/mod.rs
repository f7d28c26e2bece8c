//! The price list: who keeps it, what a new price does, and what nobody can change any more.

mod imports;
mod keeping;
mod lists;
mod sums;

use chrono::{Days, NaiveDate, Utc};
use diesel::{RunQueryDsl, sql_query};
use yunwu::calendar::date_of;

use crate::support::{Browser, Page, TestApp, sql::one};

const LARGE: &str = "/bills/prices/ecs.g6.large";

/// So many days from today, in Shanghai.
fn in_days(days: u64) -> NaiveDate {
    date_of(Utc::now()).checked_add_days(Days::new(days)).unwrap()
}

/// Posts the form of a new price as its page has it.
fn set(browser: &Browser, path: &str, amount: &str, from: &str) -> Page {
    let new = format!("{path}/new");
    let version = browser.get(&new).is_ok().value("version");
    browser.post(&new, &[("version", &version), ("amount", amount), ("from", from)])
}

/// Moves everything that was set into the past by so many days, as time would.
fn wait(app: &TestApp, days: u32) {
    for statement in [
        "ALTER TABLE prices DISABLE TRIGGER past_prices_stay".to_owned(),
        format!(
            "UPDATE prices SET valid = daterange(CASE WHEN set_by_id IS NULL THEN lower(valid) ELSE lower(valid) - {days} END,
                                                 upper(valid) - {days})"
        ),
        "ALTER TABLE prices ENABLE TRIGGER past_prices_stay".to_owned(),
    ] {
        sql_query(statement).execute(&mut app.sql()).unwrap();
    }
}
