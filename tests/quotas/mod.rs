//! Quotas (spec 4): what holds them, who hands them on, and that nothing overdraws them.

mod allocating;
mod asking;
mod holding;
mod races;

use crate::support::{
    Browser, Page, TestApp,
    sql::{one, run},
};

const EMERGENCY: &str = "湖北省应急管理厅";
const UNIT: &str = "湖北省应急救援中心";
const PROVINCE: &str = "湖北省";

fn department(app: &TestApp, name: &str) -> String {
    one(app, &format!("SELECT id FROM departments WHERE name = '{name}'"))
}

fn region(app: &TestApp, code: &str) -> String {
    one(app, &format!("SELECT id FROM regions WHERE code = '{code}'"))
}

/// Total, allocated, used and pending in 花山.
fn balance(app: &TestApp, name: &str, metric: &str) -> String {
    one(
        app,
        &format!(
            "SELECT concat_ws(' ', total, allocated, used, pending) FROM quota_balances b
             JOIN departments d ON d.id = b.department_id JOIN regions r ON r.id = b.region_id
             WHERE d.name = '{name}' AND r.code = 'huashan' AND metric = '{metric}'"
        ),
    )
}

/// Has a department have that much of a metric in 花山, whatever it had.
fn give(app: &TestApp, name: &str, metric: &str, total: i64) {
    run(
        app,
        &format!(
            "SELECT raise_quota(d.id, r.id, '{metric}', {total} - b.total) FROM departments d, regions r, quota_balances b
             WHERE d.name = '{name}' AND r.code = 'huashan'
               AND (b.department_id, b.region_id, b.metric) = (d.id, r.id, '{metric}')"
        ),
    );
}

/// Rows of a form of amounts: code of the region, metric, amount.
fn rows(app: &TestApp, rows: &[(&str, &str, &str)], more: &[(&str, &str)]) -> Vec<(String, String)> {
    let row = |(code, metric, amount): &(&str, &str, &str)| {
        [("region", region(app, code)), ("metric", (*metric).to_owned()), ("amount", (*amount).to_owned())]
    };
    let rows = rows.iter().flat_map(row).map(|(name, value)| (name.to_owned(), value));
    rows.chain(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))).collect()
}

fn send(browser: &Browser, path: &str, fields: &[(String, String)]) -> Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &fields)
}

fn ask(app: &TestApp, browser: &Browser, amounts: &[(&str, &str, &str)]) -> Page {
    send(browser, "/quotas/requests/new", &rows(app, amounts, &[("reason", "新系统上线")]))
}

/// Presses a button of a request's page with the version that it shows.
fn press(browser: &Browser, path: &str, verb: &str, text: &str) -> Page {
    let hidden = browser.get(path).is_ok().hidden_of(&format!("/{verb}"));
    let hidden = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    browser.post(&format!("{path}/{verb}"), &hidden.chain([("text", text)]).collect::<Vec<_>>())
}

fn allocate(app: &TestApp, browser: &Browser, to: &str, metric: &str, total: i64) -> Page {
    let path = format!("/quotas/allocate?department={}", department(app, to));
    send(browser, &path, &rows(app, &[("huashan", metric, &total.to_string())], &[("reason", "年度调整")]))
}
