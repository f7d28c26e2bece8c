use diesel::prelude::*;
use serde_json::json;

use crate::{
    accounts::account::{self, RECORD_KIND},
    error::AppResult,
    outbox::{self, Event},
    policy::Actor,
    schema::users,
    text::Text,
};

/// Lets single keys do something for `who`, or nothing (WCAG 2.1.4). The account's version stays: no form
/// about it shows this.
///
/// # Errors
/// When the database can't be had.
pub fn switch_shortcuts(tx: &mut PgConnection, who: &Actor, on: bool) -> AppResult<()> {
    let account = account::lock(tx, who.id)?;
    let this = users::table.find(who.id);
    let changed = diesel::update(this.filter(users::shortcuts.ne(on))).set(users::shortcuts.eq(on)).execute(tx)?;
    if changed == 0 {
        return Ok(());
    }
    let what = Text::new("account-timeline-changed").with("fields", Text::new("shortcuts-title"));
    let event = Event::new("updateProfile", RECORD_KIND, account.record())
        .changed(Some(json!({ "shortcuts": !on })), Some(json!({ "shortcuts": on })))
        .on_timeline(what);
    outbox::tell(tx, who, &event)
}
