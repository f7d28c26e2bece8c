//! What a form says, whatever its kind, with every refusal at its field.

use chrono::{DateTime, Utc};
use diesel::PgConnection;

use super::{
    access::{self, AccessRequest},
    desk::Desk,
    form::TicketForm,
    mapping::{self, MappingRequest},
    server::{self, PlanRequest, change, create, recycle},
    support,
};
use crate::{
    error::AppResult,
    network,
    policy::Actor,
    tickets::{around::Copies, contact, details::Fields, purpose::Purpose},
    web::form::Errors,
};

/// The form read.
#[derive(Clone, Debug)]
pub enum Reading {
    Mapping(mapping::Reading),
    Access(Box<access::Reading>),
    Server(server::Reading),
    Support(support::Reading),
}

/// What can't be wrong any more: what to take for the ticket.
#[derive(Clone, Debug)]
pub enum Request {
    Ports(MappingRequest),
    Access(Box<AccessRequest>),
    Hosts(Option<PlanRequest>),
    /// Nothing that anybody else could have.
    Answer,
}

impl Reading {
    #[must_use]
    pub fn of(form: &TicketForm, desk: &Desk, who: &Actor, own_ticket: Option<i64>, now: DateTime<Utc>) -> Self {
        let stock = &desk.stock;
        let mut before = Errors::default();
        before.take("description", Purpose::parse(form.details.kind(), &form.description));
        before.take("contact_phone", contact::phone(&form.contact_phone));
        before.take("contact_email", contact::email(&form.contact_email));
        before.take("cc_emails", Copies::parse(&form.cc_emails));
        match form.own() {
            Fields::Mapping(details) => Self::Mapping(mapping::Reading::of(form, details, desk, before, now)),
            Fields::Access(details) => {
                Self::Access(Box::new(access::Reading::of(form, details, desk, who, before, now)))
            }
            Fields::ServerCreate(details) => Self::Server(create::reading_of(details, stock, before)),
            Fields::ServerChange(it) => Self::Server(change::reading_of(it, stock, own_ticket, before, now)),
            Fields::ServerRecycle(it) => Self::Server(recycle::reading_of(it, stock, own_ticket, before, now)),
            Fields::Support(details) => {
                Self::Support(support::Reading::of(&form.description, details, &desk.catalogue, before))
            }
        }
    }

    /// Finds out who has what is asked for; `own_ticket` stands in nobody's way.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn look_up(
        &mut self,
        c: &mut PgConnection,
        who: &Actor,
        own_ticket: Option<i64>,
        now: DateTime<Utc>,
    ) -> AppResult<()> {
        match self {
            Self::Mapping(reading) => {
                let (rows, period) = reading.asked();
                if !rows.is_empty() {
                    reading.mark(network::queries::occupancy(c, &rows, period, own_ticket, now)?, who);
                }
            }
            Self::Access(reading) => {
                if let Some(rule) = &reading.rule {
                    let mut there = network::queries::policies_like(c, who.department.id, rule)?;
                    there.retain(|opening| Some(opening.ticket_id) != own_ticket);
                    reading.compare(there, who, now);
                }
            }
            Self::Server(reading) => reading.look_up(c)?,
            Self::Support(_) => {}
        }
        Ok(())
    }

    /// What is asked for, if nothing is refused.
    ///
    /// # Errors
    /// Every refusal there is.
    pub fn request(self) -> Result<Request, Errors> {
        match self {
            Self::Mapping(reading) => reading.request().map(Request::Ports),
            Self::Access(reading) => reading.request().map(|it| Request::Access(Box::new(it))),
            Self::Server(reading) => reading.request().map(Request::Hosts),
            Self::Support(reading) => reading.request().map(|()| Request::Answer),
        }
    }
}
