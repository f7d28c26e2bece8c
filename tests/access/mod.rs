//! Access to the internet, to the government extranet and between tenants, over HTTP (spec 2, "Network forms").

mod anywhere;
mod cells;
mod extranet;
mod filing;
mod lives;
mod mapping;
mod races;
mod rules;
mod tenants;

pub use crate::support::sql::{one, run};
use crate::support::{Browser, Page, TestApp, Upload};

pub const INTERNET: &str = "/tickets/new/internet-access";
pub const EXTRANET: &str = "/tickets/new/extranet-access";
pub const TENANT: &str = "/tickets/new/tenant-access";
pub const INTERNET_MAPPING: &str = "/tickets/new/internet-mapping";
pub const EXTRANET_MAPPING: &str = "/tickets/new/extranet-mapping";
pub const PURPOSE: &str = "一张图的前端主机每周从镜像站下载系统补丁";

/// One of the department's hosts.
const HOST: &str = "10.20.6.31";

/// A day in Shanghai, so many from today.
pub fn day(app: &TestApp, from_today: i64) -> String {
    one(app, &format!("SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date + {from_today}"))
}

/// A form as somebody fills it in.
#[derive(Clone)]
pub struct Asked {
    path: &'static str,
    fields: Vec<(String, String)>,
    files: Vec<(String, String, Vec<u8>)>,
}

impl Asked {
    /// What `yj.user` would be let through with.
    pub fn good(app: &TestApp, path: &'static str) -> Self {
        let application = one(app, "SELECT id FROM applications WHERE name = '应急指挥一张图'");
        let own: &[(&str, &str)] = match path {
            INTERNET => &[
                ("source_ips", HOST),
                ("destinations", "mirrors.example.com"),
                ("validity", "unlimited"),
                ("valid_until", ""),
            ],
            EXTRANET => &[("source_ips", HOST), ("target_ips", "59.0.8.0/28"), ("translated_ip", "")],
            INTERNET_MAPPING => &[
                ("public_ip", "203.0.113.18"),
                ("public_port", "18443"),
                ("floating_ip", HOST),
                ("internal_port", "443"),
                ("protocol", "tcp"),
                ("access_url", ""),
                ("filing_no", ""),
                ("whitelist", ""),
                ("validity", "unlimited"),
                ("valid_until", ""),
            ],
            EXTRANET_MAPPING => &[
                ("extranet_ip", "59.0.2.18"),
                ("extranet_port", "443"),
                ("floating_ip", HOST),
                ("internal_port", "8443"),
                ("protocol", "tcp"),
                ("whitelist", ""),
                ("validity", "unlimited"),
                ("valid_until", ""),
            ],
            _ => &[
                ("source_ips", HOST),
                ("source_tenant", "湖北省应急管理厅"),
                ("destination_ips", "10.30.6.0/28"),
                ("destination_tenant", "武钢应急云"),
                ("direction", "one_way"),
                ("validity", "unlimited"),
                ("valid_until", ""),
            ],
        };
        let common = [
            ("application", application.as_str()),
            ("description", PURPOSE),
            ("contact_phone", "027-87234567"),
            ("contact_email", "chen@yjt.hubei.gov.cn"),
            ("remarks", ""),
        ];
        let ports: &[(&str, &str)] = match path {
            INTERNET_MAPPING | EXTRANET_MAPPING => &[],
            _ => &[("tcp_ports", "443"), ("udp_ports", "")],
        };
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let fields = common.into_iter().chain(ports.iter().copied()).chain(own.iter().copied()).map(owned).collect();
        Self { path, fields, files: Vec::new() }
    }

    /// With another value in that field.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(field, _)| field != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn until(self, day: &str) -> Self {
        self.with("validity", "until").with("valid_until", day)
    }

    pub fn file(mut self, field: &str, name: &str, content: &[u8]) -> Self {
        self.files.push((field.to_owned(), name.to_owned(), content.to_vec()));
        self
    }

    pub fn press(&self, browser: &Browser, button: &str) -> Page {
        self.press_at(browser, self.path, button)
    }

    pub fn press_at(&self, browser: &Browser, path: &str, button: &str) -> Page {
        let mut fields: Vec<(&str, &str)> =
            self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.push(("action", button));
        let files: Vec<Upload<'_>> =
            self.files.iter().map(|(field, file_name, content)| Upload { field, file_name, content }).collect();
        browser.upload(path, &fields, &files)
    }

    pub fn submit(&self, browser: &Browser) -> Page {
        self.press(browser, "submit")
    }

    /// Submitted by `yj.user`; where that leads.
    pub fn filed(&self, app: &TestApp) -> String {
        self.submit(&app.signed_in("yj.user")).location()
    }
}

/// Sends the form, and asks for the sentence at the field.
#[track_caller]
pub fn refused(app: &TestApp, form: &Asked, field: &str, says: &str) {
    let page = form.submit(&app.signed_in("yj.user")).is(422);
    let errors = page.errors_at(field);
    assert!(errors.contains(says), "at {field}: {errors:?}, in all: {}", page.text(".alert.bad"));
    assert!(page.has(&format!(".alert.bad a[href=\"#{field}\"]")), "the summary leads to {field}");
    assert_eq!(one(app, "SELECT count(*) FROM tickets"), "0");
}

pub fn number_of(path: &str) -> &str {
    path.strip_prefix("/tickets/").expect("a ticket's address")
}

pub fn resolve(app: &TestApp, path: &str, translated_ip: &str) -> Page {
    let operator = app.signed_in("ops.engineer");
    operator.post(&format!("{path}/accept"), &[]);
    operator.post(&format!("{path}/resolve"), &[("text", "已放通"), ("translated_ip", translated_ip)])
}

/// The states of a ticket's policies.
pub fn states(app: &TestApp, path: &str) -> String {
    let number = number_of(path);
    one(
        app,
        &format!(
            "SELECT string_agg(p.state, ' ' ORDER BY p.id)
             FROM access_policies p JOIN tickets t ON t.id = p.ticket_id WHERE t.number = '{number}'"
        ),
    )
}
