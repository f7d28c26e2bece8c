//! Labels, related tickets, copies of mails, the ledger, and target times.

use super::{EMERGENCY, HEALTH, Ticket, UNIT, file, one, run};
use crate::support::TestApp;

/// A label of the department of `username`; its id.
fn label(app: &TestApp, username: &str, name: &str) -> String {
    app.signed_in(username).post("/tickets/labels", &[("name", name), ("colour", "red")]).is(303);
    one(app, &format!("SELECT id FROM labels WHERE name = '{name}' ORDER BY id DESC LIMIT 1"))
}

#[test]
fn a_filer_labels_a_ticket_and_everybody_who_sees_it_reads_the_labels() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let (urgent, flood) = (label(&app, "yj.user", "急"), label(&app, "yj.user", "防汛"));
    let labels = format!("{}/labels", ticket.path);
    app.signed_in("yj.user").post(&labels, &[("labels", &urgent), ("labels", &flood), ("labels", &urgent)]).is(303);
    for reader in ["yj.user", "yj.admin", "ops.engineer"] {
        assert_eq!(ticket.seen_by(reader).texts("dd .lbl").len(), 2, "{reader}");
    }
    assert!(ticket.seen_by("yj.user").text(".tl").contains("急、防汛"));
    assert_eq!(
        one(&app, "SELECT after ->> 'labels' FROM audit_entries WHERE action = 'labelCase'"),
        "[\"急\", \"防汛\"]"
    );
    assert_eq!(ticket.fact("version"), "1", "nobody decides by it");
    app.signed_in("yj.colleague").post(&labels, &[]).is(303);
    assert!(!ticket.seen_by("yj.user").has("dd .lbl"));
}

#[test]
fn six_labels_and_labels_of_others_are_refused_at_their_field() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let filer = app.signed_in("yj.user");
    let own: Vec<String> = (1..=6).map(|n| label(&app, "yj.user", &format!("第{n}类"))).collect();
    let labels = format!("{}/labels", ticket.path);
    let six: Vec<(&str, &str)> = own.iter().map(|id| ("labels", id.as_str())).collect();
    let page = filer.post(&labels, &six).is_refused_at("labels");
    assert_eq!(page.count("details[open] input[name=labels][checked]"), 6, "what was ticked stays ticked");
    filer.post(&labels, &six[..5]).is(303);
    let foreign = label(&app, "wj.user", "外单位");
    filer.post(&labels, &[("labels", &foreign)]).is_refused_at("labels");
    assert_eq!(one(&app, "SELECT count(*) FROM ticket_labels"), "5");
}

#[test]
fn only_who_speaks_for_the_filer_changes_what_hangs_on_a_ticket_and_only_while_it_is_open() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    for (form, field) in [("labels", "labels"), ("relations", "relations"), ("copies", "cc_emails")] {
        let path = format!("{}/{form}", ticket.path);
        for (username, answer) in [("ops.engineer", 403), ("yj.admin", 403), ("wj.user", 404)] {
            app.signed_in(username).post(&path, &[(field, "")]).is(answer);
            let drawn = format!("form[action='{path}']");
            assert!(answer == 404 || !ticket.seen_by(username).has(&drawn), "{username} {form}");
        }
        assert!(ticket.seen_by("yj.colleague").has(&format!("form[action='{path}']")), "{form}");
    }
    ticket.act(&app.signed_in("yj.user"), "close").is(303);
    for form in ["labels", "relations", "copies"] {
        app.signed_in("yj.user").post(&format!("{}/{form}", ticket.path), &[]).is(409);
    }
}

#[test]
fn a_department_keeps_its_labels_by_itself() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let id = label(&app, "yj.user", "急");
    let edit = format!("/tickets/labels/{id}");
    filer.post("/tickets/labels", &[("name", "  "), ("colour", "pink")]).is_refused_at("name");
    filer.post("/tickets/labels", &[("name", "急"), ("colour", "blue")]).is_refused_at("name");
    label(&app, "yj.user", "缓");
    filer.post(&edit, &[("name", "缓"), ("colour", "blue")]).is_refused_at("name");
    filer.post(&edit, &[("name", "特急"), ("colour", "amber")]).is(303);
    assert_eq!(filer.get(&edit).value("name"), "特急");
    let stranger = app.signed_in("wj.user");
    stranger.get(&edit).is_not_found();
    stranger.post(&edit, &[("name", "x"), ("colour", "red")]).is_not_found();
    stranger.post(&format!("{edit}/delete"), &[]).is_not_found();
    app.signed_in("ops.engineer").get("/tickets/labels").is_forbidden();
    filer.post(&format!("{edit}/delete"), &[]).is(303);
    assert!(!filer.get("/tickets/labels").text("main").contains("特急"));
    let noted = "SELECT string_agg(action, ' ' ORDER BY id) FROM audit_entries WHERE resource_type = 'label'";
    assert_eq!(one(&app, noted), "createLabel createLabel updateLabel deleteLabel");
}

#[test]
fn a_relation_is_shown_to_everybody_and_opens_only_for_who_may_see_the_other_ticket() {
    let app = TestApp::new();
    // The unit's ticket is in sight of the department above; not the other way round.
    let (ticket, above) = (Ticket::submitted_by(&app, UNIT), file(&app, EMERGENCY, "9555", "submit"));
    let other = file(&app, HEALTH, "9666", "submit");
    run(
        &app,
        &format!(
            "INSERT INTO ticket_relations (ticket_id, place, other_id)
             SELECT t.id, 1, o.id FROM tickets t, tickets o WHERE t.number = '{}' AND o.number = '{}'",
            ticket.number(),
            above.trim_start_matches("/tickets/")
        ),
    );
    for (reader, opens) in [("yj.unit", false), ("yj.user", true), ("ops.engineer", true)] {
        let page = ticket.seen_by(reader);
        assert!(page.text("dd .related").contains(above.trim_start_matches("/tickets/")), "{reader}");
        assert_eq!(page.has(&format!("dd .related a[href='{above}']")), opens, "{reader}");
    }
    let (relate, filer) = (format!("{}/relations", ticket.path), app.signed_in("yj.unit"));
    let number = |path: &str| path.trim_start_matches("/tickets/").to_owned();
    for wrong in [number(&ticket.path), number(&other), "GD209901010001".to_owned(), "A;B;C;D".to_owned()] {
        let page = filer.post(&relate, &[("relations", &wrong)]).is_refused_at("relations");
        assert_eq!(page.value("relations"), wrong);
    }
    // What it names already stays, though its filer can't see it.
    let second = file(&app, UNIT, "9777", "submit");
    filer.post(&relate, &[("relations", &format!("{}；{}", number(&above), number(&second)))]).is(303);
    assert_eq!(one(&app, "SELECT count(*) FROM ticket_relations"), "2");
}

#[test]
fn copies_get_the_filers_mails_and_nothing_else() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let copies = format!("{}/copies", ticket.path);
    let filer = app.signed_in("yj.user");
    let page = filer.post(&copies, &[("cc_emails", "duty@demo.example；nobody")]).is_refused_at("cc_emails");
    assert!(page.errors_at("cc_emails").contains("nobody"));
    filer.post(&copies, &[("cc_emails", "a@x.cn b@x.cn c@x.cn d@x.cn e@x.cn f@x.cn")]).is_refused_at("cc_emails");
    filer.post(&copies, &[("cc_emails", "duty@demo.example；YJ.user@demo.example")]).is(303);
    let operator = app.signed_in("ops.engineer");
    ticket.act(&operator, "accept").is(303);
    operator.post(&format!("{}/message", ticket.path), &[("text", "稍等")]).is(303);
    operator.post(&format!("{}/ask", ticket.path), &[("text", "访问量多大？")]).is(303);
    let mails = "SELECT string_agg((title ->> 'key') || ' ' || quote, ', ' ORDER BY id) FROM mails
                 WHERE address = 'duty@demo.example'";
    assert_eq!(one(&app, mails), "ticket-told-accepted , ticket-told-asked 访问量多大？");
    let twice = "SELECT count(*) FROM mails WHERE lower(address) = 'yj.user@demo.example' AND recipient_id IS NULL";
    assert_eq!(one(&app, twice), "0", "who is told anyway gets no copy");
    let letter = app.visitor().get("/dev/mailbox?q=duty");
    assert!(letter.is_ok().text("main").contains("duty@demo.example"));
}

#[test]
fn copies_are_typed_into_the_form_kept_with_a_draft_and_checked_when_it_is_submitted() {
    let app = TestApp::new();
    let draft = Ticket::draft(&app);
    let filer = app.signed_in("yj.user");
    let edit = format!("{}/edit", draft.path);
    let post = |copies: &str, action: &str| {
        let mut fields = filer.get(&edit).filled(&edit);
        fields.retain(|(name, _)| name != "cc_emails" && name != "action");
        fields.extend([("cc_emails".to_owned(), copies.to_owned()), ("action".to_owned(), action.to_owned())]);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        filer.post(&edit, &fields)
    };
    post("duty@demo.example; half-way", "save").is(303);
    assert_eq!(filer.get(&edit).value("cc_emails"), "duty@demo.example; half-way");
    assert_eq!(one(&app, "SELECT cardinality(addresses) FROM ticket_copies"), "0");
    post("duty@demo.example; half-way", "submit").is_refused_at("cc_emails");
    post("duty@demo.example，chief@demo.example", "submit").is(303);
    assert_eq!(one(&app, "SELECT addresses FROM ticket_copies"), "{duty@demo.example,chief@demo.example}");
}

#[test]
fn the_ledger_says_who_had_the_ball() {
    let app = TestApp::new();
    let ticket = Ticket::in_state(&app, "waiting_reply");
    app.signed_in("yj.user").post(&format!("{}/reply", ticket.path), &[("text", "两千次")]).is(303);
    ticket.act(&app.signed_in("ops.engineer"), "assign").is(303);
    ticket.act(&app.signed_in("ops.engineer2"), "resolve").is(303);
    let turns =
        "SELECT string_agg(t.state || ' ' || coalesce(u.username, '-') || ' ' || (t.until IS NULL), ', ' ORDER BY t.id)
                 FROM ticket_turns t LEFT JOIN users u ON u.id = t.assignee_id";
    assert_eq!(
        one(&app, turns),
        "pending - false, processing ops.engineer false, waiting_reply ops.engineer false, \
         processing ops.engineer false, processing ops.engineer2 false, resolved ops.engineer2 true"
    );
    let gaps = "SELECT count(*) FROM ticket_turns a JOIN ticket_turns b ON b.id = (SELECT min(id) FROM ticket_turns WHERE id > a.id)
                WHERE a.until <> b.since OR a.working_seconds IS NULL";
    assert_eq!(one(&app, gaps), "0");
    run(&app, "UPDATE ticket_turns SET working_seconds = 7200 WHERE state = 'processing'");
    run(&app, "UPDATE ticket_turns SET working_seconds = 10800 WHERE state = 'waiting_reply'");
    let page = ticket.seen_by("yj.user");
    assert_eq!(page.count(".turns li"), 6);
    let said = page.text(".turns");
    assert!(said.contains("待反馈") && said.contains("3 小时") && said.contains("处理中"), "{said}");
    ticket.act(&app.signed_in("yj.user"), "confirm").is(303);
    assert_eq!(one(&app, "SELECT count(*) FROM ticket_turns WHERE until IS NULL"), "0");
}

#[test]
fn an_administrator_sets_target_times_for_new_tickets() {
    let app = TestApp::new();
    let before = Ticket::submitted(&app);
    let administrator = app.signed_in("platform.admin");
    let page = administrator.get("/admin/targets").is_ok();
    let days = page.values("working_days");
    assert_eq!(days.len(), 9);
    let post = |days: &[&str]| {
        let fields: Vec<(&str, &str)> = days.iter().map(|days| ("working_days", *days)).collect();
        administrator.post("/admin/targets", &fields)
    };
    let page = post(&["3", "3", "61", "3", "3", "7", "7", "7", "x"]).is_refused_at("working_days-3");
    assert!(!page.errors_at("working_days-9").is_empty());
    assert_eq!(page.values("working_days")[2], "61");
    post(&["3", "3", "5", "3", "3", "7", "7", "7", "2"]).is(303);
    let after = file(&app, EMERGENCY, "9555", "save");
    let number = after.trim_start_matches("/tickets/");
    let left = one(&app, &format!("SELECT clock_left_seconds FROM tickets WHERE number = '{number}'"));
    assert_eq!((left.as_str(), before.fact("clock_left_seconds").as_str()), ("432000", "259200"));
    assert_eq!(
        one(&app, "SELECT after FROM audit_entries WHERE action = 'updateTargets'"),
        "{\"internet-mapping\": 5}"
    );
    for username in ["security.admin", "ops.engineer", "yj.admin"] {
        app.signed_in(username).get("/admin/targets").is_forbidden();
    }
}
