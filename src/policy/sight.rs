use super::{Action, Actor, Scope, Sector};

/// What someone gets to see: what every query about the departments' records begins from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sight {
    Nothing,
    /// What belongs to these departments.
    Departments(Vec<i64>),
    /// What belongs to a department of this sector, or to one of these departments.
    Sector(Sector, Vec<i64>),
    All,
}

impl Sight {
    pub(super) fn of(scope: Scope, own: Vec<i64>) -> Self {
        match scope {
            Scope::No => Self::Nothing,
            Scope::Mine | Scope::Group | Scope::Own => Self::Departments(own),
            Scope::Government => Self::Sector(Sector::Government, vec![]),
            Scope::PoliticalLegal => Self::Sector(Sector::PoliticalLegal, vec![]),
            Scope::OwnAndGovernment => Self::Sector(Sector::Government, own),
            Scope::OwnAndPoliticalLegal => Self::Sector(Sector::PoliticalLegal, own),
            Scope::All => Self::All,
        }
    }

    /// Whether what belongs to this department is in sight.
    #[must_use]
    pub fn shows(&self, department: i64, sector: Option<Sector>) -> bool {
        match self {
            Self::Nothing => false,
            Self::Departments(own) => own.contains(&department),
            Self::Sector(all_of, own) => sector == Some(*all_of) || own.contains(&department),
            Self::All => true,
        }
    }
}

/// The tickets one sees (spec 1): with a ticket policy those of one's department and its units; the
/// special departments and the operators as the matrix says.
#[must_use]
pub fn ticket_sight(who: &Actor) -> Sight {
    who.sight(Action::QueryTickets)
}

/// The addresses, ports and hosts one sees (spec 2, "Ports and policies").
#[must_use]
pub fn network_sight(who: &Actor) -> Sight {
    who.sight(Action::ViewNetwork)
}

/// The projects one sees (spec 3, "Projects").
#[must_use]
pub fn project_sight(who: &Actor) -> Sight {
    who.sight(Action::ViewResources)
}

/// The applications one sees (spec 2, "Applications").
#[must_use]
pub fn application_sight(who: &Actor) -> Sight {
    who.sight(Action::ViewApplications)
}

/// The resource requests and resources one sees (spec 3, "Resources").
#[must_use]
pub fn resource_sight(who: &Actor) -> Sight {
    who.sight(Action::ViewResources)
}
