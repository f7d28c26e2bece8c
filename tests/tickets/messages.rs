use super::{Ticket, one, run};
use crate::support::{TestApp, Upload};

const SECRET: &str = "root / Hanjiang-7788";

#[test]
fn a_message_reaches_the_other_side_and_changes_no_state() {
    let app = TestApp::new();
    let ticket = Ticket::in_state(&app, "processing");
    let version = ticket.fact("version");
    app.signed_in("yj.user").post(&format!("{}/message", ticket.path), &[("text", "今天能开通吗？")]).is(303);
    assert!(ticket.seen_by("ops.engineer").text(".talk").contains("今天能开通吗？"));
    assert_eq!((ticket.state().as_str(), ticket.fact("version")), ("processing", version));
    let told = "SELECT string_agg(username, ' ') FROM messages m JOIN users u ON u.id = recipient_id
                WHERE title ->> 'key' = 'ticket-told-messaged'";
    assert_eq!(one(&app, told), "ops.engineer");
}

#[test]
fn a_message_may_not_be_empty_nor_too_long() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let filer = app.signed_in("yj.user");
    let message = format!("{}/message", ticket.path);
    filer.post(&message, &[("text", "")]).is_refused_at("text");
    filer.post(&message, &[("text", &"长".repeat(2001))]).is_refused_at("text");
    filer.post(&message, &[("text", "a\0b")]).is_refused_at("text");
    filer.post(&message, &[("text", "<script>alert(1)</script>' OR 1=1 --")]).is(303);
    let page = ticket.seen_by("ops.engineer");
    assert!(!page.source().contains("<script>alert(1)</script>"));
    assert!(page.text(".talk").contains("<script>alert(1)</script>' OR 1=1 --"));
}

fn with_secret(app: &TestApp) -> Ticket<'_> {
    let ticket = Ticket::in_state(app, "processing");
    let filer = app.signed_in("yj.user");
    filer.post(&format!("{}/message", ticket.path), &[("text", SECRET), ("secret", "on")]).is(303);
    ticket
}

fn reveal(ticket: &Ticket<'_>) -> String {
    format!("{}/messages/{}/reveal", ticket.path, one(ticket.app, "SELECT id FROM ticket_messages WHERE is_secret"))
}

#[test]
fn a_secret_message_is_shown_to_filer_and_assignee_on_a_click_that_is_audited() {
    let app = TestApp::new();
    let ticket = with_secret(&app);
    for username in ["yj.user", "ops.engineer"] {
        let browser = app.signed_in(username);
        assert!(!browser.get(&ticket.path).source().contains(SECRET));
        let page = browser.post(&reveal(&ticket), &[]).is_ok();
        assert!(page.text(".talk").contains(SECRET));
        assert_eq!(page.header("cache-control"), "no-store");
        assert!(!browser.get(&ticket.path).source().contains(SECRET));
    }
    let looks = "SELECT string_agg(actor_name, ' ' ORDER BY id) FROM audit_entries WHERE action = 'readSecretMessage'";
    assert_eq!(one(&app, looks), "yj.user ops.engineer");
}

#[test]
fn nobody_else_reads_a_secret_message() {
    let app = TestApp::new();
    let ticket = with_secret(&app);
    for username in ["yj.colleague", "yj.admin", "ops.engineer2", "bigdata.admin"] {
        let page = app.signed_in(username).post(&reveal(&ticket), &[]).is_forbidden();
        assert!(!page.source().contains(SECRET), "{username}");
    }
    app.signed_in("wj.user").post(&reveal(&ticket), &[]).is_not_found();
    let colleague = app.signed_in("yj.colleague");
    let message = format!("{}/message", ticket.path);
    // The box isn't offered to them, so there is no field to stand at.
    let refused = colleague.post(&message, &[("text", "密码"), ("secret", "on")]).is(422);
    assert!(refused.text(".alert.bad").contains("机密留言只有申请人和处理人可以发送和查看"));
}

#[test]
fn a_secret_stands_nowhere_in_clear_and_goes_when_the_ticket_ends() {
    let app = TestApp::new();
    let ticket = with_secret(&app);
    let text_columns =
        "SELECT coalesce(string_agg(table_name || '.' || column_name, ' '), '') FROM information_schema.columns
                        WHERE table_schema = 'public' AND data_type IN ('text', 'jsonb', 'bytea')";
    for column in one(&app, text_columns).split(' ') {
        let (table, column) = column.split_once('.').unwrap();
        let found = format!(
            "SELECT count(*) FROM {table} WHERE position(convert_to('Hanjiang-7788', 'UTF8') IN convert_to({column}::text, 'UTF8')) > 0"
        );
        assert_eq!(one(&app, &found), "0", "{table}.{column}");
    }
    assert!(!one(&app, "SELECT encode(sealed, 'escape') FROM ticket_messages").contains("Hanjiang"));
    ticket.act(&app.signed_in("yj.user"), "close").is(303);
    assert_eq!(one(&app, "SELECT count(*) FROM ticket_messages WHERE is_secret AND sealed IS NULL"), "1");
    app.signed_in("yj.user").post(&reveal(&ticket), &[]).is(409);
    assert!(ticket.seen_by("yj.user").text(".talk").contains("已清除"));
}

#[test]
fn a_secret_message_carries_no_files() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let files = [Upload { field: "attachments", file_name: "a.txt", content: b"hello" }];
    let fields = [("text", "密码"), ("secret", "on")];
    let page = app.signed_in("yj.user").upload(&format!("{}/message", ticket.path), &fields, &files);
    page.is_refused_at("attachments");
    assert_eq!(one(&app, "SELECT count(*) FROM ticket_messages"), "0");
}

#[test]
fn a_secret_typed_for_a_session_that_ran_out_is_not_kept() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let filer = app.signed_in("yj.user");
    run(&app, "UPDATE sessions SET last_seen_at = now() - interval '31 minutes'");
    filer.post(&format!("{}/message", ticket.path), &[("text", SECRET), ("secret", "on")]).is(303);
    assert_eq!(one(&app, "SELECT count(*) FROM kept_forms"), "0");
}

#[test]
fn an_answer_may_be_secret_too_and_is_repeated_nowhere() {
    let app = TestApp::new();
    let ticket = Ticket::in_state(&app, "waiting_reply");
    let page = ticket.seen_by("yj.user");
    assert!(page.has("form[action$='/reply'] [name='secret']"));
    let reply = format!("{}/reply", ticket.path);
    app.signed_in("yj.colleague").post(&reply, &[("text", SECRET), ("secret", "on")]).is(422);
    app.signed_in("yj.user").post(&reply, &[("text", SECRET), ("secret", "on")]).is(303);
    assert_eq!(ticket.state(), "processing");
    assert_eq!(one(&app, "SELECT count(*) FROM ticket_messages WHERE is_secret AND sealed IS NOT NULL"), "1");
    for quote in ["timeline_entries", "messages", "mails"] {
        assert_eq!(one(&app, &format!("SELECT count(*) FROM {quote} WHERE quote LIKE '%Hanjiang%'")), "0", "{quote}");
    }
    assert!(!ticket.seen_by("ops.engineer").source().contains(SECRET));
    let page = app.signed_in("ops.engineer").post(&reveal(&ticket), &[]).is_ok();
    assert!(page.text(".talk").contains(SECRET));
}

#[test]
fn what_was_kept_in_clear_goes_when_it_becomes_a_secret() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let filer = app.signed_in("yj.user");
    let keep = format!("/kept?path={}/message", ticket.path);
    filer.post(&keep, &[("text", SECRET)]).is(204);
    assert_eq!(one(&app, "SELECT count(*) FROM kept_forms"), "1");
    filer.post(&keep, &[("text", SECRET), ("secret", "on")]).is(204);
    assert_eq!(one(&app, "SELECT count(*) FROM kept_forms"), "0");
}

#[test]
fn a_message_with_a_file_may_come_from_a_page_of_before() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let seen = ticket.fact("version");
    ticket.act(&app.signed_in("ops.engineer"), "accept").is(303);
    let files = [Upload { field: "attachments", file_name: "a.txt", content: b"hello" }];
    let fields = [("text", "补充说明"), ("version", seen.as_str())];
    app.signed_in("yj.user").upload(&format!("{}/message", ticket.path), &fields, &files).is(303);
}
