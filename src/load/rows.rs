//! The rows of a planned ticket, as their tables have them.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use serde_json::{Value, json};

use super::plan::Planned;
use crate::{
    error::AppResult,
    schema::{audit_entries, messages, ticket_messages, tickets, timeline_entries},
    text::Text,
    ticket_state::RESOURCE,
    tickets::{
        events::Happened,
        model::{RECORD_KIND, path_of},
        queries::number_of,
        state::State,
    },
};

/// Twenty of each department's tickets are found by these words, however many there are.
const RARE: &str = "防汛值守";

#[derive(Insertable)]
#[diesel(table_name = tickets, treat_none_as_default_value = false)]
pub struct TicketRow {
    id: i64,
    number: String,
    kind: &'static str,
    state: &'static str,
    application_id: Option<i64>,
    department_id: i64,
    ticket_group_id: i64,
    filer_id: i64,
    assignee_id: Option<i64>,
    contact_phone: &'static str,
    contact_email: String,
    description: String,
    details: Value,
    result: &'static str,
    opened: bool,
    clock_left_seconds: i64,
    clock_since: Option<DateTime<Utc>>,
    due_at: Option<DateTime<Utc>>,
    completes_at: Option<DateTime<Utc>>,
    reminded: bool,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    submitted_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    search_text: String,
}

#[derive(Insertable)]
#[diesel(table_name = timeline_entries, treat_none_as_default_value = false)]
pub struct LineRow {
    record_kind: &'static str,
    record_id: i64,
    at: DateTime<Utc>,
    actor_id: Option<i64>,
    actor_name: String,
    action: &'static str,
    said: Value,
    quote: &'static str,
}

#[derive(Insertable)]
#[diesel(table_name = audit_entries, treat_none_as_default_value = false)]
pub struct AuditRow {
    at: DateTime<Utc>,
    actor_id: Option<i64>,
    actor_name: String,
    address: &'static str,
    request_id: &'static str,
    action: &'static str,
    resource_type: &'static str,
    resource_id: String,
    after: Option<Value>,
}

#[derive(Insertable)]
#[diesel(table_name = ticket_messages, treat_none_as_default_value = false)]
pub struct TalkRow {
    ticket_id: i64,
    author_id: i64,
    by_operator: bool,
    text: String,
    created_at: DateTime<Utc>,
}

#[derive(Insertable)]
#[diesel(table_name = messages, treat_none_as_default_value = false)]
pub struct MessageRow {
    recipient_id: i64,
    kind: &'static str,
    title: Value,
    body: Value,
    record_kind: &'static str,
    record_id: i64,
    record_number: String,
    record_path: String,
    created_at: DateTime<Utc>,
    read_at: Option<DateTime<Utc>>,
}

impl Planned<'_> {
    fn number(&self) -> String {
        number_of(self.number, self.created_at)
    }

    pub fn ticket_row(&self) -> AppResult<TicketRow> {
        let (filer, application) = (self.filer(), self.application());
        let details = self.details();
        let description = format!(
            "{}对外提供第{}项查询服务，供办事群众在互联网上使用，需要开放端口。",
            if self.nth < 20 { RARE } else { &application.1 },
            self.nth
        );
        let number = self.number();
        let words = [&number, &application.1, &self.department.name, &filer.2, &description, &details.search_text()];
        let is_operators_turn = matches!(self.state, State::Pending | State::Processing);
        Ok(TicketRow {
            id: self.id,
            kind: details.kind().slug(),
            state: self.state.code(),
            application_id: Some(application.0),
            department_id: self.department.id,
            ticket_group_id: self.department.ticket_group,
            filer_id: filer.0,
            assignee_id: self.is_handled().then_some(self.operator.0),
            contact_phone: "027-87230000",
            contact_email: format!("{}@load.example", filer.1),
            search_text: words.map(String::as_str).join(" "),
            description,
            details: serde_json::to_value(&details)?,
            result: if self.is_opened() { "已开通。" } else { "" },
            opened: self.is_opened(),
            clock_left_seconds: TimeDelta::days(3).num_seconds(),
            clock_since: is_operators_turn.then_some(self.created_at),
            due_at: is_operators_turn.then_some(self.created_at + TimeDelta::days(5)),
            completes_at: (self.state == State::Resolved).then_some(self.now + TimeDelta::days(7)),
            reminded: is_operators_turn,
            created_at: self.created_at,
            updated_at: self.updated_at,
            submitted_at: (self.state != State::Draft).then_some(self.created_at),
            ended_at: matches!(self.state, State::Completed | State::Closed).then_some(self.updated_at),
            number,
        })
    }

    /// Who did it, and when: the course is spread evenly over the ticket's time.
    fn step(&self, nth: usize, happened: Happened) -> (i64, &str, &str, DateTime<Utc>) {
        let steps = i32::try_from(self.course().len()).unwrap_or(1);
        let at = self.created_at + (self.updated_at - self.created_at) * i32::try_from(nth).unwrap_or_default() / steps;
        let (id, username, name) = self.filer();
        match happened {
            Happened::Accepted | Happened::Asked | Happened::Returned | Happened::Resolved => {
                (self.operator.0, "ops.engineer", &self.operator.1, at)
            }
            _ => (*id, username, name, at),
        }
    }

    pub fn line(&self, nth: usize, happened: Happened) -> AppResult<LineRow> {
        let (actor, _, name, at) = self.step(nth, happened);
        Ok(LineRow {
            record_kind: RECORD_KIND,
            record_id: self.id,
            at,
            actor_id: Some(actor),
            actor_name: name.to_owned(),
            action: happened.audit_name(),
            said: serde_json::to_value(happened.line().map(Text::new))?,
            quote: "",
        })
    }

    pub fn audit_entry(&self, nth: usize, happened: Happened) -> AuditRow {
        let (actor, username, _, at) = self.step(nth, happened);
        AuditRow {
            at,
            actor_id: Some(actor),
            actor_name: username.to_owned(),
            address: "192.0.2.1",
            request_id: "",
            action: happened.audit_name(),
            resource_type: RESOURCE,
            resource_id: self.number(),
            after: Some(json!({ "state": self.state })),
        }
    }

    pub fn said(&self, nth: i64) -> TalkRow {
        let by_operator = nth % 2 == 0;
        TalkRow {
            ticket_id: self.id,
            author_id: if by_operator { self.operator.0 } else { self.filer().0 },
            by_operator,
            text: format!("第{}条留言：请核对端口{}是否已在主机上监听。", nth + 1, self.public_port()),
            created_at: self.created_at + (self.updated_at - self.created_at) / 2,
        }
    }

    /// The filer was told, and read it.
    pub fn message(&self, happened: Happened) -> AppResult<MessageRow> {
        let number = self.number();
        let title = happened.title().map(|title| Text::new(title).with("number", number.as_str()));
        Ok(MessageRow {
            recipient_id: self.filer().0,
            kind: RECORD_KIND,
            title: serde_json::to_value(&title)?,
            body: serde_json::to_value(title)?,
            record_kind: RECORD_KIND,
            record_id: self.id,
            record_path: path_of(&number),
            record_number: number,
            created_at: self.updated_at,
            read_at: Some(self.updated_at),
        })
    }
}
