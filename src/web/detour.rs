//! What somebody must do before anything else: every other address, read or posted to, leads there.

use super::{nav::is_at, visitor::Visitor};
use crate::{config::Settings, error::AppError, policy::Actor};

/// Open on every detour.
const ALWAYS: [&str; 4] = ["/me/language", "/logout", "/login", "/static"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detour {
    /// The password was given by somebody else, or is too old.
    Password,
    /// Operators need a second factor, where the installation wants it so.
    SecondFactor,
}

/// Whether `who` must have a second factor.
#[must_use]
pub fn needs_second_factor(who: &Actor, settings: &Settings) -> bool {
    settings.require_totp && who.is_operator()
}

impl Detour {
    #[must_use]
    pub fn of(visitor: &Visitor, settings: &Settings) -> Option<Self> {
        if visitor.must_change_password {
            return Some(Self::Password);
        }
        (needs_second_factor(&visitor.actor, settings) && !visitor.second_factor).then_some(Self::SecondFactor)
    }

    /// Whether `path` is part of it.
    #[must_use]
    pub fn leads_by(self, path: &str) -> bool {
        let there = match self {
            Self::Password => "/me/password",
            Self::SecondFactor => "/me/totp",
        };
        is_at(path, there) || ALWAYS.iter().any(|open| is_at(path, open))
    }

    #[must_use]
    pub fn refusal(self) -> AppError {
        match self {
            Self::Password => AppError::ChangePassword,
            Self::SecondFactor => AppError::SetUpSecondFactor,
        }
    }
}
