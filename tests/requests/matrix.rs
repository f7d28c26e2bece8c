//! What each role is answered about resources and requests, asked over HTTP (spec 1, "The permission matrix"): 200 or 303 for
//! what it may, 404 for what it doesn't see, 403 for what it may not, 409 for what isn't its turn, 422 for what is to be mended.

use std::{collections::HashMap, thread};

use super::{Asked, act, deliver, filed, number_of, one, run};
use crate::support::{Browser, TestApp};

/// Pages, and what asks for no record: by everybody's address.
const PAGES: [(&str, &str); 13] = [
    ("requests", "/resources/requests"),
    ("file", "/resources/requests.xlsx"),
    ("resources", "/resources"),
    ("apply", "/resources/apply"),
    ("form", "/resources/apply/ecs"),
    ("send", "POST /resources/apply/ecs"),
    ("approvals", "/approvals"),
    ("many", "POST /approvals/bulk"),
    ("delegate", "/approvals/delegation"),
    ("flows", "/admin/flows"),
    ("times", "/resources/times"),
    ("vpcs", "/network/vpcs"),
    ("new-vpc", "/network/vpcs/new"),
];

/// What is sent lacks everything, so it is refused at its fields wherever it may be sent at all.
const ANSWERS: &str = "
                requests file resources apply form send approvals many delegate flows times vpcs new-vpc
yj.user         200      200  200       200   200  422  403       403  403      403   403   200  403
yj.admin        200      200  200       200   200  422  403       403  403      403   403   200  403
bigdata.user    200      200  200       200   200  422  403       403  403      403   403   200  403
bigdata.user+   200      200  200       200   200  422  200       422  200      403   403   200  403
bigdata.admin   200      200  200       200   200  422  200       422  200      403   403   200  403
plc.user        200      200  200       200   200  422  403       403  403      403   403   200  403
plc.user+       200      200  200       200   200  422  200       422  200      403   403   200  403
plc.admin       200      200  200       200   200  422  200       422  200      403   403   200  403
ops.engineer    200      200  200       403   403  403  200       422  200      403   200   200  200
ops.manager     200      200  200       403   403  403  403       403  403      403   200   200  403
platform.admin  403      403  403       403   403  403  403       403  403      200   403   200  200
security.admin  403      403  403       403   403  403  403       403  403      403   403   403  403
auditor         403      403  403       403   403  403  403       403  403      403   403   403  403
";

/// For which departments one applies: 应急管理厅 of the government, 公安厅 of the other sector. What isn't one's to apply for is
/// refused at its field.
const APPLYING: &str = "
                government political-legal
yj.user         303        422
yj.admin        303        422
wj.user         422        422
ga.admin        422        303
bigdata.user    303        422
bigdata.admin   303        422
plc.user        422        303
plc.admin       422        303
ops.engineer    403        403
ops.manager     403        403
platform.admin  403        403
security.admin  403        403
auditor         403        403
";

/// A request of the government, of the other sector, and of one's own; `second` is asked where it waits for 省大数据局, `deliver`
/// and `sheet` where it is approved, everything else where nobody has decided yet.
const RECORDS: &str = "
                request         view edit save withdraw approve reject second deliver sheet
yj.user         own             200  200  422  303      403     403    403    403     200
ga.user         own             200  200  422  303      403     403    -      403     200
bigdata.admin   own             200  200  422  303      403     403    403    403     200
plc.admin       own             200  200  422  303      403     403    -      403     200
yj.colleague    government      200  403  403  403      403     403    403    403     200
yj.admin        government      200  403  403  403      403     403    403    403     200
wj.user         government      404  404  404  404      404     404    404    404     404
wj.admin        government      404  404  404  404      404     404    404    404     404
yj.unit.admin   government      404  404  404  404      404     404    404    404     404
ga.admin        government      404  404  404  404      404     404    404    404     404
bigdata.user    government      200  403  403  403      403     403    403    403     200
bigdata.user+   government      200  403  403  403      409     409    303    403     200
bigdata.admin   government      200  403  403  403      409     409    303    403     200
plc.user        government      404  404  404  404      404     404    404    404     404
plc.admin       government      404  404  404  404      404     404    404    404     404
ops.engineer    government      200  403  403  403      303     303    409    303     200
ops.manager     government      200  403  403  403      403     403    403    403     200
platform.admin  government      404  404  404  404      404     404    404    404     404
security.admin  government      404  404  404  404      404     404    404    404     404
auditor         government      404  404  404  404      404     404    404    404     404
ga.admin        political-legal 200  403  403  403      403     403    -      403     200
yj.user         political-legal 404  404  404  404      404     404    -      404     404
yj.admin        political-legal 404  404  404  404      404     404    -      404     404
bigdata.user    political-legal 200  403  403  403      403     403    -      403     200
bigdata.admin   political-legal 200  403  403  403      403     403    -      403     200
plc.user        political-legal 200  403  403  403      403     403    -      403     200
plc.user+       political-legal 200  403  403  403      303     303    -      403     200
plc.admin       political-legal 200  403  403  403      303     303    -      403     200
ops.engineer    political-legal 200  403  403  403      403     403    -      303     200
ops.manager     political-legal 200  403  403  403      403     403    -      403     200
platform.admin  political-legal 404  404  404  404      404     404    -      404     404
";

/// The lines of such a table, each a word for every column.
fn lines(table: &str) -> Vec<Vec<&str>> {
    table.lines().map(|line| line.split_whitespace().collect()).filter(|line: &Vec<_>| !line.is_empty()).collect()
}

/// Somebody of the example; with a `+` they were granted to approve.
fn somebody(app: &TestApp, who: &str) -> Browser {
    let username = who.trim_end_matches('+');
    let change = if who == username {
        format!("DELETE FROM user_grants WHERE permission = 'approve' AND user_id = {}", super::user(app, username))
    } else {
        format!("INSERT INTO user_grants (user_id, permission) VALUES ({}, 'approve')", super::user(app, username))
    };
    run(app, &change);
    app.signed_in(username)
}

#[test]
fn every_role_opens_the_pages_that_the_matrix_says() {
    let app = TestApp::new();
    let mut table = lines(ANSWERS);
    let columns = table.remove(0);
    assert_eq!(columns, PAGES.map(|(name, _)| name));
    for line in table {
        let browser = somebody(&app, line[0]);
        let ask = |path: &str| match path.strip_prefix("POST ") {
            Some(path) => browser.post(path, &[]).status(),
            None => browser.get(path).status(),
        };
        let answers: Vec<String> = PAGES.iter().map(|(_, path)| ask(path).to_string()).collect();
        assert_eq!(answers, line[1..], "{} of {columns:?}", line[0]);
    }
}

#[test]
fn every_role_applies_for_the_departments_that_the_matrix_says() {
    let app = TestApp::new();
    let forms = ["yj.user", "ga.user"].map(|username| {
        let department = one(&app, &format!("SELECT department_id FROM users WHERE username = '{username}'"));
        Asked::good(&app, username).with("department", &department)
    });
    let mut table = lines(APPLYING);
    table.remove(0);
    thread::scope(|scope| {
        for line in table {
            let (app, forms) = (&app, &forms);
            scope.spawn(move || {
                let browser = app.signed_in(line[0]);
                for (form, expected) in forms.iter().zip(&line[1..]) {
                    let answer = form.submit(&browser);
                    assert_eq!(answer.status().to_string(), *expected, "{line:?}: {}", answer.text(".alert"));
                    assert!(answer.status() != 422 || !answer.errors_at("department").is_empty(), "{line:?}");
                }
            });
        }
    });
    assert_eq!(one(&app, "SELECT count(*) FROM resource_requests"), APPLYING.matches("303").count().to_string());
}

/// The requests that are asked about; one that somebody has changed is asked about no more.
struct Requests<'a> {
    app: &'a TestApp,
    of: HashMap<String, String>,
    /// Machines that were delivered.
    made: usize,
}

impl Requests<'_> {
    fn ask(&mut self, browser: &Browser, who: &str, whose: &str, ask: &str) -> u16 {
        let key = if whose == "own" { who } else { whose };
        let path = self.of.entry(key.to_owned()).or_insert_with(|| request(self.app, key)).clone();
        let state = match ask {
            "second" => "'second_review'",
            "deliver" | "sheet" => "'delivering'",
            _ => "flow[1]",
        };
        run(self.app, &format!("UPDATE resource_requests SET state = {state} WHERE number = '{}'", number_of(&path)));
        self.made += 1;
        let answer = match ask {
            "view" => browser.get(&path),
            "sheet" => browser.get(&format!("{path}/delivery")),
            "edit" => browser.get(&format!("{path}/edit")),
            "save" => browser.post(&format!("{path}/edit"), &[("action", "submit")]),
            "second" => act(browser, &path, "approve", ""),
            "deliver" => deliver(browser, &path, &[["1", "i-1", &format!("10.20.6.{}", self.made % 250 + 1)]]),
            verb => act(browser, &path, verb, "不再需要"),
        };
        if answer.status() == 303 {
            self.of.remove(key);
        }
        answer.status()
    }
}

/// One that waits for its first review.
fn request(app: &TestApp, whose: &str) -> String {
    let filed_for = |filer: &str, of: &str| {
        let department = one(app, &format!("SELECT department_id FROM users WHERE username = '{of}'"));
        Asked::good(app, of).with("department", &department).filed(&app.signed_in(filer))
    };
    match whose {
        "government" => filed(app, "yj.user"),
        "political-legal" => filed(app, "ga.user"),
        "bigdata.admin" => filed_for(whose, "yj.user"),
        "plc.admin" => filed_for(whose, "ga.user"),
        applicant => filed(app, applicant),
    }
}

#[test]
fn every_role_does_with_requests_what_the_matrix_says() {
    let app = TestApp::new();
    let mut table = lines(RECORDS);
    let columns = table.remove(0);
    let mut requests = Requests { app: &app, of: HashMap::new(), made: 0 };
    for line in table {
        let (who, whose) = (line[0], line[1]);
        let browser = somebody(&app, who);
        for (ask, expected) in columns[1..].iter().zip(&line[2..]).filter(|(_, expected)| **expected != "-") {
            let answer = requests.ask(&browser, who, whose, ask);
            assert_eq!(answer.to_string(), *expected, "{who} asks to {ask}: {whose}");
        }
    }
}
