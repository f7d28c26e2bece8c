//! What somebody may do in another's place.

use super::*;
use crate::policy::{Action, Filed, Principal, Sight};

const DELEGATOR: i64 = 7;

fn principal(role: Role, grants: &[Grant]) -> Principal {
    Principal {
        id: DELEGATOR,
        username: "away".into(),
        display_name: "张三".into(),
        roles: vec![role],
        grants: grants.to_vec(),
    }
}

fn delegate(own: Role, of: Principal, department: i64) -> Actor {
    Actor { stands_in_for: vec![of], ..someone(&[own], &[], department) }
}

fn filed(by: i64, department: i64, sector: Option<Sector>) -> Filed {
    Filed { by, group: 0, department, sector }
}

/// Whose right they decide in: `own`, `lent` or `-`, of what the health department and the police applied for.
#[test]
fn a_delegate_decides_what_the_delegator_may_and_in_their_own_right_first() {
    use Role::{BigdataAdmin, BigdataUser, DeptUser, OpsEngineer, OpsManager, PlcAdmin, PlcUser};
    let approve: &[Grant] = &[Grant::Approve];
    for (own, role, grants, department, action, health, police) in [
        (BigdataUser, BigdataAdmin, &[][..], BIGDATA, Action::Approve, "lent", "-"),
        (BigdataUser, BigdataUser, approve, BIGDATA, Action::Approve, "lent", "-"),
        (BigdataUser, BigdataUser, &[], BIGDATA, Action::Approve, "-", "-"),
        (DeptUser, BigdataAdmin, &[], BIGDATA, Action::Approve, "lent", "-"),
        (BigdataAdmin, BigdataAdmin, &[], BIGDATA, Action::Approve, "own", "-"),
        (PlcUser, PlcAdmin, &[], PLC, Action::Approve, "-", "lent"),
        (OpsManager, OpsEngineer, &[], OPERATOR, Action::FirstReview, "lent", "-"),
        (OpsManager, OpsEngineer, &[], OPERATOR, Action::Approve, "-", "-"),
        (OpsManager, OpsEngineer, &[], OPERATOR, Action::HandleTickets, "-", "-"),
    ] {
        let who = delegate(own, principal(role, grants), department);
        for (of, sector, expected) in [(HEALTH, GOVERNMENT, health), (POLICE, POLITICAL_LEGAL, police)] {
            let right = who.right_over(action, &filed(2, of, sector));
            let found = right.as_ref().map_or("-", |right| if right.in_place_of.is_some() { "lent" } else { "own" });
            assert_eq!(found, expected, "{own:?} for {role:?} {grants:?} {action:?} {of}");
            assert_eq!(who.may_on(action, &filed(2, of, sector)), right.is_some());
        }
    }
}

#[test]
fn neither_what_they_nor_what_the_delegator_applied_for_is_theirs_to_decide() {
    let who = delegate(Role::BigdataUser, principal(Role::BigdataAdmin, &[]), BIGDATA);
    for by in [who.id, DELEGATOR] {
        assert!(who.right_over(Action::Approve, &filed(by, HEALTH, GOVERNMENT)).is_none(), "{by}");
    }
    // Who may decide by themselves does so, whoever is away.
    let equal = delegate(Role::BigdataAdmin, principal(Role::BigdataAdmin, &[]), BIGDATA);
    let right = equal.right_over(Action::Approve, &filed(DELEGATOR, HEALTH, GOVERNMENT)).unwrap();
    assert_eq!((right.holder, right.in_place_of), (equal.id, None));
}

#[test]
fn a_delegate_sees_what_is_decided_about_and_nothing_else_is_lent() {
    let who = delegate(Role::DeptUser, principal(Role::BigdataAdmin, &[Grant::TicketAdmin]), BIGDATA);
    assert_eq!(who.sight(Action::ViewResources), Sight::All);
    assert!(who.may(Action::ViewApprovals));
    let lent: Vec<Action> = Action::ALL.into_iter().filter(|action| action.is_lent()).collect();
    assert_eq!(lent, [Action::ViewResources, Action::Approve, Action::FirstReview, Action::ViewApprovals]);
    let plain = someone(&[Role::DeptUser], &[], BIGDATA);
    for action in Action::ALL.into_iter().filter(|action| !action.is_lent()) {
        assert_eq!(who.scope(action), plain.scope(action), "{action:?}");
    }
}

#[test]
fn a_delegate_names_none_in_anothers_right() {
    assert!(!delegate(Role::BigdataUser, principal(Role::BigdataAdmin, &[]), BIGDATA).may(Action::DelegateApprovals));
    assert!(delegate(Role::BigdataAdmin, principal(Role::BigdataAdmin, &[]), BIGDATA).may(Action::DelegateApprovals));
}
