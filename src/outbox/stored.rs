//! A mail as it lies in the outbox.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Bool, Integer, Jsonb, Nullable, Text as SqlText, Timestamptz},
};
use serde_json::Value;

use super::{MailKind, gap_label};
use crate::{error::AppResult, text::Text, web::i18n::Lang};

/// What [`StoredMail`] is read with, from [`FROM`].
pub const COLUMNS: &str = "m.id, m.webhook_id, m.address, coalesce(u.display_name, '') AS name, u.id AS reader_id,
    m.language, m.thread, m.title, m.body, m.quote, m.link, m.link_is_secret, m.binding, m.state, m.attempts,
    m.next_try_at, m.last_error, m.created_at, m.sent_at,
    coalesce(m.state = 'waiting' AND m.taken_at > now() - interval '5 minutes', false) AS is_on_its_way";

/// Mails with their readers, as [`COLUMNS`] are read.
pub const FROM: &str = "mails m LEFT JOIN users u ON u.id = m.recipient_id";

/// One row of `mails`, with its reader's name.
#[derive(Clone, Debug, QueryableByName)]
pub struct StoredMail {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    /// The robot that it is posted to; none where it is mailed.
    #[diesel(sql_type = Nullable<BigInt>)]
    pub webhook_id: Option<i64>,
    #[diesel(sql_type = SqlText)]
    pub address: String,
    /// Empty for who has no account yet.
    #[diesel(sql_type = SqlText)]
    pub name: String,
    /// Whose account it is; none for who has no account yet.
    #[diesel(sql_type = Nullable<BigInt>)]
    reader_id: Option<i64>,
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
    /// It opens something by itself.
    #[diesel(sql_type = Bool)]
    pub link_is_secret: bool,
    #[diesel(sql_type = Bool)]
    pub binding: bool,
    #[diesel(sql_type = SqlText)]
    state: String,
    #[diesel(sql_type = Integer)]
    pub attempts: i32,
    #[diesel(sql_type = Timestamptz)]
    pub next_try_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<SqlText>)]
    pub last_error: Option<String>,
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub sent_at: Option<DateTime<Utc>>,
    /// A worker has it in its hands.
    #[diesel(sql_type = Bool)]
    pub is_on_its_way: bool,
}

impl StoredMail {
    /// Its reader's language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        Lang::from_code(&self.language).unwrap_or_default()
    }

    /// Whether its reader can sign in.
    #[must_use]
    pub fn has_account(&self) -> bool {
        self.reader_id.is_some()
    }

    /// What of it an administrator is shown: a link that opens something by itself is covered, and so are the words that
    /// people gave, which belong to who sees the record.
    #[must_use]
    pub fn covered(self) -> Self {
        let link = match self.link.rsplit_once('/') {
            Some((path, _)) if self.link_is_secret => format!("{path}/••••••••"),
            _ => self.link,
        };
        Self { link, quote: String::new(), ..self }
    }

    /// The same to a reader of that language.
    #[must_use]
    pub fn in_language(self, lang: Lang) -> Self {
        Self { language: lang.code().to_owned(), ..self }
    }

    /// One of that kind to show where there is none yet: its gaps are filled with their names.
    ///
    /// # Errors
    /// Never, unless a text can't be kept.
    pub fn example(kind: &MailKind, lang: Lang, now: DateTime<Utc>) -> AppResult<Self> {
        let named = |gap: &str| Text::new("mail-gap-example").with("name", Text::new(gap_label(gap)));
        let filled = |key: &'static str, gaps: &[&'static str]| {
            serde_json::to_value(gaps.iter().fold(Text::new(key), |text, gap| text.with(gap, named(gap))))
        };
        let text = kind.texts.first();
        Ok(Self {
            id: 0,
            webhook_id: None,
            address: String::new(),
            name: lang.say(&named("name")),
            reader_id: Some(0),
            language: lang.code().to_owned(),
            thread: String::new(),
            title: filled(kind.code, kind.gaps)?,
            body: filled(text.map_or("mail-gap-other", |text| text.key), text.map_or(&[], |text| text.gaps))?,
            quote: String::new(),
            link: "/messages".to_owned(),
            link_is_secret: false,
            binding: false,
            state: MailState::Waiting.code().to_owned(),
            attempts: 0,
            next_try_at: now,
            last_error: None,
            created_at: now,
            sent_at: None,
            is_on_its_way: false,
        })
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
    pub const ALL: [Self; 6] = [Self::Waiting, Self::Parked, Self::Sent, Self::Joined, Self::Read, Self::Dropped];

    /// The table's check allows no other codes.
    fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.code() == code).unwrap_or(Self::Waiting)
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
