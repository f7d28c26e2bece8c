//! A complaint as it is stored, with what one needs to know of its ticket.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Bool, Integer, Nullable, Text as SqlText, Timestamptz},
};

use super::{state::State, workflow::Side};
use crate::{
    outbox::Record,
    text::Text,
    tickets::{model::Kind, state::State as TicketState},
};

/// What messages, the audit log and the timeline call it.
pub const RECORD_KIND: &str = "complaint";

#[derive(Clone, Debug, QueryableByName)]
pub struct Complaint {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = BigInt)]
    pub ticket_id: i64,
    #[diesel(sql_type = SqlText)]
    pub number: String,
    /// None once the ticket is deleted, which a returned one may be.
    #[diesel(sql_type = Nullable<SqlText>)]
    kind: Option<String>,
    #[diesel(sql_type = Nullable<SqlText>)]
    ticket_state: Option<String>,
    #[diesel(sql_type = SqlText)]
    pub application: String,
    #[diesel(sql_type = SqlText)]
    pub department: String,
    #[diesel(sql_type = SqlText)]
    pub filer: String,
    #[diesel(sql_type = Nullable<SqlText>)]
    pub assignee: Option<String>,
    #[diesel(sql_type = BigInt)]
    pub filer_id: i64,
    #[diesel(sql_type = SqlText)]
    state: String,
    #[diesel(sql_type = Timestamptz)]
    pub filed_at: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    pub updated_at: DateTime<Utc>,
    #[diesel(sql_type = Integer)]
    pub version: i32,
}

/// An entry of its thread.
#[derive(Clone, Debug, QueryableByName)]
pub struct Entry {
    #[diesel(sql_type = SqlText)]
    pub author: String,
    #[diesel(sql_type = Bool)]
    pub by_administrator: bool,
    #[diesel(sql_type = SqlText)]
    pub text: String,
    #[diesel(sql_type = Timestamptz)]
    pub at: DateTime<Utc>,
}

pub fn path_of(id: i64) -> String {
    format!("/complaints/{id}")
}

impl Complaint {
    #[must_use]
    pub fn path(&self) -> String {
        path_of(self.id)
    }

    /// What the table's check allows is what a state understands.
    #[must_use]
    pub fn state(&self) -> State {
        self.state.parse().unwrap_or(State::Closed)
    }

    #[must_use]
    pub fn kind(&self) -> Option<Text> {
        self.kind.as_ref()?.parse::<Kind>().ok().map(Kind::name)
    }

    #[must_use]
    pub fn ticket_state(&self) -> Option<TicketState> {
        self.ticket_state.as_ref()?.parse().ok()
    }

    /// How someone who sees it stands to it.
    #[must_use]
    pub fn side_of(&self, user: i64) -> Side {
        if user == self.filer_id { Side::Filer } else { Side::Administrator }
    }

    /// Known by its ticket's number.
    #[must_use]
    pub fn record(&self) -> Record {
        Record { kind: RECORD_KIND, id: self.id, number: self.number.clone(), path: self.path() }
    }
}
