//! What a password must be (spec 1, "Sign-in").

mod common;
#[cfg(test)]
mod tests;

use secrecy::{ExposeSecret, SecretString};

use crate::{config::PasswordProfile, text::Text, web::form::Errors};

pub const SHORTEST: usize = 10;
pub const LONGEST: usize = 128;
/// Of lower case, upper case, digits and the rest.
const CLASSES: usize = 3;

/// A password somebody may have, typed twice alike. Whether they had it before is for the database to say.
#[derive(Clone, Debug)]
pub struct NewPassword(SecretString);

impl NewPassword {
    /// Notes every rule that is broken, each as a sentence at its field.
    pub fn parse(
        typed: &SecretString,
        again: &SecretString,
        username: &str,
        profile: PasswordProfile,
        errors: &mut Errors,
    ) -> Option<Self> {
        let broken = broken_rules(typed.expose_secret(), username, profile);
        let differs = typed.expose_secret() != again.expose_secret();
        let fine = broken.is_empty() && !differs;
        for why in broken {
            errors.add("new_password", why);
        }
        if differs {
            errors.add("new_password_again", "account-password-differs");
        }
        fine.then(|| Self(typed.clone()))
    }

    #[must_use]
    pub fn secret(&self) -> SecretString {
        self.0.clone()
    }
}

/// The rules, before anything is typed.
#[must_use]
pub fn rules(profile: PasswordProfile) -> Vec<Text> {
    let length = Text::new("account-rule-length").with("min", SHORTEST).with("max", LONGEST);
    let uncommon = Text::new("account-rule-uncommon");
    match profile {
        PasswordProfile::Djbh3 => {
            vec![length, Text::new("account-rule-classes"), uncommon, Text::new("account-rule-not-earlier")]
        }
        PasswordProfile::Asvs => vec![length, uncommon],
    }
}

/// Whether nobody may take up an earlier password of theirs.
#[must_use]
pub fn remembers(profile: PasswordProfile) -> bool {
    profile == PasswordProfile::Djbh3
}

/// The sentences for what is wrong with `password`.
fn broken_rules(password: &str, username: &str, profile: PasswordProfile) -> Vec<Text> {
    if password.is_empty() {
        return vec![Text::new("account-new-password-missing")];
    }
    let length = password.chars().count();
    let rules = [
        (length < SHORTEST, Text::new("account-password-too-short").with("min", SHORTEST).with("count", length)),
        (length > LONGEST, Text::new("account-password-too-long").with("max", LONGEST).with("count", length)),
        (profile == PasswordProfile::Djbh3 && classes(password) < CLASSES, Text::new("account-password-too-plain")),
        (is_the_username(password, username), Text::new("account-password-is-username")),
        (common::is_common(password), Text::new("account-password-common")),
    ];
    rules.into_iter().filter(|(broken, _)| *broken).map(|(_, why)| why).collect()
}

/// Letters without case, such as Chinese, count with the symbols.
fn classes(password: &str) -> usize {
    let is_other = |c: char| !c.is_lowercase() && !c.is_uppercase() && !c.is_numeric();
    let kinds: [&dyn Fn(char) -> bool; 4] = [&char::is_lowercase, &char::is_uppercase, &char::is_numeric, &is_other];
    kinds.into_iter().filter(|kind| password.chars().any(kind)).count()
}

/// In whatever case, and backwards.
fn is_the_username(password: &str, username: &str) -> bool {
    let (password, username) = (password.to_lowercase(), username.to_lowercase());
    password == username || password.chars().rev().eq(username.chars())
}
