use std::str::FromStr;

use super::{Action, Role, Scope, UnknownCode, scope};
use crate::text::Text;

/// What is granted to a person beside roles (spec 1, "The permission matrix"): approving, the two
/// ticket policies, the five quota permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Grant {
    Approve,
    TicketAdmin,
    TicketGroupOperator,
    QuotaView,
    QuotaRequest,
    QuotaApprove,
    QuotaAllocate,
    QuotaViewSubordinates,
}

impl Grant {
    pub const ALL: [Self; 8] = [
        Self::Approve,
        Self::TicketAdmin,
        Self::TicketGroupOperator,
        Self::QuotaView,
        Self::QuotaRequest,
        Self::QuotaApprove,
        Self::QuotaAllocate,
        Self::QuotaViewSubordinates,
    ];

    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::TicketAdmin => "ticket_admin",
            Self::TicketGroupOperator => "ticket_group_operator",
            Self::QuotaView => "quota_view",
            Self::QuotaRequest => "quota_request",
            Self::QuotaApprove => "quota_approve",
            Self::QuotaAllocate => "quota_allocate",
            Self::QuotaViewSubordinates => "quota_view_subordinates",
        }
    }

    #[must_use]
    pub fn label(self) -> Text {
        Text::new(match self {
            Self::Approve => "grant-approve",
            Self::TicketAdmin => "grant-ticket-admin",
            Self::TicketGroupOperator => "grant-ticket-group-operator",
            Self::QuotaView => "grant-quota-view",
            Self::QuotaRequest => "grant-quota-request",
            Self::QuotaApprove => "grant-quota-approve",
            Self::QuotaAllocate => "grant-quota-allocate",
            Self::QuotaViewSubordinates => "grant-quota-view-subordinates",
        })
    }

    /// Whether it means anything beside these roles: approving needs an eligible one, and the three
    /// separate powers do nothing else. A grant that doesn't fit gives nothing, even if it is stored.
    #[must_use]
    pub fn fits(self, roles: &[Role]) -> bool {
        match self {
            Self::Approve => roles.iter().any(|role| scope(*role, Action::Approve) != Scope::No),
            _ => !roles.iter().any(|role| role.is_separate_power()),
        }
    }
}

impl FromStr for Grant {
    type Err = UnknownCode;

    fn from_str(code: &str) -> Result<Self, UnknownCode> {
        Self::ALL.into_iter().find(|grant| grant.code() == code).ok_or_else(|| UnknownCode(code.to_owned()))
    }
}
