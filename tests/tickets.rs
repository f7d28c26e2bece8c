//! Tickets once they exist: who may do what with them, and what follows (spec 2).

mod around;
mod attachments;
mod bulk;
mod dashboard;
mod life;
mod lists;
mod messages;
mod permissions;
mod queue;
mod races;
mod times;
mod told;
mod url_scans;

use crate::support::{
    Browser, Page, TestApp,
    sql::{one, run},
};

/// Whose ticket, for which of their applications, on which of their addresses.
#[derive(Clone, Copy)]
struct Filer {
    username: &'static str,
    application: &'static str,
    public_ip: &'static str,
    floating_ip: &'static str,
}

const EMERGENCY: Filer =
    Filer {
        username: "yj.user", application: "应急指挥一张图", public_ip: "203.0.113.18", floating_ip: "10.20.6.31"
    };
const HEALTH: Filer =
    Filer {
        username: "wj.user", application: "预约挂号平台", public_ip: "203.0.113.22", floating_ip: "10.20.8.12"
    };
const POLICE: Filer = Filer {
    username: "ga.user",
    application: "互联网交通安全综合服务",
    public_ip: "203.0.113.40",
    floating_ip: "10.20.21.5",
};
const UNIT: Filer = Filer {
    username: "yj.unit",
    application: "应急救援队伍调度平台",
    public_ip: "203.0.113.19",
    floating_ip: "10.20.6.81",
};

/// Files a mapping of `port` and answers with the ticket's path; `action` is `save` or `submit`.
fn file(app: &TestApp, filer: Filer, port: &str, action: &str) -> String {
    let id = one(app, &format!("SELECT id FROM applications WHERE name = '{}'", filer.application));
    let fields = [
        ("application", id.as_str()),
        ("contact_phone", "027-87231234"),
        ("contact_email", "zhang@demo.example"),
        ("description", "供全省各市州应急管理部门的值班人员查看实时险情"),
        ("public_ip", filer.public_ip),
        ("public_port", port),
        ("floating_ip", filer.floating_ip),
        ("internal_port", "8443"),
        ("protocol", "tcp"),
        ("access_url", ""),
        ("validity", "unlimited"),
        ("action", action),
    ];
    app.signed_in(filer.username).post("/tickets/new/internet-mapping", &fields).location()
}

/// A ticket on its way to where a test begins.
struct Ticket<'a> {
    app: &'a TestApp,
    path: String,
}

impl<'a> Ticket<'a> {
    fn draft(app: &'a TestApp) -> Self {
        Self { app, path: file(app, EMERGENCY, "9443", "save") }
    }

    fn submitted(app: &'a TestApp) -> Self {
        Self::submitted_by(app, EMERGENCY)
    }

    fn submitted_by(app: &'a TestApp, filer: Filer) -> Self {
        Self { app, path: file(app, filer, "9443", "submit") }
    }

    /// A pending ticket, taken to `state` by the shortest way.
    fn in_state(app: &'a TestApp, state: &str) -> Self {
        let steps: &[(&str, &str)] = match state {
            "draft" => return Self::draft(app),
            "pending" => &[],
            "returned" => &[("ops.engineer", "return")],
            "processing" => &[("ops.engineer", "accept")],
            "waiting_reply" => &[("ops.engineer", "accept"), ("ops.engineer", "ask")],
            "resolved" => &[("ops.engineer", "accept"), ("ops.engineer", "resolve")],
            "completed" => &[("ops.engineer", "accept"), ("ops.engineer", "resolve"), ("yj.user", "confirm")],
            "closed" => &[("yj.user", "close")],
            other => panic!("no state {other}"),
        };
        let ticket = Self::submitted(app);
        for (username, action) in steps {
            ticket.act(&app.signed_in(username), action).is(303);
        }
        ticket
    }

    /// Posts the action with everything it needs.
    fn act(&self, browser: &Browser, action: &str) -> Page {
        let engineer = one(self.app, "SELECT id FROM users WHERE username = 'ops.engineer2'");
        let fields: &[(&str, &str)] = match action {
            "confirm" => &[("timeliness", "5"), ("result", "4"), ("text", "很快")],
            "assign" => &[("assignee", &engineer)],
            "accept" | "urge" | "delete" | "submit" => &[],
            "contact" => &[("contact_phone", "13971234567"), ("contact_email", "li@demo.example")],
            _ => &[("text", "请看说明")],
        };
        browser.post(&format!("{}/{action}", self.path), fields)
    }

    fn state(&self) -> String {
        self.fact("state")
    }

    fn fact(&self, column: &str) -> String {
        one(self.app, &format!("SELECT {column} FROM tickets WHERE number = '{}'", self.number()))
    }

    fn number(&self) -> &str {
        self.path.trim_start_matches("/tickets/")
    }

    fn seen_by(&self, username: &str) -> Page {
        self.app.signed_in(username).get(&self.path)
    }
}

/// The actions whose forms a page shows, by the last part of their addresses.
fn offered(page: &Page) -> Vec<String> {
    let html = page.html();
    let forms = scraper::Selector::parse("main form[action]").expect("a selector");
    let mut actions: Vec<String> = html
        .select(&forms)
        .filter_map(|form| {
            form.attr("action")?.strip_prefix("/tickets/")?.split_once('/').map(|(_, last)| last.to_owned())
        })
        .filter(|last| !last.contains('/'))
        .collect();
    actions.sort();
    actions
}
