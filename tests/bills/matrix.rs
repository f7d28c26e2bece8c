//! Every role before a bill of its own department, of its sector, of the other one, and before both totals (spec 1, 5).

use super::{EMERGENCY, MONTH, POLICE, REASON, bill, enter, make, send_all, total};
use crate::support::TestApp;

/// What somebody is answered who looks at a bill, and who answers it while it can't be answered by the words they send.
const CASES: [(&str, [u16; 4], [u16; 4]); 15] = [
    // Looks at: 应急, 公安, the political-legal total, the cloud's. Rejects without a reason: the same.
    ("yj.user", [200, 404, 404, 404], [403, 404, 404, 404]),
    ("yj.admin", [200, 404, 404, 404], [422, 404, 404, 404]),
    ("yj.unit", [404, 404, 404, 404], [404, 404, 404, 404]),
    ("wj.admin", [404, 404, 404, 404], [404, 404, 404, 404]),
    ("ga.user", [404, 200, 404, 404], [404, 403, 404, 404]),
    ("ga.admin", [404, 200, 404, 404], [404, 422, 404, 404]),
    ("bigdata.user", [200, 200, 200, 200], [403, 403, 403, 403]),
    ("bigdata.admin", [200, 200, 200, 200], [403, 403, 403, 409]),
    ("plc.user", [404, 200, 200, 404], [404, 403, 403, 404]),
    ("plc.admin", [404, 200, 200, 404], [404, 403, 409, 404]),
    ("ops.manager", [200, 200, 200, 200], [403, 403, 403, 403]),
    ("ops.engineer", [404, 404, 404, 404], [404, 404, 404, 404]),
    ("platform.admin", [404, 404, 404, 404], [404, 404, 404, 404]),
    ("security.admin", [404, 404, 404, 404], [404, 404, 404, 404]),
    ("auditor", [404, 404, 404, 404], [404, 404, 404, 404]),
];

#[test]
fn everybody_sees_and_answers_what_the_matrix_says() {
    let app = TestApp::new();
    enter(&app, MONTH, "yj.user", "专线", 1, 10_000);
    enter(&app, MONTH, "ga.user", "专线", 1, 10_000);
    make(&app, MONTH);
    send_all(&app, MONTH);
    let bills = [bill(&app, EMERGENCY), bill(&app, POLICE), total(&app, "political_legal"), total(&app, "cloud")];
    for (who, looks, answers) in CASES {
        let browser = app.signed_in(who);
        let looked = bills.each_ref().map(|bill| browser.get(bill).status());
        let rejected = bills.each_ref().map(|bill| browser.post(&format!("{bill}/reject"), &[("reason", "")]).status());
        assert_eq!((looked, rejected), (looks, answers), "{who}");
        let confirmed = bills.each_ref().map(|bill| {
            // Only whether they might: nothing is to change.
            browser.post(&format!("{bill}/confirm"), &[("version", "0")]).status()
        });
        assert_eq!(confirmed, answers.map(|status| if status == 422 { 409 } else { status }), "{who}");
    }
    let pages = ["/bills", "/bills/departments", "/bills/statistics", "/bills/generate", "/bills/entries"];
    for (who, expected) in [
        ("yj.user", [200, 200, 200, 403, 403]),
        ("plc.admin", [200, 200, 200, 403, 403]),
        ("bigdata.admin", [200, 200, 200, 403, 403]),
        ("ops.manager", [200; 5]),
        ("ops.engineer", [403; 5]),
        ("platform.admin", [403; 5]),
        ("auditor", [403; 5]),
    ] {
        let browser = app.signed_in(who);
        assert_eq!(pages.map(|page| browser.get(page).status()), expected, "{who}");
    }
    let admin = app.signed_in("yj.admin");
    let [emergency, ..] = &bills;
    for path in ["projects", "lines", "changes"] {
        let is_there = if path == "changes" { 404 } else { 200 };
        admin.get(&format!("{emergency}/{path}")).is(is_there);
        app.signed_in("wj.admin").get(&format!("{emergency}/{path}")).is_not_found();
    }
    app.signed_in("wj.admin").get(&format!("{emergency}/lines.csv")).is_not_found();
    super::reject(&admin, emergency, &[("reason", REASON)]).is(303);
}
