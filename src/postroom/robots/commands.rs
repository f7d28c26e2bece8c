//! What administrators do with robots.

use chrono::{DateTime, Utc};
use diesel::{
    dsl::exists,
    prelude::*,
    sql_types::{BigInt, Jsonb, Text as SqlText},
};

use super::{
    form::{Audience, Wanted},
    model::{RECORD_KIND, Robot, seal_of},
    queries,
};
use crate::{
    db::sql::statement,
    error::{AppError, AppResult},
    outbox::{self, Event},
    policy::{Action, Actor},
    schema::{departments, webhooks},
    sealing::Sealer,
    text::Text,
    web::form::Errors,
};

/// What robots' secrets are sealed for.
pub const SEALED_FOR: &str = "webhooks";

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// Keeps a new robot.
///
/// # Errors
/// 403, 422 with every refusal at its field.
pub fn create(
    tx: &mut PgConnection,
    who: &Actor,
    sealer: &Sealer,
    wanted: Result<Wanted, Errors>,
    now: DateTime<Utc>,
) -> AppResult<i64> {
    allow(who)?;
    let wanted = checked(tx, wanted)?;
    let Some(url) = &wanted.url else { return Err(AppError::at("url", "robot-url-missing")) };
    // What is sealed belongs to a number, which is therefore taken first.
    let Id { id } = statement("SELECT nextval(pg_get_serial_sequence('webhooks', 'id')) AS id").get_result::<Id>(tx)?;
    let secret = wanted.secret.as_ref().map(|secret| sealer.seal(secret, &seal_of(id, "secret"))).transpose()?;
    diesel::insert_into(webhooks::table)
        .values((
            webhooks::id.eq(id),
            webhooks::name.eq(&wanted.name),
            webhooks::format.eq(wanted.format.code()),
            webhooks::url.eq(sealer.seal(url.as_str(), &seal_of(id, "url"))?),
            webhooks::host.eq(url.host_str().unwrap_or_default()),
            webhooks::secret.eq(secret),
            webhooks::language.eq(wanted.language.code()),
            webhooks::kinds.eq(&wanted.kinds),
            webhooks::role.eq(role(&wanted)),
            webhooks::department_id.eq(department(&wanted)),
            webhooks::created_at.eq(now),
            webhooks::updated_at.eq(now),
        ))
        .execute(tx)?;
    let robot = queries::find(tx, id)?;
    tell(tx, who, None, &robot, "createWebhook", "robot-line-created")?;
    Ok(id)
}

/// The robot to be changed, unless it was since version `seen`; nobody else changes it until the transaction ends.
///
/// # Errors
/// 403, 404, 409.
pub fn lock_for(tx: &mut PgConnection, who: &Actor, id: i64, seen: Option<i32>) -> AppResult<Robot> {
    allow(who)?;
    let robot = queries::lock(tx, id)?;
    if seen.is_some_and(|seen| seen != robot.version) {
        return Err(outbox::changed_meanwhile(tx, RECORD_KIND, id)?);
    }
    Ok(robot)
}

/// Keeps it so; address and secret stay as they are where no others are wanted.
///
/// # Errors
/// 422 with every refusal at its field.
pub fn update(
    tx: &mut PgConnection,
    who: &Actor,
    sealer: &Sealer,
    before: &Robot,
    wanted: Result<Wanted, Errors>,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let wanted = checked(tx, wanted)?;
    let its = || webhooks::table.find(before.id);
    diesel::update(its())
        .set((
            webhooks::name.eq(&wanted.name),
            webhooks::format.eq(wanted.format.code()),
            webhooks::language.eq(wanted.language.code()),
            webhooks::kinds.eq(&wanted.kinds),
            webhooks::role.eq(role(&wanted)),
            webhooks::department_id.eq(department(&wanted)),
            webhooks::version.eq(before.version + 1),
            webhooks::updated_at.eq(now),
        ))
        .execute(tx)?;
    if let Some(url) = &wanted.url {
        let sealed = sealer.seal(url.as_str(), &seal_of(before.id, "url"))?;
        let host = url.host_str().unwrap_or_default();
        diesel::update(its()).set((webhooks::url.eq(sealed), webhooks::host.eq(host))).execute(tx)?;
    }
    if let Some(secret) = &wanted.secret {
        let sealed = sealer.seal(secret, &seal_of(before.id, "secret"))?;
        diesel::update(its()).set(webhooks::secret.eq(Some(sealed))).execute(tx)?;
    }
    let after = queries::find(tx, before.id)?;
    tell(tx, who, Some(before), &after, "updateWebhook", "robot-line-updated")
}

/// Nothing is posted to it any more; or again.
///
/// # Errors
/// 409 when that is so already.
pub fn turn(tx: &mut PgConnection, who: &Actor, before: &Robot, pause: bool, now: DateTime<Utc>) -> AppResult<()> {
    if pause == before.paused_at.is_some() {
        return Err(AppError::NotNow(if pause { "robot-paused-already" } else { "robot-active-already" }.into()));
    }
    diesel::update(webhooks::table.find(before.id))
        .set((
            webhooks::paused_at.eq(pause.then_some(now)),
            webhooks::version.eq(before.version + 1),
            webhooks::updated_at.eq(now),
        ))
        .execute(tx)?;
    let after = queries::find(tx, before.id)?;
    let (action, line) =
        if pause { ("pauseWebhook", "robot-line-paused") } else { ("resumeWebhook", "robot-line-resumed") };
    tell(tx, who, Some(before), &after, action, line)
}

/// Puts a trial post into the outbox, due at once.
///
/// # Errors
/// 409 while it is paused.
pub fn test(tx: &mut PgConnection, who: &Actor, robot: &Robot) -> AppResult<()> {
    if robot.paused_at.is_some() {
        return Err(AppError::NotNow("robot-test-paused".into()));
    }
    let title = Text::new("robot-told-test");
    let body = Text::new("robot-told-test-body").with("robot", robot.name.as_str()).with("who", &*who.display_name);
    statement(
        "INSERT INTO mails (webhook_id, address, language, thread, title, body, link)
         VALUES ($1, $2, $3, 'webhook/' || $1, $4, $5, '')",
    )
    .bind::<BigInt, _>(robot.id)
    .bind::<SqlText, _>(&robot.name)
    .bind::<SqlText, _>(robot.lang().code())
    .bind::<Jsonb, _>(serde_json::to_value(&title)?)
    .bind::<Jsonb, _>(serde_json::to_value(&body)?)
    .execute(tx)?;
    let event = Event::new("testWebhook", RECORD_KIND, robot.record());
    outbox::tell(tx, who, &event.on_timeline("robot-line-tested".into()))
}

fn allow(who: &Actor) -> AppResult<()> {
    if who.may(Action::ManageWebhooks) { Ok(()) } else { Err(AppError::forbidden()) }
}

/// A department that there isn't is refused as none is.
fn checked(tx: &mut PgConnection, wanted: Result<Wanted, Errors>) -> AppResult<Wanted> {
    let wanted = wanted?;
    if let Audience::Department(id) = wanted.audience {
        let is_there: bool = diesel::select(exists(departments::table.find(id))).get_result(tx)?;
        if !is_there {
            return Err(AppError::at("audience", "robot-audience-missing"));
        }
    }
    Ok(wanted)
}

fn role(wanted: &Wanted) -> Option<&'static str> {
    match wanted.audience {
        Audience::Role(role) => Some(role.code()),
        Audience::Department(_) => None,
    }
}

const fn department(wanted: &Wanted) -> Option<i64> {
    match wanted.audience {
        Audience::Role(_) => None,
        Audience::Department(id) => Some(id),
    }
}

fn tell(
    tx: &mut PgConnection,
    who: &Actor,
    before: Option<&Robot>,
    after: &Robot,
    action: &'static str,
    line: &'static str,
) -> AppResult<()> {
    let event = Event::new(action, RECORD_KIND, after.record())
        .differing(before.map(Robot::audited), Some(after.audited()))
        .on_timeline(line.into());
    outbox::tell(tx, who, &event)
}
