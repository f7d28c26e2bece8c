//! What became different of a ticket while somebody typed (spec 0, "Stale pages").

use super::{
    access::{self, Way},
    form::TicketForm,
    mapping::{self, Side},
    server::{change, create, recycle},
    support,
};
use crate::{
    text::Text,
    tickets::{details::Fields, model::Ticket},
    web::form::{Change, Changes},
};

/// The ticket as it is now, where it differs from what was typed; `says` who did what meanwhile.
#[must_use]
pub fn changes(says: Text, ticket: &Ticket, typed: &TicketForm) -> Changes {
    let (now, kind) = (TicketForm::of(ticket), ticket.kind);
    let change_of = |label, now: &str, typed: &str| Change { label, now: now.to_owned(), typed: typed.to_owned() };
    let common = [
        change_of("ticket-field-description", &now.description, &typed.description),
        change_of("ticket-field-contact-phone", &now.contact_phone, &typed.contact_phone),
        change_of("ticket-field-contact-email", &now.contact_email, &typed.contact_email),
    ];
    let own = match (now.own(), typed.own()) {
        (Fields::Mapping(now), Fields::Mapping(typed)) => mapping::differences(Side::of(kind), now, typed),
        (Fields::Access(now), Fields::Access(typed)) => access::differences(Way::of(kind), now, typed),
        (Fields::ServerCreate(now), Fields::ServerCreate(typed)) => create::differences(now, typed),
        (Fields::ServerChange(now), Fields::ServerChange(typed)) => change::differences(now, typed),
        (Fields::ServerRecycle(now), Fields::ServerRecycle(typed)) => recycle::differences(now, typed),
        (Fields::Support(now), Fields::Support(typed)) => support::differences(now, typed),
        _ => Vec::new(),
    };
    Changes::new(says, common.into_iter().chain(own))
}
