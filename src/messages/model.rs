//! A message as its recipient reads it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::Value;

use super::filter::Column;
use crate::{error::AppResult, schema::messages, text::Text, ticket_state};

/// One row of `messages`.
#[derive(Clone, Debug, Queryable, Selectable)]
pub struct Message {
    pub id: i64,
    kind: String,
    title: Value,
    body: Value,
    /// Somebody's words.
    pub quote: String,
    pub record_kind: String,
    pub record_id: i64,
    pub record_number: String,
    pub record_path: String,
    pub created_at: DateTime<Utc>,
    pub read_at: Option<DateTime<Utc>>,
}

impl Message {
    /// # Errors
    /// When the row holds no [`Text`].
    pub fn title(&self) -> AppResult<Text> {
        Ok(serde_json::from_value(self.title.clone())?)
    }

    /// # Errors
    /// When the row holds no [`Text`].
    pub fn body(&self) -> AppResult<Text> {
        Ok(serde_json::from_value(self.body.clone())?)
    }

    /// Its place in a list sorted by `column`.
    #[must_use]
    pub fn place(&self, column: Column) -> (i64, String) {
        let key = match column {
            Column::Time => String::new(),
            Column::Kind => self.kind.clone(),
            Column::Record => self.record_number.clone(),
        };
        (self.id, key)
    }

    /// None for what no filter knows.
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        Kind::from_code(&self.kind)
    }

    /// What its button says: where it leads is where something is to be done about it.
    #[must_use]
    pub fn invitation(&self) -> &'static str {
        match self.record_path.split_once('?').map_or(self.record_path.as_str(), |(path, _)| path) {
            path if path.starts_with("/tickets/new/") => "message-renew",
            "/network/recertification" => "message-recertify",
            "/network/removals" => "message-remove",
            _ => "message-see-record",
        }
    }

    /// Its record's own page, wherever the button leads.
    #[must_use]
    pub fn record_page(&self) -> String {
        match self.record_kind.as_str() {
            ticket_state::RECORD_KIND => ticket_state::path_of(&self.record_number),
            _ => self.record_path.clone(),
        }
    }

    #[must_use]
    pub fn path(&self) -> String {
        format!("/messages/{}", self.id)
    }

    #[must_use]
    pub fn is_read(&self) -> bool {
        self.read_at.is_some()
    }
}

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Ticket,
    Request,
    Project,
    Network,
    Quota,
    Bill,
    Account,
}

impl Kind {
    pub const ALL: [Self; 7] =
        [Self::Ticket, Self::Request, Self::Project, Self::Network, Self::Quota, Self::Bill, Self::Account];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ticket => "ticket",
            Self::Request => "request",
            Self::Project => "project",
            Self::Network => "network",
            Self::Quota => "quota",
            Self::Bill => "bill",
            Self::Account => "account",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Ticket => "message-kind-ticket",
            Self::Request => "message-kind-request",
            Self::Project => "message-kind-project",
            Self::Network => "message-kind-network",
            Self::Quota => "message-kind-quota",
            Self::Bill => "bill-title",
            Self::Account => "message-kind-account",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}
