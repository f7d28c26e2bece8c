//! What is done to departments. They change rarely, and one change may concern many: whoever changes one keeps the others
//! from changing any until the transaction ends, while everybody goes on reading.

use chrono::{DateTime, Utc};
use diesel::{
    connection::SimpleConnection,
    prelude::*,
    sql_types::{Array, BigInt, Nullable, Text as SqlText, Timestamptz},
};
use serde_json::json;

use super::{
    form::Wanted,
    model::{Department, RECORD_KIND},
    queries,
    special::Special,
    workflow,
};
use crate::{
    db::sql::statement,
    error::{AppError, AppResult},
    outbox::{self, Event},
    policy::{Action, Actor, Sector},
    schema::{departments, ticket_groups},
    text::{self, Text},
    web::form::Errors,
};

/// Makes a department below `parent`, with its ticket group; the province alone stands below nothing.
///
/// # Errors
/// 403, 422 when it can't be put there, or its name or code is taken.
pub fn create(
    tx: &mut PgConnection,
    who: &Actor,
    parent: Option<i64>,
    special: Option<Special>,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> AppResult<Department> {
    allow(who)?;
    lock(tx)?;
    let sector = placed(tx, parent, special, wanted)?;
    refuse_taken(tx, None, wanted)?;
    let id: i64 = diesel::insert_into(departments::table)
        .values((
            departments::parent_id.eq(parent),
            departments::name.eq(&wanted.name),
            departments::code.eq(&wanted.code),
            departments::sector.eq(sector.map(Sector::code)),
            departments::special.eq(special.map(Special::code)),
            departments::created_at.eq(now),
            departments::updated_at.eq(now),
        ))
        .returning(departments::id)
        .get_result(tx)?;
    group_of(tx, &[id])?;
    if special == Some(Special::Province) {
        adopt_operator(tx, id)?;
    }
    let it = queries::find(tx, id)?;
    outbox::tell(tx, who, &made(&it))?;
    Ok(it)
}

/// That it was made.
pub(super) fn made(it: &Department) -> Event {
    Event::new("createDepartment", RECORD_KIND, it.record())
        .changed(None, Some(it.facts()))
        .on_timeline("organisation-line-created".into())
}

/// By default a ticket group is its department (spec 1).
pub(super) fn group_of(tx: &mut PgConnection, departments: &[i64]) -> AppResult<()> {
    let groups: Vec<_> =
        departments.iter().map(|id| (ticket_groups::department_id.eq(*id), ticket_groups::name.eq(""))).collect();
    diesel::insert_into(ticket_groups::table).values(groups).execute(tx)?;
    Ok(())
}

/// The operator is there before the province: its first administrators make all the others.
fn adopt_operator(tx: &mut PgConnection, province: i64) -> AppResult<()> {
    let alone = departments::table
        .filter(departments::special.eq(Special::Operator.code()))
        .filter(departments::parent_id.is_null());
    diesel::update(alone).set(departments::parent_id.eq(province)).execute(tx)?;
    Ok(())
}

/// The sector that a new department has there.
fn placed(
    tx: &mut PgConnection,
    parent: Option<i64>,
    special: Option<Special>,
    wanted: &Wanted,
) -> AppResult<Option<Sector>> {
    let missing = queries::missing_specials(tx)?;
    if special.is_some_and(|special| !missing.contains(&special)) {
        return Err(AppError::at("special", "organisation-special-there"));
    }
    let Some(parent) = parent else {
        let is_root = special == Some(Special::Province);
        return if is_root { Ok(None) } else { Err(AppError::at("parent", "organisation-parent-missing")) };
    };
    let parent = above(tx, parent)?;
    workflow::takes_units(&parent).map_err(|why| AppError::at("parent", why))?;
    match special {
        Some(Special::Province) => Err(AppError::at("parent", "organisation-province-is-the-root")),
        Some(_) if parent.special() != Some(Special::Province) => {
            Err(AppError::at("parent", "organisation-special-below-province"))
        }
        Some(special) => Ok(special.sector()),
        None => workflow::sector_below(&parent, wanted.sector).map_err(|why| AppError::at("sector", why)),
    }
}

/// The department that one is put below; an id of none is refused at its field.
fn above(tx: &mut PgConnection, id: i64) -> AppResult<Department> {
    match queries::find(tx, id) {
        Err(AppError::NotFound) => Err(AppError::at("parent", "organisation-parent-missing")),
        found => found,
    }
}

fn refuse_taken(tx: &mut PgConnection, besides: Option<i64>, wanted: &Wanted) -> AppResult<()> {
    let (name, code) = queries::taken(tx, besides, &wanted.name, &wanted.code)?;
    let mut errors = Errors::default();
    if name {
        errors.add("name", "organisation-name-taken");
    }
    if code {
        errors.add("code", "organisation-code-taken");
    }
    Ok(errors.finish(|| Some(()))?)
}

/// The department as `who` may change it, unless it was changed since version `seen`.
///
/// # Errors
/// 404, 403, 409.
pub fn lock_for(tx: &mut PgConnection, who: &Actor, id: i64, seen: Option<i32>) -> AppResult<Department> {
    queries::find(tx, id)?;
    allow(who)?;
    lock(tx)?;
    let it = queries::find(tx, id)?;
    if seen.is_some_and(|seen| seen != it.version) {
        return Err(outbox::changed_meanwhile(tx, RECORD_KIND, id)?);
    }
    Ok(it)
}

/// Changes its name, its code, and its sector where that is its own to say: then of all units below it too. Nothing
/// changed is nothing to tell.
///
/// # Errors
/// 422 when the name or the code is taken, or requests go the way of the sector it has.
pub fn update(
    tx: &mut PgConnection,
    who: &Actor,
    before: &Department,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> AppResult<Department> {
    let sector = match (before.says_its_sector(), wanted.sector) {
        (true, None) => return Err(AppError::at("sector", "organisation-sector-missing")),
        (true, chosen) => chosen,
        (false, _) => before.sector(),
    };
    hold(tx, before)?;
    let reviews = queries::carried(tx, before)?.reviews;
    workflow::resector(before, sector, reviews).map_err(|why| AppError::at("sector", why))?;
    refuse_taken(tx, Some(before.id), wanted)?;
    let differing = [
        (before.name != wanted.name, "organisation-name"),
        (before.code != wanted.code, "organisation-code"),
        (before.sector() != sector, "organisation-sector"),
    ];
    let fields = text::listed(differing.into_iter().filter(|(differs, _)| *differs).map(|(_, label)| Text::new(label)));
    let Some(fields) = fields else { return Ok(before.clone()) };
    let names = (departments::name.eq(&wanted.name), departments::code.eq(&wanted.code));
    diesel::update(departments::table.find(before.id)).set(names).execute(tx)?;
    if before.sector() != sector {
        put(tx, before, before.parent_id, sector)?;
    }
    let said = Text::new("organisation-line-changed").with("fields", fields);
    changed(tx, who, before, "updateDepartment", said, now)
}

/// Puts it, with all below it, under `parent`; the sector follows.
///
/// # Errors
/// 409 for a special one, 422 when it can't be there.
pub fn place(
    tx: &mut PgConnection,
    who: &Actor,
    before: &Department,
    parent: i64,
    now: DateTime<Utc>,
) -> AppResult<Department> {
    workflow::is_ordinary(before).map_err(AppError::NotNow)?;
    let parent = above(tx, parent)?;
    hold(tx, before)?;
    let reviews = queries::carried(tx, before)?.reviews;
    let sector = workflow::place(before, &parent, reviews).map_err(|why| AppError::at("parent", why))?;
    put(tx, before, Some(parent.id), sector)?;
    let said = Text::new("organisation-line-moved")
        .with("from", before.parent.as_deref().unwrap_or_default())
        .with("to", parent.name.as_str());
    changed(tx, who, before, "moveDepartment", said, now)
}

/// Nobody chooses it any more; or they do again.
///
/// # Errors
/// 409 when that is so already, or something of it is in use.
pub fn turn(
    tx: &mut PgConnection,
    who: &Actor,
    before: &Department,
    disable: bool,
    now: DateTime<Utc>,
) -> AppResult<Department> {
    hold(tx, before)?;
    if disable {
        workflow::disable(before, &queries::carried(tx, before)?).map_err(AppError::NotNow)?;
    } else {
        workflow::enable(before).map_err(AppError::NotNow)?;
    }
    diesel::update(departments::table.find(before.id))
        .set(departments::disabled_at.eq(disable.then_some(now)))
        .execute(tx)?;
    let (action, said) = if disable {
        ("disableDepartment", "organisation-line-disabled")
    } else {
        ("enableDepartment", "organisation-line-enabled")
    };
    changed(tx, who, before, action, said.into(), now)
}

fn allow(who: &Actor) -> AppResult<()> {
    if who.may(Action::ManageDepartments) { Ok(()) } else { Err(AppError::forbidden()) }
}

/// Keeps others from changing departments until the transaction ends.
///
/// # Errors
/// When somebody is at it for too long.
pub(super) fn lock(tx: &mut PgConnection) -> AppResult<()> {
    Ok(tx.batch_execute("LOCK TABLE departments IN SHARE ROW EXCLUSIVE MODE")?)
}

/// Waits for whoever files something for it or its units at this moment, so that what is counted afterwards is all.
fn hold(tx: &mut PgConnection, it: &Department) -> AppResult<()> {
    let below = departments::table.filter(departments::id.eq_any(&it.subtree)).order(departments::id);
    below.select(departments::id).for_no_key_update().load::<i64>(tx)?;
    Ok(())
}

/// One statement, since a sector is looked at together with that of the department above.
fn put(tx: &mut PgConnection, it: &Department, parent: Option<i64>, sector: Option<Sector>) -> AppResult<()> {
    statement(
        "UPDATE departments SET sector = $3, parent_id = CASE WHEN id = $1 THEN $2 ELSE parent_id END WHERE id = ANY ($4)",
    )
    .bind::<BigInt, _>(it.id)
    .bind::<Nullable<BigInt>, _>(parent)
    .bind::<Nullable<SqlText>, _>(sector.map(Sector::code))
    .bind::<Array<BigInt>, _>(&it.subtree)
    .execute(tx)?;
    Ok(())
}

/// Another version, told once.
fn changed(
    tx: &mut PgConnection,
    who: &Actor,
    before: &Department,
    action: &'static str,
    said: Text,
    now: DateTime<Utc>,
) -> AppResult<Department> {
    statement("UPDATE departments SET version = version + 1, updated_at = $2 WHERE id = $1")
        .bind::<BigInt, _>(before.id)
        .bind::<Timestamptz, _>(now)
        .execute(tx)?;
    let it = queries::find(tx, before.id)?;
    let mut after = it.facts();
    let follow = it.subtree.len() - 1;
    if it.sector() != before.sector() && follow > 0 {
        after["units"] = json!(follow);
    }
    let event =
        Event::new(action, RECORD_KIND, it.record()).changed(Some(before.facts()), Some(after)).on_timeline(said);
    outbox::tell(tx, who, &event)?;
    Ok(it)
}
