use super::*;
use crate::policy::{Action, Filed, Scope, Sight, application_sight, held_together, network_sight, ticket_sight};

fn filed(by: i64, department: i64) -> Filed {
    Filed { by, group: department * 100, department, sector: user(department, &[]).department.sector }
}

#[test]
fn a_ticket_administrator_sees_the_department_and_its_units() {
    let who = user(EMERGENCY, &[Grant::TicketAdmin]);
    assert_eq!(ticket_sight(&who), Sight::Departments(vec![EMERGENCY, EMERGENCY_UNIT, EMERGENCY_UNITS_UNIT]));
    assert!(!who.may_in(Action::QueryTickets, HEALTH, GOVERNMENT));
}

#[test]
fn a_unit_does_not_see_the_tickets_of_the_department_above() {
    let who = user(EMERGENCY_UNIT, &[Grant::TicketGroupOperator]);
    assert!(ticket_sight(&who).shows(EMERGENCY_UNITS_UNIT, GOVERNMENT));
    assert!(!ticket_sight(&who).shows(EMERGENCY, GOVERNMENT));
}

#[test]
fn without_a_ticket_policy_a_department_user_sees_and_submits_none() {
    let who = user(EMERGENCY, &[]);
    assert_eq!(ticket_sight(&who), Sight::Nothing);
    assert!(!who.may(Action::QueryTickets) && !who.may(Action::SubmitTickets));
}

#[test]
fn the_special_departments_only_read_tickets() {
    let bigdata = someone(&[Role::BigdataAdmin], &[], BIGDATA);
    let plc = someone(&[Role::PlcUser], &[], PLC);
    assert_eq!(ticket_sight(&bigdata), Sight::All);
    assert_eq!(ticket_sight(&plc), Sight::Sector(Sector::PoliticalLegal, vec![PLC]));
    for action in [Action::SubmitTickets, Action::CloseTickets, Action::ConfirmTickets, Action::HandleTickets] {
        assert!(!bigdata.may(action) && !plc.may(action), "{action:?}");
    }
}

#[test]
fn a_ticket_policy_in_a_special_department_adds_ones_own_tickets_and_takes_no_sight_away() {
    let who = someone(&[Role::BigdataUser], &[Grant::TicketAdmin], BIGDATA);
    assert_eq!(ticket_sight(&who), Sight::All);
    assert!(who.may_on(Action::CloseTickets, &filed(who.id, BIGDATA)));
    assert!(!who.may_on(Action::CloseTickets, &filed(2, EMERGENCY)));
}

#[test]
fn a_ticket_administrator_acts_on_their_own_tickets_alone() {
    let who = user(EMERGENCY, &[Grant::TicketAdmin]);
    for action in [Action::ReplyToTickets, Action::UrgeTickets, Action::CloseTickets, Action::ConfirmTickets] {
        assert!(who.may_on(action, &filed(who.id, EMERGENCY)), "{action:?}");
        assert!(!who.may_on(action, &filed(2, EMERGENCY)), "{action:?}");
    }
}

#[test]
fn a_group_operator_acts_for_colleagues_of_the_group_and_submits_nothing() {
    let who = user(EMERGENCY, &[Grant::TicketGroupOperator]);
    let other_group = Filed { group: 1, ..filed(2, EMERGENCY) };
    for action in [Action::ReplyToTickets, Action::CloseTickets, Action::ConfirmTickets, Action::ActOnGroupTickets] {
        assert!(who.may_on(action, &filed(2, EMERGENCY)), "{action:?}");
        assert!(!who.may_on(action, &other_group), "{action:?}");
        assert!(!who.may_on(action, &filed(2, HEALTH)), "{action:?}");
    }
    assert!(!who.may(Action::SubmitTickets));
}

#[test]
fn with_both_ticket_policies_one_has_what_either_gives() {
    let who = user(EMERGENCY, &[Grant::TicketAdmin, Grant::TicketGroupOperator]);
    assert!(who.may(Action::SubmitTickets));
    assert_eq!(who.scope(Action::CloseTickets), Scope::Group);
}

#[test]
fn nobody_handles_or_approves_what_they_filed() {
    let engineer = someone(&[Role::OpsEngineer, Role::DeptUser], &[Grant::TicketAdmin], OPERATOR);
    assert!(!engineer.may_on(Action::HandleTickets, &filed(engineer.id, OPERATOR)));
    assert!(engineer.may_on(Action::HandleTickets, &filed(2, EMERGENCY)));
    let approver = someone(&[Role::BigdataAdmin], &[], BIGDATA);
    assert!(!approver.may_on(Action::Approve, &filed(approver.id, BIGDATA)));
    assert!(approver.may_on(Action::Approve, &filed(2, BIGDATA)));
}

#[test]
fn users_of_the_special_departments_approve_only_when_granted_and_within_their_sector() {
    assert!(!someone(&[Role::BigdataUser], &[], BIGDATA).may(Action::Approve));
    let granted = someone(&[Role::PlcUser], &[Grant::Approve], PLC);
    assert!(granted.may_in(Action::Approve, POLICE, POLITICAL_LEGAL));
    assert!(!granted.may_in(Action::Approve, HEALTH, GOVERNMENT));
    assert!(!granted.may_in(Action::Approve, OPERATOR, None));
}

#[test]
fn a_grant_that_does_not_fit_the_roles_gives_nothing() {
    assert!(!user(EMERGENCY, &[Grant::Approve]).may(Action::Approve));
    for power in [Role::PlatformAdmin, Role::SecurityAdmin, Role::Auditor] {
        let who = someone(&[power], &Grant::ALL, OPERATOR);
        for action in [Action::Approve, Action::SubmitTickets, Action::QueryTickets, Action::ApproveQuotas] {
            assert!(!who.may(action), "{power:?} {action:?}");
        }
    }
}

#[test]
fn units_below_are_viewed_but_not_changed() {
    let who = user(EMERGENCY, &[]);
    assert!(application_sight(&who).shows(EMERGENCY_UNIT, GOVERNMENT));
    assert!(network_sight(&who).shows(EMERGENCY_UNITS_UNIT, GOVERNMENT));
    assert!(who.may_in(Action::ManageApplications, EMERGENCY, GOVERNMENT));
    assert!(!who.may_in(Action::ManageApplications, EMERGENCY_UNIT, GOVERNMENT));
}

#[test]
fn applying_reaches_beyond_the_department_only_within_the_sector() {
    let bigdata = someone(&[Role::BigdataUser], &[], BIGDATA);
    assert!(bigdata.may_in(Action::Apply, HEALTH, GOVERNMENT));
    assert!(!bigdata.may_in(Action::Apply, POLICE, POLITICAL_LEGAL));
    let plc = someone(&[Role::PlcAdmin], &[], PLC);
    assert!(plc.may_in(Action::Apply, POLICE, POLITICAL_LEGAL) && plc.may_in(Action::Apply, PLC, POLITICAL_LEGAL));
    assert!(!plc.may_in(Action::Apply, HEALTH, GOVERNMENT));
}

#[test]
fn several_roles_give_the_widest_scope() {
    let who = someone(&[Role::DeptUser, Role::OpsManager], &[], OPERATOR);
    assert_eq!(who.scope(Action::ViewBills), Scope::All);
    assert_eq!(who.scope(Action::Apply), Scope::Own);
}

#[test]
fn whoever_has_no_role_may_only_sign_in() {
    let who = someone(&[], &[], EMERGENCY);
    for action in Action::ALL {
        assert_eq!(who.may(action), !action.needs_sign_in(), "{action:?}");
    }
}

#[test]
fn the_three_powers_exclude_one_another_and_what_they_must_not_do() {
    for one in Role::ALL.into_iter().filter(|role| role.is_separate_power()) {
        for other in Role::ALL.into_iter().filter(|other| *other != one) {
            let allowed = (one, other) == (Role::PlatformAdmin, Role::DeptUser);
            assert_eq!(held_together(&[one, other]).is_ok(), allowed, "{one:?} {other:?}");
            assert_eq!(one.excludes(other), other.excludes(one), "{one:?} {other:?}");
        }
    }
}

#[test]
fn everyone_has_one_organisational_role_and_operator_roles_beside_it() {
    assert!(held_together(&[Role::DeptUser, Role::OpsEngineer, Role::OpsManager]).is_ok());
    let refusal = held_together(&[Role::OpsEngineer, Role::DeptUser, Role::BigdataUser]).unwrap_err();
    assert_eq!(refusal.args["one"], Role::DeptUser.label().into());
    assert_eq!(refusal.args["other"], Role::BigdataUser.label().into());
}

#[test]
fn no_one_applies_for_platform_or_security_administration() {
    let closed: Vec<Role> = Role::ALL.into_iter().filter(|role| !role.may_be_applied_for()).collect();
    assert_eq!(closed, [Role::PlatformAdmin, Role::SecurityAdmin]);
}

#[test]
fn no_one_changes_their_own_rights() {
    let who = someone(&[Role::SecurityAdmin], &[], OPERATOR);
    assert!(who.may_change_rights_of(2) && !who.may_change_rights_of(who.id));
    assert!(!someone(&[Role::PlatformAdmin], &[], OPERATOR).may_change_rights_of(2));
}
