//! The outbox as a queue: taken without waiting for one another, marked when done (spec 6, mail).
//!
//! Taking moves `next_try_at` and commits before anything is sent, so that no transaction is open
//! while a mail server thinks. A worker that dies in between leaves a mail that is due again later:
//! it is sent at most twice, and under the same Message-ID.

use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Bool, Integer, Text as SqlText},
};

use super::stored::{COLUMNS, MailState, StoredMail};
use crate::{
    db::sql::{fragment, statement},
    error::AppResult,
};

/// Minutes to wait after each failure: together a day.
const PAUSES: [i32; 12] = [1, 2, 4, 8, 15, 30, 60, 120, 240, 240, 360, 360];
/// Characters kept of what a mail server answered.
const ERROR_LIMIT: usize = 500;

/// Mails that leave as one. `lead` is the eldest: the letter bears its id.
#[derive(Clone, Debug)]
pub struct Bundle {
    pub lead: StoredMail,
    pub joined: Vec<StoredMail>,
}

impl Bundle {
    fn of(mails: Vec<StoredMail>) -> Option<Self> {
        let mut mails = mails.into_iter();
        Some(Self { lead: mails.next()?, joined: mails.collect() })
    }

    #[must_use]
    pub fn alone(mail: StoredMail) -> Self {
        Self { lead: mail, joined: Vec::new() }
    }

    /// All of them, eldest first.
    pub fn mails(&self) -> impl DoubleEndedIterator<Item = &StoredMail> {
        std::iter::once(&self.lead).chain(&self.joined)
    }

    /// How many they are.
    #[must_use]
    pub fn count(&self) -> usize {
        1 + self.joined.len()
    }

    fn ids(&self) -> Vec<i64> {
        self.mails().map(|mail| mail.id).collect()
    }
}

/// How it leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    Mail,
    /// To a robot; one that is paused has its posts wait.
    Post,
}

/// What a worker found.
pub enum Claim {
    /// Nothing is due.
    Nothing,
    /// All that was due together had been read in the portal.
    AllRead,
    Bundle(Box<Bundle>),
}

/// Takes the mail that is due first and all that wait with it: of the same thread, to the same
/// address. Only a thread's eldest due mail leads, so that two workers don't share out a burst, and
/// only when the burst is over: nothing more came for a while (`mail_pause`), or it has gone on for
/// an hour. A mail with a secret link goes alone; one being sent by another worker (tried, not due)
/// stays there.
///
/// # Errors
/// When the database can't be had.
pub fn claim(tx: &mut PgConnection, channel: Channel) -> AppResult<Claim> {
    let leaves_so = match channel {
        Channel::Mail => "webhook_id IS NULL",
        Channel::Post => {
            "webhook_id IS NOT NULL AND EXISTS (SELECT FROM webhooks w WHERE w.id = webhook_id AND w.paused_at IS NULL)"
        }
    };
    let query = format!(
        "WITH lead AS (
            SELECT id, address, thread, link_is_secret FROM mails AS eldest
            WHERE state = 'waiting' AND next_try_at <= now() AND {leaves_so}
              AND (link_is_secret OR NOT EXISTS (
                SELECT FROM mails AS elder
                WHERE elder.address = eldest.address AND elder.thread = eldest.thread AND elder.state = 'waiting'
                  AND elder.next_try_at <= now() AND elder.id < eldest.id AND NOT elder.link_is_secret))
              AND (link_is_secret OR attempts > 0 OR thread = 'digest' OR webhook_id IS NOT NULL OR created_at <= now() - interval '1 hour'
                OR NOT EXISTS (
                  SELECT FROM mails AS younger
                  WHERE younger.address = eldest.address AND younger.thread = eldest.thread AND younger.state = 'waiting'
                    AND younger.attempts = 0 AND younger.next_try_at > now() AND NOT younger.link_is_secret))
            ORDER BY next_try_at, id LIMIT 1
            FOR UPDATE SKIP LOCKED
         ), bundle AS (
            SELECT mails.id, mails.recipient_id, mails.message_id FROM mails, lead
            WHERE mails.id = lead.id
               OR (mails.address = lead.address AND mails.thread = lead.thread AND mails.state = 'waiting'
                   AND NOT mails.link_is_secret AND NOT lead.link_is_secret
                   AND (mails.attempts = 0 OR mails.next_try_at <= now()))
            FOR UPDATE OF mails SKIP LOCKED
         )
         UPDATE mails m
         SET attempts = attempts + 1,
             next_try_at = now() + interval '5 minutes',
             taken_at = now(),
             state = CASE WHEN message.read_at IS NOT NULL THEN 'read' ELSE 'waiting' END
         FROM bundle
         LEFT JOIN users u ON u.id = bundle.recipient_id
         LEFT JOIN messages message ON message.id = bundle.message_id
         WHERE m.id = bundle.id
         RETURNING {COLUMNS}"
    );
    let mut taken: Vec<StoredMail> = statement(query).load(tx)?;
    if taken.is_empty() {
        return Ok(Claim::Nothing);
    }
    taken.retain(|mail| mail.state() == MailState::Waiting);
    taken.sort_by_key(|mail| mail.id);
    Ok(Bundle::of(taken).map_or(Claim::AllRead, |bundle| Claim::Bundle(Box::new(bundle))))
}

/// It left: one letter, whatever was joined to it. Secret links are forgotten, unless `keep_secrets`.
///
/// # Errors
/// When the database can't be had.
pub fn mark_sent(tx: &mut PgConnection, bundle: &Bundle, keep_secrets: bool) -> AppResult<()> {
    statement(
        "UPDATE mails
         SET state = CASE WHEN id = $2 THEN 'sent' ELSE 'joined' END, sent_at = now(), last_error = NULL, taken_at = NULL,
             link = CASE WHEN link_is_secret AND NOT $3 THEN '' ELSE link END
         WHERE id = ANY($1) AND state = 'waiting'",
    )
    .bind::<Array<BigInt>, _>(bundle.ids())
    .bind::<BigInt, _>(bundle.lead.id)
    .bind::<Bool, _>(keep_secrets)
    .execute(tx)?;
    Ok(())
}

/// It didn't leave: tried again after a pause that grows, parked after a day of trying.
///
/// # Errors
/// When the database can't be had.
pub fn mark_failed(tx: &mut PgConnection, bundle: &Bundle, why: &str) -> AppResult<()> {
    statement(
        "UPDATE mails
         SET last_error = $2,
             taken_at = NULL,
             state = CASE WHEN attempts > cardinality($3) THEN 'parked' ELSE state END,
             next_try_at = now() + make_interval(mins => coalesce($3[attempts], 0))
         WHERE id = ANY($1) AND state = 'waiting'",
    )
    .bind::<Array<BigInt>, _>(bundle.ids())
    .bind::<SqlText, _>(why.chars().filter(|c| *c != '\0').take(ERROR_LIMIT).collect::<String>())
    .bind::<Array<Integer>, _>(PAUSES.as_slice())
    .execute(tx)?;
    Ok(())
}

/// How many wait, for monitoring.
///
/// # Errors
/// When the database can't be had.
pub fn count_waiting(c: &mut PgConnection) -> AppResult<i64> {
    use crate::schema::mails;
    // Said in full, for the index of those that wait: mails that were sent are kept, and become many.
    Ok(mails::table.filter(fragment::<Bool>("mails.state = 'waiting'")).count().get_result(c)?)
}

#[cfg(test)]
mod tests {
    use super::PAUSES;

    #[test]
    fn a_mail_is_tried_for_a_day_with_growing_pauses() {
        assert_eq!(PAUSES.iter().sum::<i32>(), 24 * 60);
        assert!(PAUSES.is_sorted());
    }
}
