//! A mail as it lies in the outbox.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Bool, Integer, Jsonb, Nullable, Text as SqlText, Timestamptz},
};
use serde_json::Value;

use crate::{error::AppResult, text::Text, web::i18n::Lang};

/// What [`StoredMail`] is read with, from `mails m LEFT JOIN users u ON u.id = m.recipient_id`.
pub(super) const COLUMNS: &str =
    "m.id, m.address, coalesce(u.display_name, '') AS name, u.id IS NOT NULL AS has_account,
    m.language, m.thread, m.title, m.body, m.quote, m.link, m.binding, m.state, m.attempts, m.last_error,
    m.created_at, m.sent_at";

/// One row of `mails`, with its reader's name.
#[derive(Clone, Debug, QueryableByName)]
pub struct StoredMail {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = SqlText)]
    pub address: String,
    /// Empty for who has no account yet.
    #[diesel(sql_type = SqlText)]
    pub name: String,
    #[diesel(sql_type = Bool)]
    pub has_account: bool,
    #[diesel(sql_type = SqlText)]
    language: String,
    #[diesel(sql_type = SqlText)]
    thread: String,
    #[diesel(sql_type = Jsonb)]
    title: Value,
    #[diesel(sql_type = Jsonb)]
    body: Value,
    #[diesel(sql_type = SqlText)]
    pub quote: String,
    /// A path of the portal; empty once a secret one was sent.
    #[diesel(sql_type = SqlText)]
    pub link: String,
    #[diesel(sql_type = Bool)]
    pub binding: bool,
    #[diesel(sql_type = SqlText)]
    state: String,
    #[diesel(sql_type = Integer)]
    pub attempts: i32,
    #[diesel(sql_type = Nullable<SqlText>)]
    pub last_error: Option<String>,
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub sent_at: Option<DateTime<Utc>>,
}

impl StoredMail {
    /// Its reader's language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        Lang::from_code(&self.language).unwrap_or_default()
    }

    /// What happened, in one line.
    ///
    /// # Errors
    /// When the row holds no [`Text`].
    pub fn title(&self) -> AppResult<Text> {
        Ok(serde_json::from_value(self.title.clone())?)
    }

    /// What happened, in full.
    ///
    /// # Errors
    /// When the row holds no [`Text`].
    pub fn body(&self) -> AppResult<Text> {
        Ok(serde_json::from_value(self.body.clone())?)
    }

    /// Whether it waits for the daily digest.
    #[must_use]
    pub fn is_for_digest(&self) -> bool {
        self.thread == "digest"
    }

    #[must_use]
    pub fn state(&self) -> MailState {
        MailState::from_code(&self.state)
    }
}

/// What became of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailState {
    Waiting,
    Sent,
    /// Left together with another of its thread.
    Joined,
    /// Read in the portal before it went.
    Read,
    /// Given up after a day, for an administrator to look at.
    Parked,
    /// Let go by an administrator.
    Dropped,
}

impl MailState {
    /// The table's check allows no other codes.
    fn from_code(code: &str) -> Self {
        match code {
            "sent" => Self::Sent,
            "joined" => Self::Joined,
            "read" => Self::Read,
            "parked" => Self::Parked,
            "dropped" => Self::Dropped,
            _ => Self::Waiting,
        }
    }

    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Joined => "joined",
            Self::Read => "read",
            Self::Parked => "parked",
            Self::Dropped => "dropped",
        }
    }

    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Waiting => "mail-state-waiting",
            Self::Sent => "mail-state-sent",
            Self::Joined => "mail-state-joined",
            Self::Read => "mail-state-read",
            Self::Parked => "mail-state-parked",
            Self::Dropped => "mail-state-dropped",
        }
    }

    /// The colour of its pill.
    #[must_use]
    pub fn family(self) -> &'static str {
        match self {
            Self::Waiting => "run",
            Self::Sent | Self::Joined => "ok",
            Self::Parked => "bad",
            Self::Read | Self::Dropped => "mute",
        }
    }
}
