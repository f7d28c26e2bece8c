//! What happens to delegations, told once: both people hear of it, and the audit log keeps it.

use diesel::PgConnection;

use super::model::{Delegation, RECORD_KIND};
use crate::{
    error::AppResult,
    outbox::{self, Event, Mail, Notice},
    policy::Actor,
    text::Text,
};

/// Where decisions wait for a delegate.
const APPROVALS: &str = "/approvals";
/// Where nobody is refused who was one.
const HOME: &str = "/";

/// One change of a delegation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    Named,
    Changed,
    Ended,
}

/// Notes what happened to `delegation`, which was `before`. Whoever isn't the delegate any more is told so.
///
/// # Errors
/// When the database refuses.
pub fn tell(
    tx: &mut PgConnection,
    who: &Actor,
    before: Option<&Delegation>,
    delegation: &Delegation,
    happened: Happened,
) -> AppResult<()> {
    let event = Event::new(happened.audit_name(), RECORD_KIND, delegation.record())
        .differing(before.map(Delegation::audited), Some(delegation.audited()))
        .on_timeline(said(happened.line(), delegation))
        .telling(notice(delegation.delegator_id, happened.told_delegator(), delegation));
    let replaced = before.filter(|before| before.delegate_id != delegation.delegate_id);
    let told = |happened: Happened, it: &Delegation| notice(it.delegate_id, happened.told_delegate(), it);
    let event = match replaced {
        Some(before) => {
            event.inviting(told(Happened::Ended, before), HOME).inviting(told(Happened::Named, delegation), APPROVALS)
        }
        None if happened == Happened::Ended => event.inviting(told(happened, delegation), HOME),
        None => event.inviting(told(happened, delegation), APPROVALS),
    };
    outbox::tell(tx, who, &event)
}

fn notice(to: i64, title: &'static str, it: &Delegation) -> Notice {
    let (title, body) = (said(title, it), said("delegation-told-days", it));
    Notice { to: vec![to], kind: "account", title, body, mail: Mail::Binding }
}

fn said(key: &'static str, it: &Delegation) -> Text {
    Text::new(key)
        .with("delegator", it.delegator.as_str())
        .with("delegate", it.delegate.as_str())
        .with("first", it.first_day)
        .with("last", it.last_day)
}

impl Happened {
    /// The audit log's name for it.
    #[must_use]
    pub const fn audit_name(self) -> &'static str {
        match self {
            Self::Named => "nameDelegate",
            Self::Changed => "updateDelegation",
            Self::Ended => "endDelegation",
        }
    }

    const fn line(self) -> &'static str {
        match self {
            Self::Named => "delegation-line-named",
            Self::Changed => "delegation-line-changed",
            Self::Ended => "delegation-line-ended",
        }
    }

    const fn told_delegator(self) -> &'static str {
        match self {
            Self::Named => "delegation-told-delegator-named",
            Self::Changed => "delegation-told-delegator-changed",
            Self::Ended => "delegation-told-delegator-ended",
        }
    }

    const fn told_delegate(self) -> &'static str {
        match self {
            Self::Named => "delegation-told-delegate-named",
            Self::Changed => "delegation-told-delegate-changed",
            Self::Ended => "delegation-told-delegate-ended",
        }
    }
}
