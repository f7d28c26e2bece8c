//! Resource requests, from the form to the delivered machine (spec 3).

mod batch;
mod bulk;
mod changes;
mod delegation;
mod delivery;
mod filing;
mod flows;
mod lists;
mod matrix;
mod messages;
mod products;
mod races;
mod reviews;
mod timed;
mod times;
mod turns;
mod waiting;

use crate::{
    access::{one, run},
    support::{Browser, Page, TestApp, Upload},
};

pub const APPLY: &str = "/resources/apply/ecs";
const PAPER: Upload<'static> = Upload { field: "attachments", file_name: "申请单.pdf", content: b"%PDF-1.7\nwhy" };

/// A project of the department of whom it is named after.
pub fn project(app: &TestApp, keeper: &str, name: &str) -> String {
    run(
        app,
        &format!(
            "WITH made AS (
                 INSERT INTO projects (department_id, name, contact_id, owner_id, keeper_id)
                 SELECT department_id, '{name}', id, id, id FROM users WHERE username = '{keeper}'
                 ON CONFLICT DO NOTHING RETURNING id)
             INSERT INTO timeline_entries (record_kind, record_id, actor_name, action, said)
             SELECT 'project', id, '', 'createProject', '{{\"key\": \"project-heading\"}}' FROM made"
        ),
    );
    one(app, &format!("SELECT id FROM projects WHERE name = '{name}'"))
}

pub fn user(app: &TestApp, username: &str) -> String {
    one(app, &format!("SELECT id FROM users WHERE username = '{username}'"))
}

/// A form as somebody fills it in.
#[derive(Clone)]
pub struct Asked {
    pub fields: Vec<(String, String)>,
    pub with_paper: bool,
}

impl Asked {
    /// What `username` would be let through with: `yj.user` of the government, or `ga.user` of the other sector.
    pub fn good(app: &TestApp, username: &str) -> Self {
        let (project_name, vpc, vswitch, region) = match username {
            "ga.user" | "ga.admin" => ("互联网+公安政务服务", "ga-prod", "ga-prod-app", "zhengfa"),
            _ => ("应急指挥平台", "yj-prod", "yj-prod-app", "huashan"),
        };
        let id = |table: &str, column: &str, value: &str| {
            one(app, &format!("SELECT id FROM {table} WHERE {column} = '{value}'"))
        };
        let fields = [
            ("region", id("regions", "code", region)),
            ("project", project(app, username, project_name)),
            ("user_id", user(app, username)),
            ("vpc", id("vpcs", "name", vpc)),
            ("vswitch", id("vswitches", "name", vswitch)),
            ("instance_name", "yj-gis".to_owned()),
            ("instance_type", "ecs.g6.large".to_owned()),
            ("image", "kylin-v10".to_owned()),
            ("system_disk_category", "cloud_ssd".to_owned()),
            ("system_disk_size", "40".to_owned()),
            ("eip_bandwidth", String::new()),
            ("quantity", "2".to_owned()),
            ("remarks", String::new()),
        ];
        Self { fields: fields.map(|(name, value)| (name.to_owned(), value)).into(), with_paper: true }
    }

    /// As the form at that address comes, the files that it lists with it.
    pub fn shown(browser: &Browser, path: &str) -> Self {
        Self { fields: browser.get(path).is_ok().filled(path), with_paper: false }
    }

    /// With another value in that field.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(field, _)| field != name);
        self.and(name, value)
    }

    /// With one value more in that field, as rows have it.
    pub fn and(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.fields.retain(|(field, _)| field != name);
        self
    }

    pub fn without_paper(mut self) -> Self {
        self.with_paper = false;
        self
    }

    pub fn press(&self, browser: &Browser, path: &str, name: &str, button: &str) -> Page {
        let files = if self.with_paper { std::slice::from_ref(&PAPER) } else { &[] };
        self.press_with(files, browser, path, (name, button))
    }

    pub fn press_with(&self, files: &[Upload<'_>], browser: &Browser, path: &str, button: (&str, &str)) -> Page {
        let fields = self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let fields: Vec<(&str, &str)> = fields.chain([button]).collect();
        browser.upload(path, &fields, files)
    }

    pub fn submit(&self, browser: &Browser) -> Page {
        self.press(browser, APPLY, "action", "submit")
    }

    /// The record's path once it was submitted.
    pub fn filed(&self, browser: &Browser) -> String {
        self.submit(browser).location().trim_end_matches("?submitted").to_owned()
    }
}

/// Submitted by `username`.
pub fn filed(app: &TestApp, username: &str) -> String {
    Asked::good(app, username).filed(&app.signed_in(username))
}

pub fn act(browser: &Browser, path: &str, verb: &str, text: &str) -> Page {
    browser.post(&format!("{path}/{verb}"), &[("text", text)])
}

pub fn state(app: &TestApp, path: &str) -> String {
    one(app, &format!("SELECT state FROM resource_requests WHERE number = '{}'", number_of(path)))
}

pub fn number_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

/// A request that waits to be delivered.
pub fn approved(app: &TestApp) -> String {
    let path = filed(app, "yj.user");
    act(&app.signed_in("ops.engineer"), &path, "approve", "").is(303);
    act(&app.signed_in("bigdata.admin"), &path, "approve", "").is(303);
    path
}

/// Records machines, each by its number, instance and floating IP.
pub fn deliver(browser: &Browser, path: &str, machines: &[[&str; 3]]) -> Page {
    let mut fields = Vec::new();
    for [unit, instance, address] in machines {
        fields.extend([
            ("unit", *unit),
            ("instance_id", *instance),
            ("floating_ip", *address),
            ("address", ""),
            ("note", ""),
        ]);
    }
    browser.post(&format!("{path}/deliver"), &fields)
}
