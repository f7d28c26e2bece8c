//! The forms of the actions that are open to this person now.

use std::borrow::Cow;

use uuid::Uuid;

use super::{desk::Try, machines::MachineRows, sheet::Sheet};
use crate::{
    tickets::{
        acting::{LONGEST, LONGEST_WITH_RATING, Said},
        action::Action,
        details::Details,
        kind::Kind,
    },
    web::form::{Choice, Errors, Field, UploadedFile},
};

/// How an action is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Another page.
    Link,
    Button,
    /// Opens to a question that is confirmed.
    Sure,
    /// Opens to one text.
    Words,
    Reply,
    Rating,
    Assignee,
}

/// One action with its form.
pub struct Act {
    pub action: Action,
    pub shape: Shape,
    pub href: String,
    pub label: Cow<'static, str>,
    pub look: &'static str,
    /// The single key that presses it.
    pub key: &'static str,
    /// Every form is sent once.
    pub submission: Uuid,
    /// It came back with errors, or with words that were kept.
    pub open: bool,
    pub text: Field,
    pub sure: &'static str,
}

/// What only one of the forms has.
pub struct Extra {
    pub assignee: Field,
    pub operators: Vec<Choice>,
    pub timeliness: Field,
    pub timeliness_marks: Vec<Choice>,
    pub result: Field,
    pub result_marks: Vec<Choice>,
    pub reply_files: Field,
    /// If this person may share secrets with the other side.
    pub reply_secret: Option<Field>,
    pub replied_with: Vec<UploadedFile>,
    /// Where access to the extranet is to be opened.
    pub translated_ip: Option<(Field, Vec<Choice>)>,
    /// Where machines are recorded that were made.
    pub machines: Option<MachineRows>,
}

/// In the rail; writing messages has a card of its own.
pub fn acts(sheet: &Sheet, tried: &Try) -> Vec<Act> {
    let in_rail = sheet.open.iter().filter(|action| **action != Action::Message);
    in_rail.map(|action| Act::of(*action, sheet, tried)).collect()
}

impl Act {
    #[must_use]
    pub fn of(action: Action, sheet: &Sheet, tried: &Try) -> Self {
        let said = typed(action, sheet, tried);
        let errors = if tried.action == Some(action) { tried.errors.clone() } else { Errors::default() };
        Self {
            action,
            shape: shape(action),
            href: format!("{}/{action}", sheet.ticket.path()),
            label: action.name().key,
            look: look(action),
            key: key(action),
            submission: Uuid::new_v4(),
            open: said.is_some(),
            text: text(action, sheet.ticket.kind, said).checked(&errors),
            sure: sure(sheet),
        }
    }
}

/// What was typed for it: now and refused, or before and kept.
fn typed<'a>(action: Action, sheet: &'a Sheet, tried: &'a Try) -> Option<&'a Said> {
    if tried.action == Some(action) { Some(&tried.said) } else { sheet.kept.said(action) }
}

fn shape(action: Action) -> Shape {
    match action {
        Action::Edit => Shape::Link,
        Action::Submit | Action::Accept | Action::Urge | Action::Message => Shape::Button,
        Action::Delete => Shape::Sure,
        Action::Ask | Action::Return | Action::Resolve | Action::Reopen | Action::Close => Shape::Words,
        Action::Reply => Shape::Reply,
        Action::Confirm => Shape::Rating,
        Action::Assign => Shape::Assignee,
    }
}

fn key(action: Action) -> &'static str {
    match action {
        Action::Accept => "a",
        Action::Reply => "r",
        _ => "",
    }
}

fn look(action: Action) -> &'static str {
    match action {
        Action::Submit | Action::Accept | Action::Resolve | Action::Reply | Action::Confirm => "pri",
        Action::Close | Action::Delete => "bad",
        _ => "",
    }
}

fn text(action: Action, kind: Kind, said: Option<&Said>) -> Field {
    let (label, hint) = match action {
        Action::Ask => ("ticket-text-ask", "ticket-text-ask-hint"),
        Action::Return => ("ticket-text-return", "ticket-text-return-hint"),
        Action::Resolve if kind.is_of_servers() => ("ticket-text-resolve", "ticket-text-resolve-server-hint"),
        Action::Resolve => ("ticket-text-resolve", "ticket-text-resolve-hint"),
        Action::Reopen => ("ticket-text-reopen", "ticket-text-reopen-hint"),
        Action::Close if kind.is_of_servers() => ("ticket-text-close", "ticket-text-close-server-hint"),
        Action::Close => ("ticket-text-close", "ticket-text-close-hint"),
        Action::Confirm => ("ticket-text-confirm", "ticket-text-confirm-hint"),
        Action::Reply => ("ticket-text-reply", "ticket-text-reply-hint"),
        _ => ("ticket-text-message", "ticket-text-message-hint"),
    };
    let field = Field::new("text", label, said.map_or("", |said| &said.text)).hinted(hint);
    if action == Action::Confirm { field.at_most(LONGEST_WITH_RATING) } else { field.at_most(LONGEST).required() }
}

/// What is lost with it.
fn sure(sheet: &Sheet) -> &'static str {
    if sheet.ticket.state.is_final() { "ticket-delete-hides" } else { "ticket-delete-removes" }
}

impl Extra {
    #[must_use]
    pub fn of(sheet: &Sheet, tried: &Try) -> Self {
        let of = |action: Action| typed(action, sheet, tried).cloned().unwrap_or_default();
        let Said { assignee, .. } = &of(Action::Assign);
        let Said { timeliness, result, .. } = &of(Action::Confirm);
        let field = |name: &'static str, label: &'static str, value: &str| {
            Field::new(name, label, value).checked(&tried.errors).required()
        };
        Self {
            assignee: field("assignee", "ticket-text-assignee", assignee),
            operators: operators(sheet, assignee),
            timeliness: field("timeliness", "ticket-text-timeliness", timeliness),
            timeliness_marks: marks(timeliness),
            result: field("result", "ticket-text-result", result),
            result_marks: marks(result),
            // The second of its name on the page; the first belongs to the message.
            reply_files: Field::new("attachments", "ticket-text-attachments", "")
                .in_row(2)
                .hinted("ticket-text-attachments-hint")
                .checked(&tried.errors),
            reply_secret: sheet.may_read_secrets.then(|| {
                let ticked = if of(Action::Reply).secret { "on" } else { "" };
                Field::new("secret", "ticket-text-secret", ticked)
                    .in_row(2)
                    .hinted("ticket-text-secret-hint")
                    .checked(&tried.errors)
            }),
            translated_ip: translated_ip(sheet, tried, &of(Action::Resolve).translated_ip),
            machines: MachineRows::of(sheet, typed(Action::Resolve, sheet, tried), &tried.errors),
            replied_with: if tried.action == Some(Action::Reply) { tried.uploaded.clone() } else { vec![] },
        }
    }
}

/// As it was asked for, unless its operator said otherwise already.
fn translated_ip(sheet: &Sheet, tried: &Try, typed: &str) -> Option<(Field, Vec<Choice>)> {
    let Details::ExtranetAccess(details) = &sheet.ticket.details else { return None };
    if sheet.ticket.opened {
        return None;
    }
    let value = if tried.action == Some(Action::Resolve) { typed } else { &details.translated_ip };
    let field = Field::new("translated_ip", "ticket-field-translated-ip", value)
        .hinted("ticket-text-translated-ip-hint")
        .checked(&tried.errors)
        .required();
    Some((field, sheet.translated_ips.iter().map(|address| Choice::new(address, "", "")).collect()))
}

fn operators(sheet: &Sheet, chosen: &str) -> Vec<Choice> {
    let possible = sheet.operators.iter().filter(|one| sheet.ticket.situation().can_be_assigned(one.id).is_ok());
    let choose = Choice::new("", "", chosen);
    [choose].into_iter().chain(possible.map(|one| Choice::new(one.id, one.display_name.as_str(), chosen))).collect()
}

fn marks(chosen: &str) -> Vec<Choice> {
    (1..=5).rev().map(|mark| Choice::new(mark, mark.to_string(), chosen)).collect()
}
