//! The full product: every state, action, role and pair of ticket policies, before a ticket of one's own, of one's
//! group, department, unit, sector, or of elsewhere.

use super::{
    tests::{a_ticket, noon},
    *,
};
use crate::{
    policy::{Actor, Filed, Grant, Home, Origin, Role, Sector},
    tickets::party::Relation,
};

/// Who does what in which state; the same table is driven over HTTP. `f` is the filer, who submits and edits with
/// `ticket_admin` and does the rest with either policy; `g` their group's, with `ticket_group_operator`; `o` an operator.
const WHO: &str = include_str!("../../../tests/tickets/who_may_when.txt");

/// How each role stands to a ticket by where that was filed: without a ticket policy, and with either. A dot is nothing
/// to do with it, `d` only looks.
const STANDS: &str = "
                   own  group  department  unit  sector  elsewhere
    dept_user      ff   gg     .d          .d    ..      ..
    dept_admin     ff   gg     .d          .d    ..      ..
    bigdata_user   ff   gg     dd          dd    dd      dd
    bigdata_admin  ff   gg     dd          dd    dd      dd
    plc_user       ff   gg     dd          dd    dd      ..
    plc_admin      ff   gg     dd          dd    dd      ..
    ops_engineer   ff   oo     oo          oo    oo      oo
    ops_manager    ff   gg     .d          .d    ..      ..
    platform_admin ff   gg     ..          ..    ..      ..
    security_admin ff   gg     ..          ..    ..      ..
    auditor        ff   gg     ..          ..    ..      ..
";

const POLICIES: [&[Grant]; 4] =
    [&[], &[Grant::TicketAdmin], &[Grant::TicketGroupOperator], &[Grant::TicketAdmin, Grant::TicketGroupOperator]];

/// Rows of a table by their first words, each cell with the head of its column.
fn table(text: &'static str) -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let head: Vec<&str> = lines.next().unwrap().split_whitespace().collect();
    let row = |line: &'static str| {
        let mut words = line.split_whitespace();
        let name = words.next().unwrap();
        let cells: Vec<_> = head.iter().copied().zip(words).collect();
        assert_eq!(cells.len(), head.len(), "{name}");
        (name, cells)
    };
    lines.map(row).collect()
}

/// Somebody of unit 11 of department 10, by its sector.
fn someone(role: Role, grants: &[Grant]) -> Actor {
    let plc = matches!(role, Role::PlcUser | Role::PlcAdmin);
    Actor {
        id: 1,
        username: "someone".to_owned(),
        display_name: String::new(),
        department: Home {
            id: 10,
            name: String::new(),
            sector: Some(if plc { Sector::PoliticalLegal } else { Sector::Government }),
            subtree: vec![10, 11],
        },
        roles: vec![role],
        grants: grants.to_vec(),
        ticket_group: 100,
        stands_in_for: Vec::new(),
        origin: Origin::default(),
    }
}

fn filed(who: &Actor, place: &str) -> Filed {
    let other = |group, department, sector| Filed { by: 2, group, department, sector };
    let (own, foreign) = match who.department.sector {
        Some(Sector::PoliticalLegal) => (Some(Sector::PoliticalLegal), Some(Sector::Government)),
        _ => (Some(Sector::Government), Some(Sector::PoliticalLegal)),
    };
    match place {
        "own" => Filed { by: who.id, ..other(100, 10, own) },
        "group" => other(100, 10, own),
        "department" => other(101, 10, own),
        "unit" => other(110, 11, own),
        "sector" => other(200, 20, own),
        "elsewhere" => other(300, 30, foreign),
        unknown => panic!("nowhere: {unknown}"),
    }
}

fn letter(relation: Relation) -> char {
    match relation {
        Relation::Filer => 'f',
        Relation::Operator => 'o',
        Relation::Group => 'g',
        Relation::OtherOfDepartment => 'd',
        Relation::Outsider => '.',
    }
}

/// Whether the policies that count are held: the three separate powers hold none.
fn is_backed(letter: char, action: Action, role: Role, grants: &[Grant]) -> bool {
    let holds = |grant| grants.contains(&grant) && !role.is_separate_power();
    match (letter, action) {
        ('f', Submit | Edit) => holds(Grant::TicketAdmin),
        ('f', _) => holds(Grant::TicketAdmin) || holds(Grant::TicketGroupOperator),
        ('g', _) => holds(Grant::TicketGroupOperator),
        ('o', _) => true,
        _ => false,
    }
}

#[test]
fn everybody_does_what_the_tables_say_in_every_state_and_nothing_else() {
    let (who_may, mut cases) = (table(WHO), 0);
    assert_eq!(who_may.len(), Action::ALL.len());
    assert_eq!(table(STANDS).len(), Role::ALL.len());
    for (role, places) in table(STANDS) {
        let role: Role = role.parse().unwrap();
        for (grants, place, stands) in
            POLICIES.iter().flat_map(|grants| places.iter().map(move |(place, stands)| (*grants, *place, *stands)))
        {
            let actor = someone(role, grants);
            let who = Party::of(&actor, &filed(&actor, place));
            let stands = stands.chars().nth(usize::from(!grants.is_empty())).unwrap();
            assert_eq!(letter(who.relation), stands, "{role:?} with {grants:?} before a ticket of {place}");
            for (action, states) in &who_may {
                let action: Action = action.parse().unwrap();
                for (state, theirs) in states {
                    let state: State = state.parse().unwrap();
                    let expected = theirs.contains(stands) && is_backed(stands, action, role, grants);
                    let open = open_actions(&a_ticket(state), &who, noon()).contains(&action);
                    assert_eq!(open, expected, "{action} in {state} by {role:?} with {grants:?}, ticket of {place}");
                    cases += 1;
                }
            }
        }
    }
    assert_eq!(cases, Role::ALL.len() * 4 * 6 * Action::ALL.len() * State::ALL.len());
}

/// What is theirs somewhere and impossible here is answered by the state, all else by who they are.
#[test]
fn a_refusal_is_of_the_person_before_it_is_of_the_state() {
    for (action, states) in table(WHO) {
        let action: Action = action.parse().unwrap();
        for who in Party::all() {
            let mine = letter(who.relation);
            let somewhere = states.iter().any(|(_, theirs)| theirs.contains(mine));
            let policies =
                [(who.is_ticket_admin, Grant::TicketAdmin), (who.is_group_operator, Grant::TicketGroupOperator)];
            let grants: Vec<Grant> = policies.into_iter().filter_map(|(held, grant)| held.then_some(grant)).collect();
            for (state, theirs) in &states {
                let state: State = state.parse().unwrap();
                // Of a draft or what was sent back the group deletes nothing: that word means hiding.
                let is_hiding = action == Delete && mine == 'g' && matches!(state, Draft | Returned);
                let expected = somewhere && !is_hiding && is_backed(mine, action, Role::DeptUser, &grants);
                assert_eq!(may(action, state, &who), expected, "{action} in {state} by {who:?}");
                let possible = next(&a_ticket(state), Act(action), noon()).is_ok();
                assert!(possible || !(expected && theirs.contains(mine)), "{action} in {state} by {who:?}");
            }
        }
    }
}
