//! What is typed into the forms of an authorisation (spec 2, "Support tickets").

use std::ops::Deref;

use chrono::{DateTime, TimeDelta, Utc};
use secrecy::{ExposeSecret, SecretString};

use super::model::{Span, Target};
use crate::{
    network::{
        destination::{Destinations, Endpoint},
        port::Port,
    },
    text::Text,
    tickets::{
        filing::tidied,
        hours::{control_moment, moment},
    },
    web::form::{Errors, FieldReader, FromFields},
};

/// Characters of a reason, for asking as for refusing.
pub const REASON: usize = 300;
pub const ACCOUNT: usize = 64;
pub const PASSWORD: usize = 1_024;
/// How long one authorisation may last at most; the table's check is the same.
const LONGEST: TimeDelta = TimeDelta::days(366);

/// All of the forms in one: each fills what it has.
#[derive(Clone, Debug, Default)]
pub struct AuthorisationForm {
    pub target: String,
    pub text: String,
    pub address: String,
    pub port: String,
    pub account: String,
    /// Never shown again.
    password: SecretString,
    pub from: String,
    pub until: String,
}

impl FromFields for AuthorisationForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            target: fields.text("target"),
            text: fields.text("text"),
            address: fields.text("address"),
            port: fields.text("port"),
            account: fields.text("account"),
            password: fields.text("password").into(),
            from: fields.text("from"),
            until: fields.text("until"),
        }
    }
}

/// Why, in at most 300 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason(String);

impl Deref for Reason {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// What an operator asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub target: Target,
    pub reason: Reason,
    pub wanted: Span,
}

/// What the filer gives.
#[derive(Clone, Debug)]
pub struct Granted {
    pub address: String,
    pub port: Port,
    pub account: String,
    pub password: SecretString,
    pub valid: Span,
}

impl AuthorisationForm {
    /// As it begins, for that period.
    #[must_use]
    pub fn over(span: Span) -> Self {
        Self { from: control_moment(span.from), until: control_moment(span.until), ..Self::default() }
    }

    /// # Errors
    /// At `target`, `text`, `from` or `until`.
    pub fn asked(&self, mut errors: Errors, now: DateTime<Utc>) -> Result<Asked, Errors> {
        let target = errors.take("target", self.target.parse());
        let reason = errors.take("text", reason(&self.text, "authorisation-reason-missing"));
        let wanted = self.span(&mut errors, now);
        errors.finish(|| Some(Asked { target: target?, reason: reason?, wanted: wanted? }))
    }

    /// # Errors
    /// At `address`, `port`, `account`, `password`, `from` or `until`.
    pub fn granted(&self, mut errors: Errors, now: DateTime<Utc>) -> Result<Granted, Errors> {
        let address = errors.take("address", address(&self.address));
        let port = errors.take("port", Port::parse(&self.port));
        let account = errors.take("account", account(&self.account));
        let password = errors.take("password", password(&self.password));
        let valid = self.span(&mut errors, now);
        errors.finish(|| {
            Some(Granted { address: address?, port: port?, account: account?, password: password?, valid: valid? })
        })
    }

    /// # Errors
    /// At `text`.
    pub fn refused(&self, mut errors: Errors) -> Result<Reason, Errors> {
        let why = errors.take("text", reason(&self.text, "authorisation-refusal-missing"));
        errors.finish(|| why)
    }

    fn span(&self, errors: &mut Errors, now: DateTime<Utc>) -> Option<Span> {
        let from = errors.take("from", moment(&self.from, "authorisation-from-missing"));
        let until = errors.take("until", moment(&self.until, "authorisation-until-missing"));
        let (from, until) = from.zip(until)?;
        let wrong = match () {
            () if until <= now => "authorisation-until-past",
            () if until <= from => "authorisation-until-before-from",
            () if until - from > LONGEST => "authorisation-until-too-late",
            () => return Some(Span { from, until }),
        };
        errors.add("until", wrong);
        None
    }

    /// Whatever can be read in its normal form, to be shown again; the password never is.
    #[must_use]
    pub fn shown_again(&self) -> Self {
        let mut form = Self { password: SecretString::default(), ..self.clone() };
        tidied(&mut form.address, address);
        tidied(&mut form.port, Port::parse);
        for typed in [&mut form.from, &mut form.until] {
            tidied(typed, |typed| moment(typed, "authorisation-from-missing").map(control_moment));
        }
        form
    }
}

fn reason(typed: &str, missing: &'static str) -> Result<Reason, Text> {
    within(typed.trim(), REASON, missing).map(|text| Reason(text.to_owned()))
}

/// One host, by its address or its name.
fn address(typed: &str) -> Result<String, Text> {
    if typed.trim().is_empty() {
        return Err("authorisation-address-missing".into());
    }
    match Destinations::parse(typed)?.endpoints().as_slice() {
        [Endpoint::Addresses(range)] if range.size() == 1 => Ok(range.to_string()),
        [Endpoint::Name(name)] => Ok(name.as_str().to_owned()),
        _ => Err("authorisation-address-not-one".into()),
    }
}

fn account(typed: &str) -> Result<String, Text> {
    let account = within(typed.trim(), ACCOUNT, "authorisation-account-missing")?;
    if account.chars().any(char::is_control) {
        Err("authorisation-account-lines".into())
    } else {
        Ok(account.to_owned())
    }
}

/// As typed, but for the end of line that cells of a spreadsheet come with.
fn password(typed: &SecretString) -> Result<SecretString, Text> {
    let password = typed.expose_secret().trim_end_matches(['\r', '\n', '\t']);
    within(password, PASSWORD, "authorisation-password-missing").map(SecretString::from)
}

fn within<'a>(text: &'a str, most: usize, missing: &'static str) -> Result<&'a str, Text> {
    match text.chars().count() {
        0 => Err(missing.into()),
        count if count > most => Err(Text::new("ticket-words-too-many").with("count", count).with("most", most)),
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests;
