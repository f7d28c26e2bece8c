//! New servers, changes and returns of servers, over HTTP (spec 2, "Servers").

mod change;
mod create;
mod guards;
mod recycle;

use crate::{
    access::{one, run},
    support::{Browser, Page, TestApp},
};

pub const CREATE: &str = "/tickets/new/server-create";
pub const CHANGE: &str = "/tickets/new/server-change";
pub const RECYCLE: &str = "/tickets/new/server-recycle";

/// A form as somebody fills it in.
#[derive(Clone)]
pub struct Asked {
    path: &'static str,
    fields: Vec<(String, String)>,
}

impl Asked {
    /// What `yj.user` would be let through with.
    pub fn good(app: &TestApp, path: &'static str) -> Self {
        let id = |query: &str| one(app, query);
        let application = id("SELECT id FROM applications WHERE name = '应急指挥一张图'");
        let (vpc, vswitch) = (
            id("SELECT id FROM vpcs WHERE name = 'yj-prod'"),
            id("SELECT id FROM vswitches WHERE name = 'yj-prod-app'"),
        );
        let region = id("SELECT id FROM regions WHERE code = 'huashan'");
        let tomorrow = day(app, 1);
        let (from, until) = (format!("{tomorrow}T22:00"), format!("{}T02:00", day(app, 2)));
        let own: Vec<(&str, &str)> = match path {
            CREATE => vec![
                ("request", ""),
                ("machine", "vm"),
                ("region", &region),
                ("instance_type", "ecs.g6.large"),
                ("specification", ""),
                ("image", "kylin-v10"),
                ("system_disk_category", "cloud_ssd"),
                ("system_disk_size", "40"),
                ("vpc", &vpc),
                ("vswitch", &vswitch),
                ("instance_name", "yj-hc"),
                ("quantity", "2"),
            ],
            CHANGE => vec![
                ("floating_ip", "10.20.6.31"),
                ("instance_type", "ecs.c6.4xlarge"),
                ("specification", ""),
                ("system_disk_category", ""),
                ("system_disk_size", ""),
                ("data_disks", "keep"),
                ("window_from", &from),
                ("window_until", &until),
            ],
            _ => vec![("floating_ips", "10.20.6.31"), ("recycle_date", &tomorrow), ("backup_confirmed", "on")],
        };
        let common = [
            ("application", application.as_str()),
            ("description", "汛期会商期间一张图的并发访问成倍增加，分担视频汇聚和图层渲染"),
            ("contact_phone", "027-87234567"),
            ("contact_email", "chen@yjt.hubei.gov.cn"),
            ("remarks", ""),
        ];
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        Self { path, fields: common.into_iter().chain(own).map(owned).collect() }
    }

    /// With another value in that field; nothing for a tick that isn't made.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(field, _)| field != name);
        self.and(name, value)
    }

    /// With one value more in that field, as rows have it.
    pub fn and(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn press(&self, browser: &Browser, name: &str, button: &str) -> Page {
        let fields = self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let fields: Vec<(&str, &str)> = fields.chain([(name, button)]).collect();
        browser.upload(self.path, &fields, &[])
    }

    pub fn submit(&self, browser: &Browser) -> Page {
        self.press(browser, "action", "submit")
    }

    /// Submitted by `yj.user`; where that leads.
    pub fn filed(&self, app: &TestApp) -> String {
        self.submit(&app.signed_in("yj.user")).location()
    }
}

/// A day in Shanghai, so many from today.
pub fn day(app: &TestApp, from_today: i64) -> String {
    crate::access::day(app, from_today)
}

pub fn number_of(path: &str) -> &str {
    crate::access::number_of(path)
}

/// An operator who has accepted the ticket.
pub fn operator_at(app: &TestApp, path: &str) -> Browser {
    let operator = app.signed_in("ops.engineer");
    operator.post(&format!("{path}/accept"), &[]).is(303);
    operator
}

pub fn resolve(operator: &Browser, path: &str, machines: &[[&str; 3]]) -> Page {
    let mut fields = vec![("text", "已办理")];
    for [name, address, specification] in machines {
        fields.extend([("host_name", *name), ("floating_ip", *address), ("specification", *specification)]);
    }
    operator.post(&format!("{path}/resolve"), &fields)
}

/// What is on record of a host.
pub fn host(app: &TestApp, address: &str, column: &str) -> String {
    one(app, &format!("SELECT {column} FROM hosts WHERE host(floating_ip) = '{address}'"))
}

/// A port of the department that leads to a host, opened.
pub fn mapped_to(app: &TestApp, floating_ip: &str, public_port: &str) -> String {
    let application = one(app, "SELECT id FROM applications WHERE name = '应急指挥一张图'");
    let fields = [
        ("application", application.as_str()),
        ("description", "公众查询避灾安置点的页面，供全省群众访问"),
        ("contact_phone", "027-87234567"),
        ("contact_email", "chen@yjt.hubei.gov.cn"),
        ("public_ip", "203.0.113.18"),
        ("public_port", public_port),
        ("floating_ip", floating_ip),
        ("internal_port", "18443"),
        ("protocol", "tcp"),
        ("access_url", ""),
        ("validity", "unlimited"),
        ("action", "submit"),
    ];
    app.signed_in("yj.user").upload("/tickets/new/internet-mapping", &fields, &[]).location()
}

pub fn opened(app: &TestApp, path: &str) {
    resolve(&operator_at(app, path), path, &[]).is(303);
}

/// The host of a physical machine, which the example has none of.
pub fn physical(app: &TestApp) {
    run(
        app,
        "INSERT INTO hosts (name, floating_ip, department_id, region_id, specification, machine)
         SELECT 'yj-hsm-01', '10.20.6.90', d.id, r.id, '2 路 CPU、256 GiB 内存', 'physical'
         FROM departments d, regions r WHERE d.name = '湖北省应急管理厅' AND r.code = 'huashan'",
    );
}
