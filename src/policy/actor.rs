use super::{Action, Grant, Principal, Right, Role, RoleKind, Scope, Sector, Sight, given};

/// A signed-in person, with all that decides what they may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub id: i64,
    pub username: String,
    pub display_name: String,
    pub department: Home,
    pub roles: Vec<Role>,
    pub grants: Vec<Grant>,
    pub ticket_group: i64,
    /// Those in whose place one decides now.
    pub stands_in_for: Vec<Principal>,
    pub origin: Origin,
}

/// Where a request comes from, for the audit log (spec 8, "Audit").
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    pub address: String,
    pub request_id: String,
}

/// The department someone belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    pub id: i64,
    pub name: String,
    pub sector: Option<Sector>,
    /// This department and all units below it.
    pub subtree: Vec<i64>,
}

/// Whose a record is: who filed it, in which ticket group, for which department.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filed {
    pub by: i64,
    pub group: i64,
    pub department: i64,
    pub sector: Option<Sector>,
}

impl Actor {
    /// What the system does by itself: by time, or at a start.
    pub fn system() -> Self {
        Self {
            id: 0,
            username: "system".to_owned(),
            display_name: String::new(),
            department: Home { id: 0, name: String::new(), sector: None, subtree: Vec::new() },
            roles: Vec::new(),
            grants: Vec::new(),
            ticket_group: 0,
            stands_in_for: Vec::new(),
            origin: Origin { address: "-".to_owned(), request_id: String::new() },
        }
    }

    /// The user's id, unless it was the system.
    pub fn stored_id(&self) -> Option<i64> {
        (self.id != 0).then_some(self.id)
    }

    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether one works for the operator, in whatever role.
    #[must_use]
    pub fn is_operator(&self) -> bool {
        self.roles.iter().any(|role| role.kind() == RoleKind::Operator)
    }

    /// Whether something was granted that counts beside this person's roles.
    #[must_use]
    pub fn holds(&self, grant: Grant) -> bool {
        self.grants.contains(&grant) && grant.fits(&self.roles)
    }

    /// The widest scope that a role or a grant gives, or somebody in whose place one decides.
    #[must_use]
    pub fn scope(&self, action: Action) -> Scope {
        let lent = self.stands_in_for.iter().map(|principal| principal.lends(action)).max();
        given(&self.roles, &self.grants, action).max(lent.unwrap_or(Scope::No))
    }

    /// Whether there is anything at all one may do this with: the guard of an address.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        !action.needs_sign_in() || self.scope(action) != Scope::No
    }

    /// What an action lets one see or reach.
    #[must_use]
    pub fn sight(&self, action: Action) -> Sight {
        Sight::of(self.scope(action), self.own(action))
    }

    /// Whether one may do this in that department.
    #[must_use]
    pub fn may_in(&self, action: Action, department: i64, sector: Option<Sector>) -> bool {
        self.sight(action).shows(department, sector)
    }

    /// Each right in which one may do this: one's own before what others lent.
    #[must_use]
    pub fn rights(&self, action: Action) -> Vec<Right<'_>> {
        let right =
            |holder, in_place_of, scope| Right { holder, in_place_of, sight: Sight::of(scope, self.own(action)) };
        let own = right(self.id, None, given(&self.roles, &self.grants, action));
        let lent = self.stands_in_for.iter().map(|lender| right(lender.id, Some(lender), lender.lends(action)));
        [own].into_iter().chain(lent).filter(|right| right.sight != Sight::Nothing).collect()
    }

    /// In which right one decides about what was filed so. Nobody decides what they filed themselves, nor does anybody in
    /// their place.
    #[must_use]
    pub fn right_over(&self, action: Action, filed: &Filed) -> Option<Right<'_>> {
        let is_free = |right: &Right<'_>| ![self.id, right.holder].contains(&filed.by);
        let reaches = |right: &Right<'_>| right.sight.shows(filed.department, filed.sector);
        self.rights(action).into_iter().find(|right| is_free(right) && reaches(right))
    }

    /// Whether one may do this with what was filed so.
    #[must_use]
    pub fn may_on(&self, action: Action, filed: &Filed) -> bool {
        if action.decides() {
            return self.right_over(action, filed).is_some();
        }
        let mine = filed.by == self.id;
        match self.scope(action) {
            Scope::Mine => mine,
            Scope::Group => mine || filed.group == self.ticket_group,
            _ => self.may_in(action, filed.department, filed.sector),
        }
    }

    /// Whether one may change this user's roles and grants. No one changes their own.
    #[must_use]
    pub fn may_change_rights_of(&self, user: i64) -> bool {
        self.id != user && self.may(Action::ManageRoles)
    }

    fn own(&self, action: Action) -> Vec<i64> {
        if action.only_looks() { self.department.subtree.clone() } else { vec![self.department.id] }
    }
}
