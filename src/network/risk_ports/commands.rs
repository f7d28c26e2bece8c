//! What is done to the table. Its constraint keeps ranges apart.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Int4, Nullable, Text as SqlText, Timestamptz},
};

use super::{
    form::Wanted,
    model::{Line, RECORD_KIND},
    queries,
};
use crate::{
    db::sql::statement,
    error::{AppError, AppResult},
    outbox::{self, Event},
    policy::{Action, Actor},
    schema::risk_ports,
    text::Text,
};

#[derive(QueryableByName)]
struct Made {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// # Errors
/// 403, 422 when another line says something of one of its ports.
pub fn create(tx: &mut PgConnection, who: &Actor, wanted: &Wanted, now: DateTime<Utc>) -> AppResult<Line> {
    allow(who)?;
    let it = put(tx, None, wanted, now)?;
    let event = Event::new("createRiskPort", RECORD_KIND, it.record()).changed(None, Some(it.facts()));
    outbox::tell(tx, who, &event.on_timeline("network-risk-line-created".into()))?;
    Ok(it)
}

/// The line as `who` may change it, unless it was changed since version `seen`; nobody else changes it until the
/// transaction ends.
///
/// # Errors
/// 404, 403, 409.
pub fn lock_for(tx: &mut PgConnection, who: &Actor, id: i64, seen: Option<i32>) -> AppResult<Line> {
    risk_ports::table.find(id).select(risk_ports::id).for_update().first::<i64>(tx)?;
    allow(who)?;
    let it = queries::find(tx, id)?;
    if seen.is_some_and(|seen| seen != it.version) {
        return Err(outbox::changed_meanwhile(tx, RECORD_KIND, id)?);
    }
    Ok(it)
}

/// Nothing changed is nothing to tell.
///
/// # Errors
/// 422 when another line says something of one of its ports.
pub fn update(
    tx: &mut PgConnection,
    who: &Actor,
    before: &Line,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> AppResult<Line> {
    let Wanted { ports, service, class, policy, reason } = wanted;
    if (before.ports, &before.service, before.class, before.policy, &before.reason)
        == (*ports, service, *class, *policy, reason)
    {
        return Ok(before.clone());
    }
    let it = put(tx, Some(before.id), wanted, now)?;
    let event = Event::new("updateRiskPort", RECORD_KIND, it.record()).changed(Some(before.facts()), Some(it.facts()));
    outbox::tell(tx, who, &event.on_timeline("network-risk-line-changed".into()))?;
    Ok(it)
}

/// Its ports are no risk any more, for what is submitted from now on.
///
/// # Errors
/// When the database can't be had.
pub fn remove(tx: &mut PgConnection, who: &Actor, before: &Line) -> AppResult<()> {
    diesel::delete(risk_ports::table.find(before.id)).execute(tx)?;
    let event = Event::new("removeRiskPort", RECORD_KIND, before.record()).changed(Some(before.facts()), None);
    outbox::tell(tx, who, &event)
}

fn allow(who: &Actor) -> AppResult<()> {
    if who.may(Action::ManageRiskPorts) { Ok(()) } else { Err(AppError::forbidden()) }
}

fn put(tx: &mut PgConnection, id: Option<i64>, wanted: &Wanted, now: DateTime<Utc>) -> AppResult<Line> {
    if let Some(other) = queries::overlapping(tx, id, wanted.ports)? {
        let why =
            Text::new("network-risk-overlaps").with("ports", other.ports.to_string()).with("service", other.service);
        return Err(AppError::at("ports", why));
    }
    let made: Made = statement(if id.is_some() {
        "UPDATE risk_ports SET ports = int4range($1, $2, '[]'), service = $3, class = $4, policy = $5, reason = $6,
                version = version + 1, updated_at = $7
         WHERE id = $8 RETURNING id"
    } else {
        "INSERT INTO risk_ports (ports, service, class, policy, reason, created_at, updated_at)
         SELECT int4range($1, $2, '[]'), $3, $4, $5, $6, $7, $7 WHERE $8 IS NULL RETURNING id"
    })
    .bind::<Int4, _>(i32::from(wanted.ports.first().get()))
    .bind::<Int4, _>(i32::from(wanted.ports.last().get()))
    .bind::<SqlText, _>(wanted.service.clone())
    .bind::<SqlText, _>(wanted.class.code())
    .bind::<SqlText, _>(wanted.policy.code())
    .bind::<SqlText, _>(wanted.reason.clone())
    .bind::<Timestamptz, _>(now)
    .bind::<Nullable<BigInt>, _>(id)
    .get_result(tx)?;
    queries::find(tx, made.id)
}
