//! An announcement with its period and its audience.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*};
use serde_json::{Value, json};

use crate::{
    outbox::Record,
    schema::announcements,
    text::Text,
    web::{i18n::Lang, list::by_state::Stated},
};

/// What the timeline and the audit log call one.
pub const RECORD_KIND: &str = "announcement";

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident, $unknown:literal, [$($(#[$said:meta])* $variant:ident = $code:literal, $label:literal;)*]) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$said])* $variant,)* }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }
        }

        impl FromStr for $name {
            type Err = Text;

            fn from_str(code: &str) -> Result<Self, Text> {
                Self::ALL.iter().copied().find(|it| it.code() == code).ok_or_else(|| $unknown.into())
            }
        }

        impl TryFrom<String> for $name {
            type Error = anyhow::Error;

            fn try_from(code: String) -> anyhow::Result<Self> {
                code.parse().map_err(|_: Text| anyhow::anyhow!("stored code {code:?} means nothing"))
            }
        }
    };
}

codes!(
    /// How much it matters.
    Level, "announcement-level-missing", [
        Info = "info", "announcement-level-info";
        Warning = "warning", "announcement-level-warning";
        Urgent = "urgent", "announcement-level-urgent";
    ]
);

codes!(
    /// Who sees it.
    Audience, "announcement-audience-missing", [
        Everyone = "everyone", "announcement-audience-everyone";
        Government = "government", "announcement-audience-government";
        PoliticalLegal = "political_legal", "announcement-audience-political-legal";
        Operators = "operators", "announcement-audience-operators";
        /// Whoever has one of some roles.
        Roles = "roles", "announcement-audience-roles";
    ]
);

codes!(
    State, "announcement-state-unknown", [
        Planned = "planned", "announcement-planned";
        Running = "running", "announcement-running";
        Ended = "ended", "announcement-ended";
    ]
);

impl Level {
    /// The colour of its mark.
    #[must_use]
    pub const fn family(self) -> &'static str {
        match self {
            Self::Info => "run",
            Self::Warning => "warn",
            Self::Urgent => "bad",
        }
    }
}

impl Stated for State {
    fn code(self) -> &'static str {
        Self::code(self)
    }
}

impl State {
    /// The colour of its mark.
    #[must_use]
    pub const fn family(self) -> &'static str {
        match self {
            Self::Planned => "run",
            Self::Running => "ok",
            Self::Ended => "mute",
        }
    }
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = announcements, check_for_backend(Pg))]
pub struct Announcement {
    pub id: i64,
    pub title_zh: String,
    pub title_en: String,
    pub text_zh: String,
    pub text_en: String,
    #[diesel(deserialize_as = String)]
    pub level: Level,
    #[diesel(deserialize_as = String)]
    pub audience: Audience,
    pub roles: Vec<String>,
    pub begins_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub version: i32,
    pub updated_at: DateTime<Utc>,
}

impl Announcement {
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}/{}", super::LIST, self.id)
    }

    #[must_use]
    pub fn state(&self, now: DateTime<Utc>) -> State {
        if self.ends_at <= now {
            State::Ended
        } else if self.begins_at <= now {
            State::Running
        } else {
            State::Planned
        }
    }

    #[must_use]
    pub fn title(&self, lang: Lang) -> &str {
        match lang {
            Lang::Chinese => &self.title_zh,
            Lang::English => &self.title_en,
        }
    }

    pub fn role_codes(&self) -> impl Iterator<Item = &str> {
        self.roles.iter().map(String::as_str)
    }

    #[must_use]
    pub fn record(&self) -> Record {
        Record { kind: RECORD_KIND, id: self.id, number: self.title_zh.clone(), path: self.path() }
    }

    /// What the audit log keeps of it.
    #[must_use]
    pub fn facts(&self) -> Value {
        json!({
            "title_zh": self.title_zh,
            "title_en": self.title_en,
            "text_zh": self.text_zh,
            "text_en": self.text_en,
            "level": self.level.code(),
            "audience": self.audience.code(),
            "roles": self.role_codes().collect::<Vec<_>>(),
            "begins_at": self.begins_at,
            "ends_at": self.ends_at,
        })
    }
}
