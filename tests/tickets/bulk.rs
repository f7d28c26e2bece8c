//! The same deed for many tickets at once.

use super::{EMERGENCY, HEALTH, Ticket, file, one, run};
use crate::support::{Browser, Page, TestApp};

/// Picks these rows of the list as it stands, and presses the button.
fn press(browser: &Browser, list: &Page, action: &str, more: &[(&str, &str)], wanted: impl Fn(&str) -> bool) -> Page {
    send(browser, &fields(list, action, more, wanted))
}

fn fields(list: &Page, action: &str, more: &[(&str, &str)], wanted: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let mut fields = list.hidden_of("/tickets/bulk");
    assert!(!fields.is_empty(), "the list has the bar");
    let picked = list.values("ticket").into_iter().filter(|value| wanted(value));
    fields.extend(picked.map(|value| ("ticket".to_owned(), value)));
    fields.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    fields.push(("action".to_owned(), action.to_owned()));
    fields
}

fn send(browser: &Browser, fields: &[(String, String)]) -> Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post("/tickets/bulk", &fields)
}

/// What the result says of a ticket: its whole row.
fn row(page: &Page, ticket: &Ticket<'_>) -> String {
    let rows = page.texts("tbody tr");
    rows.into_iter().find(|row| row.contains(ticket.number())).unwrap_or_default()
}

fn pending(app: &TestApp, port: i32) -> Ticket<'_> {
    Ticket { app, path: file(app, EMERGENCY, &port.to_string(), "submit") }
}

fn engineer(app: &TestApp, username: &str) -> String {
    one(app, &format!("SELECT id FROM users WHERE username = '{username}'"))
}

#[test]
fn every_ticket_has_its_own_result_and_one_refusal_stops_no_other() {
    let app = TestApp::new();
    let (plain, overtaken, changed) = (pending(&app, 9443), pending(&app, 9444), pending(&app, 9445));
    let operator = app.signed_in("ops.engineer");
    let list = operator.get("/tickets?state=pending").is_ok();
    overtaken.act(&app.signed_in("ops.engineer2"), "accept").is(303);
    changed.act(&app.signed_in("yj.user"), "contact").is(303);
    let mut posted = fields(&list, "accept", &[], |_| true);
    posted.push(("ticket".to_owned(), "GD209901010001.1".to_owned()));
    let page = send(&operator, &posted).is_ok();

    assert!(row(&page, &plain).contains("已处理"), "{}", page.text("tbody"));
    assert_eq!((plain.state().as_str(), plain.fact("assignee_id")), ("processing", engineer(&app, "ops.engineer")));
    assert!(row(&page, &overtaken).contains("未处理"));
    assert!(row(&page, &overtaken).contains("受理了工单"), "says who was first: {}", row(&page, &overtaken));
    assert_eq!(overtaken.fact("assignee_id"), engineer(&app, "ops.engineer2"));
    assert_eq!(changed.state(), "pending", "its row was out of date");
    assert!(page.text("tbody").contains("没有这一项"));
    assert!(page.text(".alert.warn").contains("已完成 1 项。") && page.text(".alert.warn").contains("3 项未处理"));

    // What was only out of date stays picked, in its version of now, and goes well the second time.
    let still: Vec<String> = page.texts("tr:has(input[checked]) .sub.mono");
    assert_eq!(still, [changed.number()]);
    let again = press(&operator, &page, "accept", &[], |value| value.starts_with(changed.number())).is_ok();
    assert!(again.text(".alert.ok").contains("已完成 1 项。"));
    assert_eq!(changed.state(), "processing");
}

#[test]
fn many_tickets_are_assigned_to_one_operator_and_each_is_told_of() {
    let app = TestApp::new();
    let tickets = [pending(&app, 9443), pending(&app, 9444)];
    let operator = app.signed_in("ops.engineer");
    let other = engineer(&app, "ops.engineer2");
    let list = operator.get("/tickets?state=pending").is_ok();
    let page = press(&operator, &list, "assign", &[("assignee", &other)], |_| true).is_ok();
    assert!(page.text(".alert.ok").contains("已完成 2 项。"), "{}", page.text("main"));
    for ticket in &tickets {
        assert_eq!((ticket.fact("assignee_id"), ticket.state().as_str()), (other.clone(), "pending"));
        let number = ticket.number();
        let told = one(
            &app,
            &format!("SELECT count(*) FROM messages WHERE recipient_id = {other} AND record_number = '{number}'"),
        );
        assert_ne!(told, "0");
        let audited =
            format!("SELECT count(*) FROM audit_entries WHERE action = 'assignCase' AND resource_id = '{number}'");
        assert_eq!(one(&app, &audited), "1");
    }
    // To whom it is already: nothing to do for any of them.
    let page = press(&operator, &page, "assign", &[("assignee", &other)], |_| true).is(409);
    assert!(page.text(".alert.bad").contains("2 项未处理") && page.text("tbody").contains("已经由此人处理"));
}

#[test]
fn of_two_operators_over_the_same_twenty_tickets_each_is_accepted_once_and_every_loser_told() {
    let app = TestApp::new();
    let tickets: Vec<Ticket<'_>> = (0..20).map(|nth| pending(&app, 20_000 + nth)).collect();
    let both = ["ops.engineer", "ops.engineer2"].map(|name| app.signed_in(name));
    let lists = both.each_ref().map(|browser| browser.get("/tickets?state=pending").is_ok());
    let pages: Vec<Page> = std::thread::scope(|scope| {
        let tries = both.iter().zip(&lists);
        let tries: Vec<_> = tries.map(|(it, list)| scope.spawn(|| press(it, list, "accept", &[], |_| true))).collect();
        tries.into_iter().map(|page| page.join().unwrap()).collect()
    });
    for ticket in &tickets {
        let rows = [row(&pages[0], ticket), row(&pages[1], ticket)];
        let done = rows.iter().filter(|row| row.contains("已处理")).count();
        assert_eq!(done, 1, "{rows:?}");
        let loser = rows.iter().find(|row| !row.contains("已处理")).unwrap();
        assert!(loser.contains("受理了工单"), "{loser}");
    }
    let accepted = "SELECT count(*) FROM audit_entries WHERE action = 'acceptCase'";
    assert_eq!(one(&app, accepted), "20");
}

#[test]
fn posted_twice_at_once_it_is_done_once_and_tells_the_same_both_times() {
    let app = TestApp::new();
    let tickets = [pending(&app, 9443), pending(&app, 9444), pending(&app, 9445)];
    let operator = app.signed_in("ops.engineer");
    let posted = fields(&operator.get("/tickets?state=pending").is_ok(), "accept", &[], |_| true);
    let pages: Vec<Page> = std::thread::scope(|scope| {
        let tries = [(); 2].map(|()| scope.spawn(|| send(&operator, &posted)));
        tries.into_iter().map(|page| page.join().unwrap()).collect()
    });
    for page in pages {
        assert!(page.is_ok().text(".alert.ok").contains("已完成 3 项。"));
    }
    for ticket in &tickets {
        assert_eq!(ticket.fact("version"), "2", "accepted once");
    }
}

#[test]
fn what_is_missing_is_said_at_its_field_and_what_was_picked_stays() {
    let app = TestApp::new();
    let ticket = pending(&app, 9443);
    let operator = app.signed_in("ops.engineer");
    let list = operator.get("/tickets?state=pending").is_ok();
    let page = press(&operator, &list, "accept", &[], |_| false).is_refused_at("ticket");
    assert!(page.errors_at("ticket").contains("还没有勾选"));
    let page = press(&operator, &list, "assign", &[("assignee", "")], |_| true).is_refused_at("assignee");
    assert!(page.has("input[name=ticket][checked]"), "still picked");
    let gone = press(&operator, &page, "assign", &[("assignee", "999999")], |_| true).is(409);
    assert!(gone.text("tbody").contains("没有这位运维人员"));
    assert_eq!(ticket.state(), "pending");
    let crowd: Vec<(String, String)> = (0..101).map(|nth| ("ticket".to_owned(), format!("GD{nth}.1"))).collect();
    let crowd: Vec<(String, String)> = crowd.into_iter().chain([("action".to_owned(), "accept".to_owned())]).collect();
    assert!(send(&operator, &crowd).is_refused_at("ticket").errors_at("ticket").contains("100"));
}

#[test]
fn only_who_handles_tickets_sees_the_bar_and_may_use_it() {
    let app = TestApp::new();
    let ticket = pending(&app, 9443);
    for username in ["yj.user", "bigdata.user"] {
        let browser = app.signed_in(username);
        let list = browser.get("/tickets").is_ok();
        assert!(!list.has("#bulk") && !list.has("input[name=ticket]"), "{username}");
        let picked = format!("{}.2", ticket.number());
        browser.post("/tickets/bulk", &[("ticket", &picked), ("action", "accept")]).is_forbidden();
        browser.get("/tickets/bulk").is_forbidden();
    }
    assert_eq!(ticket.state(), "pending");
    // An ended ticket can't be picked, nor is there a bar where none can.
    run(&app, "UPDATE tickets SET state = 'closed', ended_at = now(), due_at = NULL, clock_since = NULL");
    assert!(!app.signed_in("ops.engineer").get("/tickets").is_ok().has("#bulk"));
}

#[test]
fn without_scripts_a_link_picks_the_whole_page() {
    let app = TestApp::new();
    let (ours, theirs) = (pending(&app, 9443), Ticket { app: &app, path: file(&app, HEALTH, "9443", "submit") });
    let operator = app.signed_in("ops.engineer");
    let list = operator.get("/tickets?state=pending&sort=due").is_ok();
    assert!(!list.has("input[name=ticket][checked]"));
    let link = list.attribute("#bulk a.unscripted", "href").expect("a link");
    let list = operator.get(&link).is_ok();
    assert_eq!(list.count("input[name=ticket][checked]"), 2);
    press(&operator, &list, "accept", &[], |_| true).is_ok();
    assert_eq!([ours.state(), theirs.state()], ["processing", "processing"]);
}

#[test]
fn what_was_picked_before_the_session_ran_out_goes_on_after_signing_in() {
    let app = TestApp::new();
    let ticket = pending(&app, 9443);
    let operator = app.signed_in("ops.engineer");
    let posted = fields(&operator.get("/tickets?state=pending").is_ok(), "accept", &[], |_| true);
    run(&app, "UPDATE sessions SET last_seen_at = now() - interval '31 minutes'");
    let to = send(&operator, &posted).location();
    assert!(to.starts_with("/login?next=%2Ftickets%2Fbulk"), "{to}");
    let back = app.signed_in("ops.engineer").get("/tickets/bulk").is_ok();
    assert!(back.has(&format!("input[value^='{}'][checked]", ticket.number())));
    assert_eq!(ticket.state(), "pending");
    assert_eq!(app.signed_in("ops.engineer2").get("/tickets/bulk").location(), "/tickets?state=pending");
}
