//! What leaves with a transaction: no change without its trace and its message, no message without
//! its change (spec 6).

mod carrier;
mod compose;
mod copies;
pub mod delivery;
mod event;
mod gaps;
mod kind;
mod letter;
pub mod mailbox;
mod queue;
mod stored;
mod timeline;
pub mod wording;

use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Bool, Jsonb, Text as SqlText},
};

use serde_json::Value;

pub use carrier::{Carrier, Failure};
pub use compose::{Composed, compose, subject};
pub use copies::copy;
pub use event::{Event, Mail, Notice, Record};
pub use kind::{KINDS, MailKind, MailText, gap_label};
pub use letter::{Letter, post, post_all};
pub use queue::Bundle;
pub use stored::{COLUMNS as MAIL_COLUMNS, FROM as MAILS, MailState, StoredMail};
pub use timeline::{Line, changed_meanwhile, named, timeline, timeline_of};

use crate::{audit, db::sql::statement, error::AppResult, policy::Actor, schema::timeline_entries};

/// Writes the audit entry, the timeline's line, and the messages and mails of `event`.
///
/// # Errors
/// When the database refuses; the change then doesn't happen either.
pub fn tell(tx: &mut PgConnection, who: &Actor, event: &Event) -> AppResult<()> {
    audit::record(tx, who, event.entry())?;
    note_on_timeline(tx, who, event)?;
    event.notices.iter().try_for_each(|(notice, to)| send(tx, who, event, notice, to.as_deref()))
}

/// Writes audit entries and the timelines' lines of many changes at once; nobody is told of them.
///
/// # Errors
/// As [`tell`].
pub fn note_all(tx: &mut PgConnection, who: &Actor, events: &[Event]) -> AppResult<()> {
    audit::record_all(tx, who, events.iter().map(Event::entry))?;
    let lines: Vec<TimelineLine<'_>> =
        events.iter().filter_map(|event| TimelineLine::of(who, event).transpose()).collect::<AppResult<_>>()?;
    diesel::insert_into(timeline_entries::table).values(lines).execute(tx)?;
    Ok(())
}

fn note_on_timeline(tx: &mut PgConnection, who: &Actor, event: &Event) -> AppResult<()> {
    if let Some(line) = TimelineLine::of(who, event)? {
        diesel::insert_into(timeline_entries::table).values(line).execute(tx)?;
    }
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = timeline_entries)]
struct TimelineLine<'a> {
    record_kind: &'a str,
    record_id: i64,
    actor_id: Option<i64>,
    actor_name: &'a str,
    action: &'a str,
    said: Value,
    quote: &'a str,
    in_place_of: &'a str,
}

impl<'a> TimelineLine<'a> {
    /// None for what isn't told on a timeline.
    fn of(who: &'a Actor, event: &'a Event) -> AppResult<Option<Self>> {
        let Some(said) = &event.timeline else { return Ok(None) };
        Ok(Some(Self {
            record_kind: event.record.kind,
            record_id: event.record.id,
            actor_id: who.stored_id(),
            actor_name: &who.display_name,
            action: event.action,
            said: serde_json::to_value(said)?,
            quote: &event.quote,
            in_place_of: &event.in_place_of,
        }))
    }
}

/// One statement for all recipients: a message each, and a mail as each of them chose. Who did it
/// isn't told of it, unless it concerns their own account, or who else may act for them. Robots whose
/// audience one of them is hear of it too, but for what people wrote.
fn send(tx: &mut PgConnection, who: &Actor, event: &Event, notice: &Notice, leads_to: Option<&str>) -> AppResult<()> {
    if notice.to.is_empty() {
        return Ok(());
    }
    statement(
        "WITH told AS (
            INSERT INTO messages (recipient_id, kind, title, body, quote, record_kind, record_id, record_number, record_path)
            SELECT id, $3, $4, $5, $6, $7, $8, $9, $10
            FROM users WHERE id = ANY($1) AND (id <> $2 OR $7 IN ('user', 'delegation')) AND disabled_at IS NULL
            RETURNING id, recipient_id
         ), heard AS (
            INSERT INTO mails (webhook_id, address, language, thread, title, body, link, next_try_at)
            SELECT w.id, w.name, w.language, 'webhook/' || w.id, $4, $5, $10, now() + mail_delay()
            FROM webhooks w
            WHERE w.paused_at IS NULL AND $3 = ANY(w.kinds) AND EXISTS (
                SELECT FROM users u
                WHERE u.id = ANY($1) AND u.disabled_at IS NULL AND CASE WHEN w.role IS NULL
                    THEN u.department_id = w.department_id
                    ELSE EXISTS (SELECT FROM user_roles r WHERE r.user_id = u.id AND r.role = w.role) END)
         )
         INSERT INTO mails (recipient_id, address, language, message_id, thread, title, body, quote, link, binding, next_try_at)
         SELECT u.id, u.email, u.language, told.id,
                CASE WHEN u.mail_preference = 'digest' AND NOT $12 THEN 'digest' ELSE $10 END,
                $4, $5, $6, '/messages/' || told.id, $12,
                CASE WHEN u.mail_preference = 'digest' AND NOT $12 THEN next_digest(now())
                     ELSE now() + mail_pause(u.email, $10) END
         FROM told JOIN users u ON u.id = told.recipient_id
         WHERE $11 AND ($12 OR u.mail_preference <> 'portal_only')",
    )
    .bind::<Array<BigInt>, _>(&notice.to)
    .bind::<BigInt, _>(who.stored_id().unwrap_or_default())
    .bind::<SqlText, _>(notice.kind)
    .bind::<Jsonb, _>(serde_json::to_value(&notice.title)?)
    .bind::<Jsonb, _>(serde_json::to_value(&notice.body)?)
    .bind::<SqlText, _>(&event.quote)
    .bind::<SqlText, _>(event.record.kind)
    .bind::<BigInt, _>(event.record.id)
    .bind::<SqlText, _>(&event.record.number)
    .bind::<SqlText, _>(leads_to.unwrap_or(&event.record.path))
    .bind::<Bool, _>(notice.mail != Mail::No)
    .bind::<Bool, _>(notice.mail == Mail::Binding)
    .execute(tx)?;
    Ok(())
}
