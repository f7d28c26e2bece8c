//! Where a quota request stands (spec 4, tab 2).

use std::str::FromStr;

use crate::web::list::by_state::Stated;

/// Its states, as they are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// 待审批
    Pending,
    /// 审批通过: the parent's quota was handed on.
    Approved,
    /// 审批驳回
    Rejected,
    /// 待分配: passed, and the parent hasn't enough yet.
    Allocating,
    /// 已撤回
    Withdrawn,
}

impl State {
    pub const ALL: [Self; 5] = [Self::Pending, Self::Allocating, Self::Approved, Self::Rejected, Self::Withdrawn];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Allocating => "allocating",
            Self::Withdrawn => "withdrawn",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Pending => "quota-state-pending",
            Self::Approved => "quota-state-approved",
            Self::Rejected => "quota-state-rejected",
            Self::Allocating => "quota-state-allocating",
            Self::Withdrawn => "quota-state-withdrawn",
        }
    }

    /// Its colour.
    #[must_use]
    pub const fn family(self) -> &'static str {
        match self {
            Self::Pending => "warn",
            Self::Approved => "ok",
            Self::Rejected => "bad",
            Self::Allocating => "run",
            Self::Withdrawn => "off",
        }
    }

    /// Whether something may still become of it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::Allocating)
    }
}

impl Stated for State {
    fn code(self) -> &'static str {
        Self::code(self)
    }
}

impl FromStr for State {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|state| state.code() == code).ok_or(())
    }
}
