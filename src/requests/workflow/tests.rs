use super::{Event, Situation, Verb, may, next, open};
use crate::{
    policy::{Actor, Filed, Grant, Home, Origin, Role, Sector},
    requests::{
        review::{Flow, Review},
        state::State,
    },
};

const GOVERNMENT: [Review; 2] = [Review::First, Review::Second];
const POLITICAL_LEGAL: [Review; 1] = [Review::Plc];

/// What each event makes of a request in each state, by its sector's flow. A dash is a refusal.
const TABLE: &str = "
government       save      submit         approve        reject    withdraw   some        all
draft            draft     first_review   -              -         withdrawn  -           -
first_review     -         first_review   second_review  rejected  withdrawn  -           -
second_review    -         -              delivering     rejected  withdrawn  -           -
plc_review       -         -              -              -         withdrawn  -           -
delivering       -         -              -              -         -          delivering  delivered
delivered        -         -              -              -         -          -           -
rejected         rejected  first_review   -              -         withdrawn  -           -
withdrawn        -         -              -              -         -          -           -

political_legal  save      submit         approve        reject    withdraw   some        all
draft            draft     plc_review     -              -         withdrawn  -           -
first_review     -         -              -              -         withdrawn  -           -
second_review    -         -              -              -         withdrawn  -           -
plc_review       -         plc_review     delivering     rejected  withdrawn  -           -
delivering       -         -              -              -         -          delivering  delivered
delivered        -         -              -              -         -          -           -
rejected         rejected  plc_review     -              -         withdrawn  -           -
withdrawn        -         -              -              -         -          -           -
";

fn flow(sector: Sector) -> Flow {
    match sector {
        Sector::Government => Flow(GOVERNMENT.into()),
        Sector::PoliticalLegal => Flow(POLITICAL_LEGAL.into()),
    }
}

fn event(name: &str) -> Event {
    match name {
        "save" => Event::Save,
        "submit" => Event::Submit,
        "approve" => Event::Approve,
        "reject" => Event::Reject,
        "withdraw" => Event::Withdraw,
        "some" => Event::Deliver { all: false },
        "all" => Event::Deliver { all: true },
        unknown => panic!("no event {unknown}"),
    }
}

#[test]
fn every_event_in_every_state_of_either_flow_leads_where_the_table_says() {
    let (mut sector, mut events, mut cases) = (Sector::Government, Vec::new(), 0);
    for line in TABLE.lines().filter(|line| !line.trim().is_empty()) {
        let mut words = line.split_whitespace();
        let first = words.next().unwrap();
        if let Ok(begun) = first.parse() {
            sector = begun;
            events = words.collect();
            continue;
        }
        let state: State = first.parse().unwrap();
        for (name, expected) in events.iter().zip(words) {
            let request = Situation { state, flow: flow(sector) };
            let becomes = next(&request, event(name)).map_or("-", |step| step.becomes.code());
            assert_eq!(becomes, expected, "{name} in {state:?} of {sector:?}");
            cases += 1;
        }
    }
    assert_eq!(cases, 2 * State::ALL.len() * 7);
}

#[test]
fn a_step_that_is_not_on_the_way_is_never_approved() {
    let request = Situation { state: State::PlcReview, flow: flow(Sector::Government) };
    for event in [Event::Approve, Event::Reject] {
        assert_eq!(next(&request, event).unwrap_err().key, "request-without-a-way");
    }
    let request = Situation { state: State::Draft, flow: Flow::default() };
    assert_eq!(next(&request, Event::Submit).unwrap_err().key, "request-without-a-way");
}

#[test]
fn every_refusal_says_what_it_is_about() {
    for state in State::ALL {
        for name in ["save", "submit", "approve", "reject", "withdraw", "some", "all"] {
            let refused = next(&Situation { state, flow: flow(Sector::Government) }, event(name)).err();
            assert!(refused.is_none_or(|why| why.key.starts_with("request")), "{name} in {state:?}");
        }
    }
}

/// Somebody of department 10, which is of the sector that fits their role.
fn someone(role: Role, sector: Sector, grants: &[Grant]) -> Actor {
    Actor {
        id: 1,
        username: "someone".to_owned(),
        display_name: String::new(),
        department: Home { id: 10, name: String::new(), sector: Some(sector), subtree: vec![10] },
        roles: vec![role],
        grants: grants.to_vec(),
        ticket_group: 100,
        stands_in_for: Vec::new(),
        origin: Origin::default(),
    }
}

/// What the spec lets this role do with somebody else's request that waits in `state`: deciding alone.
fn decides(role: Role, granted: bool, state: State, sector: Sector) -> bool {
    match (state, sector) {
        (State::FirstReview, Sector::Government) => role == Role::OpsEngineer,
        (State::SecondReview, Sector::Government) => role == Role::BigdataAdmin || role == Role::BigdataUser && granted,
        (State::PlcReview, Sector::PoliticalLegal) => role == Role::PlcAdmin || role == Role::PlcUser && granted,
        _ => false,
    }
}

/// The full product of states, verbs, roles, sectors, with and without the grant, of one's own and of others'.
#[test]
fn everybody_does_what_is_theirs_in_every_state_and_nothing_else() {
    let mut cases = 0;
    for (role, sector, own, granted) in combinations() {
        let grants: &[Grant] = if granted { &[Grant::Approve] } else { &[] };
        let who = someone(role, sector, grants);
        let by = if own { who.id } else { 2 };
        let filed = Filed { by, group: 0, department: 10, sector: Some(sector) };
        let applies = matches!(
            role,
            Role::DeptUser | Role::DeptAdmin | Role::BigdataUser | Role::BigdataAdmin | Role::PlcUser | Role::PlcAdmin
        );
        for state in State::ALL {
            let request = Situation { state, flow: flow(sector) };
            let opened = open(&request, &filed, &who);
            let first = request.flow.first().unwrap().state();
            let reviewed = matches!(state, State::FirstReview | State::SecondReview | State::PlcReview);
            let on_the_way = state.review().is_some_and(|review| request.flow.0.contains(&review));
            for verb in Verb::ALL {
                let expected = match verb {
                    Verb::Edit => own && applies && (matches!(state, State::Draft | State::Rejected) || state == first),
                    Verb::Withdraw => own && applies && (reviewed || matches!(state, State::Draft | State::Rejected)),
                    Verb::Approve | Verb::Reject => !own && on_the_way && decides(role, granted, state, sector),
                    Verb::Deliver => role == Role::OpsEngineer && state == State::Delivering,
                };
                assert_eq!(
                    opened.contains(&verb),
                    expected,
                    "{verb:?} in {state:?} by {role:?}, own {own}, granted {granted}, {sector:?}"
                );
                // What is open is theirs at all.
                assert!(!expected || may(verb, &request, &filed, &who));
                cases += 1;
            }
        }
    }
    assert_eq!(cases, Role::ALL.len() * 2 * 2 * 2 * State::ALL.len() * Verb::ALL.len());
}

fn combinations() -> impl Iterator<Item = (Role, Sector, bool, bool)> {
    Role::ALL.into_iter().flat_map(|role| {
        Sector::ALL.into_iter().flat_map(move |sector| {
            [true, false].into_iter().flat_map(move |own| [true, false].map(|granted| (role, sector, own, granted)))
        })
    })
}
