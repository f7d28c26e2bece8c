//! Giving mails other words, and taking them back.

use chrono::{DateTime, Utc};
use diesel::{insert_into, prelude::*};

use super::model::{RECORD_KIND, Template, audited};
use crate::{
    error::{AppError, AppResult},
    outbox::{
        self, Event,
        wording::{Kept, Wording, Wordings},
    },
    policy::{Action, Actor},
    schema::mail_templates as stored,
    web::form::Errors,
};

/// Says it in these words, unless others were given since version `seen`.
///
/// # Errors
/// 403, 409, 422 with what is wrong with the words.
pub fn save(
    tx: &mut PgConnection,
    who: &Actor,
    template: &Template,
    seen: Option<i32>,
    wanted: Result<Wording, Errors>,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let before = lock_for(tx, who, template, seen)?;
    let wanted = wanted?;
    if wanted == before.wording {
        return Ok(());
    }
    store(tx, who, template, &before, &wanted, "updateMailTemplate", now)
}

/// Says it in the built-in words again.
///
/// # Errors
/// 403, 409 when it is said so, or other words were given since version `seen`.
pub fn reset(
    tx: &mut PgConnection,
    who: &Actor,
    template: &Template,
    seen: Option<i32>,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let before = lock_for(tx, who, template, seen)?;
    if before.wording.is_built_in() {
        return Err(AppError::NotNow("postroom-template-is-built-in".into()));
    }
    store(tx, who, template, &before, &Wording::default(), "resetMailTemplate", now)
}

/// Its row, made if there was none; nobody else changes it until the transaction ends.
fn lock_for(tx: &mut PgConnection, who: &Actor, template: &Template, seen: Option<i32>) -> AppResult<Kept> {
    if !who.may(Action::ManageMailTemplates) {
        return Err(AppError::forbidden());
    }
    let (kind, language) = (template.of.code(), template.lang.code());
    insert_into(stored::table)
        .values((stored::kind.eq(kind), stored::language.eq(language), stored::version.eq(0)))
        .on_conflict_do_nothing()
        .execute(tx)?;
    let its = stored::table.filter(stored::kind.eq(kind)).filter(stored::language.eq(language));
    let id: i64 = its.select(stored::id).for_no_key_update().first(tx)?;
    let kept = Wordings::read(tx)?.kept(kind, template.lang).cloned().ok_or(AppError::NotFound)?;
    if seen.is_some_and(|seen| seen != kept.version) {
        return Err(outbox::changed_meanwhile(tx, RECORD_KIND, id)?);
    }
    Ok(kept)
}

fn store(
    tx: &mut PgConnection,
    who: &Actor,
    template: &Template,
    before: &Kept,
    wanted: &Wording,
    action: &'static str,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let Wording { subject, greeting, closing, texts } = wanted;
    diesel::update(stored::table.find(before.id))
        .set((
            stored::subject.eq(subject),
            stored::greeting.eq(greeting),
            stored::closing.eq(closing),
            stored::texts.eq(serde_json::to_value(texts)?),
            stored::version.eq(before.version + 1),
            stored::updated_at.eq(now),
        ))
        .execute(tx)?;
    let line = if wanted.is_built_in() { "postroom-line-template-reset" } else { "postroom-line-template-saved" };
    let event = Event::new(action, RECORD_KIND, template.record(before.id))
        .differing(Some(audited(&before.wording)), Some(audited(wanted)))
        .on_timeline(line.into());
    outbox::tell(tx, who, &event)
}
