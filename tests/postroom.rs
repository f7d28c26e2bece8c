//! What administrators do with mails and their words (spec 6, mail).

mod outbox;
mod robots;
mod templates;

use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::Text};

use crate::support::{Browser, Page, TestApp, sql::run};

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    word: String,
}

/// The one cell that `query` finds, as text.
fn one(app: &TestApp, query: &str) -> String {
    let query = format!("SELECT coalesce(string_agg(found::text, ' '), '') AS word FROM ({query}) AS rows (found)");
    sql_query(query).get_result::<Word>(&mut app.sql()).expect("a word").word
}

/// Presses the button of the form whose address ends so, with these fields typed in.
fn press(browser: &Browser, page: &Page, action: &str, typed: &[(&str, &str)]) -> Page {
    let hidden = page.hidden_of(action);
    assert!(!hidden.is_empty(), "there is a form {action}");
    let mut fields: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.extend(typed);
    browser.post(action, &fields)
}

const PAGES: [&str; 7] = [
    "/admin/outbox",
    "/admin/outbox.csv",
    "/admin/mail-templates",
    "/admin/mail-templates/frame/en",
    "/admin/webhooks",
    "/admin/webhooks.csv",
    "/admin/webhooks/new",
];

#[test]
fn these_pages_are_the_platform_administrators_alone() {
    let app = TestApp::new();
    for username in ["auditor", "security.admin", "ops.engineer", "ops.manager", "yj.admin"] {
        let browser = app.signed_in(username);
        for path in PAGES {
            browser.get(path).is_forbidden();
        }
        for path in ["/admin/outbox/1/resend", "/admin/outbox/1/drop", "/admin/outbox/bulk"] {
            browser.post(path, &[]).is_forbidden();
        }
        for path in ["/admin/mail-templates/frame/en", "/admin/mail-templates/frame/en/reset", "/admin/webhooks/new"] {
            browser.post(path, &[("subject", "x")]).is_forbidden();
        }
        for path in ["/admin/webhooks/1/edit", "/admin/webhooks/1/test", "/admin/webhooks/1/pause"] {
            browser.post(path, &[]).is_forbidden();
        }
        assert!(!browser.get("/").text("#nav").contains("发件箱"), "{username}");
    }
    let platform = app.signed_in("platform.admin");
    for path in PAGES {
        platform.get(path).is_ok();
    }
    platform.post("/me/language", &[("language", "en")]).is(303);
    for path in PAGES {
        let shown = platform.get(path).is_ok().text("main h1, main th, main label, main .hint, main .btn, main legend");
        assert!(!shown.contains(|c: char| ('一'..='龥').contains(&c)), "{path}: {shown}");
    }
}
