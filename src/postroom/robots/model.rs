//! A robot as it is kept.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Binary, Integer, Nullable, Text as SqlText, Timestamptz},
};
use serde_json::{Value, json};

use crate::{
    outbox::Record,
    policy::Role,
    text::{Arg, Text, listed},
    web::i18n::Lang,
};

/// What the timeline and the audit log call it.
pub const RECORD_KIND: &str = "webhook";

/// What robots may hear of: the message centre's kinds, but accounts.
pub const KINDS: [(&str, &str); 6] = [
    ("ticket", "message-kind-ticket"),
    ("request", "message-kind-request"),
    ("project", "message-kind-project"),
    ("network", "message-kind-network"),
    ("quota", "message-kind-quota"),
    ("bill", "bill-title"),
];

/// How a robot is spoken to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RobotFormat {
    #[default]
    DingTalk,
    WeCom,
}

impl RobotFormat {
    pub const ALL: [Self; 2] = [Self::DingTalk, Self::WeCom];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::DingTalk => "dingtalk",
            Self::WeCom => "wecom",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::DingTalk => "robot-format-dingtalk",
            Self::WeCom => "robot-format-wecom",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }

    /// Bytes that it takes at most.
    #[must_use]
    pub const fn most(self) -> usize {
        match self {
            Self::DingTalk => 16_000,
            Self::WeCom => 2_000,
        }
    }
}

#[derive(Clone, Debug, QueryableByName)]
pub struct Robot {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = SqlText)]
    pub name: String,
    #[diesel(sql_type = SqlText)]
    format: String,
    /// Sealed.
    #[diesel(sql_type = Binary)]
    pub url: Vec<u8>,
    /// Sealed.
    #[diesel(sql_type = Nullable<Binary>)]
    pub secret: Option<Vec<u8>>,
    #[diesel(sql_type = SqlText)]
    pub host: String,
    #[diesel(sql_type = SqlText)]
    language: String,
    #[diesel(sql_type = Array<SqlText>)]
    pub kinds: Vec<String>,
    #[diesel(sql_type = Nullable<SqlText>)]
    pub role: Option<String>,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub department_id: Option<i64>,
    #[diesel(sql_type = Nullable<SqlText>)]
    pub department: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub paused_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Integer)]
    pub version: i32,
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    pub updated_at: DateTime<Utc>,
}

#[must_use]
pub fn path_of(id: i64) -> String {
    format!("/admin/webhooks/{id}")
}

/// What is sealed belongs to one robot, and to one part of it.
#[must_use]
pub fn seal_of(id: i64, part: &str) -> String {
    format!("webhook/{id}/{part}")
}

impl Robot {
    #[must_use]
    pub fn path(&self) -> String {
        path_of(self.id)
    }

    #[must_use]
    pub fn format(&self) -> RobotFormat {
        RobotFormat::from_code(&self.format).unwrap_or_default()
    }

    #[must_use]
    pub fn lang(&self) -> Lang {
        Lang::from_code(&self.language).unwrap_or_default()
    }

    /// Colour, code and name of its state.
    #[must_use]
    pub const fn state(&self) -> (&'static str, &'static str, &'static str) {
        if self.paused_at.is_some() {
            ("mute", "paused", "robot-state-paused")
        } else {
            ("ok", "active", "robot-state-active")
        }
    }

    /// Whose messages it hears, in words.
    #[must_use]
    pub fn audience(&self) -> Text {
        match (&self.role, &self.department) {
            (Some(role), _) => role.parse::<Role>().map_or_else(|_| Text::new("robot-audience"), Role::label),
            (None, name) => Text::new("robot-audience-department").with("name", name.clone().unwrap_or_default()),
        }
    }

    /// What it hears of, in words.
    #[must_use]
    pub fn hears(&self) -> Text {
        let chosen = KINDS.iter().filter(|(code, _)| self.kinds.iter().any(|kind| kind == code));
        match listed(chosen.map(|(_, label)| Text::new(label))) {
            Some(Arg::Text(list)) => list,
            _ => Text::new("robot-hears"),
        }
    }

    #[must_use]
    pub fn language_label(&self) -> &'static str {
        match self.lang() {
            Lang::Chinese => "postroom-in-chinese",
            Lang::English => "postroom-in-english",
        }
    }

    #[must_use]
    pub fn record(&self) -> Record {
        Record { kind: RECORD_KIND, id: self.id, number: self.name.clone(), path: self.path() }
    }

    /// What the audit log keeps of it: neither its address nor its secret.
    #[must_use]
    pub fn audited(&self) -> Value {
        json!({
            "name": self.name,
            "format": self.format,
            "host": self.host,
            "language": self.language,
            "kinds": self.kinds,
            "role": self.role,
            "department": self.department,
            "paused_at": self.paused_at,
        })
    }
}
