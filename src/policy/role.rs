use std::str::FromStr;

use super::UnknownCode;
use crate::text::Text;

/// What a person is in the portal (spec 1, "Roles"), in the order of the published matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    DeptUser,
    DeptAdmin,
    BigdataUser,
    BigdataAdmin,
    PlcUser,
    PlcAdmin,
    OpsEngineer,
    OpsManager,
    PlatformAdmin,
    SecurityAdmin,
    Auditor,
}

/// Where a role's holders sit: any department, one of the two special ones, or the operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RoleKind {
    Department,
    Bigdata,
    Plc,
    Operator,
}

impl Role {
    pub const ALL: [Self; 11] = [
        Self::DeptUser,
        Self::DeptAdmin,
        Self::BigdataUser,
        Self::BigdataAdmin,
        Self::PlcUser,
        Self::PlcAdmin,
        Self::OpsEngineer,
        Self::OpsManager,
        Self::PlatformAdmin,
        Self::SecurityAdmin,
        Self::Auditor,
    ];

    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::DeptUser => "dept_user",
            Self::DeptAdmin => "dept_admin",
            Self::BigdataUser => "bigdata_user",
            Self::BigdataAdmin => "bigdata_admin",
            Self::PlcUser => "plc_user",
            Self::PlcAdmin => "plc_admin",
            Self::OpsEngineer => "ops_engineer",
            Self::OpsManager => "ops_manager",
            Self::PlatformAdmin => "platform_admin",
            Self::SecurityAdmin => "security_admin",
            Self::Auditor => "auditor",
        }
    }

    #[must_use]
    pub fn label(self) -> Text {
        Text::new(match self {
            Self::DeptUser => "role-dept-user",
            Self::DeptAdmin => "role-dept-admin",
            Self::BigdataUser => "role-bigdata-user",
            Self::BigdataAdmin => "role-bigdata-admin",
            Self::PlcUser => "role-plc-user",
            Self::PlcAdmin => "role-plc-admin",
            Self::OpsEngineer => "role-ops-engineer",
            Self::OpsManager => "role-ops-manager",
            Self::PlatformAdmin => "role-platform-admin",
            Self::SecurityAdmin => "role-security-admin",
            Self::Auditor => "role-auditor",
        })
    }

    /// What its holders are there for, in a sentence.
    #[must_use]
    pub fn duty(self) -> Text {
        Text::new(match self {
            Self::DeptUser => "role-dept-user-duty",
            Self::DeptAdmin => "role-dept-admin-duty",
            Self::BigdataUser => "role-bigdata-user-duty",
            Self::BigdataAdmin => "role-bigdata-admin-duty",
            Self::PlcUser => "role-plc-user-duty",
            Self::PlcAdmin => "role-plc-admin-duty",
            Self::OpsEngineer => "role-ops-engineer-duty",
            Self::OpsManager => "role-ops-manager-duty",
            Self::PlatformAdmin => "role-platform-admin-duty",
            Self::SecurityAdmin => "role-security-admin-duty",
            Self::Auditor => "role-auditor-duty",
        })
    }

    #[must_use]
    pub fn kind(self) -> RoleKind {
        match self {
            Self::DeptUser | Self::DeptAdmin => RoleKind::Department,
            Self::BigdataUser | Self::BigdataAdmin => RoleKind::Bigdata,
            Self::PlcUser | Self::PlcAdmin => RoleKind::Plc,
            Self::OpsEngineer | Self::OpsManager | Self::PlatformAdmin | Self::SecurityAdmin | Self::Auditor => {
                RoleKind::Operator
            }
        }
    }

    /// A place in an organisation, of which a person has one; operator roles are granted beside it.
    #[must_use]
    pub fn is_organisational(self) -> bool {
        self.kind() != RoleKind::Operator
    }

    /// One of the three powers kept apart: system, security and audit administration.
    #[must_use]
    pub fn is_separate_power(self) -> bool {
        matches!(self, Self::PlatformAdmin | Self::SecurityAdmin | Self::Auditor)
    }

    #[must_use]
    pub fn may_be_applied_for(self) -> bool {
        !matches!(self, Self::PlatformAdmin | Self::SecurityAdmin)
    }

    /// Whether one person can't have both: two places in organisations, two of the three powers, or
    /// a power beside what it must not do.
    #[must_use]
    pub fn excludes(self, other: Self) -> bool {
        match (self, other) {
            (one, other) if one == other => false,
            // They do their own thing "and nothing else".
            (Self::SecurityAdmin | Self::Auditor, _) | (_, Self::SecurityAdmin | Self::Auditor) => true,
            // It can't approve, handle or bill, which every role but this one does or may.
            (Self::PlatformAdmin, beside) | (beside, Self::PlatformAdmin) => beside != Self::DeptUser,
            (one, other) => one.is_organisational() && other.is_organisational(),
        }
    }
}

impl RoleKind {
    #[must_use]
    pub fn label(self) -> Text {
        Text::new(match self {
            Self::Department => "role-kind-department",
            Self::Bigdata => "role-kind-bigdata",
            Self::Plc => "role-kind-plc",
            Self::Operator => "role-kind-operator",
        })
    }
}

impl FromStr for Role {
    type Err = UnknownCode;

    fn from_str(code: &str) -> Result<Self, UnknownCode> {
        Self::ALL.into_iter().find(|role| role.code() == code).ok_or_else(|| UnknownCode(code.to_owned()))
    }
}

/// Whether one person may hold all these roles.
///
/// # Errors
/// A refusal that names the first two that can't go together.
pub fn held_together(roles: &[Role]) -> Result<(), Text> {
    for (nth, one) in roles.iter().enumerate() {
        if let Some(other) = roles.iter().skip(nth).find(|other| one.excludes(**other)) {
            return Err(Text::new("role-excludes-role").with("one", one.label()).with("other", other.label()));
        }
    }
    Ok(())
}
