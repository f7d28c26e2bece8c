//! Who stands how to a ticket, and what that lets them do (spec 1, "The permission matrix"; spec 2, "States").

use super::{action::Action, state::State};
use crate::policy::{self, Actor, Filed, Grant, ticket_sight};

/// How someone stands to a ticket; the first that fits. So an operator is a filer to what they
/// filed themselves, and can't handle it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    Filer,
    Operator,
    /// Of the filer's ticket group.
    Group,
    /// Sees it and no more.
    OtherOfDepartment,
    Outsider,
}

/// Someone before a ticket, with the ticket policies they hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Party {
    pub relation: Relation,
    pub is_ticket_admin: bool,
    pub is_group_operator: bool,
}

impl Party {
    #[must_use]
    pub fn of(who: &Actor, filed: &Filed) -> Self {
        let relation = if filed.by == who.id {
            Relation::Filer
        } else if who.may_on(policy::Action::HandleTickets, filed) {
            Relation::Operator
        } else if filed.group == who.ticket_group {
            Relation::Group
        } else if ticket_sight(who).shows(filed.department, filed.sector) {
            Relation::OtherOfDepartment
        } else {
            Relation::Outsider
        };
        Self {
            relation,
            is_ticket_admin: who.holds(Grant::TicketAdmin),
            is_group_operator: who.holds(Grant::TicketGroupOperator),
        }
    }

    /// Files, edits and submits.
    const fn files(self) -> bool {
        matches!(self.relation, Relation::Filer) && self.is_ticket_admin
    }

    /// Speaks for the filer: their own tickets by either policy, a colleague's as group operator.
    const fn speaks_for_filer(self) -> bool {
        match self.relation {
            Relation::Filer => self.is_ticket_admin || self.is_group_operator,
            Relation::Group => self.is_group_operator,
            Relation::Operator | Relation::OtherOfDepartment | Relation::Outsider => false,
        }
    }

    const fn handles(self) -> bool {
        matches!(self.relation, Relation::Operator)
    }
}

/// Whether this is theirs to do at all; whether it is possible now, the workflow says.
///
/// The state counts where one word means two things: deleting a draft takes it away and is the
/// filer's, deleting an ended ticket hides it and is the group's too.
#[must_use]
pub const fn may(action: Action, state: State, who: &Party) -> bool {
    match action {
        Action::Submit | Action::Edit => who.files(),
        Action::Delete if matches!(state, State::Draft | State::Returned) => {
            matches!(who.relation, Relation::Filer) && who.speaks_for_filer()
        }
        Action::Delete | Action::Reply | Action::Confirm | Action::Reopen | Action::Close | Action::Urge => {
            who.speaks_for_filer()
        }
        Action::Accept | Action::Ask | Action::Return | Action::Resolve | Action::Assign => who.handles(),
        Action::Message => who.speaks_for_filer() || who.handles(),
    }
}

#[cfg(test)]
mod tests;
