//! A form as somebody fills it in.

use crate::support::{Browser, Page, TestApp, Upload};

use super::{NEW, application};

pub const PURPOSE: &str = "防汛值守人员汛期在外，通过手机查看水情和值守安排";
pub const PDF: &[u8] = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n";

/// Fields in order, and files.
#[derive(Clone)]
pub struct Typed {
    fields: Vec<(String, String)>,
    files: Vec<(String, String, Vec<u8>)>,
}

impl Typed {
    /// What `yj.user` would be let through with.
    pub fn good(app: &TestApp) -> Self {
        let application = application(&mut app.sql(), "黄冈市防汛抗旱应急指挥一张图");
        let fields = [
            ("application", application.as_str()),
            ("description", PURPOSE),
            ("contact_phone", "027-87234567"),
            ("contact_email", "chen@yjt.hubei.gov.cn"),
            ("public_ip", "203.0.113.18"),
            ("public_port", "18443"),
            ("floating_ip", "10.20.6.51"),
            ("internal_port", "443"),
            ("protocol", "tcp"),
            ("access_url", ""),
            ("whitelist", ""),
            ("validity", "unlimited"),
            ("valid_until", ""),
            ("filing_no", ""),
            ("remarks", ""),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        Self { fields, files: Vec::new() }
    }

    /// With another value in the first field of that name, or in a new one.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        match self.fields.iter_mut().find(|(field, _)| field == name) {
            Some((_, typed)) => value.clone_into(typed),
            None => self.fields.push((name.to_owned(), value.to_owned())),
        }
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.fields.retain(|(field, _)| field != name);
        self
    }

    /// One more field, whether there is one of that name or not.
    pub fn and(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// One more row: internet port, floating IP, internal port, protocol, access URL.
    pub fn and_row(self, cells: [&str; 5]) -> Self {
        let columns = ["public_port", "floating_ip", "internal_port", "protocol", "access_url"];
        columns.iter().zip(cells).fold(self, |typed, (name, cell)| typed.and(name, cell))
    }

    pub fn file(mut self, field: &str, name: &str, content: &[u8]) -> Self {
        self.files.push((field.to_owned(), name.to_owned(), content.to_vec()));
        self
    }

    /// Everything a guarded port needs beside itself.
    pub fn guarded(self, until: &str) -> Self {
        self.with("whitelist", "198.51.100.7").with("validity", "until").with("valid_until", until).file(
            "approval_file",
            "盖章申请单.pdf",
            PDF,
        )
    }

    pub fn save(&self, browser: &Browser) -> Page {
        self.press(browser, NEW, "action", "save")
    }

    pub fn submit(&self, browser: &Browser) -> Page {
        self.press(browser, NEW, "action", "submit")
    }

    pub fn press(&self, browser: &Browser, path: &str, button: &str, value: &str) -> Page {
        let mut fields: Vec<(&str, &str)> =
            self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.push((button, value));
        let file = |(field, file_name, content): &(String, String, Vec<u8>)| {
            (field.clone(), file_name.clone(), content.clone())
        };
        let files: Vec<_> = self.files.iter().map(file).collect();
        let uploads: Vec<Upload<'_>> =
            files.iter().map(|(field, file_name, content)| Upload { field, file_name, content }).collect();
        browser.upload(path, &fields, &uploads)
    }

    /// The form that a page shows, to be sent again as a browser would.
    pub fn on(page: &Page) -> Self {
        let mut fields = Vec::new();
        for name in ["application", "description", "contact_phone", "contact_email", "public_ip"] {
            fields.push((name.to_owned(), page.value(name)));
        }
        for row in 1..=page.count("[data-row]") {
            for name in ["public_port", "floating_ip", "internal_port", "protocol", "access_url"] {
                fields.push((name.to_owned(), value_of(page, &format!("{name}-{row}"))));
            }
        }
        for name in
            ["whitelist", "validity", "valid_until", "filing_no", "remarks", "pasted_rows", "version", "submission"]
        {
            fields.push((name.to_owned(), page.value(name)));
        }
        for name in ["uploaded_filing_file", "uploaded_approval_file", "uploaded_attachments"] {
            fields.extend(page.values(name).into_iter().map(|id| (name.to_owned(), id)));
        }
        fields.retain(|(name, value)| !(name == "version" && value.is_empty()));
        Self { fields, files: Vec::new() }
    }

    pub fn value(&self, name: &str) -> Vec<&str> {
        self.fields.iter().filter(|(field, _)| field == name).map(|(_, value)| value.as_str()).collect()
    }
}

/// The value of the control with that id.
pub fn value_of(page: &Page, id: &str) -> String {
    page.attribute(&format!("input[id=\"{id}\"]"), "value")
        .or_else(|| page.attribute(&format!("select[id=\"{id}\"] option[selected]"), "value"))
        .unwrap_or_default()
}

/// A day that many days from now, in Shanghai.
pub fn day(from_today: i64) -> String {
    let today = (chrono::Utc::now() + chrono::TimeDelta::hours(8)).date_naive();
    (today + chrono::TimeDelta::days(from_today)).to_string()
}
