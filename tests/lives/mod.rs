//! Mappings after they were opened: reminders, ends and removal, renewal, recertification (spec 2, "Expiry").

mod early;
mod ends;
mod races;
mod recertification;
mod renewal;

use crate::support::{
    Browser, Page, TestApp,
    sql::{one, run},
};

const FORM: &str = "/tickets/new/internet-mapping";

/// A day in Shanghai, so many from today.
fn day(app: &TestApp, from_today: i64) -> String {
    one(app, &format!("SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date + {from_today}"))
}

/// The fields of a mapping of `ports`, which ends on `until` if that is given.
fn fields<'a>(application: &'a str, ports: &[&'a str], until: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("application", application),
        ("contact_phone", "027-87231234"),
        ("contact_email", "chen@demo.example"),
        ("description", "供全省各市州应急管理部门的值班人员查看实时险情"),
        ("public_ip", "203.0.113.18"),
        ("validity", if until.is_empty() { "unlimited" } else { "until" }),
        ("valid_until", until),
        ("action", "submit"),
    ];
    for port in ports {
        let row = [("floating_ip", "10.20.6.31"), ("internal_port", "8443"), ("protocol", "tcp"), ("access_url", "")];
        fields.push(("public_port", port));
        fields.extend(row);
    }
    fields
}

fn application(app: &TestApp) -> String {
    one(app, "SELECT id FROM applications WHERE name = '应急指挥一张图'")
}

/// A ticket of 陈静's for these ports of 203.0.113.18, opened and confirmed; its number.
fn opened(app: &TestApp, ports: &[&str], until: &str) -> String {
    let application = application(app);
    let filed = app.signed_in("yj.user").post(FORM, &fields(&application, ports, until));
    let path = filed.location();
    resolve(app, &path);
    app.signed_in("yj.user").post(&format!("{path}/confirm"), &[("timeliness", "5"), ("result", "5")]).is(303);
    path.trim_start_matches("/tickets/").to_owned()
}

fn resolve(app: &TestApp, path: &str) {
    let operator = app.signed_in("ops.engineer");
    operator.post(&format!("{path}/accept"), &[]).is(303);
    operator.post(&format!("{path}/resolve"), &[("text", "已开通")]).is(303);
}

/// As if what `ticket` opened had been open for 200 days, to end in `days`.
fn ends_in(app: &TestApp, ticket: &str, days: i64) {
    run(
        app,
        &format!(
            "UPDATE port_mappings SET opened_at = now() - interval '200 days', valid = tstzrange(now() - interval '200 days',
                 ((now() AT TIME ZONE 'Asia/Shanghai')::date + {days} + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')
             WHERE ticket_id = (SELECT id FROM tickets WHERE number = '{ticket}')"
        ),
    );
}

/// A renewal of `ticket` as its form proposes it, submitted; where that leads.
fn renew(browser: &Browser, ticket: &str) -> Page {
    let form = browser.get(&format!("{FORM}?renew={ticket}")).is_ok();
    submit(browser, &form)
}

/// The same where there may be nothing to renew any more.
fn try_to_renew(browser: &Browser, ticket: &str) -> Page {
    let form = browser.get(&format!("{FORM}?renew={ticket}"));
    if form.status() == 200 { submit(browser, &form) } else { form }
}

fn submit(browser: &Browser, form: &Page) -> Page {
    let filled = form.filled(FORM);
    let typed = filled.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let fields: Vec<_> = typed.filter(|(name, _)| *name != "action").chain([("action", "submit")]).collect();
    browser.post(FORM, &fields)
}

/// Where the first of what `ticket` opened stands in the register.
fn entry(app: &TestApp, ticket: &str) -> String {
    let first = format!(
        "SELECT m.id FROM port_mappings m JOIN tickets t ON t.id = m.ticket_id
         WHERE t.number = '{ticket}' ORDER BY row_number LIMIT 1"
    );
    format!("/network/ports/{}", one(app, &first))
}

/// The states of a ticket's mappings, in the order of its rows.
fn states(app: &TestApp, ticket: &str) -> String {
    one(
        app,
        &format!(
            "SELECT string_agg(m.state, ' ' ORDER BY row_number, m.id)
             FROM port_mappings m JOIN tickets t ON t.id = m.ticket_id WHERE t.number = '{ticket}'"
        ),
    )
}

/// Who got messages of that title, a name for each.
fn told(app: &TestApp, key: &str) -> String {
    one(
        app,
        &format!(
            "SELECT string_agg(username, ' ' ORDER BY username)
             FROM messages JOIN users ON users.id = recipient_id WHERE title ->> 'key' = '{key}'"
        ),
    )
}

/// To whom mails of that title go.
fn mailed(app: &TestApp, key: &str) -> String {
    one(app, &format!("SELECT string_agg(address, ' ' ORDER BY address) FROM mails WHERE title ->> 'key' = '{key}'"))
}

/// The statuses of two at once, in order.
fn at_once<T: Send>(one: impl FnOnce() -> T + Send, other: impl FnOnce() -> T + Send) -> [T; 2] {
    std::thread::scope(|scope| {
        let other = scope.spawn(other);
        [one(), other.join().expect("a thread that ends")]
    })
}
