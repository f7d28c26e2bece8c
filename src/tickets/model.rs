//! A ticket as it is stored (spec 2, "Every ticket has").

use chrono::{DateTime, Utc};
use diesel::{
    deserialize::{self, FromSql},
    pg::{Pg, PgValue},
    prelude::*,
    sql_types::{Json, Nullable, Text as SqlText},
};
use serde_json::{Value, json};

pub use super::kind::Kind;
use super::{details::Details, state::State, workflow::Situation};
pub use crate::ticket_state::{RECORD_KIND, path_of};
use crate::{
    db::sql::{Sql, fragment},
    outbox::Record,
    policy::{Filed, Sector},
    schema::{departments, tickets, users},
    ticket_state::record_of,
};

/// One request to the operators.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = tickets, check_for_backend(Pg))]
pub struct Ticket {
    pub id: i64,
    pub number: String,
    pub kind: Kind,
    pub state: State,
    /// A draft may have none yet.
    pub application_id: Option<i64>,
    pub department_id: i64,
    pub ticket_group_id: i64,
    pub filer_id: i64,
    pub assignee_id: Option<i64>,
    pub contact_phone: String,
    pub contact_email: String,
    pub description: String,
    pub details: Details,
    pub copied_from_id: Option<i64>,
    pub result: String,
    /// What was asked for has been opened, and stays so while the ticket is open again.
    pub opened: bool,
    pub urges: i32,
    pub urged_at: Option<DateTime<Utc>>,
    /// What is left of the operators' target time when `clock_since` began, or while it stands still.
    pub clock_left_seconds: i64,
    pub clock_since: Option<DateTime<Utc>>,
    pub due_at: Option<DateTime<Utc>>,
    pub due_provisional: bool,
    /// When a resolved ticket completes by itself.
    pub completes_at: Option<DateTime<Utc>>,
    pub reminded: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    pub hidden_at: Option<DateTime<Utc>>,
    pub version: i32,
    #[diesel(embed)]
    pub of: Of,
}

/// Whose it is, in words.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = applications, check_for_backend(Pg))]
pub struct Of {
    #[diesel(select_expression = application_name(), select_expression_type = Sql<'static, SqlText>)]
    pub application: String,
    #[diesel(select_expression = departments::name)]
    pub department: String,
    #[diesel(select_expression = departments::sector, deserialize_as = StoredSector)]
    pub sector: Option<Sector>,
    #[diesel(select_expression = users::display_name)]
    pub filer: String,
}

/// The application's name, empty while a draft has none.
pub fn application_name() -> Sql<'static, SqlText> {
    fragment("coalesce(applications.name, '')")
}

impl Ticket {
    #[must_use]
    pub fn path(&self) -> String {
        path_of(&self.number)
    }

    /// How messages, the timeline and the audit log call it.
    #[must_use]
    pub fn record(&self) -> Record {
        record_of(self.id, &self.number)
    }

    /// What decides who may do something with it.
    #[must_use]
    pub const fn filed(&self) -> Filed {
        Filed { by: self.filer_id, group: self.ticket_group_id, department: self.department_id, sector: self.of.sector }
    }

    /// What decides about its next step.
    #[must_use]
    pub const fn situation(&self) -> Situation {
        Situation {
            state: self.state,
            filer: self.filer_id,
            assignee: self.assignee_id,
            urged_at: self.urged_at,
            opened: self.opened,
            completes_at: self.completes_at,
            hidden: self.hidden_at.is_some(),
        }
    }

    /// What it is found by.
    #[must_use]
    pub fn search_text(&self) -> String {
        let Of { application, department, filer, .. } = &self.of;
        [&self.number, application, department, filer, &self.description, &self.details.search_text()]
            .map(String::as_str)
            .join(" ")
    }

    /// What of it the audit log keeps.
    #[must_use]
    pub fn audited(&self) -> Value {
        json!({
            "state": self.state,
            "application": self.application_id,
            "assignee": self.assignee_id,
            "contact_phone": self.contact_phone,
            "contact_email": self.contact_email,
            "description": self.description,
            "details": self.details,
            "result": self.result,
            "opened": self.opened,
            "urges": self.urges,
            "due_at": self.due_at,
            "hidden_at": self.hidden_at,
        })
    }
}

impl FromSql<SqlText, Pg> for Kind {
    fn from_sql(slug: PgValue<'_>) -> deserialize::Result<Self> {
        let slug = str::from_utf8(slug.as_bytes())?;
        slug.parse().map_err(|_| format!("no kind has the slug {slug:?}").into())
    }
}

impl FromSql<Json, Pg> for Details {
    fn from_sql(stored: PgValue<'_>) -> deserialize::Result<Self> {
        Ok(serde_json::from_slice(stored.as_bytes())?)
    }
}

/// A sector's code, which the root and the operator don't have.
pub struct StoredSector(Option<Sector>);

impl Queryable<Nullable<SqlText>, Pg> for StoredSector {
    type Row = Option<String>;

    fn build(code: Option<String>) -> deserialize::Result<Self> {
        Ok(Self(code.map(|code| code.parse()).transpose()?))
    }
}

impl From<StoredSector> for Option<Sector> {
    fn from(stored: StoredSector) -> Self {
        stored.0
    }
}
