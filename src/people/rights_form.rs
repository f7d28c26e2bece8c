//! The form of a person's rights.

use super::model::Rights;
use crate::{
    policy::{Grant, Role},
    text::Text,
    web::form::{Errors, FieldReader, FromFields},
};

/// As typed: codes.
#[derive(Clone, Debug, Default)]
pub struct RightsForm {
    /// The place in the organisation; empty for none.
    pub role: String,
    pub operator_roles: Vec<String>,
    pub approve: Vec<String>,
    pub ticket_policies: Vec<String>,
    pub quota_permissions: Vec<String>,
}

pub const TICKET_POLICIES: [Grant; 2] = [Grant::TicketAdmin, Grant::TicketGroupOperator];
pub const QUOTA_PERMISSIONS: [Grant; 5] =
    [Grant::QuotaView, Grant::QuotaRequest, Grant::QuotaApprove, Grant::QuotaAllocate, Grant::QuotaViewSubordinates];

impl FromFields for RightsForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            role: fields.text("role"),
            operator_roles: ticked(fields, "operator_roles"),
            approve: ticked(fields, "approve"),
            ticket_policies: ticked(fields, "ticket_policies"),
            quota_permissions: ticked(fields, "quota_permissions"),
        }
    }
}

/// Empty values are what scripts post for nothing.
fn ticked(fields: &mut FieldReader<'_>, name: &str) -> Vec<String> {
    fields.column(name).into_iter().filter(|code| !code.is_empty()).collect()
}

impl RightsForm {
    /// As they are.
    #[must_use]
    pub fn of(rights: &Rights) -> Self {
        let (place, beside): (Vec<Role>, Vec<Role>) =
            rights.roles.iter().copied().partition(|role: &Role| role.is_organisational());
        let codes = |of: &[Grant]| {
            let held = of.iter().filter(|grant| rights.grants.contains(grant));
            held.map(|grant| grant.code().to_owned()).collect()
        };
        Self {
            role: place.first().map_or("", |role| role.code()).to_owned(),
            operator_roles: beside.iter().map(|role| role.code().to_owned()).collect(),
            approve: codes(&[Grant::Approve]),
            ticket_policies: codes(&TICKET_POLICIES),
            quota_permissions: codes(&QUOTA_PERMISSIONS),
        }
    }

    /// What they say, whoever it is for.
    ///
    /// # Errors
    /// At the fields that say nothing of their kind.
    pub fn parse(&self, mut errors: Errors) -> Result<Rights, Errors> {
        let place = |role: &Role| role.is_organisational();
        let role = match self.role.as_str() {
            "" => Some(None),
            code => errors.take("role", code.parse().ok().filter(place).map(Some).ok_or("people-role-unknown")),
        };
        let beside = errors.take("operator_roles", all(&self.operator_roles, |role: &Role| !place(role)));
        let approve = errors.take("approve", all(&self.approve, |grant| *grant == Grant::Approve));
        let policies = errors.take("ticket_policies", all(&self.ticket_policies, |it| TICKET_POLICIES.contains(it)));
        let quotas =
            errors.take("quota_permissions", all(&self.quota_permissions, |it| QUOTA_PERMISSIONS.contains(it)));
        errors.finish(|| {
            let roles: Vec<Role> = role?.into_iter().chain(beside?).collect();
            let grants: Vec<Grant> = [approve?, policies?, quotas?].concat();
            Some(Rights {
                roles: Role::ALL.into_iter().filter(|role| roles.contains(role)).collect(),
                grants: Grant::ALL.into_iter().filter(|grant| grants.contains(grant)).collect(),
            })
        })
    }
}

fn all<T: std::str::FromStr>(codes: &[String], is_meant: impl Fn(&T) -> bool) -> Result<Vec<T>, Text> {
    let read = |code: &String| code.parse().ok().filter(&is_meant).ok_or_else(|| Text::new("people-right-unknown"));
    codes.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rights_come_back_from_their_own_form() {
        let rights = Rights {
            roles: vec![Role::BigdataUser],
            grants: vec![Grant::Approve, Grant::TicketAdmin, Grant::QuotaView],
        };
        assert_eq!(RightsForm::of(&rights).parse(Errors::default()), Ok(rights));
        let operator = Rights { roles: vec![Role::OpsEngineer, Role::OpsManager], grants: vec![] };
        assert_eq!(RightsForm::of(&operator).parse(Errors::default()), Ok(operator));
        assert_eq!(RightsForm::default().parse(Errors::default()), Ok(Rights::default()));
    }

    #[test]
    fn a_code_in_a_field_of_another_kind_is_refused_there() {
        let some = |code: &str| vec![code.to_owned()];
        let cases = [
            (RightsForm { role: "ops_engineer".into(), ..RightsForm::default() }, "role"),
            (RightsForm { operator_roles: some("dept_user"), ..RightsForm::default() }, "operator_roles"),
            (RightsForm { approve: some("quota_view"), ..RightsForm::default() }, "approve"),
            (RightsForm { ticket_policies: some("king"), ..RightsForm::default() }, "ticket_policies"),
            (RightsForm { quota_permissions: some("approve"), ..RightsForm::default() }, "quota_permissions"),
        ];
        for (form, field) in cases {
            let errors = form.parse(Errors::default()).unwrap_err();
            assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), [field]);
        }
    }
}
