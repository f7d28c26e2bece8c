//! What a sheet can say of a host.

use crate::web::{form::half_width, i18n::Lang};

/// In the template's order, which is the export's too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    Name,
    FloatingIp,
    Department,
    Application,
    Region,
    Specification,
    Source,
    State,
}

impl Column {
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::FloatingIp,
        Self::Department,
        Self::Application,
        Self::Region,
        Self::Specification,
        Self::Source,
        Self::State,
    ];

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Name => "network-host-name",
            Self::FloatingIp => "network-host-floating-ip",
            Self::Department => "network-department",
            Self::Application => "network-host-application",
            Self::Region => "network-host-region",
            Self::Specification => "network-host-specification",
            Self::Source => "network-host-source",
            Self::State => "network-host-state",
        }
    }

    /// The field of the form that says the same.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::FloatingIp => "floating_ip",
            Self::Department => "department",
            Self::Application => "application",
            Self::Region => "region",
            Self::Specification => "specification",
            Self::Source => "source",
            Self::State => "state",
        }
    }

    /// What may stand in it.
    #[must_use]
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Name => "network-import-hint-name",
            Self::FloatingIp => "network-import-hint-floating-ip",
            Self::Department => "network-import-hint-department",
            Self::Application => "network-import-hint-application",
            Self::Region => "network-import-hint-region",
            Self::Specification | Self::Source => "network-import-hint-words",
            Self::State => "network-import-hint-state",
        }
    }

    /// By its label in either language, or its field's name.
    #[must_use]
    pub fn headed(heading: &str) -> Option<Self> {
        let heading = plain(heading);
        let says = |column: &Self| {
            heading == column.field() || Lang::ALL.iter().any(|lang| plain(&lang.t(column.label())) == heading)
        };
        Self::ALL.into_iter().find(says)
    }
}

/// As headings are compared: without the spaces, marks and capitals that people add.
fn plain(heading: &str) -> String {
    let plain = heading.chars().map(half_width).filter(|c| !c.is_whitespace() && !matches!(c, '*' | ':'));
    plain.flat_map(char::to_lowercase).collect()
}
