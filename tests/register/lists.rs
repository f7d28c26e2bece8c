//! Who sees what of it, and how it is filtered, paged and exported.

use super::{MAPPING, Mapping, PATH, encoded, listed, mapping, policy};
use crate::{
    access::{one, run},
    support::TestApp,
};

const OWN: &str = "GD202611309443";
const OF_UNIT: &str = "GD202611309500";
const OF_OTHERS: &str = "GD202611309600";

fn of_three_departments(app: &TestApp) {
    mapping(app, "yj.user", &MAPPING);
    mapping(app, "yj.unit", &Mapping { port: 9500, pool_ip: "203.0.113.19", host: "10.20.6.81", ..MAPPING });
    mapping(app, "wj.user", &Mapping { port: 9600, pool_ip: "203.0.113.22", host: "10.20.8.12", ..MAPPING });
}

#[test]
fn a_department_sees_its_own_and_its_units_and_operators_see_all() {
    let app = TestApp::new();
    of_three_departments(&app);
    for (username, seen) in [
        ("yj.user", vec![OF_UNIT, OWN]),
        ("yj.colleague", vec![OF_UNIT, OWN]),
        ("yj.unit", vec![OF_UNIT]),
        ("wj.admin", vec![OF_OTHERS]),
        ("ga.user", vec![]),
        ("plc.user", vec![]),
        ("bigdata.user", vec![OF_OTHERS, OF_UNIT, OWN]),
        ("ops.engineer", vec![OF_OTHERS, OF_UNIT, OWN]),
        ("ops.manager", vec![OF_OTHERS, OF_UNIT, OWN]),
        ("platform.admin", vec![OF_OTHERS, OF_UNIT, OWN]),
    ] {
        let browser = app.signed_in(username);
        assert_eq!(listed(&browser, ""), seen, "{username}");
        let others = if seen.contains(&OF_OTHERS) { vec![OF_OTHERS] } else { vec![] };
        assert_eq!(listed(&browser, "reach=10.20.8.12"), others, "{username}");
        assert_eq!(listed(&browser, "q=10.20.8.0/24"), others, "{username}");
        let department = one(&app, "SELECT id FROM departments WHERE name = '湖北省卫生健康委员会'");
        assert_eq!(listed(&browser, &format!("department={department}")), others, "{username}");
    }
    let id = one(&app, "SELECT id FROM port_mappings WHERE public_port = 9600");
    for username in ["auditor", "security.admin"] {
        for path in [PATH.to_owned(), format!("{PATH}.csv"), format!("{PATH}.xlsx")] {
            app.signed_in(username).get(&path).is_forbidden();
        }
        app.signed_in(username).get(&format!("{PATH}/{id}")).is_not_found();
    }
    app.signed_in("yj.user").get(&format!("{PATH}/{id}")).is_not_found();
    app.signed_in("yj.user").get(&format!("{PATH}/none")).is_not_found();
    app.signed_in("wj.user").get(&format!("{PATH}/{id}")).is_ok();
}

#[test]
fn who_asked_and_why_is_told_to_who_may_see_the_ticket() {
    let app = TestApp::new();
    mapping(&app, "yj.user", &MAPPING);
    let id = one(&app, "SELECT id FROM port_mappings");
    let words = "供市州值班人员查看险情";
    for (username, told) in
        [("yj.user", true), ("ops.engineer", true), ("ops.manager", false), ("platform.admin", false)]
    {
        let browser = app.signed_in(username);
        let csv = browser.get(&format!("{PATH}.csv")).is_ok().source();
        for page in [browser.get(PATH).is_ok(), browser.get(&format!("{PATH}/{id}")).is_ok()] {
            let said = page.text("main");
            assert_eq!(said.contains("陈静") && said.contains(words), told, "{username}: {said}");
            assert_eq!(page.has(&format!("main a[href='/tickets/{OWN}']")), told, "{username}");
            assert!(said.contains(OWN) && said.contains("应急指挥一张图"), "{username}: {said}");
        }
        assert_eq!(csv.contains(words), told, "{username}");
        assert_eq!(
            listed(&browser, &format!("q={}", encoded("值班人员"))),
            if told { vec![OWN] } else { vec![] },
            "{username}"
        );
        assert_eq!(listed(&browser, &format!("q={}", encoded("应急指挥"))), [OWN], "{username}");
    }
}

#[test]
fn mappings_and_policies_stand_in_one_list_the_newest_first_and_are_filtered() {
    let app = TestApp::new();
    mapping(&app, "yj.user", &MAPPING);
    let access = policy(&app, "GD202611300001", "internet-access", "10.20.6.31", "192.0.2.7", false);
    let held = mapping(&app, "yj.user", &Mapping { port: 9001, state: "held", opened_at: "NULL", ..MAPPING });
    let extranet = mapping(&app, "yj.user", &Mapping { port: 9002, pool_ip: "59.0.2.18", ..MAPPING });
    let filer = app.signed_in("yj.user");
    assert_eq!(listed(&filer, ""), [&extranet, &held, &access, OWN]);
    let application = one(&app, "SELECT min(application_id) FROM port_mappings");
    let [yesterday, today] =
        [-1, 0].map(|days| one(&app, &format!("SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date + {days}")));
    for (query, found) in [
        ("kind=internet-mapping".to_owned(), vec![&held, OWN]),
        ("kind=extranet-mapping".to_owned(), vec![&*extranet]),
        ("kind=internet-access".to_owned(), vec![&*access]),
        ("kind=tenant-access".to_owned(), vec![]),
        ("state=held".to_owned(), vec![&*held]),
        ("state=active&kind=internet-mapping".to_owned(), vec![OWN]),
        (format!("application={application}"), vec![&extranet, &held, &access, OWN]),
        (format!("application={application}&state=held"), vec![&*held]),
        ("application=999999".to_owned(), vec![]),
        (format!("from={today}&to={today}"), vec![&extranet, &access, OWN]),
        (format!("to={yesterday}"), vec![]),
        ("q=192.0.2.7&state=active".to_owned(), vec![&*access]),
        ("q=203.0.113.18&kind=internet-access".to_owned(), vec![]),
        ("q=GD202611300001".to_owned(), vec![&*access]),
        (format!("q={}", encoded("交换数据")), vec![&*access]),
        ("reach=203.0.113.18&q=10.20.6.31".to_owned(), vec![OWN]),
        ("reach=203.0.113.18&q=10.20.6.32".to_owned(), vec![]),
        ("question=unlimited&q=203.0.113.18".to_owned(), vec![]),
    ] {
        assert_eq!(listed(&filer, &query), found, "{query}");
    }
    let page = filer.get(&format!("{PATH}?question=internet&state=active&q=203.0.113.18")).is_ok();
    assert_eq!(page.value("question"), "internet", "a filter keeps its question");
    assert!(page.has("main nav.tabs a[href='/network/ports?q=203.0.113.18&question=ending&state=active']"));
    assert!(page.has("a[href^='/network/ports.csv?q=203.0.113.18&question=internet&state=active']"));
}

#[test]
fn words_that_thousands_of_tickets_say_find_as_those_that_one_says() {
    let app = TestApp::new();
    of_three_departments(&app);
    run(
        &app,
        &format!(
            "INSERT INTO tickets (number, kind, state, application_id, department_id, ticket_group_id, filer_id, contact_phone,
                                  contact_email, description, details, clock_left_seconds, submitted_at, search_text, opened)
             SELECT 'GD9' || n, kind, 'closed', application_id, department_id, ticket_group_id, filer_id, contact_phone,
                    contact_email, description, details, 0, now(), search_text, false
             FROM tickets CROSS JOIN generate_series(10000, 12100) AS n WHERE number = '{OWN}'"
        ),
    );
    let words = encoded("值班人员");
    for (username, found) in [
        ("yj.user", vec![OF_UNIT, OWN]),
        ("yj.unit", vec![OF_UNIT]),
        ("wj.user", vec![OF_OTHERS]),
        ("ops.engineer", vec![OF_OTHERS, OF_UNIT, OWN]),
    ] {
        let browser = app.signed_in(username);
        assert_eq!(listed(&browser, &format!("q={words}")), found, "{username}");
        assert_eq!(listed(&browser, &format!("q={words}&state=held")), Vec::<String>::new(), "{username}");
    }
}

#[test]
fn a_long_list_is_paged_counted_and_exported_whole() {
    let app = TestApp::new();
    mapping(&app, "yj.user", &Mapping { opened_at: "now() - interval '400 days'", ..MAPPING });
    run(
        &app,
        "INSERT INTO port_mappings (ticket_id, row_number, department_id, application_id, pool_ip, protocol, public_port, floating_ip,
                                    internal_port, valid, state, opened_at)
         SELECT ticket_id, n, department_id, application_id, pool_ip, protocol, 20000 + n, floating_ip, 8443,
                CASE WHEN n <= 30 THEN tstzrange(lower(valid), now() + interval '1 second' * (60 + n)) ELSE valid END,
                'active', now() - interval '400 days' - interval '1 minute' * n
         FROM port_mappings CROSS JOIN generate_series(2, 60) AS n",
    );
    let filer = app.signed_in("yj.user");
    for (query, rows) in [
        ("", 60),
        ("q=10.20.6.31", 60),
        ("reach=10.20.6.31", 60),
        ("question=internet", 60),
        ("question=unlimited", 31),
        ("state=active", 60),
        ("q=203.0.113.0/24", 60),
    ] {
        let pages = filer.every_page(&format!("{PATH}?{query}"));
        let links: Vec<String> = pages.iter().flat_map(|page| page.texts("main tbody tr td:first-child a")).collect();
        let mut different = links.clone();
        different.sort();
        different.dedup();
        assert_eq!((links.len(), different.len()), (rows, rows), "{query}");
        assert!(pages[0].text(".pager").contains(&rows.to_string()), "{query}: {}", pages[0].text(".pager"));
        let csv = filer.get(&format!("{PATH}.csv?{query}")).is_ok().source();
        assert!(csv.starts_with('\u{feff}'), "{query}");
        let exported: Vec<&str> = csv.lines().skip(1).filter_map(|line| line.split(',').nth(2)).collect();
        let shown: Vec<&str> = links.iter().filter_map(|link| link.split_whitespace().next()).collect();
        assert_eq!(exported, shown, "{query}");
    }
    let sheet = filer.get(&format!("{PATH}.xlsx?question=unlimited")).is_ok();
    assert!(sheet.header("content-disposition").contains("ports.xlsx"));
}
