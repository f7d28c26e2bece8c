//! The calendar as administrators keep it, and what it does to due times (spec 0, "Working days").

use crate::{
    access::{one, run},
    support::{Browser, Page, TestApp},
};

const CONFIRM: &str = "/admin/calendar/confirm";

fn confirm(browser: &Browser, effect: &Page) -> Page {
    let fields = effect.hidden_of("/confirm");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(CONFIRM, &fields)
}

/// Something was submitted on a Thursday noon, and is due three working days later.
fn with_due_times(app: &TestApp) {
    run(
        app,
        "INSERT INTO tickets (number, kind, state, application_id, department_id, ticket_group_id, filer_id, contact_phone,
                              contact_email, description, details, clock_left_seconds, clock_since, due_at, submitted_at, search_text)
         SELECT 'GD202701070001', 'internet-access', 'pending', a.id, u.department_id, u.ticket_group_id, u.id, u.phone, u.email,
                '', '{}', 259200, '2027-01-07 04:00+00', '2027-01-12 04:00+00', '2027-01-07 04:00+00', ''
         FROM users u JOIN applications a ON a.department_id = u.department_id WHERE u.username = 'yj.user'
         ORDER BY a.id LIMIT 1",
    );
}

#[test]
fn a_days_effect_is_shown_and_saved_with_every_due_time_it_moves() {
    let app = TestApp::new();
    with_due_times(&app);
    let keeper = app.signed_in("platform.admin");
    let page = keeper.get("/admin/calendar?year=2027").is_ok();
    assert!(page.text("h1").contains("暂定") && page.count(".month") == 12, "{}", page.text("h1"));
    assert_eq!(page.attribute(".month a[href$='/2027-02-05']", "class").as_deref(), Some("off may"));

    let day = "/admin/calendar/days/2027-01-11";
    keeper.post(day, &[("kind", "make_up"), ("name", "")]).is_refused_at("kind");
    let effect = keeper.post(day, &[("kind", "off"), ("name", "省运会")]).is_ok();
    let said = effect.text("main");
    assert!(
        said.contains("共 1 个在办期限会改变") && said.contains("2027-01-12") && said.contains("2027-01-13"),
        "{said}"
    );
    assert_eq!(
        one(&app, "SELECT count(*) FROM calendar_days WHERE date = '2027-01-11'"),
        "0",
        "nothing is written yet"
    );
    let saved = keeper.follow(&confirm(&keeper, &effect)).is_ok();
    assert!(
        saved.text(".flash").contains("日历已更改") && saved.text("aside").contains("省运会"),
        "{}",
        saved.text("main")
    );
    assert_eq!(
        one(
            &app,
            "SELECT due_at AT TIME ZONE 'UTC' || ' ' || due_provisional FROM tickets WHERE number = 'GD202701070001'"
        ),
        "2027-01-13 04:00:00 true"
    );
    let line = "SELECT action FROM timeline_entries WHERE record_kind = 'ticket' ORDER BY id DESC LIMIT 1";
    assert_eq!(one(&app, line), "rescheduleCase");
    assert_eq!(
        one(&app, "SELECT after->>'2027-01-11' FROM audit_entries WHERE action = 'updateCalendar'"),
        "off 省运会"
    );
    confirm(&keeper, &effect).is(303);
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE action = 'updateCalendar'"), "1", "twice is once");

    let effect = keeper.post(day, &[("kind", "plain"), ("name", "")]).is_ok();
    confirm(&keeper, &effect).is(303);
    assert_eq!(
        one(&app, "SELECT due_at AT TIME ZONE 'UTC' FROM tickets WHERE number = 'GD202701070001'"),
        "2027-01-12 04:00:00"
    );
}

#[test]
fn a_years_arrangement_is_pasted_and_takes_the_place_of_what_there_was() {
    let app = TestApp::new();
    with_due_times(&app);
    let keeper = app.signed_in("platform.admin");
    let arrange = |lines: &str| {
        keeper.post("/admin/calendar/arrange", &[("year", "2027"), ("lines", lines), ("published", "on")])
    };
    let refused =
        arrange("2027-02-05…2027-02-08 休\n2027-02-30 休\n2027-03-01 上班\n2026-01-01 休").is_refused_at("lines");
    let said = refused.errors_at("lines");
    for says in ["第 2 行：日期无法识别", "第 3 行：2027-03-01 本来就是工作日", "第 4 行：2026-01-01 不在 2027 年"]
    {
        assert!(said.contains(says), "{said}");
    }
    assert!(refused.value("lines").contains("2027-02-30"));
    keeper.post("/admin/calendar/arrange", &[("year", "1999"), ("lines", "1月1日 休")]).is_refused_at("year");

    let effect = arrange("1月1日至1月3日 休 元旦\n2027-01-08…2027-01-11\t休\t春节\n2027-01-16 上班").is_ok();
    let said = effect.text("main");
    assert!(said.contains("2027-01-12") && said.contains("2027-01-14") && said.contains("将标为已公布"), "{said}");
    let stale = confirm(&keeper, &effect);
    keeper.follow(&stale).is_ok();
    assert_eq!(one(&app, "SELECT count(*) FROM calendar_days WHERE date >= '2027-01-01'"), "8");
    assert_eq!(
        one(
            &app,
            "SELECT due_at AT TIME ZONE 'UTC' || ' ' || due_provisional FROM tickets WHERE number = 'GD202701070001'"
        ),
        "2027-01-14 04:00:00 false"
    );
    let csv = keeper.get("/admin/calendar.csv?year=2027").is_ok().source();
    assert!(csv.contains("2027-01-16,调休上班,调休上班"), "{csv}");
    let file = crate::support::Upload { field: "file", file_name: "2027.csv", content: csv.as_bytes() };
    let fields = [("year", "2027"), ("lines", ""), ("published", "on")];
    let again = keeper.upload("/admin/calendar/arrange", &fields, &[file]).is_ok();
    assert!(again.text("main").contains("没有日期改变"), "{}", again.text("main"));
    confirm(&keeper, &again).is(409);
}

#[test]
fn who_comes_too_late_sees_the_effect_on_the_calendar_as_it_is() {
    let app = TestApp::new();
    let (keeper, other) = (app.signed_in("platform.admin"), app.signed_in("platform.admin"));
    let first = keeper.post("/admin/calendar/days/2027-03-01", &[("kind", "off"), ("name", "")]).is_ok();
    let second = other.post("/admin/calendar/days/2027-03-02", &[("kind", "off"), ("name", "")]).is_ok();
    confirm(&keeper, &first).is(303);
    let stale = confirm(&other, &second).is(409);
    assert!(stale.has("form[action$='/confirm']"), "{}", stale.text("main"));
    confirm(&other, &stale).is(303);
    assert_eq!(one(&app, "SELECT count(*) FROM calendar_days WHERE date BETWEEN '2027-03-01' AND '2027-03-02'"), "2");
    for username in ["security.admin", "auditor", "ops.manager", "yj.admin"] {
        let browser = app.signed_in(username);
        browser.get("/admin/calendar").is_forbidden();
        browser.post(CONFIRM, &[("year", "2027"), ("lines", "1月1日 休")]).is_forbidden();
    }
    keeper.get("/admin/calendar/days/2027-02-30").is_not_found();
}
