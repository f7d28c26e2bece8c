//! New prices: from when they count, what they end, and what is refused.

use std::thread;

use diesel::{RunQueryDsl, sql_query};

use super::{LARGE, in_days, one, set, wait};
use crate::support::TestApp;

#[test]
fn a_new_price_ends_the_one_before_on_its_first_day() {
    let app = TestApp::new();
    let manager = app.signed_in("ops.manager");
    let from = in_days(10);
    let page = manager.follow(&set(&manager, LARGE, "1,234.56", &from.to_string())).is_ok();
    assert_eq!(page.state(), "priced");
    let rows = page.texts("tbody tr");
    assert_eq!(rows.len(), 2);
    assert!(
        rows[0].contains(&from.to_string()) && rows[0].contains("至下次调价") && rows[0].contains("¥1,234.56"),
        "{rows:?}"
    );
    assert!(rows[0].contains("待生效"), "{rows:?}");
    assert!(
        rows[1].contains(&in_days(9).to_string()) && rows[1].contains("¥250.00") && rows[1].contains("生效中"),
        "{rows:?}"
    );
    assert!(page.text("main .dl").contains("¥250.00"), "today’s price is still the old one");
    let row = manager.get("/bills/prices?q=ecs.g6.large").is_ok().text("tbody tr");
    assert!(row.contains("¥250.00") && row.contains("¥1,234.56"), "{row}");
    let later = manager.get(&format!("/bills/prices?q=ecs.g6.large&on={from}")).is_ok().text("tbody tr");
    assert!(later.contains("¥1,234.56") && !later.contains("¥250.00"), "{later}");
    app.holds_together();
}

#[test]
fn what_is_typed_in_full_width_is_understood() {
    let app = TestApp::new();
    let manager = app.signed_in("ops.manager");
    set(&manager, LARGE, "￥１，２３４。５６元", &in_days(1).to_string()).is(303);
    assert_eq!(one(&app, "SELECT amount FROM prices WHERE component = 'ecs.g6.large' AND upper_inf(valid)"), "123456");
    set(&manager, "/bills/prices/oss.lrs", "0", &in_days(1).to_string()).is(303);
}

#[test]
fn what_cannot_be_a_price_is_refused_at_its_field_and_everything_typed_stays() {
    let app = TestApp::new();
    let manager = app.signed_in("ops.manager");
    let (today, tomorrow) = (in_days(0).to_string(), in_days(1).to_string());
    for (amount, from, field, says) in [
        ("", tomorrow.as_str(), "amount", "请填写金额"),
        ("-1", &tomorrow, "amount", "不能为负数"),
        ("1.005", &tomorrow, "amount", "最多精确到分"),
        ("12,50", &tomorrow, "amount", "“12,50”不是金额"),
        ("10000000.01", &tomorrow, "amount", "不能超过 ¥10,000,000.00"),
        ("250", &tomorrow, "amount", "与自 2025-01-01 起的价格相同"),
        ("300", "", "from", "请填写生效日期"),
        ("300", &today, "from", "最早为明天"),
        ("300", "2025-06-01", "from", "最早为明天"),
        ("300", "2062-01-01", "from", "三年之后"),
    ] {
        let page = set(&manager, LARGE, amount, from).is_refused_at(field);
        assert!(page.errors_at(field).contains(says), "{amount} {from}: {}", page.errors_at(field));
        assert_eq!((page.value("amount").as_str(), page.value("from").as_str()), (amount, from));
    }
    assert_eq!(one(&app, "SELECT count(*) FROM prices WHERE component = 'ecs.g6.large'"), "1");
}

#[test]
fn a_scheduled_price_is_withdrawn_and_the_one_before_goes_on() {
    let app = TestApp::new();
    let manager = app.signed_in("ops.manager");
    set(&manager, LARGE, "300", &in_days(10).to_string()).is(303);
    let early = set(&manager, LARGE, "310", &in_days(5).to_string()).is_refused_at("from");
    assert!(early.errors_at("from").contains("¥300.00"), "{}", early.errors_at("from"));
    let page = manager.get(LARGE);
    let hidden = page.hidden_of("/withdraw");
    let hidden: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let withdraw = format!("{LARGE}/withdraw");
    for _ in 0..2 {
        assert_eq!(manager.post(&withdraw, &hidden).location(), LARGE, "twice is once");
    }
    assert_eq!(
        one(&app, "SELECT string_agg(valid::text, ' ') FROM prices WHERE component = 'ecs.g6.large'"),
        "[2025-01-01,)"
    );
    manager.post(&withdraw, &[]).is(409);
    set(&manager, LARGE, "310", &in_days(5).to_string()).is(303);
    let says = one(&app, "SELECT string_agg(action, ' ' ORDER BY id) FROM audit_entries WHERE resource_type = 'price'");
    assert_eq!(says, "setPrice withdrawPrice setPrice");
    app.holds_together();
}

#[test]
fn what_was_in_force_nobody_changes_not_even_in_the_database() {
    let app = TestApp::new();
    let manager = app.signed_in("ops.manager");
    set(&manager, LARGE, "300", &in_days(1).to_string()).is(303);
    wait(&app, 5);
    assert!(!manager.get(LARGE).has("form[action$='/withdraw']"));
    manager.post(&format!("{LARGE}/withdraw"), &[]).is(409);
    for statement in [
        "UPDATE prices SET amount = 1 WHERE component = 'ecs.g6.large' AND upper_inf(valid)",
        "UPDATE prices SET valid = daterange(lower(valid), NULL) WHERE component = 'ecs.g6.large' AND NOT upper_inf(valid)",
        "UPDATE prices SET valid = daterange(lower(valid), current_date - 2) WHERE component = 'ecs.c6.large'",
        "DELETE FROM prices WHERE component = 'ecs.g6.large'",
        "INSERT INTO prices (component, amount, valid) VALUES ('ecs.new', 1, '[2030-01-01,)')",
        "INSERT INTO prices (component, amount, valid) VALUES ('ecs.c6.large', 1, '[2020-01-01,2021-01-01)')",
        "TRUNCATE prices",
    ] {
        assert!(sql_query(statement).execute(&mut app.sql()).is_err(), "{statement}");
    }
    app.holds_together();
}

#[test]
fn a_page_that_is_out_of_date_changes_nothing_and_shows_what_is_there_now() {
    let app = TestApp::new();
    let manager = app.signed_in("ops.manager");
    let new = format!("{LARGE}/new");
    let seen = manager.get(&new).value("version");
    set(&manager, LARGE, "300", &in_days(3).to_string()).is(303);
    let (amount, from) = ("320", in_days(6).to_string());
    let late = manager.post(&new, &[("version", &seen), ("amount", amount), ("from", &from)]).is(409);
    let says = late.text(".alert.warn");
    assert!(says.contains("设了新价格") && says.contains("现在： 300.00您填写： 320"), "{says}");
    assert_eq!((late.value("amount").as_str(), late.value("from")), (amount, from.clone()));
    manager.post(&new, &[("version", &late.value("version")), ("amount", amount), ("from", &from)]).is(303);
    assert_eq!(one(&app, "SELECT count(*) FROM prices WHERE component = 'ecs.g6.large'"), "3");
}

#[test]
fn of_two_who_set_one_at_once_one_is_told() {
    let app = TestApp::new();
    let new = format!("{LARGE}/new");
    let managers = [app.signed_in("ops.manager"), app.signed_in("ops.manager")];
    let version = managers[0].get(&new).value("version");
    let answers: Vec<u16> = thread::scope(|scope| {
        let post = |(browser, days): (_, u64)| {
            let (new, version) = (new.clone(), version.clone());
            scope.spawn(move || {
                let browser: &crate::support::Browser = browser;
                let fields = [("version", version.as_str()), ("amount", "300"), ("from", &in_days(days).to_string())];
                browser.post(&new, &fields).status()
            })
        };
        let racing: Vec<_> = managers.iter().zip([2, 3]).map(post).collect();
        racing.into_iter().map(|it| it.join().unwrap()).collect()
    });
    let mut answers = answers;
    answers.sort_unstable();
    assert_eq!(answers, [303, 409]);
    app.holds_together();
}

#[test]
fn prices_are_the_operations_managers_alone() {
    let app = TestApp::new();
    for who in ["yj.admin", "bigdata.admin", "plc.admin", "ops.engineer", "platform.admin", "security.admin", "auditor"]
    {
        let browser = app.signed_in(who);
        for path in
            ["/bills/prices", "/bills/prices.csv", "/bills/prices/import", LARGE, "/bills/prices/ecs.g6.large/new"]
        {
            browser.get(path).is_forbidden();
        }
        browser.post("/bills/prices/ecs.g6.large/new", &[("amount", "1"), ("from", "2030-01-01")]).is_forbidden();
        assert!(!browser.get("/").has("nav a[href='/bills/prices']"), "{who}");
    }
    let manager = app.signed_in("ops.manager");
    assert!(manager.get("/").has("nav a[href='/bills/prices']"));
    for path in ["/bills/prices/ecs.g9.large", "/bills/prices/nothing/new"] {
        manager.get(path).is_not_found();
    }
    manager.post("/bills/prices/ecs.g9.large/new", &[]).is_not_found();
    manager.post("/bills/prices/ecs.g9.large/withdraw", &[]).is_not_found();
}

#[test]
fn what_was_typed_and_not_sent_is_there_again() {
    let app = TestApp::new();
    let manager = app.signed_in("ops.manager");
    let new = format!("{LARGE}/new");
    let version = manager.get(&new).value("version");
    manager.post(&format!("/kept?path={new}"), &[("amount", "333"), ("from", ""), ("version", &version)]).is(204);
    assert_eq!(manager.get(&new).value("amount"), "333");
    set(&manager, LARGE, "333", &in_days(1).to_string()).is(303);
    assert_eq!(manager.get(&new).value("amount"), "");
}
