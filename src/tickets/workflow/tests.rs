use chrono::TimeZone;

use super::*;
use crate::tickets::{party::Relation, state::Ball};

/// Spec 2, "States", as a matrix: what each action makes of a ticket in each state. A dot is a
/// refusal, `=` leaves the state as it is.
const STEPS: &str = "
                  draft      returned   pending     processing     waiting_reply  resolved    completed  closed
    submit        pending    pending    .           .              .              .           .          .
    delete        gone       gone       .           .              .              .           hidden     hidden
    accept        .          .          processing  .              .              .           .          .
    ask           .          .          .           waiting_reply  .              .           .          .
    reply         .          .          .           .              processing     .           .          .
    return        .          .          returned    returned       .              .           .          .
    resolve       .          .          .           resolved       .              .           .          .
    confirm       .          .          .           .              .              completed   .          .
    reopen        .          .          .           .              .              processing  .          .
    close         .          .          closed      closed         closed         .           .          .
    urge          .          .          =           =              .              .           .          .
    assign        .          .          =           =              =              .           .          .
    message       .          =          =           =              =              =           .          .
    edit          =          =          .           .              .              .           .          .
    time-out      .          .          .           .              .              completed   .          .
";

/// What each step brings along: `+` only if the ticket was opened before, `-` only if it wasn't.
const EFFECTS: &str = "
    submit        hold-ports start-clock
    delete/gone
    delete/hidden
    accept        assign-actor
    ask           stop-clock
    reply         start-clock
    return        release-holds stop-clock end-authorisations
    resolve       -open-mappings stop-clock start-rating-period
    confirm       erase-secrets
    reopen        start-clock
    close         +cancel-mappings release-holds stop-clock erase-secrets
    urge          count-urge
    assign        assign-named
    message
    edit
    time-out      erase-secrets
";

pub(super) fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 20, 4, 0, 0).unwrap()
}

pub(super) fn a_ticket(state: State) -> Situation {
    Situation {
        state,
        filer: 1,
        assignee: Some(9),
        urged_at: None,
        opened: false,
        completes_at: Some(noon()),
        hidden: false,
    }
}

fn event(name: &str) -> Event {
    if name == "time-out" { TimeOut } else { Act(name.parse().unwrap()) }
}

/// The cells of [`STEPS`]: event, state, what is expected.
fn cells() -> impl Iterator<Item = (&'static str, State, &'static str)> {
    let mut lines = STEPS.trim().lines();
    let states: Vec<State> = lines.next().unwrap().split_whitespace().map(|code| code.parse().unwrap()).collect();
    lines.flat_map(move |line| {
        let mut words = line.split_whitespace();
        let event = words.next().unwrap();
        let row: Vec<&str> = words.collect();
        assert_eq!(row.len(), states.len(), "{event}");
        states.clone().into_iter().zip(row).map(move |(state, cell)| (event, state, cell))
    })
}

/// The line of [`EFFECTS`] for an event and a cell of [`STEPS`].
fn expected_effects(event: &str, cell: &str, opened: bool) -> Vec<&'static str> {
    let names = [event.to_owned(), format!("{event}/{cell}")];
    let begins = |line: &&str| line.split_whitespace().next().is_some_and(|name| names.contains(&name.to_owned()));
    let fits = |effect: &'static str| match (effect.strip_prefix('+'), effect.strip_prefix('-')) {
        (Some(effect), _) => opened.then_some(effect),
        (_, Some(effect)) => (!opened).then_some(effect),
        _ => Some(effect),
    };
    EFFECTS.lines().find(begins).unwrap().split_whitespace().skip(1).filter_map(fits).collect()
}

fn effect_name(effect: Effect) -> &'static str {
    match effect {
        Effect::HoldPorts => "hold-ports",
        Effect::ReleaseHolds => "release-holds",
        Effect::OpenMappings => "open-mappings",
        Effect::CancelMappings => "cancel-mappings",
        Effect::StartClock => "start-clock",
        Effect::StopClock => "stop-clock",
        Effect::StartRatingPeriod => "start-rating-period",
        Effect::EraseSecrets => "erase-secrets",
        Effect::EndAuthorisations => "end-authorisations",
        Effect::AssignActor => "assign-actor",
        Effect::AssignNamed => "assign-named",
        Effect::CountUrge => "count-urge",
    }
}

#[test]
fn the_matrix_names_every_state_and_every_event() {
    let events: Vec<&str> = cells().map(|(event, ..)| event).step_by(State::ALL.len()).collect();
    assert_eq!(events.len(), Action::ALL.len() + 1);
    assert!(Action::ALL.iter().all(|action| events.contains(&action.slug())));
    assert_eq!(cells().count(), events.len() * State::ALL.len());
}

#[test]
fn every_state_and_event_lead_where_the_matrix_says() {
    for opened in [false, true] {
        for (name, state, cell) in cells() {
            let ticket = Situation { opened, ..a_ticket(state) };
            let refused = cell == "." || (opened && name == "return" && state == Processing);
            let step = next(&ticket, event(name), noon());
            assert_eq!(step.is_err(), refused, "{name} in {state}, opened {opened}");
            let Ok(Step { becomes, effects }) = step else { continue };
            let expected = match cell {
                "gone" => Becomes::Gone,
                "hidden" => Becomes::Hidden,
                "=" => Becomes::State(state),
                code => Becomes::State(code.parse().unwrap()),
            };
            assert_eq!(becomes, expected, "{name} in {state}");
            let effects: Vec<_> = effects.into_iter().map(effect_name).collect();
            assert_eq!(effects, expected_effects(name, cell, opened), "{name} in {state}, opened {opened}");
        }
    }
}

#[test]
fn what_is_hidden_is_not_hidden_again() {
    for state in [Completed, Closed] {
        let ticket = Situation { hidden: true, ..a_ticket(state) };
        assert!(next(&ticket, Act(Delete), noon()).is_err());
    }
}

#[test]
fn the_clock_runs_exactly_while_the_ball_is_the_operators() {
    for (name, state, _) in cells() {
        let Ok(Step { becomes: Becomes::State(after), effects }) = next(&a_ticket(state), event(name), noon()) else {
            continue;
        };
        let ran = state.ball() == Ball::Operators;
        let runs = effects.iter().fold(ran, |runs, effect| match effect {
            Effect::StartClock => true,
            Effect::StopClock => false,
            _ => runs,
        });
        assert_eq!(runs, after.ball() == Ball::Operators, "{name} in {state}");
    }
}

#[test]
fn a_refusal_says_what_state_the_ticket_is_in_and_what_is_possible() {
    let refusal = next(&a_ticket(Pending), Act(Resolve), noon()).unwrap_err();
    let text = Text::new("ticket-not-now")
        .with("action", Text::new("ticket-action-resolve"))
        .with("state", Text::new("ticket-state-pending"))
        .with("outlook", Text::new("ticket-outlook-pending"));
    assert_eq!(refusal, Refusal::NotNow(text));
}

#[test]
fn what_was_opened_is_not_returned() {
    let ticket = Situation { opened: true, ..a_ticket(Processing) };
    let refusal = next(&ticket, Act(Return), noon()).unwrap_err();
    assert_eq!(refusal.into_text(), "ticket-not-returned-once-opened".into());
}

#[test]
fn one_urges_again_after_thirty_minutes() {
    for state in [Pending, Processing] {
        let ticket = Situation { urged_at: Some(noon()), ..a_ticket(state) };
        let after = |time| next(&ticket, Act(Urge), noon() + time);
        let too_soon =
            Refusal::TooSoon(Text::new("ticket-urged-already").with("again", noon() + TimeDelta::minutes(30)));
        assert_eq!(after(TimeDelta::zero()), Err(too_soon.clone()));
        assert_eq!(after(TimeDelta::minutes(30) - TimeDelta::milliseconds(1)), Err(too_soon));
        assert_eq!(after(TimeDelta::minutes(30)).unwrap().effects, [Effect::CountUrge]);
    }
}

#[test]
fn a_resolved_ticket_completes_by_itself_when_its_time_has_come_and_not_before() {
    let due = |completes_at| next(&Situation { completes_at, ..a_ticket(Resolved) }, TimeOut, noon());
    assert!(due(Some(noon())).is_ok());
    assert!(due(Some(noon() - TimeDelta::days(1))).is_ok());
    assert!(due(Some(noon() + TimeDelta::seconds(1))).is_err());
    assert!(due(None).is_err());
}

#[test]
fn a_ticket_goes_to_another_operator_who_did_not_file_it() {
    let ticket = a_ticket(Processing);
    assert_eq!(ticket.can_be_assigned(8), Ok(()));
    assert_eq!(ticket.can_be_assigned(9), Err("ticket-assignee-is-the-same".into()));
    assert_eq!(ticket.can_be_assigned(1), Err("ticket-assignee-is-filer".into()));
}

/// What stands open to whom, by state: the buttons of a page.
const OPEN: &str = "
    draft          filer-admin     submit edit delete
    draft          filer-operator  delete
    returned       filer-admin     submit message edit delete
    returned       filer-operator  message delete
    returned       group           message
    returned       operator        message
    pending        filer-admin     message urge close
    pending        filer-operator  message urge close
    pending        group           message urge close
    pending        operator        accept return assign message
    processing     filer-admin     message urge close
    processing     filer-operator  message urge close
    processing     group           message urge close
    processing     operator        resolve ask return assign message
    waiting_reply  filer-admin     reply message close
    waiting_reply  filer-operator  reply message close
    waiting_reply  group           reply message close
    waiting_reply  operator        assign message
    resolved       filer-admin     confirm reopen message
    resolved       filer-operator  confirm reopen message
    resolved       group           confirm reopen message
    resolved       operator        message
    completed      filer-admin     delete
    completed      filer-operator  delete
    completed      group           delete
    closed         filer-admin     delete
    closed         filer-operator  delete
    closed         group           delete
";

/// Which of the lines above is a person's; most have none.
fn standing(who: Party) -> &'static str {
    match (who.relation, who.is_ticket_admin, who.is_group_operator) {
        (Relation::Filer, true, _) => "filer-admin",
        (Relation::Filer, false, true) => "filer-operator",
        (Relation::Group, _, true) => "group",
        (Relation::Operator, _, _) => "operator",
        _ => "nobody",
    }
}

#[test]
fn everyone_is_offered_what_is_theirs_and_possible() {
    for state in State::ALL {
        for who in Party::all() {
            let mine = |line: &&str| line.split_whitespace().take(2).eq([state.code(), standing(who)]);
            let line = OPEN.lines().find(mine).unwrap_or_default();
            let expected: Vec<Action> = line.split_whitespace().skip(2).map(|slug| slug.parse().unwrap()).collect();
            assert_eq!(open_actions(&a_ticket(state), &who, noon()), expected, "{who:?} in {state}");
        }
    }
}

#[test]
fn what_is_not_possible_just_now_is_not_offered() {
    let urged = Situation { urged_at: Some(noon()), ..a_ticket(Processing) };
    let opened = Situation { opened: true, ..a_ticket(Processing) };
    for who in Party::all() {
        assert!(!open_actions(&urged, &who, noon()).contains(&Urge));
        assert!(!open_actions(&opened, &who, noon()).contains(&Return));
    }
}
