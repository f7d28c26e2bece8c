use super::{EMERGENCY, HEALTH, POLICE, Ticket, UNIT, file, offered, one, run};
use crate::support::TestApp;

/// (action, a state in which it is possible)
const BY_FILERS: [(&str, &str); 7] = [
    ("reply", "waiting_reply"),
    ("confirm", "resolved"),
    ("reopen", "resolved"),
    ("close", "pending"),
    ("urge", "pending"),
    ("message", "pending"),
    ("contact", "pending"),
];
const BY_OPERATORS: [(&str, &str); 5] = [
    ("accept", "pending"),
    ("ask", "processing"),
    ("return", "pending"),
    ("resolve", "processing"),
    ("assign", "pending"),
];

#[test]
fn the_filer_does_what_is_the_filers() {
    for (action, state) in BY_FILERS {
        let app = TestApp::new();
        let ticket = Ticket::in_state(&app, state);
        assert_eq!(ticket.act(&app.signed_in("yj.user"), action).location(), ticket.path, "{action}");
    }
}

#[test]
fn a_group_operator_does_it_for_a_colleague() {
    for (action, state) in BY_FILERS {
        let app = TestApp::new();
        let ticket = Ticket::in_state(&app, state);
        assert_eq!(ticket.act(&app.signed_in("yj.colleague"), action).location(), ticket.path, "{action}");
    }
}

#[test]
fn a_group_operator_of_another_group_only_looks() {
    let app = TestApp::new();
    let ticket = Ticket::in_state(&app, "resolved");
    run(
        &app,
        "WITH g AS (INSERT INTO ticket_groups (department_id, name)
                    SELECT department_id, '二组' FROM users WHERE username = 'yj.colleague' RETURNING id)
         UPDATE users SET ticket_group_id = (SELECT id FROM g) WHERE username = 'yj.colleague'",
    );
    let colleague = app.signed_in("yj.colleague");
    assert_eq!(offered(&colleague.get(&ticket.path).is_ok()), Vec::<String>::new());
    for action in ["confirm", "reopen", "close", "contact", "message", "labels", "relations", "copies"] {
        ticket.act(&colleague, action).is_forbidden();
    }
    assert_eq!(ticket.state(), "resolved");
}

#[test]
fn a_colleague_who_is_no_group_operator_only_looks() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let colleague = app.signed_in("yj.admin");
    assert_eq!(offered(&colleague.get(&ticket.path).is_ok()), Vec::<String>::new());
    for (action, _) in BY_FILERS.into_iter().chain(BY_OPERATORS) {
        ticket.act(&colleague, action).is_forbidden();
    }
    assert_eq!(ticket.state(), "pending");
}

#[test]
fn operators_do_what_is_the_operators() {
    for (action, state) in BY_OPERATORS {
        let app = TestApp::new();
        let ticket = Ticket::in_state(&app, state);
        assert_eq!(ticket.act(&app.signed_in("ops.engineer"), action).location(), ticket.path, "{action}");
    }
}

#[test]
fn neither_side_does_what_is_the_others() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    for (action, _) in BY_OPERATORS {
        ticket.act(&app.signed_in("yj.user"), action).is_forbidden();
        ticket.act(&app.signed_in("yj.colleague"), action).is_forbidden();
    }
    for (action, _) in BY_FILERS.into_iter().filter(|(action, _)| *action != "message") {
        ticket.act(&app.signed_in("ops.engineer"), action).is_forbidden();
    }
    ticket.act(&app.signed_in("ops.engineer"), "message").is(303);
}

#[test]
fn another_department_finds_no_such_ticket_whatever_it_tries() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let stranger = app.signed_in("wj.user");
    stranger.get(&ticket.path).is_not_found();
    for (action, _) in BY_FILERS.into_iter().chain(BY_OPERATORS).chain([("delete", ""), ("submit", "")]) {
        ticket.act(&stranger, action).is_not_found();
    }
    stranger.get(&format!("{}/work-order", ticket.path)).is_not_found();
}

#[test]
fn a_department_sees_its_units_tickets_and_a_unit_not_its_departments() {
    let app = TestApp::new();
    let of_unit = Ticket::submitted_by(&app, UNIT);
    of_unit.seen_by("yj.user").is_ok();
    of_unit.act(&app.signed_in("yj.colleague"), "close").is_forbidden();
    let of_department = Ticket::submitted(&app);
    of_department.seen_by("yj.unit").is_not_found();
}

#[test]
fn the_bigdata_bureau_looks_at_all_and_the_committee_at_its_own_sector_and_neither_acts() {
    let app = TestApp::new();
    let (government, police) = (Ticket::submitted(&app), Ticket::submitted_by(&app, POLICE));
    for (username, ticket) in [("bigdata.user", &government), ("bigdata.user", &police), ("plc.user", &police)] {
        let browser = app.signed_in(username);
        assert_eq!(offered(&browser.get(&ticket.path).is_ok()), Vec::<String>::new(), "{username}");
        for (action, _) in BY_FILERS.into_iter().chain(BY_OPERATORS) {
            ticket.act(&browser, action).is_forbidden();
        }
    }
    government.seen_by("plc.user").is_not_found();
}

#[test]
fn an_operator_does_not_handle_what_they_filed_themselves() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    run(&app, "UPDATE tickets SET filer_id = (SELECT id FROM users WHERE username = 'ops.engineer')");
    let own = app.signed_in("ops.engineer");
    for (action, _) in BY_OPERATORS {
        ticket.act(&own, action).is_forbidden();
    }
    assert!(own.get(&ticket.path).source().contains("data-state=\"pending\""));
    assert!(own.post("/tickets/take-next", &[]).location().starts_with("/tickets?"));
    ticket.act(&app.signed_in("ops.engineer2"), "accept").is(303);
}

#[test]
fn who_has_no_ticket_policy_sees_no_tickets() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    for username in ["ops.manager", "platform.admin", "auditor"] {
        let browser = app.signed_in(username);
        browser.get("/tickets").is_forbidden();
        browser.get(&ticket.path).is_not_found();
        ticket.act(&browser, "accept").is_not_found();
    }
}

#[test]
fn a_draft_is_its_filers_alone() {
    let app = TestApp::new();
    let draft = Ticket::draft(&app);
    for username in ["yj.colleague", "yj.admin", "ops.engineer", "bigdata.admin"] {
        draft.seen_by(username).is_not_found();
        draft.act(&app.signed_in(username), "delete").is_not_found();
    }
    assert_eq!(draft.act(&app.signed_in("yj.user"), "delete").location(), "/tickets");
    draft.seen_by("yj.user").is_not_found();
}

#[test]
fn an_ended_ticket_is_taken_off_the_lists_by_its_filer_or_group_alone() {
    let app = TestApp::new();
    let ticket = Ticket::in_state(&app, "closed");
    for username in ["yj.admin", "ops.engineer", "bigdata.admin"] {
        ticket.act(&app.signed_in(username), "delete").is_forbidden();
    }
    ticket.act(&app.signed_in("wj.user"), "delete").is_not_found();
    ticket.act(&app.signed_in("yj.colleague"), "delete").is(303);
    assert_ne!(ticket.fact("hidden_at"), "");
}

#[test]
fn a_returned_ticket_is_its_filers_to_submit_or_delete() {
    let app = TestApp::new();
    let ticket = Ticket::in_state(&app, "returned");
    for action in ["submit", "delete"] {
        for username in ["yj.colleague", "yj.admin", "ops.engineer", "bigdata.admin"] {
            ticket.act(&app.signed_in(username), action).is_forbidden();
        }
    }
    ticket.act(&app.signed_in("yj.user"), "submit").is(303);
    assert_eq!(ticket.state(), "pending");
}

#[test]
fn the_page_offers_just_what_is_possible() {
    let app = TestApp::new();
    let expected = [
        ("pending", "yj.user", "close contact copies labels message relations urge"),
        ("pending", "ops.engineer", "accept assign message return"),
        ("processing", "ops.engineer", "ask assign message resolve return"),
        ("waiting_reply", "yj.user", "close contact copies labels message relations reply"),
        ("resolved", "yj.colleague", "confirm contact copies labels message relations reopen"),
        ("completed", "yj.user", "delete"),
        ("completed", "ops.engineer", ""),
        ("closed", "yj.colleague", "delete"),
    ];
    let mut port = 20_000;
    for (state, username, actions) in expected {
        port += 1;
        let path = file(&app, EMERGENCY, &port.to_string(), "submit");
        let ticket = Ticket { app: &app, path };
        bring(&app, &ticket, state);
        let page = ticket.seen_by(username).is_ok();
        assert_eq!(page.state(), state);
        assert_eq!(offered(&page).join(" "), actions, "{state} {username}");
    }
}

fn bring(app: &TestApp, ticket: &Ticket<'_>, state: &str) {
    let steps: &[(&str, &str)] = match state {
        "processing" => &[("ops.engineer", "accept")],
        "waiting_reply" => &[("ops.engineer", "accept"), ("ops.engineer", "ask")],
        "resolved" => &[("ops.engineer", "accept"), ("ops.engineer", "resolve")],
        "completed" => &[("ops.engineer", "accept"), ("ops.engineer", "resolve"), ("yj.user", "confirm")],
        "closed" => &[("yj.user", "close")],
        _ => &[],
    };
    for (username, action) in steps {
        ticket.act(&app.signed_in(username), action).is(303);
    }
}

#[test]
fn a_hidden_ticket_leaves_the_departments_lists_and_stays_the_operators() {
    let app = TestApp::new();
    let ticket = Ticket::in_state(&app, "closed");
    let other = Ticket::submitted_by(&app, HEALTH);
    assert_eq!(ticket.act(&app.signed_in("yj.user"), "delete").location(), "/tickets");
    assert!(!app.signed_in("yj.colleague").get("/tickets").source().contains(ticket.number()));
    let queue = app.signed_in("ops.engineer").get("/tickets").source();
    assert!(queue.contains(ticket.number()) && queue.contains(other.number()));
}

#[test]
fn what_was_hidden_is_not_hidden_again() {
    let app = TestApp::new();
    let ticket = Ticket::in_state(&app, "closed");
    let filer = app.signed_in("yj.user");
    ticket.act(&filer, "delete").is(303);
    assert_eq!(offered(&filer.get(&ticket.path).is_ok()), Vec::<String>::new());
    ticket.act(&filer, "delete").is(409);
    let after = "SELECT after ->> 'hidden_at' IS NOT NULL FROM audit_entries WHERE action = 'deleteCase'";
    assert_eq!(one(&app, after), "true");
}

#[test]
fn a_ticket_that_nobody_else_could_handle_is_an_administrators_matter() {
    let app = TestApp::new();
    run(&app, "INSERT INTO user_roles (user_id, role) SELECT id, 'ops_engineer' FROM users WHERE username = 'yj.user'");
    run(&app, "UPDATE users SET disabled_at = now() WHERE username LIKE 'ops.engineer%'");
    let ticket = Ticket::submitted(&app);
    let told = "SELECT string_agg(username, ' ' ORDER BY username) FROM messages JOIN users ON users.id = recipient_id
                WHERE title ->> 'key' = 'ticket-told-nobody-handles'";
    assert_eq!(one(&app, told), "platform.admin security.admin");
    assert!(ticket.seen_by("yj.user").text(".alert.bad").contains("已通知管理员"));
}

#[test]
fn an_address_that_only_takes_posts_says_so() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let browser = app.signed_in("ops.engineer");
    for action in [
        "accept", "return", "resolve", "assign", "reply", "confirm", "reopen", "close", "urge", "delete", "message",
        "ask",
    ] {
        let page = browser.get(&format!("{}/{action}", ticket.path)).is(405);
        assert_eq!(page.header("allow"), "POST");
    }
    browser.get("/tickets/take-next").is(405);
    browser.post(&ticket.path, &[]).is(405);
}

/// Who does what in which state, as the pure product reads it too: filer, group, operator.
const WHO: &str = include_str!("who_may_when.txt");
const FILER: (&str, char) = ("yj.user", 'f');
const GROUP: (&str, char) = ("yj.colleague", 'g');
const OPERATOR: (&str, char) = ("ops.engineer", 'o');
/// Whoever only looks at it, and whoever doesn't see it.
const LOOKERS: [(&str, char); 3] = [("yj.admin", 'd'), ("bigdata.user", 'd'), ("bigdata.admin", 'd')];
const STRANGERS: [(&str, char); 8] = [
    ("wj.user", '.'),
    ("ga.admin", '.'),
    ("yj.unit", '.'),
    ("plc.user", '.'),
    ("ops.manager", '.'),
    ("platform.admin", '.'),
    ("security.admin", '.'),
    ("auditor", '.'),
];

fn who_may(action: &str, state: &str) -> &'static str {
    let states = WHO.lines().next().unwrap().split_whitespace();
    let column = states.clone().position(|it| it == state).unwrap() + 1;
    let row = WHO.lines().find(|line| line.split_whitespace().next() == Some(action)).unwrap();
    row.split_whitespace().nth(column).unwrap()
}

/// Out of sight, then not theirs, then not in this state (spec 9: 404, 403, 409); 303 where it is done.
fn answer(action: &str, state: &str, standing: char) -> u16 {
    let is_ever_theirs = || {
        let hides = !(action == "delete" && standing == 'g' && state == "returned");
        hides && WHO.lines().next().unwrap().split_whitespace().any(|state| who_may(action, state).contains(standing))
    };
    match standing {
        '.' => 404,
        'f' | 'g' | 'o' | 'd' if state == "draft" && standing != 'f' => 404,
        _ if who_may(action, state).contains(standing) => 303,
        _ if is_ever_theirs() => 409,
        _ => 403,
    }
}

fn post(ticket: &Ticket<'_>, browser: &crate::support::Browser, action: &str) -> crate::support::Page {
    match action {
        "edit" => browser.post(&format!("{}/edit", ticket.path), &[("action", "save"), ("description", "另有用途")]),
        _ => ticket.act(browser, action),
    }
}

#[test]
fn every_action_answers_everybody_in_every_state_as_the_table_says() {
    let app = TestApp::new();
    let people: Vec<_> = [FILER, GROUP, OPERATOR].into_iter().chain(LOOKERS).chain(STRANGERS).collect();
    let people: Vec<_> = people.into_iter().map(|(name, standing)| (name, app.signed_in(name), standing)).collect();
    let states: Vec<&str> = WHO.lines().next().unwrap().split_whitespace().collect();
    let actions: Vec<&str> = WHO.lines().skip(1).filter_map(|line| line.split_whitespace().next()).collect();
    let mut port = 21_000;
    let mut in_state = |state: &str| {
        port += 1;
        let how = if state == "draft" { "save" } else { "submit" };
        let ticket = Ticket { app: &app, path: file(&app, EMERGENCY, &port.to_string(), how) };
        if state == "returned" {
            ticket.act(&people[2].1, "return").is(303);
        }
        bring(&app, &ticket, state);
        ticket
    };
    let mut wrong = Vec::new();
    for state in states {
        let refusing = in_state(state);
        for (action, (name, browser, standing)) in
            actions.iter().flat_map(|action| people.iter().map(move |person| (*action, person)))
        {
            let expected = answer(action, state, *standing);
            let ticket = if expected == 303 { &in_state(state) } else { &refusing };
            let answered = post(ticket, browser, action).status();
            if answered != expected {
                wrong.push(format!("{action} in {state} by {name}: {answered} instead of {expected}"));
            }
        }
        assert_eq!(refusing.state(), state, "a refusal changes nothing");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
