use super::*;
use crate::policy::{Home, Origin, Role, Sector};

impl Party {
    /// Every relation with every pair of policies.
    pub(in crate::tickets) fn all() -> Vec<Self> {
        let relations =
            [Relation::Filer, Relation::Operator, Relation::Group, Relation::OtherOfDepartment, Relation::Outsider];
        let policies = [(false, false), (true, false), (false, true), (true, true)];
        let of = |relation| {
            policies.map(|(is_ticket_admin, is_group_operator)| Self { relation, is_ticket_admin, is_group_operator })
        };
        relations.into_iter().flat_map(of).collect()
    }
}

/// Spec 1 and spec 2 as a matrix. Columns: relation, and in each the ticket policies held:
/// none, `ticket_admin`, `ticket_group_operator`, both. `x` is theirs, `e` only with an ended or submitted ticket.
const MATRIX: &str = "
               filer        operator     group        other        outsider
    submit     . x . x      . . . .      . . . .      . . . .      . . . .
    edit       . x . x      . . . .      . . . .      . . . .      . . . .
    delete     . x x x      . . . .      . . e e      . . . .      . . . .
    reply      . x x x      . . . .      . . x x      . . . .      . . . .
    confirm    . x x x      . . . .      . . x x      . . . .      . . . .
    reopen     . x x x      . . . .      . . x x      . . . .      . . . .
    close      . x x x      . . . .      . . x x      . . . .      . . . .
    urge       . x x x      . . . .      . . x x      . . . .      . . . .
    message    . x x x      x x x x      . . x x      . . . .      . . . .
    accept     . . . .      x x x x      . . . .      . . . .      . . . .
    ask        . . . .      x x x x      . . . .      . . . .      . . . .
    return     . . . .      x x x x      . . . .      . . . .      . . . .
    resolve    . . . .      x x x x      . . . .      . . . .      . . . .
    assign     . . . .      x x x x      . . . .      . . . .      . . . .
";

#[test]
fn each_action_is_theirs_whom_the_matrix_names() {
    let rows: Vec<&str> = MATRIX.trim().lines().skip(1).collect();
    assert_eq!(rows.len(), Action::ALL.len());
    for row in rows {
        let mut cells = row.split_whitespace();
        let action: Action = cells.next().unwrap().parse().unwrap();
        let cells: Vec<&str> = cells.collect();
        assert_eq!(cells.len(), Party::all().len());
        for (who, cell) in Party::all().iter().zip(cells) {
            for state in State::ALL {
                let never_sent = matches!(state, State::Draft | State::Returned);
                let expected = cell == "x" || (cell == "e" && !never_sent);
                assert_eq!(may(action, state, who), expected, "{action} by {who:?} in {state}");
            }
        }
    }
}

fn someone(id: i64, department: i64, role: Role, grants: &[Grant]) -> Actor {
    Actor {
        id,
        username: format!("user{id}"),
        display_name: String::new(),
        department: Home {
            id: department,
            name: String::new(),
            sector: Some(Sector::Government),
            subtree: if department == 10 { vec![10, 11] } else { vec![department] },
        },
        roles: vec![role],
        grants: grants.to_vec(),
        ticket_group: 100 + department,
        stands_in_for: Vec::new(),
        origin: Origin::default(),
    }
}

/// Filed by user 1 of unit 11, which is below department 10.
const FILED: Filed = Filed { by: 1, group: 111, department: 11, sector: Some(Sector::Government) };

#[test]
fn a_person_stands_to_a_ticket_by_the_first_relation_that_fits() {
    let relation = |who: &Actor| Party::of(who, &FILED).relation;
    assert_eq!(relation(&someone(1, 11, Role::DeptUser, &[Grant::TicketAdmin])), Relation::Filer);
    assert_eq!(relation(&someone(1, 11, Role::OpsEngineer, &[])), Relation::Filer);
    assert_eq!(relation(&someone(2, 11, Role::OpsEngineer, &[])), Relation::Operator);
    assert_eq!(relation(&someone(2, 11, Role::DeptUser, &[Grant::TicketGroupOperator])), Relation::Group);
    assert_eq!(relation(&someone(2, 10, Role::DeptUser, &[Grant::TicketAdmin])), Relation::OtherOfDepartment);
    assert_eq!(relation(&someone(2, 12, Role::BigdataUser, &[])), Relation::OtherOfDepartment);
    assert_eq!(relation(&someone(2, 10, Role::DeptUser, &[])), Relation::Outsider);
    assert_eq!(relation(&someone(2, 12, Role::DeptAdmin, &[Grant::TicketAdmin])), Relation::Outsider);
}

#[test]
fn a_person_brings_their_policies() {
    let who = Party::of(&someone(1, 11, Role::DeptUser, &[Grant::TicketGroupOperator]), &FILED);
    assert!(who.is_group_operator && !who.is_ticket_admin);
}

#[test]
fn the_published_matrix_says_the_same() {
    use policy::Action as Published;
    let published = |action| match action {
        Action::Submit | Action::Edit => Some(Published::SubmitTickets),
        Action::Reply => Some(Published::ReplyToTickets),
        Action::Confirm | Action::Reopen => Some(Published::ConfirmTickets),
        Action::Close => Some(Published::CloseTickets),
        Action::Delete => Some(Published::DeleteTickets),
        Action::Urge => Some(Published::UrgeTickets),
        Action::Accept | Action::Ask | Action::Return | Action::Resolve | Action::Assign => {
            Some(Published::HandleTickets)
        }
        // Both sides': of the matrix's words, replying and handling.
        Action::Message => None,
    };
    let grants: [&[Grant]; 4] =
        [&[], &[Grant::TicketAdmin], &[Grant::TicketGroupOperator], &[Grant::TicketAdmin, Grant::TicketGroupOperator]];
    for (id, department) in [(1, 11), (2, 11), (2, 10), (2, 12)] {
        for role in [Role::DeptUser, Role::DeptAdmin, Role::BigdataAdmin, Role::OpsEngineer, Role::OpsManager] {
            for grants in grants {
                let who = someone(id, department, role, grants);
                let party = Party::of(&who, &FILED);
                for (action, published) in
                    Action::ALL.into_iter().filter_map(|action| Some((action, published(action)?)))
                {
                    // An operator who is also of the ticket's group stands to it as operator.
                    if party.relation == Relation::Operator && published != Published::HandleTickets {
                        continue;
                    }
                    let theirs = may(action, State::Completed, &party);
                    assert_eq!(theirs, who.may_on(published, &FILED), "{action} by {who:?}");
                }
            }
        }
    }
}
