//! Questions and faults, from the chooser to the answer, and the access operators ask for meanwhile (spec 2, "Support
//! tickets").

mod authorisations;
mod filing;
mod races;
mod rules;
mod secrets;

use crate::support::{Browser, Page, TestApp};

pub use crate::access::{number_of, one, run};

pub const NEW: &str = "/tickets/new/support";
pub const TOLD: &str = "云服务器名称或IP：ecs-yjt-01\n错误提示：昨晚变更安全组之后，远程登录一直提示连接超时";

/// A form as `yj.user` fills it in.
#[derive(Clone)]
pub struct Asked(Vec<(String, String)>);

impl Asked {
    /// What would be let through.
    pub fn good(app: &TestApp) -> Self {
        let application = one(app, "SELECT id FROM applications WHERE name = '应急指挥一张图'");
        let region = one(app, "SELECT min(id) FROM regions");
        let fields = [
            ("application", application.as_str()),
            ("description", TOLD),
            ("contact_phone", "027-87234567"),
            ("contact_email", "chen@yjt.hubei.gov.cn"),
            ("type", "fault"),
            ("category", "ecs"),
            ("problem", "ecs-login"),
            ("severity", "urgent"),
            ("region", &region),
            ("contact_hours", "09:00-18:00"),
        ];
        Self(fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec())
    }

    /// With another value in that field.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.0.retain(|(field, _)| field != name);
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn press(&self, browser: &Browser, button: &str) -> Page {
        let mut fields: Vec<(&str, &str)> =
            self.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.push(("action", button));
        browser.post(NEW, &fields)
    }
}

/// A fault that `yj.user` reported and `ops.engineer` works on: its path.
pub fn at_work(app: &TestApp) -> String {
    let path = Asked::good(app).press(&app.signed_in("yj.user"), "submit").location();
    app.signed_in("ops.engineer").post(&format!("{path}/accept"), &[]).is(303);
    path
}

/// A moment in Shanghai, so many minutes from now, as a browser posts it.
pub fn moment(app: &TestApp, minutes: i64) -> String {
    one(
        app,
        &format!(
            "SELECT to_char((now() + interval '{minutes} minutes') AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD\"T\"HH24:MI')"
        ),
    )
}

pub const PASSWORD: &str = "Hanjiang-Zuul-7788";

/// What the form of that deed would be let through with.
pub fn fields(app: &TestApp, deed: &str) -> Vec<(&'static str, String)> {
    let (from, until) = (moment(app, -1), moment(app, 240));
    match deed {
        "request" => vec![
            ("target", "host".into()),
            ("text", "需要登录主机查看安全组变更后的网络配置".into()),
            ("from", from),
            ("until", until),
        ],
        "grant" => vec![
            ("address", "10.20.6.31".into()),
            ("port", "22".into()),
            ("account", "tmp-ops".into()),
            ("password", PASSWORD.into()),
            ("from", from),
            ("until", until),
        ],
        "refuse" => vec![("text", "主机上有涉密数据，请改为远程指导".into())],
        _ => vec![],
    }
}

/// Does that with the newest authorisation of the ticket, or asks for one.
pub fn act(app: &TestApp, browser: &Browser, path: &str, deed: &str) -> Page {
    let typed = fields(app, deed);
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post(&address(app, path, deed), &typed)
}

pub fn address(app: &TestApp, path: &str, deed: &str) -> String {
    match deed {
        "request" => format!("{path}/authorisations/request"),
        _ => format!("{path}/authorisations/{}/{deed}", one(app, "SELECT max(id) FROM ticket_authorisations")),
    }
}

/// A ticket at work whose newest authorisation is in that state: its path.
pub fn with_authorisation(app: &TestApp, state: &str) -> String {
    let path = at_work(app);
    bring(app, &path, state);
    path
}

/// Brings a new authorisation of the ticket to that state.
pub fn bring(app: &TestApp, path: &str, state: &str) {
    let (filer, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    let steps: &[(&Browser, &str)] = match state {
        "asked" => &[],
        "granted" | "expired" => &[(&filer, "grant")],
        "refused" => &[(&filer, "refuse")],
        "revoked" => &[(&filer, "grant"), (&filer, "revoke")],
        "cancelled" => &[(&operator, "cancel")],
        other => panic!("no state {other}"),
    };
    act(app, &operator, path, "request").is(303);
    for (who, deed) in steps {
        act(app, who, path, deed).is(303);
    }
    if state == "expired" {
        let past = "UPDATE ticket_authorisations SET valid_from = valid_from - interval '1 day',
                    valid_until = now() - interval '1 minute' WHERE state = 'granted'";
        run(app, past);
        yunwu::tickets::authorisations::expire(&app.db()).expect("a job that runs");
    }
    assert_eq!(newest(app), state);
}

/// The state of the newest authorisation.
pub fn newest(app: &TestApp) -> String {
    one(app, "SELECT state FROM ticket_authorisations ORDER BY id DESC LIMIT 1")
}
