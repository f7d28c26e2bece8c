//! What people do with a ticket (spec 2, "States").

use std::{fmt, str::FromStr};

use crate::text::Text;

/// In the order in which a page offers them: what moves the ticket on comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    Submit,
    Accept,
    Resolve,
    Reply,
    Confirm,
    Reopen,
    Ask,
    Return,
    Assign,
    Message,
    Urge,
    Edit,
    Close,
    Delete,
}

impl Action {
    pub const ALL: [Self; 14] = [
        Self::Submit,
        Self::Accept,
        Self::Resolve,
        Self::Reply,
        Self::Confirm,
        Self::Reopen,
        Self::Ask,
        Self::Return,
        Self::Assign,
        Self::Message,
        Self::Urge,
        Self::Edit,
        Self::Close,
        Self::Delete,
    ];

    /// The last part of its address.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Accept => "accept",
            Self::Resolve => "resolve",
            Self::Reply => "reply",
            Self::Confirm => "confirm",
            Self::Reopen => "reopen",
            Self::Ask => "ask",
            Self::Return => "return",
            Self::Assign => "assign",
            Self::Message => "message",
            Self::Urge => "urge",
            Self::Edit => "edit",
            Self::Close => "close",
            Self::Delete => "delete",
        }
    }

    /// What its button says.
    #[must_use]
    pub fn name(self) -> Text {
        Text::new(match self {
            Self::Submit => "ticket-action-submit",
            Self::Accept => "ticket-action-accept",
            Self::Resolve => "ticket-action-resolve",
            Self::Reply => "ticket-action-reply",
            Self::Confirm => "ticket-action-confirm",
            Self::Reopen => "ticket-action-reopen",
            Self::Ask => "ticket-action-ask",
            Self::Return => "ticket-action-return",
            Self::Assign => "ticket-action-assign",
            Self::Message => "ticket-action-message",
            Self::Urge => "ticket-action-urge",
            Self::Edit => "ticket-action-edit",
            Self::Close => "ticket-action-close",
            Self::Delete => "ticket-action-delete",
        })
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

impl FromStr for Action {
    type Err = Text;

    fn from_str(slug: &str) -> Result<Self, Text> {
        Self::ALL.into_iter().find(|action| action.slug() == slug).ok_or_else(|| "ticket-action-unknown".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_is_found_by_its_slug() {
        for action in Action::ALL {
            assert_eq!(action.slug().parse(), Ok(action));
        }
        assert_eq!("approve".parse::<Action>(), Err("ticket-action-unknown".into()));
    }
}
