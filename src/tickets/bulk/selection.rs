//! The form around a list of tickets.

use super::{deed::Deed, picked::Picked};
use crate::{
    text::Text,
    tickets::action::Action,
    web::form::{Errors, FieldReader, FromFields},
};

/// Tickets of one go: four pages of the list.
pub const MOST: usize = 100;

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
        let picked = errors.take("ticket", self.picked());
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

    /// Each once, in the order of the list.
    fn picked(&self) -> Result<Vec<Picked>, Text> {
        let mut picked: Vec<Picked> = Vec::new();
        for value in &self.tickets {
            let one: Picked = value.parse()?;
            if picked.iter().all(|other| other.number != one.number) {
                picked.push(one);
            }
            if picked.len() > MOST {
                let why = Text::new("ticket-bulk-too-many").with("count", self.tickets.len());
                return Err(why.with("most", MOST));
            }
        }
        if picked.is_empty() { Err("ticket-bulk-none-picked".into()) } else { Ok(picked) }
    }

    /// What of it can be shown again.
    #[must_use]
    pub fn readable(&self) -> Vec<Picked> {
        self.tickets.iter().filter_map(|value| value.parse().ok()).take(MOST).collect()
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
        assert_eq!(refused_at(&selection(&[], "accept", "")), ["ticket: ticket-bulk-none-picked"]);
        assert_eq!(refused_at(&selection(&["GD1.1"], "assign", "")), ["assignee: ticket-assignee-missing"]);
        assert_eq!(refused_at(&selection(&["GD1.1"], "delete", "")), ["ticket: ticket-bulk-no-deed"]);
        assert_eq!(refused_at(&selection(&["GD1.x"], "accept", "")), ["ticket: ticket-bulk-unreadable"]);
    }

    #[test]
    fn a_hundred_go_at_once_and_one_more_does_not() {
        let many: Vec<String> = (0..=MOST).map(|nth| format!("GD{nth}.1")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert!(selection(&many[..MOST], "accept", "").parse(Errors::default()).is_ok());
        assert_eq!(refused_at(&selection(&many, "accept", "")), ["ticket: ticket-bulk-too-many"]);
    }
}
