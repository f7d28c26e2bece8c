use super::{Action, Grant, Role, Scope, Sight, given};

/// Somebody in whose place one decides while they are away (spec 3, "Deciding"). They are of one's own department, so that
/// "own" is the same for both, and lend what was given to themselves: never what others lent them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    pub id: i64,
    pub username: String,
    pub display_name: String,
    pub roles: Vec<Role>,
    pub grants: Vec<Grant>,
}

impl Principal {
    /// How far they let their delegate do this.
    #[must_use]
    pub fn lends(&self, action: Action) -> Scope {
        if action.is_lent() { given(&self.roles, &self.grants, action) } else { Scope::No }
    }
}

/// In which one decides: one's own right, or a principal's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Right<'a> {
    /// Whose it is.
    pub holder: i64,
    pub in_place_of: Option<&'a Principal>,
    /// What it reaches.
    pub sight: Sight,
}
