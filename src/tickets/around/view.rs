//! The card of a ticket's page.

use uuid::Uuid;

use super::{Label, StoredRelation, commands::may_change, relations::RelationView};
use crate::{
    policy::{Action, Actor},
    tickets::{model::Ticket, party::Party},
    web::form::{Errors, Field},
};

/// What was typed into its forms: refused now, or kept from before.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub labels: Option<Vec<String>>,
    pub relations: Option<String>,
    pub copies: Option<String>,
}

/// What is stored.
pub struct Stored {
    pub labels: Vec<Label>,
    /// All of its department.
    pub choices: Vec<Label>,
    pub relations: Vec<StoredRelation>,
    pub copies: Vec<String>,
}

pub struct AroundView {
    pub labels: Vec<Label>,
    pub relations: Vec<RelationView>,
    pub copies: Vec<String>,
    /// If its reader may change it.
    pub forms: Option<Forms>,
}

pub struct Forms {
    pub labels: SmallForm,
    pub choices: Vec<LabelChoice>,
    pub relations: SmallForm,
    pub copies: SmallForm,
    pub may_keep_labels: bool,
}

/// A form of one field.
pub struct SmallForm {
    pub field: Field,
    /// It came back, or was left.
    pub open: bool,
    pub submission: Uuid,
}

pub struct LabelChoice {
    pub label: Label,
    pub ticked: bool,
}

impl AroundView {
    pub fn of(who: &Actor, ticket: &Ticket, party: Party, stored: Stored, typed: &Typed, errors: &Errors) -> Self {
        let forms = may_change(ticket, party).then(|| Forms::of(who, ticket, &stored, typed, errors));
        Self {
            forms,
            relations: stored.relations.into_iter().map(|relation| relation.seen_by(who)).collect(),
            labels: stored.labels,
            copies: stored.copies,
        }
    }
}

impl Forms {
    fn of(who: &Actor, ticket: &Ticket, stored: &Stored, typed: &Typed, errors: &Errors) -> Self {
        let is_ticked = |label: &Label| match &typed.labels {
            Some(ticked) => ticked.contains(&label.id.to_string()),
            None => stored.labels.contains(label),
        };
        let choices =
            stored.choices.iter().map(|label| LabelChoice { ticked: is_ticked(label), label: label.clone() }).collect();
        let numbers = || stored.relations.iter().map(|other| other.number.as_str()).collect::<Vec<_>>().join("; ");
        let form = |name: &'static str, label: &'static str, hint: &'static str, value: String, open: bool| SmallForm {
            field: Field::new(name, label, value).hinted(hint).checked(errors),
            open,
            submission: Uuid::new_v4(),
        };
        let (others, copies) = (&typed.relations, &typed.copies);
        Self {
            labels: form("labels", "ticket-labels", "ticket-labels-hint", String::new(), typed.labels.is_some()),
            choices,
            relations: form(
                "relations",
                "ticket-relations",
                "ticket-relations-hint",
                others.clone().unwrap_or_else(numbers),
                others.is_some(),
            ),
            copies: form(
                "cc_emails",
                "ticket-field-cc-emails",
                "ticket-field-cc-emails-hint",
                copies.clone().unwrap_or_else(|| stored.copies.join("; ")),
                copies.is_some(),
            ),
            // The department of the ticket, which may be a unit's of one's own.
            may_keep_labels: who.may(Action::SubmitTickets) && who.department.id == ticket.department_id,
        }
    }
}
