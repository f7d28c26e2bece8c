use super::Sector;
use crate::text::Text;

/// How far an action reaches, from nothing to everything.
///
/// The order matters: of several roles the widest scope counts. Scopes that can't be compared (a
/// sector against the other) are never given to one person for one action; a test holds that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Refused.
    No,
    /// What one filed oneself, or is oneself.
    Mine,
    /// What was filed in one's ticket group.
    Group,
    /// One's department; for viewing, its subordinate units too.
    Own,
    /// All government departments.
    Government,
    /// All political-legal departments.
    PoliticalLegal,
    OwnAndGovernment,
    OwnAndPoliticalLegal,
    All,
}

impl Scope {
    /// Whether it takes in every department of that sector.
    #[must_use]
    pub fn reaches(self, sector: Sector) -> bool {
        match self {
            Self::No | Self::Mine | Self::Group | Self::Own => false,
            Self::Government | Self::OwnAndGovernment => sector == Sector::Government,
            Self::PoliticalLegal | Self::OwnAndPoliticalLegal => sector == Sector::PoliticalLegal,
            Self::All => true,
        }
    }

    #[must_use]
    pub fn label(self) -> Text {
        Text::new(match self {
            Self::No => "scope-no",
            Self::Mine => "scope-mine",
            Self::Group => "scope-group",
            Self::Own => "scope-own",
            Self::Government => "scope-government",
            Self::PoliticalLegal => "scope-political-legal",
            Self::OwnAndGovernment => "scope-own-and-government",
            Self::OwnAndPoliticalLegal => "scope-own-and-political-legal",
            Self::All => "scope-all",
        })
    }
}
