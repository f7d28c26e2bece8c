//! What a person may hold (spec 1, "Roles").

use serde_json::{Value, json};

use crate::{
    policy::{Grant, Role, RoleKind, held_together},
    text::{self, Text},
    web::form::Errors,
};

/// Roles and grants of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    pub roles: Vec<Role>,
    pub grants: Vec<Grant>,
}

/// What kind of roles a department's people can have, by what is special about it.
#[must_use]
pub fn seat(special: &str) -> RoleKind {
    match special {
        "bigdata" => RoleKind::Bigdata,
        "plc" => RoleKind::Plc,
        "operator" => RoleKind::Operator,
        _ => RoleKind::Department,
    }
}

/// Whether who sits there can have the role.
///
/// # Errors
/// Says where the role belongs.
pub fn fits(role: Role, seat: RoleKind) -> Result<(), Text> {
    if role.kind() == seat {
        return Ok(());
    }
    Err(Text::new("people-role-elsewhere").with("role", role.label()).with("kind", role.kind().label()))
}

impl Rights {
    /// What a newcomer begins with: the least of their kind of department. At the operator that is nothing: each of its
    /// roles is given by a security administrator.
    #[must_use]
    pub fn of_newcomer(seat: RoleKind) -> Self {
        match seat {
            RoleKind::Department => Self::with(Role::DeptUser),
            RoleKind::Bigdata => Self::with(Role::BigdataUser),
            RoleKind::Plc => Self::with(Role::PlcUser),
            RoleKind::Operator => Self::default(),
        }
    }

    /// The role, and what comes with it: who works in a department files its tickets.
    #[must_use]
    pub fn with(role: Role) -> Self {
        let grants = if role.kind() == RoleKind::Department { vec![Grant::TicketAdmin] } else { vec![] };
        Self { roles: vec![role], grants }
    }

    /// The same with more: another place in the organisation instead of the one they have, anything else beside it.
    #[must_use]
    pub fn extended(&self, more: &Self) -> Self {
        let moves = more.roles.iter().any(|role| role.is_organisational());
        let stays = |role: &Role| more.roles.contains(role) || !(moves && role.is_organisational());
        let roles = Role::ALL.into_iter().filter(|it| self.roles.contains(it) && stays(it) || more.roles.contains(it));
        let grants = Grant::ALL.into_iter().filter(|it| self.grants.contains(it) || more.grants.contains(it));
        Self { roles: roles.collect(), grants: grants.collect() }
    }

    /// Whether somebody who sits there may hold all that together.
    ///
    /// # Errors
    /// At each field of the form, why not.
    pub fn check(&self, seat: RoleKind) -> Result<(), Errors> {
        let mut errors = Errors::default();
        for role in &self.roles {
            errors.take(field_of(*role), fits(*role, seat));
        }
        if errors.is_empty()
            && let Err(why) = held_together(&self.roles)
        {
            let nth = if self.roles.iter().any(|role| !role.is_organisational()) { "operator_roles" } else { "role" };
            errors.add(nth, why);
        }
        for grant in self.grants.iter().filter(|grant| !grant.fits(&self.roles)) {
            let why = if *grant == Grant::Approve { "people-approve-unfit" } else { "people-grant-unfit" };
            errors.add(grant_field(*grant), Text::new(why).with("grant", grant.label()));
        }
        errors.finish(|| Some(()))
    }

    /// What the audit log keeps.
    #[must_use]
    pub fn facts(&self) -> Value {
        let roles: Vec<&str> = self.roles.iter().map(|role| role.code()).collect();
        let grants: Vec<&str> = self.grants.iter().map(|grant| grant.code()).collect();
        json!({ "roles": roles.join(" "), "grants": grants.join(" ") })
    }

    /// In a sentence's gaps: `{ $roles }` and `{ $grants }`.
    #[must_use]
    pub fn said(&self, key: &'static str) -> Text {
        let none = || Text::new("people-nothing").into();
        let roles = text::listed(self.roles.iter().map(|role| role.label())).unwrap_or_else(none);
        let grants = text::listed(self.grants.iter().map(|grant| grant.label())).unwrap_or_else(none);
        Text::new(key).with("roles", roles).with("grants", grants)
    }
}

/// Where a form asks for the role.
fn field_of(role: Role) -> &'static str {
    if role.is_organisational() { "role" } else { "operator_roles" }
}

fn grant_field(grant: Grant) -> &'static str {
    match grant {
        Grant::Approve => "approve",
        Grant::TicketAdmin | Grant::TicketGroupOperator => "ticket_policies",
        _ => "quota_permissions",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(roles: &[Role], grants: &[Grant], seat: RoleKind) -> Vec<(String, String)> {
        let rights = Rights { roles: roles.to_vec(), grants: grants.to_vec() };
        let errors = rights.check(seat).err().unwrap_or_default();
        errors.iter().map(|(field, why)| (field.to_owned(), why.key.to_string())).collect()
    }

    #[test]
    fn a_role_is_held_in_its_own_kind_of_department_alone() {
        let seats = [RoleKind::Department, RoleKind::Bigdata, RoleKind::Plc, RoleKind::Operator];
        for role in Role::ALL {
            for seat in seats {
                let fits = refused(&[role], &[], seat).is_empty();
                assert_eq!(fits, role.kind() == seat, "{role:?} in {seat:?}");
            }
        }
        for (special, kind) in [
            ("", RoleKind::Department),
            ("province", RoleKind::Department),
            ("bigdata", RoleKind::Bigdata),
            ("plc", RoleKind::Plc),
            ("operator", RoleKind::Operator),
        ] {
            assert_eq!(seat(special), kind, "{special}");
        }
    }

    #[test]
    fn the_three_powers_exclude_one_another_and_all_beside_them() {
        use Role::{Auditor, DeptAdmin, DeptUser, OpsEngineer, OpsManager, PlatformAdmin, SecurityAdmin};
        let at = |field: &str, key: &str| vec![(field.to_owned(), key.to_owned())];
        let together = at("operator_roles", "role-excludes-role");
        assert_eq!(refused(&[OpsEngineer, OpsManager], &[], RoleKind::Operator), []);
        for two in [
            [PlatformAdmin, SecurityAdmin],
            [PlatformAdmin, Auditor],
            [SecurityAdmin, Auditor],
            [OpsEngineer, PlatformAdmin],
            [OpsManager, SecurityAdmin],
            [OpsEngineer, Auditor],
        ] {
            assert_eq!(refused(&two, &[], RoleKind::Operator), together, "{two:?}");
        }
        assert_eq!(refused(&[DeptUser, DeptAdmin], &[], RoleKind::Department), at("role", "role-excludes-role"));
        assert_eq!(refused(&[], &[], RoleKind::Department), [], "nobody must have one");
    }

    #[test]
    fn a_grant_is_given_only_where_it_means_something() {
        use Role::{Auditor, BigdataUser, DeptAdmin, OpsEngineer};
        let at = |field: &str, key: &str| vec![(field.to_owned(), key.to_owned())];
        assert_eq!(refused(&[BigdataUser], &[Grant::Approve], RoleKind::Bigdata), []);
        assert_eq!(
            refused(&[DeptAdmin], &[Grant::Approve], RoleKind::Department),
            at("approve", "people-approve-unfit")
        );
        assert_eq!(refused(&[OpsEngineer], &[Grant::QuotaView], RoleKind::Operator), []);
        let unfit = refused(&[Auditor], &[Grant::TicketAdmin, Grant::QuotaView], RoleKind::Operator);
        let fields: Vec<&str> = unfit.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["ticket_policies", "quota_permissions"]);
    }

    #[test]
    fn who_gets_more_keeps_what_goes_with_it() {
        let user = Rights { roles: vec![Role::DeptUser], grants: vec![Grant::TicketAdmin] };
        let more = Rights { roles: vec![Role::DeptAdmin], grants: vec![Grant::QuotaView] };
        let both = user.extended(&more);
        assert_eq!((both.roles, both.grants), (vec![Role::DeptAdmin], vec![Grant::TicketAdmin, Grant::QuotaView]));
        let engineer = Rights { roles: vec![Role::OpsEngineer], grants: vec![] };
        let beside = engineer.extended(&Rights { roles: vec![Role::OpsManager], grants: vec![] });
        assert_eq!(beside.roles, [Role::OpsEngineer, Role::OpsManager]);
        assert_eq!(Rights::of_newcomer(RoleKind::Department), user);
        assert!(Rights::of_newcomer(RoleKind::Operator).roles.is_empty());
    }
}
