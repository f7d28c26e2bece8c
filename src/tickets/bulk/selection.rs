//! The form around a list of tickets.

use super::deed::Deed;
use crate::{
    tickets::action::Action,
    web::{
        bulk::{self, Picked},
        form::{Errors, FieldReader, FromFields},
    },
};

/// As posted.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    pub tickets: Vec<String>,
    /// The button.
    pub action: String,
    pub assignee: String,
    /// The list it came from.
    pub back: String,
}

impl FromFields for Selection {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            tickets: fields.column("ticket"),
            action: fields.text("action"),
            assignee: fields.text("assignee"),
            back: fields.text("back"),
        }
    }
}

impl Selection {
    /// # Errors
    /// At `ticket` when none, too many or something else is picked; at `assignee`.
    pub fn parse(&self, mut errors: Errors) -> Result<(Deed, Vec<Picked>), Errors> {
        let deed = self.deed(&mut errors);
        let picked = errors.take("ticket", bulk::picked(&self.tickets));
        errors.finish(|| Some((deed?, picked?)))
    }

    fn deed(&self, errors: &mut Errors) -> Option<Deed> {
        match self.action.parse() {
            Ok(Action::Accept) => Some(Deed::Accept),
            Ok(Action::Assign) => {
                let to = self.assignee.parse().map_err(|_| "ticket-assignee-missing");
                errors.take("assignee", to).map(Deed::Assign)
            }
            _ => errors.take("ticket", Err("ticket-bulk-no-deed")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selection(tickets: &[&str], action: &str, assignee: &str) -> Selection {
        let tickets = tickets.iter().map(|ticket| (*ticket).to_owned()).collect();
        Selection { tickets, action: action.into(), assignee: assignee.into(), back: String::new() }
    }

    fn refused_at(selection: &Selection) -> Vec<String> {
        let errors = selection.parse(Errors::default()).unwrap_err();
        errors.iter().map(|(field, why)| format!("{field}: {}", why.key)).collect()
    }

    #[test]
    fn a_deed_and_the_tickets_it_is_done_to() {
        let (deed, picked) = selection(&["GD1.1", "GD2.4", "GD1.1"], "accept", "").parse(Errors::default()).unwrap();
        assert_eq!((deed, picked.len()), (Deed::Accept, 2));
        let (deed, _) = selection(&["GD1.1"], "assign", "7").parse(Errors::default()).unwrap();
        assert_eq!(deed, Deed::Assign(7));
    }

    #[test]
    fn what_is_missing_is_named_at_its_field() {
        assert_eq!(refused_at(&selection(&[], "accept", "")), ["ticket: bulk-none-picked"]);
        assert_eq!(refused_at(&selection(&["GD1.1"], "assign", "")), ["assignee: ticket-assignee-missing"]);
        assert_eq!(refused_at(&selection(&["GD1.1"], "delete", "")), ["ticket: ticket-bulk-no-deed"]);
        assert_eq!(refused_at(&selection(&["GD1.x"], "accept", "")), ["ticket: bulk-unreadable"]);
    }
}
