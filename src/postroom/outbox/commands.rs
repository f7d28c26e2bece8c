//! What administrators do with mails that didn't leave.

use diesel::{
    prelude::*,
    sql_types::{BigInt, Text as SqlText},
};
use serde_json::json;

use super::{
    model::{may_be_dropped, may_be_resent, record, refusal},
    queries,
};
use crate::{
    db::sql::statement,
    error::{AppError, AppResult},
    outbox::{self, Event, MailState, StoredMail},
    policy::{Action, Actor},
    text::Text,
    web::form::Errors,
};

/// Sends it again from the beginning, with the first try at once.
///
/// # Errors
/// 403, 404, 409 when it left already or is on its way.
pub fn resend(tx: &mut PgConnection, who: &Actor, id: i64) -> AppResult<()> {
    let mail = lock_for(tx, who, id)?;
    if !may_be_resent(&mail) {
        return Err(AppError::NotNow(refusal(&mail)));
    }
    statement("UPDATE mails SET state = 'waiting', attempts = 0, next_try_at = now(), taken_at = NULL WHERE id = $1")
        .bind::<BigInt, _>(id)
        .execute(tx)?;
    tell(tx, who, &mail, "resendMail", MailState::Waiting, "postroom-line-resent", "")
}

/// Lets it go, for that reason.
///
/// # Errors
/// 403, 404, 409 when it left already or is on its way, 422 without a reason.
pub fn drop(tx: &mut PgConnection, who: &Actor, id: i64, reason: Result<String, Errors>) -> AppResult<()> {
    let mail = lock_for(tx, who, id)?;
    if !may_be_dropped(&mail) {
        return Err(AppError::NotNow(refusal(&mail)));
    }
    let reason = reason?;
    statement("UPDATE mails SET state = $2, taken_at = NULL WHERE id = $1")
        .bind::<BigInt, _>(id)
        .bind::<SqlText, _>(MailState::Dropped.code())
        .execute(tx)?;
    tell(tx, who, &mail, "dropMail", MailState::Dropped, "postroom-line-dropped", &reason)
}

fn lock_for(tx: &mut PgConnection, who: &Actor, id: i64) -> AppResult<StoredMail> {
    if who.may(Action::ManageOutbox) { queries::lock(tx, id) } else { Err(AppError::forbidden()) }
}

/// The address is kept with it: it says which mail it was when the mail itself is gone.
fn tell(
    tx: &mut PgConnection,
    who: &Actor,
    mail: &StoredMail,
    action: &'static str,
    becomes: MailState,
    line: &'static str,
    words: &str,
) -> AppResult<()> {
    let before = json!({ "state": mail.state().code(), "address": mail.address, "attempts": mail.attempts });
    let after = json!({ "state": becomes.code(), "address": mail.address, "attempts": 0 });
    let event = Event::new(action, "mail", record(mail)).differing(Some(before), Some(after));
    outbox::tell(tx, who, &event.on_timeline(Text::new(line)).quoting(words))
}
