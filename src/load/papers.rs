//! The rows of some tickets, table by table, on their way into the database.

use diesel::prelude::*;

use super::{
    openings::{MappingOfTicket, PolicyOfTicket},
    plan::Planned,
    rows::{AuditRow, LineRow, MessageRow, TalkRow, TicketRow},
};
use crate::{
    error::AppResult,
    schema::{access_policies, audit_entries, messages, port_mappings, ticket_messages, tickets, timeline_entries},
};

#[derive(Default)]
pub struct Papers {
    tickets: Vec<TicketRow>,
    lines: Vec<LineRow>,
    audit: Vec<AuditRow>,
    talk: Vec<TalkRow>,
    messages: Vec<MessageRow>,
    mappings: Vec<MappingOfTicket>,
    policies: Vec<PolicyOfTicket>,
}

impl Papers {
    pub fn add(&mut self, ticket: &Planned<'_>) -> AppResult<()> {
        self.tickets.push(ticket.ticket_row()?);
        for (nth, happened) in ticket.course().iter().enumerate() {
            self.lines.push(ticket.line(nth, *happened)?);
            self.audit.push(ticket.audit_entry(nth, *happened));
            if happened.tells_filer() {
                self.messages.push(ticket.message(*happened)?);
            }
        }
        self.talk.extend((0..ticket.messages()).map(|nth| ticket.said(nth)));
        self.mappings.extend(ticket.mapping());
        self.policies.extend(ticket.policy());
        Ok(())
    }

    pub fn copy(self, tx: &mut PgConnection) -> AppResult<()> {
        diesel::copy_from(tickets::table).from_insertable(self.tickets).execute(tx)?;
        diesel::copy_from(timeline_entries::table).from_insertable(self.lines).execute(tx)?;
        diesel::copy_from(audit_entries::table).from_insertable(self.audit).execute(tx)?;
        diesel::copy_from(ticket_messages::table).from_insertable(self.talk).execute(tx)?;
        diesel::copy_from(messages::table).from_insertable(self.messages).execute(tx)?;
        diesel::copy_from(port_mappings::table).from_insertable(self.mappings).execute(tx)?;
        diesel::copy_from(access_policies::table).from_insertable(self.policies).execute(tx)?;
        Ok(())
    }
}
