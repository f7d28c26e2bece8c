//! Bills (spec 5): made to the 分, sent, answered, added up.

mod answers;
mod entries;
mod making;
mod matrix;
mod races;
mod roll_ups;
mod timed;
mod views;

use chrono::Utc;
use yunwu::bills::generate::make_next;

use crate::{
    requests::{approved, deliver, project},
    support::{
        Browser, Page, TestApp,
        sql::{one, run},
    },
};

const EMERGENCY: &str = "湖北省应急管理厅";
const HEALTH: &str = "湖北省卫生健康委员会";
const POLICE: &str = "湖北省公安厅";
const MONTH: &str = "2026-09";
const REASON: &str = "这条明细九月二十日才交付使用";

/// Something that was entered for a month, of the department of `keeper`: description, units, 分 a month.
fn enter(app: &TestApp, month: &str, keeper: &str, description: &str, units: i64, price: i64) {
    let project = project(app, keeper, &format!("{keeper} 的项目"));
    run(
        app,
        &format!(
            "INSERT INTO bill_entries (month, department_id, project_id, region_id, product, description, units, price, period)
             SELECT '{month}-01', department_id, id, (SELECT min(id) FROM regions), 'other', '{description}', {units}, {price},
                    daterange('{month}-01', ('{month}-01'::date + interval '1 month')::date)
             FROM projects WHERE id = {project}"
        ),
    );
}

/// `yj.user`'s first server, used as `periods` say: component, units, period.
fn used(app: &TestApp, periods: &[(&str, i64, &str)]) {
    let path = approved(app);
    let operator = app.signed_in("ops.engineer");
    deliver(&operator, &path, &[["1", "i-1", "10.20.6.71"], ["2", "i-2", "10.20.6.72"]]).is(303);
    run(app, "DELETE FROM usage_segments");
    for (component, units, period) in periods {
        run(
            app,
            &format!(
                "INSERT INTO usage_segments (resource_id, component, units, request_id, period)
                 SELECT id, '{component}', {units}, request_id, '{period}' FROM resources WHERE instance_id = 'i-1'"
            ),
        );
    }
}

/// What the price of a component was, from a day on, as if it had always been so.
fn priced(app: &TestApp, component: &str, prices: &[(i64, &str)]) {
    run(app, "ALTER TABLE prices DISABLE TRIGGER past_prices_stay");
    run(app, &format!("DELETE FROM prices WHERE component = '{component}'"));
    for (amount, valid) in prices {
        run(app, &format!("INSERT INTO prices (component, amount, valid) VALUES ('{component}', {amount}, '{valid}')"));
    }
    run(app, "ALTER TABLE prices ENABLE TRIGGER past_prices_stay");
}

/// Asks for the month, and makes it as the worker would.
fn make(app: &TestApp, month: &str) {
    app.signed_in("ops.manager").post("/bills/generate", &[("month", month)]).is(303);
    work_off(app);
}

fn work_off(app: &TestApp) {
    while app.db().transact(|tx| make_next(tx, Utc::now())).expect("a department") {}
}

fn send_all(app: &TestApp, month: &str) {
    app.signed_in("ops.manager").post("/bills/send", &[("month", month)]).is(303);
}

/// The address of a department's bill of [`MONTH`].
fn bill(app: &TestApp, department: &str) -> String {
    let id = one(
        app,
        &format!(
            "SELECT b.id FROM bills b JOIN departments d ON d.id = b.department_id
             WHERE d.name = '{department}' AND b.month = '{MONTH}-01'"
        ),
    );
    format!("/bills/{id}")
}

/// The address of a roll-up of [`MONTH`].
fn total(app: &TestApp, kind: &str) -> String {
    format!("/bills/{}", one(app, &format!("SELECT id FROM bills WHERE kind = '{kind}' AND month = '{MONTH}-01'")))
}

/// The emergency department's bill with two entries, sent.
fn sent(app: &TestApp) -> String {
    enter(app, MONTH, "yj.user", "专线", 2, 10_000);
    enter(app, MONTH, "yj.user", "机柜", 1, 50_005);
    make(app, MONTH);
    send_all(app, MONTH);
    bill(app, EMERGENCY)
}

/// The id of a line of the newest edition.
fn line(app: &TestApp, component: &str) -> String {
    one(app, &format!("SELECT id FROM bill_lines WHERE component = '{component}' ORDER BY round DESC LIMIT 1"))
}

fn reject(browser: &Browser, bill: &str, fields: &[(&str, &str)]) -> Page {
    browser.post(&format!("{bill}/reject"), fields)
}

fn confirm(app: &TestApp, who: &str, bill: &str) -> Page {
    app.signed_in(who).post(&format!("{bill}/confirm"), &[])
}
