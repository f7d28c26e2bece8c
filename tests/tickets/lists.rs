use super::{EMERGENCY, HEALTH, Ticket, file, one, run};
use crate::support::{Page, TestApp};

fn numbers(page: &Page) -> Vec<String> {
    let html = page.html();
    let cells = scraper::Selector::parse("tbody .sub.mono").unwrap();
    html.select(&cells).map(|cell| cell.text().collect::<String>()).filter(|text| text.starts_with("GD")).collect()
}

#[test]
fn the_tabs_are_the_guides_and_say_how_many() {
    let app = TestApp::new();
    let closed = Ticket::in_state(&app, "closed");
    let pending = Ticket { app: &app, path: file(&app, EMERGENCY, "9444", "submit") };
    let draft = Ticket { app: &app, path: file(&app, EMERGENCY, "9445", "save") };
    let filer = app.signed_in("yj.user");
    let page = filer.get("/tickets").is_ok();
    assert_eq!(page.text(".tabs"), "全部 3 待提交 1 处理中 1 待评价 0 已完成 0 已关闭 1");
    for (state, ticket) in
        [("to_submit", &draft), ("in_progress", &pending), ("pending", &pending), ("closed", &closed)]
    {
        assert_eq!(numbers(&filer.get(&format!("/tickets?state={state}"))), [ticket.number()], "{state}");
    }
    assert_eq!(app.signed_in("yj.admin").get("/tickets").count("tbody tr"), 2, "drafts are their filer's alone");
}

#[test]
fn two_characters_find_and_so_does_an_address_or_a_number() {
    let app = TestApp::new();
    let (ours, theirs) = (Ticket::submitted(&app), Ticket::submitted_by(&app, HEALTH));
    let operator = app.signed_in("ops.engineer");
    let find = |q: &str| numbers(&operator.get(&format!("/tickets?q={q}")));
    assert_eq!(find("指挥"), [ours.number()]);
    assert_eq!(find("挂号"), [theirs.number()]);
    assert_eq!(find("10.20.8.12"), [theirs.number()]);
    assert_eq!(find("203.0.113.18:9443"), [ours.number()]);
    assert_eq!(find(ours.number()), [ours.number()]);
    assert_eq!(find("险情").len(), 2);
    assert_eq!(find("' OR 1=1 --"), Vec::<String>::new());
    assert_eq!(app.signed_in("yj.user").get("/tickets?q=挂号").count("tbody tr"), 0);
}

#[test]
fn filters_narrow_and_unknown_ones_hide_nothing() {
    let app = TestApp::new();
    let (ours, theirs) = (Ticket::submitted(&app), Ticket::submitted_by(&app, HEALTH));
    run(&app, &format!("UPDATE tickets SET created_at = '2026-01-05T16:30:00Z' WHERE number = '{}'", theirs.number()));
    let operator = app.signed_in("ops.engineer");
    let list = |query: &str| numbers(&operator.get(&format!("/tickets?{query}")).is_ok());
    let department = one(&app, "SELECT id FROM departments WHERE name = '湖北省卫生健康委员会'");
    assert_eq!(list(&format!("department={department}")), [theirs.number()]);
    assert_eq!(list(&format!("application={}", ours.fact("application_id"))), [ours.number()]);
    assert_eq!(list("from=2026-01-06&to=2026-01-06"), [theirs.number()], "Shanghai's date counts");
    assert_eq!(list("to=2026-01-05"), Vec::<String>::new());
    assert_eq!(list("kind=internet-mapping").len(), 2);
    assert_eq!(list("kind=support").len(), 0);
    assert_eq!(list("state=lost&kind=x&application=x&from=x&sort=x&cursor=x&q=%00").len(), 2);
}

fn many(app: &TestApp, count: i32) {
    run(app, &format!(
        "INSERT INTO tickets (number, kind, state, application_id, department_id, ticket_group_id, filer_id, contact_phone,
            contact_email, description, details, clock_left_seconds, clock_since, due_at, submitted_at, search_text, updated_at)
         SELECT 'GD20261122' || lpad((5000 + n)::text, 4, '0'), 'internet-mapping', 'pending', a.id, a.department_id, u.ticket_group_id,
            u.id, '', '', '=1+1', jsonb_build_object('kind', 'internet-mapping', 'public_ip', '', 'rows', '[]'::jsonb, 'filing_no', '',
            'whitelist', '', 'validity', '', 'valid_until', '', 'remarks', ''), 259200, now(), now() + ((n * 37 % 11) || ' hours')::interval,
            now(), '批量', now() - ((n % 7) || ' hours')::interval
         FROM generate_series(1, {count}) n, applications a JOIN users u ON u.username = 'yj.user'
         WHERE a.name = '应急指挥一张图'"
    ));
}

#[test]
fn pages_lead_on_and_back_in_every_order_and_show_each_ticket_once() {
    let app = TestApp::new();
    many(&app, 60);
    let filer = app.signed_in("yj.user");
    for sort in ["", "oldest", "due", "updated"] {
        let first = filer.get(&format!("/tickets?sort={sort}")).is_ok();
        assert!(first.text(".pager").contains("共 60 条"));
        assert!(!first.has("a[rel=prev]"));
        let (mut seen, mut page) = (numbers(&first), first);
        let mut last_but_one = Vec::new();
        while let Some(next) = page.attribute("a[rel=next]", "href") {
            last_but_one = numbers(&page);
            page = filer.get(&next).is_ok();
            seen.extend(numbers(&page));
        }
        let csv = filer.get(&format!("/tickets.csv?sort={sort}")).source();
        let exported: Vec<&str> = csv.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
        assert_eq!(exported, seen, "{sort}: exported as it is shown");
        let before = filer.get(&page.attribute("a[rel=prev]", "href").unwrap());
        assert_eq!(numbers(&before), last_but_one, "{sort}");
        assert_eq!(seen.len(), 60, "{sort}");
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 60, "{sort}");
    }
}

#[test]
fn the_list_is_exported_as_it_is_filtered() {
    let app = TestApp::new();
    many(&app, 30);
    let other = Ticket::submitted_by(&app, HEALTH);
    let operator = app.signed_in("ops.engineer");
    let csv = operator.get("/tickets.csv?q=批量").is_ok();
    assert!(csv.source().starts_with("\u{feff}单号,"));
    assert_eq!(csv.source().lines().count(), 31);
    assert!(!csv.source().contains(other.number()));
    let xlsx = operator.get("/tickets.xlsx?q=批量").is_ok();
    assert!(xlsx.body.starts_with(b"PK") && xlsx.header("content-disposition").contains("tickets.xlsx"));
    app.signed_in("ops.manager").get("/tickets.csv").is_forbidden();
}

#[test]
fn nothing_yet_and_nothing_found_are_said_differently() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    assert!(filer.get("/tickets").has(".empty a[href=\"/tickets/new\"]"));
    assert!(filer.get("/tickets?q=无此内容").text(".empty").contains("没有符合条件"));
}
