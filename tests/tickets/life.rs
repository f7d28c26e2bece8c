use super::{Ticket, offered, one, run};
use crate::support::TestApp;

#[test]
fn a_ticket_lives_from_its_submission_to_its_rating() {
    let app = TestApp::new();
    let (filer, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    let ticket = Ticket::submitted(&app);
    assert_eq!(one(&app, "SELECT state FROM port_mappings"), "held");

    ticket.act(&operator, "accept").is(303);
    assert_eq!(ticket.state(), "processing");
    operator.post(&format!("{}/ask", ticket.path), &[("text", "访问量多大？")]).is(303);
    assert!(filer.get(&ticket.path).text(".alert").contains("访问量多大？"));
    filer.post(&format!("{}/reply", ticket.path), &[("text", "每天两千次")]).is(303);
    operator.post(&format!("{}/resolve", ticket.path), &[("text", "已开通，请验证")]).is(303);
    assert_eq!(one(&app, "SELECT state FROM port_mappings"), "active");
    assert_eq!(ticket.fact("opened"), "true");

    let page = ticket.act(&filer, "confirm");
    let page = filer.follow(&page).is_ok();
    assert_eq!(page.state(), "completed");
    assert!(page.text("main").contains("已开通，请验证"));
    assert_eq!(one(&app, "SELECT timeliness || '/' || outcome || ' ' || text FROM ticket_ratings"), "5/4 很快");
}

#[test]
fn each_step_leaves_a_line_an_audit_entry_messages_and_mails() {
    let app = TestApp::new();
    let ticket = Ticket::in_state(&app, "completed");
    let lines = "SELECT string_agg(action, ' ' ORDER BY id) FROM timeline_entries WHERE record_kind = 'ticket'";
    assert_eq!(one(&app, lines), "createCase submitCase acceptCase resolveCase closeCase");
    let audit = format!(
        "SELECT string_agg(action, ' ' ORDER BY id) FROM audit_entries WHERE resource_id = '{}'",
        ticket.number()
    );
    assert_eq!(one(&app, &audit), "createCase submitCase acceptCase resolveCase closeCase createScores");
    let marks = "SELECT concat(after ->> 'timeliness', after ->> 'result', after ->> 'text') FROM audit_entries
                 WHERE action = 'createScores'";
    assert_eq!(one(&app, marks), "54很快");
    let to_filer =
        "SELECT string_agg(m.title ->> 'key', ' ' ORDER BY m.id) FROM messages m JOIN users u ON u.id = recipient_id
                    WHERE username = 'yj.user' AND m.kind = 'ticket'";
    assert_eq!(one(&app, to_filer), "ticket-told-accepted ticket-told-resolved");
    let to_operators = "SELECT count(*) FROM messages WHERE title ->> 'key' = 'ticket-told-submitted'";
    assert_eq!(one(&app, to_operators), "2");
    let mails = "SELECT string_agg((title ->> 'key') || ' ' || binding, ', ' ORDER BY id) FROM mails WHERE address = 'yj.user@demo.example'";
    assert_eq!(one(&app, mails), "ticket-told-accepted false, ticket-told-resolved true");
}

#[test]
fn every_action_that_is_not_possible_is_refused_with_the_state_and_who_did_what() {
    let app = TestApp::new();
    let ticket = Ticket::in_state(&app, "closed");
    for action in ["accept", "ask", "return", "resolve", "assign"] {
        let page = ticket.act(&app.signed_in("ops.engineer"), action).is(409);
        let said = page.text(".alert.bad");
        assert!(said.contains("已关闭") && said.contains("陈静") && said.contains("关闭了工单"), "{action}: {said}");
        assert_eq!(page.state(), "closed");
    }
    for action in ["reply", "confirm", "reopen", "close", "urge", "message", "submit"] {
        ticket.act(&app.signed_in("yj.user"), action).is(409);
    }
    assert_eq!(ticket.state(), "closed");
}

#[test]
fn words_for_an_action_that_came_too_late_are_not_lost() {
    let app = TestApp::new();
    let ticket = Ticket::in_state(&app, "closed");
    let page = app.signed_in("ops.engineer").post(&format!("{}/resolve", ticket.path), &[("text", "已开通，见附件")]);
    assert!(page.is(409).text("#stranded").contains("已开通，见附件"));
}

#[test]
fn words_that_are_missing_are_asked_for_at_their_field_and_those_typed_stay() {
    let app = TestApp::new();
    let ticket = Ticket::in_state(&app, "processing");
    let operator = app.signed_in("ops.engineer");
    for action in ["ask", "return", "resolve"] {
        let page = operator.post(&format!("{}/{action}", ticket.path), &[("text", " ")]).is_refused_at("text");
        assert!(page.has("details[open] textarea#text"), "{action} is open");
    }
    let long = "长".repeat(2001);
    let page = operator.post(&format!("{}/return", ticket.path), &[("text", &long)]).is_refused_at("text");
    assert_eq!(page.text("textarea#text"), long);
    assert!(page.errors_at("text").contains("2001"));
    assert_eq!(ticket.state(), "processing");
}

#[test]
fn a_rating_needs_both_marks() {
    let app = TestApp::new();
    let ticket = Ticket::in_state(&app, "resolved");
    let filer = app.signed_in("yj.user");
    let confirm = format!("{}/confirm", ticket.path);
    let page = filer.post(&confirm, &[("timeliness", "5"), ("text", "谢谢")]).is_refused_at("result");
    assert!(page.errors_at("timeliness").is_empty());
    assert_eq!(page.value("timeliness"), "5");
    filer.post(&confirm, &[("timeliness", "0"), ("result", "6")]).is_refused_at("timeliness");
    filer.post(&confirm, &[("timeliness", "5"), ("result", "5"), ("text", &"好".repeat(401))]).is_refused_at("text");
    assert_eq!(ticket.state(), "resolved");
}

#[test]
fn returning_and_closing_give_the_ports_back() {
    for (username, action) in [("ops.engineer", "return"), ("yj.user", "close")] {
        let app = TestApp::new();
        let ticket = Ticket::submitted(&app);
        ticket.act(&app.signed_in(username), action).is(303);
        assert_eq!(one(&app, "SELECT state FROM port_mappings"), "released");
    }
}

#[test]
fn what_was_opened_stays_open_when_reopened_cannot_be_returned_and_is_cancelled_by_closing() {
    let app = TestApp::new();
    let ticket = Ticket::in_state(&app, "resolved");
    let (filer, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    ticket.act(&filer, "reopen").is(303);
    assert_eq!(one(&app, "SELECT state FROM port_mappings"), "active");
    assert!(!offered(&operator.get(&ticket.path)).contains(&"return".to_owned()));
    ticket.act(&operator, "return").is(409);
    ticket.act(&filer, "close").is(303);
    assert_eq!(one(&app, "SELECT state FROM port_mappings"), "to_remove");
    let page = operator.get(&format!("{}/work-order", ticket.path)).is_ok();
    assert!(page.text("main").contains("203.0.113.18") && page.source().contains("delete element ip yunwu mappings"));
}

#[test]
fn a_stale_page_is_told_who_did_what_and_nothing_is_overwritten() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let seen = ticket.fact("version");
    ticket.act(&app.signed_in("ops.engineer2"), "accept").is(303);
    let close = format!("{}/close", ticket.path);
    let filer = app.signed_in("yj.user");
    let page = filer.post(&close, &[("text", "不需要了"), ("version", &seen)]).is(409);
    let said = page.text(".alert.bad");
    assert!(said.contains("杨帆") && said.contains("受理了工单") && said.contains("处理中"), "{said}");
    assert_eq!(page.text("form[action$='/close'] textarea"), "不需要了");
    assert_eq!(ticket.state(), "processing");
    let again = [page.hidden_of("/close"), vec![("text".to_owned(), "不需要了".to_owned())]].concat();
    let again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    filer.post(&close, &again).is(303);
    assert_eq!(ticket.state(), "closed");
}

#[test]
fn a_stale_page_is_told_of_changes_not_of_talk() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let seen = ticket.fact("version");
    ticket.act(&app.signed_in("ops.engineer2"), "accept").is(303);
    ticket.act(&app.signed_in("ops.engineer2"), "message").is(303);
    ticket.act(&app.signed_in("yj.user"), "urge").is(303);
    let close = format!("{}/close", ticket.path);
    let page = app.signed_in("yj.user").post(&close, &[("text", "不需要了"), ("version", &seen)]).is(409);
    let said = page.text(".alert.bad");
    assert!(said.contains("受理了工单") && !said.contains("留言") && !said.contains("催单"), "{said}");
}

#[test]
fn what_is_typed_into_any_form_of_the_page_is_kept_until_it_is_sent() {
    let app = TestApp::new();
    let ticket = Ticket::in_state(&app, "resolved");
    let filer = app.signed_in("yj.user");
    let keep = |form: &str, fields: &[(&str, &str)]| {
        filer.post(&format!("/kept?path={}/{form}", ticket.path), fields).is(204);
    };
    keep("confirm", &[("timeliness", "4"), ("text", "还没写完")]);
    keep("reopen", &[("text", "端口仍然不通")]);
    keep("contact", &[("contact_phone", "13900001111"), ("contact_email", "li@demo.example")]);
    let page = filer.get(&ticket.path);
    assert_eq!((page.value("timeliness"), page.value("contact_phone")), ("4".to_owned(), "13900001111".to_owned()));
    assert!(page.text("form[action$='/confirm'] textarea").contains("还没写完"));
    assert!(page.text("form[action$='/reopen'] textarea").contains("端口仍然不通"));
    ticket.act(&filer, "contact").is(303);
    ticket.act(&filer, "confirm").is(303);
    assert_eq!(one(&app, "SELECT string_agg(path, ' ') FROM kept_forms"), format!("{}/reopen", ticket.path));
}

#[test]
fn a_double_click_does_it_once() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let filer = app.signed_in("yj.user");
    let page = filer.get(&ticket.path);
    let mut fields = page.hidden_of("/message");
    fields.push(("text".to_owned(), "什么时候能开通？".to_owned()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    for _ in 0..2 {
        assert_eq!(filer.post(&format!("{}/message", ticket.path), &fields).location(), ticket.path);
    }
    assert_eq!(one(&app, "SELECT count(*) FROM ticket_messages"), "1");
}

#[test]
fn one_urges_once_in_half_an_hour() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let filer = app.signed_in("yj.user");
    ticket.act(&filer, "urge").is(303);
    assert!(!offered(&filer.get(&ticket.path)).contains(&"urge".to_owned()));
    assert!(ticket.act(&filer, "urge").is(409).text(".alert.bad").contains("30 分钟"));
    run(&app, "UPDATE tickets SET urged_at = now() - interval '31 minutes'");
    ticket.act(&app.signed_in("yj.colleague"), "urge").is(303);
    assert_eq!(ticket.fact("urges"), "2");
    let rail = ticket.seen_by("ops.engineer").text(".rail");
    assert!(rail.contains("催单次数2"), "{rail}");
}

#[test]
fn it_is_assigned_to_another_operator_and_to_nobody_else() {
    let app = TestApp::new();
    let ticket = Ticket::in_state(&app, "processing");
    let operator = app.signed_in("ops.engineer");
    let assign = format!("{}/assign", ticket.path);
    let id = |username: &str| one(&app, &format!("SELECT id FROM users WHERE username = '{username}'"));
    for wrong in
        [id("ops.engineer"), id("yj.user"), id("platform.admin"), "999999".to_owned(), "x".to_owned(), String::new()]
    {
        operator.post(&assign, &[("assignee", &wrong)]).is_refused_at("assignee");
    }
    operator.post(&assign, &[("assignee", &id("ops.engineer2"))]).is(303);
    assert_eq!(ticket.fact("assignee_id"), id("ops.engineer2"));
}

#[test]
fn the_contact_changes_while_the_ticket_is_open() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let filer = app.signed_in("yj.user");
    let contact = format!("{}/contact", ticket.path);
    filer
        .post(&contact, &[("contact_phone", "call me"), ("contact_email", "li@demo.example")])
        .is_refused_at("contact_phone");
    filer.post(&contact, &[("contact_phone", "13971234567"), ("contact_email", "li")]).is_refused_at("contact_email");
    filer.post(&contact, &[("contact_phone", "13971234567"), ("contact_email", "li@demo.example")]).is(303);
    assert_eq!(ticket.fact("contact_phone || ' ' || contact_email"), "13971234567 li@demo.example");
    ticket.act(&filer, "close").is(303);
    ticket.act(&filer, "contact").is(409);
}

#[test]
fn words_typed_for_a_session_that_ran_out_are_back_after_signing_in() {
    let app = TestApp::new();
    let ticket = Ticket::in_state(&app, "processing");
    let operator = app.signed_in("ops.engineer");
    run(&app, "UPDATE sessions SET last_seen_at = now() - interval '31 minutes'");
    let away = operator.post(&format!("{}/resolve", ticket.path), &[("text", "已按单开通")]);
    assert!(away.location().starts_with("/login?next="));
    let back = app.signed_in("ops.engineer").get(&ticket.path).is_ok();
    assert!(back.text("details[open] textarea").contains("已按单开通"));
}
