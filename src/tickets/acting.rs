//! What the forms of a ticket's page say: the words with an action, a rating, a message.

use std::{net::Ipv4Addr, ops::Deref};

use uuid::Uuid;

use super::action::Action;
use crate::{
    network::address::parse_ipv4,
    text::Text,
    web::form::{Errors, FieldReader, FromFields},
};

mod machines;

pub use machines::{MachineRow, Machines, NAME as MACHINE_NAME, SPECIFICATION as MACHINE_SPECIFICATION, taken};

/// Characters of a message, a reason, a result (spec 2, "Every ticket has").
pub const LONGEST: usize = 2_000;
/// Characters with a rating.
pub const LONGEST_WITH_RATING: usize = 400;

/// The forms of the page, all in one: each fills what it has.
#[derive(Clone, Debug, Default)]
pub struct Said {
    pub text: String,
    pub timeliness: String,
    pub result: String,
    pub assignee: String,
    /// Through which access to the extranet was opened.
    pub translated_ip: String,
    /// Machines that were made, and what was pasted of them and had no room.
    pub machines: Vec<MachineRow>,
    pub pasted_machines: String,
    pub secret: bool,
    /// Files that came with it before.
    pub uploaded: Vec<String>,
    /// One of them to take away again.
    pub remove: String,
}

impl FromFields for Said {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        let (machines, pasted_machines) = machines::read(fields);
        Self {
            text: fields.text("text"),
            timeliness: fields.text("timeliness"),
            result: fields.text("result"),
            assignee: fields.text("assignee"),
            translated_ip: fields.text("translated_ip"),
            machines,
            pasted_machines,
            secret: fields.ticked("secret"),
            uploaded: fields.column("uploaded_attachments"),
            remove: fields.text("remove_upload"),
        }
    }
}

/// Words that an action needs: there, and not too many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words(String);

impl Deref for Words {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// Two marks from 1 to 5.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    pub timeliness: i16,
    pub outcome: i16,
    pub text: String,
}

/// What was done, and what the kind needs to know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    pub result: Words,
    /// The address that others on the extranet see.
    pub translated_ip: Option<Ipv4Addr>,
    pub machines: Machines,
}

/// A message, or an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub text: Words,
    pub secret: bool,
    pub files: Vec<Uuid>,
}

impl Said {
    /// The words with `action`.
    ///
    /// # Errors
    /// At `text`.
    pub fn words(&self, action: Action, mut errors: Errors) -> Result<Words, Errors> {
        let text = errors.take("text", words(&self.text, missing(action)));
        errors.finish(|| text)
    }

    /// # Errors
    /// At `text`, `translated_ip` or the cells of machines.
    pub fn resolution(&self, mut errors: Errors) -> Result<Resolution, Errors> {
        let result = errors.take("text", words(&self.text, missing(Action::Resolve)));
        let translated_ip = match self.translated_ip.trim() {
            "" => Some(None),
            typed => errors.take("translated_ip", parse_ipv4(typed)).map(Some),
        };
        let machines = Machines::parse(&self.machines, &self.pasted_machines, &mut errors);
        errors.finish(|| Some(Resolution { result: result?, translated_ip: translated_ip?, machines }))
    }

    /// # Errors
    /// At `text`, `secret` or `attachments`.
    pub fn message(&self, action: Action, mut errors: Errors) -> Result<Written, Errors> {
        let text = errors.take("text", words(&self.text, missing(action)));
        let files = self.files();
        if self.secret && !files.is_empty() {
            errors.add("attachments", "ticket-secret-has-no-files");
        }
        errors.finish(|| Some(Written { text: text?, secret: self.secret, files }))
    }

    /// # Errors
    /// At `timeliness`, `result` or `text`.
    pub fn rating(&self, mut errors: Errors) -> Result<Rating, Errors> {
        let timeliness = errors.take("timeliness", mark(&self.timeliness, "ticket-rate-timeliness"));
        let outcome = errors.take("result", mark(&self.result, "ticket-rate-result"));
        let text = errors.take("text", not_longer(self.text.trim(), LONGEST_WITH_RATING));
        errors.finish(|| Some(Rating { timeliness: timeliness?, outcome: outcome?, text: text? }))
    }

    /// # Errors
    /// At `assignee`.
    pub fn assignee(&self, mut errors: Errors) -> Result<i64, Errors> {
        let to = errors.take("assignee", self.assignee.parse().map_err(|_| "ticket-assignee-missing"));
        errors.finish(|| to)
    }

    /// What came with it before; anything that is no file's id is nothing.
    #[must_use]
    pub fn files(&self) -> Vec<Uuid> {
        self.uploaded.iter().filter_map(|id| id.parse().ok()).collect()
    }
}

fn words(typed: &str, missing: &'static str) -> Result<Words, Text> {
    match typed.trim() {
        "" => Err(missing.into()),
        text => not_longer(text, LONGEST).map(Words),
    }
}

fn not_longer(text: &str, most: usize) -> Result<String, Text> {
    match text.chars().count() {
        count if count > most => Err(Text::new("ticket-words-too-many").with("count", count).with("most", most)),
        _ => Ok(text.to_owned()),
    }
}

fn mark(typed: &str, missing: &'static str) -> Result<i16, &'static str> {
    typed.parse().ok().filter(|mark| (1..=5).contains(mark)).ok_or(missing)
}

/// What to say of an action without its words.
fn missing(action: Action) -> &'static str {
    match action {
        Action::Ask => "ticket-words-missing-ask",
        Action::Return => "ticket-words-missing-return",
        Action::Resolve => "ticket-words-missing-resolve",
        Action::Reply => "ticket-words-missing-reply",
        Action::Reopen => "ticket-words-missing-reopen",
        Action::Close => "ticket-words-missing-close",
        _ => "ticket-words-missing",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Said {
        Said { text: text.to_owned(), ..Said::default() }
    }

    #[test]
    fn an_action_without_its_words_says_which_are_missing() {
        let errors = said(" \n").words(Action::Return, Errors::default()).unwrap_err();
        assert_eq!(errors.at("text"), [Text::new("ticket-words-missing-return")]);
        assert_eq!(&*said(" 请补盖章 ").words(Action::Return, Errors::default()).unwrap(), "请补盖章");
    }

    #[test]
    fn two_thousand_characters_fit_and_one_more_does_not() {
        assert!(said(&"字".repeat(2000)).words(Action::Ask, Errors::default()).is_ok());
        assert!(said(&"字".repeat(2001)).words(Action::Ask, Errors::default()).is_err());
    }

    #[test]
    fn a_rating_needs_two_marks_from_one_to_five() {
        for (timeliness, result) in [("", "5"), ("6", "5"), ("5", "0"), ("5", "good")] {
            let said = Said { timeliness: timeliness.into(), result: result.into(), ..Said::default() };
            assert!(said.rating(Errors::default()).is_err(), "{timeliness} {result}");
        }
        let said = Said { timeliness: "4".into(), result: "5".into(), ..said(" 很快 ") };
        let rating = Rating { timeliness: 4, outcome: 5, text: "很快".into() };
        assert_eq!(said.rating(Errors::default()), Ok(rating));
    }

    #[test]
    fn a_secret_message_carries_no_files() {
        let said = Said { secret: true, uploaded: vec![Uuid::new_v4().to_string()], ..said("root") };
        assert!(!said.message(Action::Message, Errors::default()).unwrap_err().at("attachments").is_empty());
    }
}
