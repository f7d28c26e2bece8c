//! A department keeps its labels.

use diesel::prelude::*;
use serde_json::json;

use super::label::{self, Label, MOST_OF_A_DEPARTMENT, Wanted};
use crate::{
    error::{AppError, AppResult},
    outbox::{self, Event, Record},
    policy::Actor,
    schema::labels,
    text::Text,
};

/// The audit log's resource type.
const RESOURCE: &str = "label";

/// A new one of `who`'s department.
///
/// # Errors
/// 422 where the name is taken, or there are too many.
pub fn create(tx: &mut PgConnection, who: &Actor, wanted: &Wanted) -> AppResult<Label> {
    let department = who.department.id;
    let count: i64 = labels::table.filter(labels::department_id.eq(department)).count().get_result(tx)?;
    if count >= MOST_OF_A_DEPARTMENT {
        return Err(AppError::at("name", Text::new("ticket-label-no-room").with("most", MOST_OF_A_DEPARTMENT)));
    }
    let new =
        (labels::department_id.eq(department), labels::name.eq(&wanted.name), labels::colour.eq(wanted.colour.code()));
    let id = diesel::insert_into(labels::table).values(new).returning(labels::id).get_result(tx)?;
    let label = Label { id, name: wanted.name.clone(), colour: wanted.colour };
    tell(tx, who, "createLabel", None, Some(&label))?;
    Ok(label)
}

/// Another name or colour, on all tickets that bear it.
///
/// # Errors
/// 404, 422 where the name is taken.
pub fn update(tx: &mut PgConnection, who: &Actor, id: i64, wanted: &Wanted) -> AppResult<()> {
    let before = label::find(tx, who, id)?;
    let after = Label { id, name: wanted.name.clone(), colour: wanted.colour };
    if after == before {
        return Ok(());
    }
    let changed = (labels::name.eq(&after.name), labels::colour.eq(after.colour.code()));
    diesel::update(labels::table.find(id)).set(changed).execute(tx)?;
    tell(tx, who, "updateLabel", Some(&before), Some(&after))
}

/// Gone, from all tickets.
///
/// # Errors
/// 404.
pub fn delete(tx: &mut PgConnection, who: &Actor, id: i64) -> AppResult<()> {
    let before = label::find(tx, who, id)?;
    diesel::delete(labels::table.find(id)).execute(tx)?;
    tell(tx, who, "deleteLabel", Some(&before), None)
}

fn tell(
    tx: &mut PgConnection,
    who: &Actor,
    action: &'static str,
    before: Option<&Label>,
    after: Option<&Label>,
) -> AppResult<()> {
    let facts = |label: &Label| json!({ "name": label.name, "colour": label.colour.code() });
    let Some(label) = after.or(before) else { return Ok(()) };
    let path = format!("/tickets/labels/{}", label.id);
    let record = Record { kind: RESOURCE, id: label.id, number: label.id.to_string(), path };
    outbox::tell(tx, who, &Event::new(action, RESOURCE, record).changed(before.map(facts), after.map(facts)))
}
