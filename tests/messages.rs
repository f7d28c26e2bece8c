//! The message centre (spec 6).

mod live;

use diesel::{RunQueryDsl, connection::SimpleConnection, prelude::*, sql_query, sql_types::Timestamptz};
use yunwu::{outbox::Mail, schema::messages, text::Text};

use crate::support::{Browser, Page, TestApp, news::News};

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    id: i64,
}

fn ids_of(app: &TestApp, username: &str) -> Vec<i64> {
    use yunwu::schema::users;
    messages::table
        .inner_join(users::table)
        .filter(users::username.eq(username))
        .order(messages::id)
        .select(messages::id)
        .load(&mut app.sql())
        .expect("messages")
}

fn bell(browser: &Browser) -> String {
    browser.get("/messages/bell").is_ok().text("#bell-count b")
}

fn titles(page: &Page) -> String {
    page.text("tbody a.t")
}

#[test]
fn everyone_sees_their_own_messages_alone() {
    let app = TestApp::new();
    News::of("GD1").reach(&app, &["yj.user"]);
    News::of("GD2").reach(&app, &["wj.user"]);
    let mine = app.signed_in("yj.user");
    assert_eq!(titles(&mine.get("/messages").is_ok()), "工单 GD1 已受理");
    let (own, other) = (ids_of(&app, "yj.user")[0], ids_of(&app, "wj.user")[0]);
    mine.get(&format!("/messages/{own}")).is_ok();
    mine.get(&format!("/messages/{other}")).is_not_found();
    mine.get("/messages/999999").is_not_found();
    mine.get("/messages/first").is_not_found();
    mine.post("/messages/read", &[("message", &other.to_string())]).is_not_found();
    assert_eq!(bell(&app.signed_in("wj.user")), "1");
}

#[test]
fn a_visitor_is_led_to_sign_in() {
    let app = TestApp::new();
    assert_eq!(app.visitor().get("/messages").location(), "/login?next=%2Fmessages");
}

#[test]
fn a_message_says_what_happened_and_leads_to_its_record() {
    let app = TestApp::new();
    News::of("GD1").quoting("端口 <443> 请尽快开通").reach(&app, &["yj.user"]);
    let page = app.signed_in("yj.user").get(&format!("/messages/{}", ids_of(&app, "yj.user")[0])).is_ok();
    assert_eq!(page.text("h1"), "工单 GD1 已受理");
    assert!(page.text("main").contains("应急指挥一张图"));
    assert_eq!(page.text(".quote"), "端口 <443> 请尽快开通");
    assert_eq!(page.attribute(".page-head a.btn", "href").as_deref(), Some("/tickets/GD1"));
}

#[test]
fn a_message_shows_where_its_record_stands_now_to_who_still_sees_it() {
    let app = TestApp::new();
    app.sql()
        .batch_execute(
            "INSERT INTO tickets (id, number, kind, state, application_id, department_id, ticket_group_id, filer_id, contact_phone,
                contact_email, description, details, clock_left_seconds, clock_since, due_at, submitted_at, search_text)
             SELECT 7, 'GD7', 'support', 'pending', a.id, a.department_id, u.ticket_group_id, u.id, '', '', '', '{}', 0, now(), now(), now(), ''
             FROM users u JOIN applications a USING (department_id) WHERE username = 'yj.user' LIMIT 1",
        )
        .expect("a ticket");
    News::of("GD7").of_record("ticket", 7).reach(&app, &["yj.user", "wj.user"]);
    let path = |username: &str| format!("/messages/{}", ids_of(&app, username)[0]);
    let page = app.signed_in("yj.user").get(&path("yj.user")).is_ok();
    assert_eq!((page.state(), page.text("[data-state]")), ("pending".to_owned(), "待受理".to_owned()));
    let page = app.signed_in("wj.user").get(&path("wj.user")).is_ok();
    assert!(!page.has("[data-state]") && !page.has("main a[href='/tickets/GD7']"), "{}", page.text("main"));
}

#[test]
fn a_message_of_a_resource_request_shows_its_state_to_who_still_sees_it() {
    let app = TestApp::new();
    let path = crate::requests::filed(&app, "yj.user");
    let number = path.rsplit('/').next().expect("a number");
    let id = sql_query(format!("SELECT id FROM resource_requests WHERE number = '{number}'"))
        .get_result::<Id>(&mut app.sql())
        .expect("a request")
        .id;
    News::of(number).of_record("request", id).reach(&app, &["yj.user", "wj.user"]);
    let newest = |username: &str| format!("/messages/{}", ids_of(&app, username).last().expect("a message"));
    let page = app.signed_in("yj.user").get(&newest("yj.user")).is_ok();
    assert_eq!((page.state(), page.text("[data-state]")), ("first_review".to_owned(), "待初审".to_owned()));
    let page = app.signed_in("wj.user").get(&newest("wj.user")).is_ok();
    assert!(!page.has("[data-state]"), "{}", page.text("main"));
}

#[test]
fn who_did_it_is_not_told_of_it_unless_it_concerns_their_account() {
    let app = TestApp::new();
    News::of("GD1").by("yj.user").reach(&app, &["yj.user", "wj.user"]);
    assert_eq!((ids_of(&app, "yj.user").len(), ids_of(&app, "wj.user").len()), (0, 1));
    News::of("yj.user").of_record("user", 1).by("yj.user").reach(&app, &["yj.user"]);
    assert_eq!(ids_of(&app, "yj.user").len(), 1);
}

#[test]
fn opening_a_message_reads_it_and_the_bell_falls() {
    let app = TestApp::new();
    for number in ["GD1", "GD2"] {
        News::of(number).reach(&app, &["yj.user"]);
    }
    let browser = app.signed_in("yj.user");
    assert_eq!(bell(&browser), "2");
    let page = browser.get(&format!("/messages/{}", ids_of(&app, "yj.user")[0])).is_ok();
    assert_eq!(page.text("#bell-count b"), "1", "on the message's own page already");
    assert_eq!(bell(&browser), "1");
}

#[test]
fn messages_are_marked_read_singly_or_all_and_the_list_stays_as_it_was() {
    let app = TestApp::new();
    for number in ["GD1", "GD2", "GD3"] {
        News::of(number).reach(&app, &["yj.user"]);
    }
    let browser = app.signed_in("yj.user");
    let ids: Vec<String> = ids_of(&app, "yj.user").iter().map(i64::to_string).collect();
    let answer = browser.post("/messages/read", &[("message", &ids[0]), ("back", "/messages?state=unread")]);
    assert_eq!(answer.location(), "/messages?state=unread");
    assert_eq!(bell(&browser), "2");
    assert_eq!(browser.post("/messages/read", &[("all", "on"), ("back", "//evil.example")]).location(), "/messages");
    assert_eq!(bell(&browser), "");
    browser.post("/messages/read", &[]).is(422);
}

#[test]
fn the_list_filters_by_kind_by_read_state_and_by_words() {
    let app = TestApp::new();
    News::of("GD1").reach(&app, &["yj.user"]);
    News::of("203.0.113.9")
        .about("network")
        .saying(Text::new("ticket-told-accepted").with("number", "张_三"))
        .reach(&app, &["yj.user"]);
    let browser = app.signed_in("yj.user");
    browser.get(&format!("/messages/{}", ids_of(&app, "yj.user")[0])).is_ok();
    let found = |query: &str| titles(&browser.get(&format!("/messages?{query}")).is_ok());
    assert_eq!(found("kind=network"), "工单 张_三 已受理");
    assert_eq!(found("state=read"), "工单 GD1 已受理");
    assert_eq!(found("state=unread"), "工单 张_三 已受理");
    assert_eq!(found("q=203.0.113"), "工单 张_三 已受理");
    assert_eq!(found("q=%E5%BC%A0_"), "工单 张_三 已受理");
    assert_eq!(found("q=%25"), "");
    assert_eq!(found("q=gd1&kind=network"), "");
    assert_eq!(
        found("q=%E5%B7%B2%E5%8F%97%E7%90%86"),
        "工单 张_三 已受理 工单 GD1 已受理",
        "words of the sentence itself"
    );
    assert_eq!(found("q=%E5%B7%B2%E5%8F%97%E7%90%86+gd1"), "工单 GD1 已受理");
    assert_eq!(found("q=number"), "", "the name of a gap is no word");
    assert_eq!(found("q=accepted"), "", "nor is another language's");
    let csv = browser.get("/messages.csv?q=%E5%B7%B2%E5%8F%97%E7%90%86").source();
    assert_eq!(csv.lines().count(), 3);
    assert_eq!(found("kind=nonsense&q=%00"), "工单 张_三 已受理 工单 GD1 已受理");
}

#[test]
fn the_list_is_sorted_by_its_columns_and_exported_in_that_order() {
    let app = TestApp::new();
    for number in 1..=30 {
        let kind = if number % 3 == 0 { "network" } else { "ticket" };
        News::of(&format!("GD{:02}", number * 7 % 31)).about(kind).mailed(Mail::No).reach(&app, &["yj.user"]);
    }
    let browser = app.signed_in("yj.user");
    for sort in ["", "time", "kind", "-kind", "record", "-record"] {
        let pages = browser.every_page(&format!("/messages?sort={sort}"));
        let shown: Vec<String> = pages.iter().flat_map(|page| page.texts("tbody a.mono")).collect();
        let mut once = shown.clone();
        once.sort();
        once.dedup();
        assert_eq!((shown.len(), once.len()), (30, 30), "{sort}");
        let csv = browser.get(&format!("/messages.csv?sort={sort}")).source();
        let exported: Vec<&str> = csv.lines().skip(1).filter_map(|line| line.split(',').nth(5)).collect();
        assert_eq!(exported, shown, "{sort}");
    }
    assert_eq!(browser.get("/messages?sort=record").texts("tbody a.mono")[..2], ["GD01", "GD02"]);
    assert!(browser.get("/messages").has("th[aria-sort=descending] a[href='/messages?sort=time']"));
}

#[test]
fn the_list_is_paged_and_exported_whole() {
    let app = TestApp::new();
    for number in 1..=60 {
        News::of(&format!("GD{number}")).mailed(Mail::No).reach(&app, &["yj.user"]);
    }
    let browser = app.signed_in("yj.user");
    let first = browser.get("/messages").is_ok();
    assert!(first.text(".pager").contains("60"));
    let second = browser.get(&first.attribute("a[rel=next]", "href").expect("a next page")).is_ok();
    let third = browser.get(&second.attribute("a[rel=next]", "href").expect("a last page")).is_ok();
    assert_eq!([&first, &second, &third].map(|page| page.count("tbody tr")), [25, 25, 10]);
    assert!(!third.has("a[rel=next]"));
    assert_eq!(titles(&browser.get(&third.attribute("a[rel=prev]", "href").expect("a way back"))), titles(&second));
    let csv = browser.get("/messages.csv?q=GD6").is_ok();
    assert_eq!(csv.source().lines().count(), 3, "the head, GD60 and GD6");
    assert!(browser.get("/messages.xlsx").is_ok().body.starts_with(b"PK"));
}

#[test]
fn the_bell_shows_the_latest_five() {
    let app = TestApp::new();
    for number in 1..=7 {
        News::of(&format!("GD{number}")).reach(&app, &["yj.user"]);
    }
    let piece = app.signed_in("yj.user").get("/messages/bell").is_ok();
    assert_eq!(piece.count("#bell-latest li a.new"), 5);
    assert!(piece.text("#bell-latest li:first-child").contains("GD7"));
}

#[test]
fn the_bell_keeps_no_session_alive() {
    #[derive(QueryableByName)]
    struct Seen {
        #[diesel(sql_type = Timestamptz)]
        at: chrono::DateTime<chrono::Utc>,
    }
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    app.sql().batch_execute("UPDATE sessions SET last_seen_at = now() - interval '5 minutes'").expect("a clock set");
    let seen = || {
        sql_query("SELECT last_seen_at AS at FROM sessions").get_result::<Seen>(&mut app.sql()).expect("a session").at
    };
    let before = seen();
    browser.get("/messages/bell").is_ok();
    assert_eq!(seen(), before);
    browser.get("/messages").is_ok();
    assert!(seen() > before);
}

#[test]
fn the_bell_leaves_what_waits_to_be_said_to_the_next_page() {
    let app = TestApp::new();
    News::of("GD1").reach(&app, &["yj.user"]);
    let browser = app.signed_in("yj.user");
    browser.post("/messages/read", &[("all", "on")]);
    browser.get("/messages/bell").is_ok();
    assert!(browser.get("/messages").is_ok().text(".flash").contains("1"));
}

#[test]
fn the_mailbox_shows_each_mail_from_commit_on() {
    let app = TestApp::new();
    News::of("GD1").quoting("<script>alert(1)</script>").reach(&app, &["yj.user"]);
    let visitor = app.visitor();
    let list = visitor.get("/dev/mailbox").is_ok();
    assert_eq!(list.state(), "waiting");
    assert!(list.text("tbody").contains("yj.user@demo.example"));
    let address = list.attribute("tbody a.t", "href").expect("a link to the mail");
    let mail = visitor.get(&address).is_ok();
    assert!(mail.text("h1").contains("工单 GD1 已受理"));
    assert!(mail.text("pre").contains("> <script>alert(1)</script>"));
    let html = visitor.get(&format!("{address}/html")).is_ok();
    let policy = html.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.ends_with("sandbox"), "{policy}");
    assert!(!html.has("script"));
    assert_eq!(titles(&visitor.get("/dev/mailbox?q=WJ.user").is_ok()), "");
    visitor.get("/dev/mailbox/99").is_not_found();
}

#[test]
fn the_mailbox_does_not_exist_in_production() {
    let app = TestApp::with(|settings| settings.demo = false);
    News::of("GD1").reach(&app, &["yj.user"]);
    for path in ["/dev/mailbox", "/dev/mailbox/1", "/dev/mailbox/1/html"] {
        app.visitor().get(path).is_not_found();
    }
}
