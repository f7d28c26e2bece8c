//! Every figure equals the sum of what it opens into.

use super::{EMERGENCY, MONTH, bill, enter, line, make, one, send_all, used};
use crate::support::TestApp;

/// Two months of two departments, the first with a server.
fn two_months(app: &TestApp) {
    used(app, &[("ecs.g6.large", 1, "[2026-09-11,)"), ("ebs.cloud_ssd", 40, "[2026-09-11,2026-09-21)")]);
    for (month, price) in [("2026-08", 10_000), (MONTH, 20_000)] {
        enter(app, month, "yj.user", "专线", 1, price);
        enter(app, month, "wj.user", "专线", 1, price);
        make(app, month);
        send_all(app, month);
    }
}

fn yuan(shown: &str) -> i64 {
    shown.chars().filter(char::is_ascii_digit).collect::<String>().parse().expect("an amount")
}

#[test]
fn a_bill_opens_into_regions_products_projects_and_lines_with_their_requests() {
    let app = TestApp::new();
    two_months(&app);
    let (path, reader) = (bill(&app, EMERGENCY), app.signed_in("yj.user"));
    let page = reader.get(&path).is_ok();
    let whole = yuan(&page.text("aside dd b"));
    assert_eq!(
        whole.to_string(),
        one(
            &app,
            "SELECT sum(amount) FROM bill_lines l JOIN bills b ON b.id = l.bill_id
        JOIN departments d ON d.id = b.department_id WHERE b.month = '2026-09-01' AND d.name = '湖北省应急管理厅'"
        )
    );
    for sum in page.texts("tfoot td.num b") {
        assert_eq!(yuan(&sum), whole);
    }
    assert!(page.text("main").contains("本月新增") && page.text("main").contains("无审批申请单"));
    let number = one(&app, "SELECT number FROM resource_requests");
    assert!(page.has(&format!("a[href='/resources/requests/{number}']")));
    let projects = reader.get(&format!("{path}/projects")).is_ok();
    assert_eq!(projects.texts("tbody td.right").iter().map(|it| yuan(it)).sum::<i64>(), whole);
    let project = one(&app, "SELECT project_id FROM resources LIMIT 1");
    let lines = reader.get(&format!("{path}/projects/{project}")).is_ok();
    assert_eq!(lines.texts("tbody td.right b").len(), 2);
    reader.get(&format!("{path}/projects/999")).is_not_found();
    let flagged = reader.get(&format!("{path}/lines?flagged=1&product=other")).is_ok();
    assert_eq!(flagged.count("tbody tr"), 1);
    assert!(line(&app, "专线").parse::<i64>().is_ok());
}

#[test]
fn statistics_add_up_to_the_same_by_month_and_by_whatever_one_asks() {
    let app = TestApp::new();
    two_months(&app);
    let bureau = app.signed_in("bigdata.user");
    let all = one(&app, "SELECT sum(amount) FROM bill_lines");
    for by in ["product", "region", "department", "project"] {
        let page = bureau.get(&format!("/bills/statistics?from=2026-08&to=2026-09&by={by}")).is_ok();
        for sum in page.texts("tfoot td.num b") {
            assert_eq!(yuan(&sum).to_string(), all, "{by}");
        }
        assert_eq!(page.count("svg g.bar"), 2, "{by}");
    }
    let page = bureau.get("/bills/statistics?from=2026-08&to=2026-09&by=department").is_ok();
    let opened = page.attribute("table:last-of-type tbody a", "href").expect("a link");
    bureau.get(&opened).is_ok();
    let own = app.signed_in("yj.user").get("/bills/statistics?from=2026-08&to=2026-09&by=department").is_ok();
    assert!(!own.text("main").contains("卫生健康"), "nobody else's");
    let csv = bureau.get("/bills/statistics.csv?from=2026-08&to=2026-09&by=department").is_ok();
    assert_eq!(csv.source().lines().count(), 5);
    assert!(bureau.get("/bills/statistics.xlsx?by=project").is_ok().header("content-type").contains("sheet"));
}

#[test]
fn months_are_listed_with_what_they_cost_and_how_that_changed() {
    let app = TestApp::new();
    two_months(&app);
    let page = app.signed_in("wj.user").get("/bills").is_ok();
    assert!(page.text("main").contains("+100.0%") && page.text("main").contains("+¥100.00"), "{}", page.text("main"));
    let page = app.signed_in("bigdata.user").get("/bills/departments").is_ok();
    assert_eq!(page.count("tbody tr"), 3, "two departments and the total of the cloud");
    let page = app.signed_in("bigdata.user").get("/bills/departments?month=2026-08&state=confirmed").is_ok();
    assert_eq!(page.count("tbody tr"), 0);
    let csv = app.signed_in("bigdata.user").get("/bills/departments.csv?month=2026-08").is_ok();
    assert_eq!(csv.source().lines().count(), 4);
    assert_eq!(app.signed_in("wj.user").get("/bills.csv").is_ok().source().lines().count(), 3);
    let lines = app.signed_in("yj.user").get(&format!("{}/lines.csv", bill(&app, EMERGENCY))).is_ok();
    assert_eq!(lines.source().lines().count(), 4);
}
