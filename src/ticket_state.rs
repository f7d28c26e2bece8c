//! Where a ticket stands (spec 2, "States"): its words and its colour, wherever a ticket is shown, and what it is
//! called where something is told of it. Ground, since tickets call rooms that show them.

use std::{fmt, str::FromStr};

use diesel::{
    deserialize::{self, FromSql, FromSqlRow},
    pg::{Pg, PgValue},
    sql_types::Text as SqlText,
};
use serde::{Deserialize, Serialize};

use crate::{outbox::Record, text::Text};

/// What the timeline, messages and audit entries of tickets are kept under.
pub const RECORD_KIND: &str = "ticket";
/// The audit log's resource type.
pub const RESOURCE: &str = "case";

/// A ticket's page.
#[must_use]
pub fn path_of(number: &str) -> String {
    format!("/tickets/{number}")
}

/// How messages, the timeline and the audit log call a ticket.
#[must_use]
pub fn record_of(id: i64, number: &str) -> Record {
    Record { kind: RECORD_KIND, id, number: number.to_owned(), path: path_of(number) }
}

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, FromSqlRow)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Draft,
    Returned,
    Pending,
    Processing,
    WaitingReply,
    Resolved,
    Completed,
    Closed,
}

impl State {
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::Returned,
        Self::Pending,
        Self::Processing,
        Self::WaitingReply,
        Self::Resolved,
        Self::Completed,
        Self::Closed,
    ];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Returned => "returned",
            Self::Pending => "pending",
            Self::Processing => "processing",
            Self::WaitingReply => "waiting_reply",
            Self::Resolved => "resolved",
            Self::Completed => "completed",
            Self::Closed => "closed",
        }
    }

    #[must_use]
    pub fn name(self) -> Text {
        Text::new(match self {
            Self::Draft => "ticket-state-draft",
            Self::Returned => "ticket-state-returned",
            Self::Pending => "ticket-state-pending",
            Self::Processing => "ticket-state-processing",
            Self::WaitingReply => "ticket-state-waiting-reply",
            Self::Resolved => "ticket-state-resolved",
            Self::Completed => "ticket-state-completed",
            Self::Closed => "ticket-state-closed",
        })
    }

    /// The colour of its pill: amber where the filer must act, blue while operators do.
    #[must_use]
    pub const fn family(self) -> &'static str {
        match self {
            Self::Returned | Self::WaitingReply | Self::Resolved => "warn",
            Self::Pending | Self::Processing => "run",
            Self::Completed => "ok",
            Self::Draft | Self::Closed => "mute",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for State {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        Self::ALL.into_iter().find(|state| state.code() == code).ok_or_else(|| "ticket-state-unknown".into())
    }
}

/// As stored.
impl FromSql<SqlText, Pg> for State {
    fn from_sql(code: PgValue<'_>) -> deserialize::Result<Self> {
        let code = str::from_utf8(code.as_bytes())?;
        code.parse().map_err(|_| format!("no state has the code {code:?}").into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_is_found_by_its_code_in_addresses_and_in_json() {
        for state in State::ALL {
            assert_eq!(state.code().parse(), Ok(state));
            assert_eq!(serde_json::to_string(&state).unwrap(), format!("\"{state}\""));
        }
        assert_eq!("open".parse::<State>(), Err("ticket-state-unknown".into()));
    }
}
