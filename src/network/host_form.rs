//! The form of a host.

use std::net::Ipv4Addr;

use super::{
    address::parse_ipv4,
    host::{Host, HostState},
};
use crate::{
    text::Text,
    web::form::{Errors, FieldReader, FromFields},
};

pub const NAME: usize = 80;
pub const WORDS: usize = 200;

/// As typed.
#[derive(Clone, Debug, Default)]
pub struct HostForm {
    pub name: String,
    pub floating_ip: String,
    pub department: String,
    pub application: String,
    pub region: String,
    pub specification: String,
    pub source: String,
    pub state: String,
}

/// As it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedHost {
    pub name: String,
    pub floating_ip: Ipv4Addr,
    pub department: i64,
    pub application: Option<i64>,
    pub region: i64,
    pub specification: String,
    pub source: String,
    pub state: HostState,
}

impl WantedHost {
    /// The field to blame if ports still lead to the host: neither does it move to another department then,
    /// nor go.
    #[must_use]
    pub fn needs_free_ports(&self, before: &Host) -> Option<&'static str> {
        if self.department != before.department_id {
            Some("department")
        } else if self.state == HostState::Retired && before.state != HostState::Retired {
            Some("state")
        } else {
            None
        }
    }
}

impl FromFields for HostForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            name: fields.text("name"),
            floating_ip: fields.text("floating_ip"),
            department: fields.text("department"),
            application: fields.text("application"),
            region: fields.text("region"),
            specification: fields.text("specification"),
            source: fields.text("source"),
            state: fields.text("state"),
        }
    }
}

impl From<&Host> for HostForm {
    fn from(host: &Host) -> Self {
        Self {
            name: host.name.clone(),
            floating_ip: host.floating_ip.to_string(),
            department: host.department_id.to_string(),
            application: host.application_id.map(|id| id.to_string()).unwrap_or_default(),
            region: host.region_id.to_string(),
            specification: host.specification.clone(),
            source: host.source.clone(),
            state: host.state.code().to_owned(),
        }
    }
}

impl HostForm {
    /// # Errors
    /// Every refusal, at its field.
    pub fn parse(&self, mut errors: Errors) -> Result<WantedHost, Errors> {
        let name = errors.take("name", name(&self.name));
        let floating_ip = errors.take("floating_ip", parse_ipv4(&self.floating_ip));
        let department = errors.take("department", chosen(&self.department, "network-department-missing"));
        let application = match self.application.as_str() {
            "" => Some(None),
            id => errors.take("application", chosen(id, "network-host-application-unknown").map(Some)),
        };
        let region = errors.take("region", chosen(&self.region, "network-host-region-missing"));
        let specification = errors.take("specification", words(&self.specification));
        let source = errors.take("source", words(&self.source));
        let state =
            errors.take("state", if self.state.is_empty() { Ok(HostState::Running) } else { self.state.parse() });
        errors.finish(|| {
            Some(WantedHost {
                name: name?,
                floating_ip: floating_ip?,
                department: department?,
                application: application?,
                region: region?,
                specification: specification?,
                source: source?,
                state: state?,
            })
        })
    }
}

fn name(typed: &str) -> Result<String, Text> {
    let name = typed.trim();
    match name.chars().count() {
        0 => Err("network-host-name-missing".into()),
        1..=NAME => Ok(name.to_owned()),
        _ => Err(Text::new("network-text-too-long").with("most", NAME)),
    }
}

/// The id of a chosen record.
pub fn chosen(id: &str, missing: &'static str) -> Result<i64, Text> {
    id.parse().map_err(|_| missing.into())
}

/// A line of at most [`WORDS`] characters.
pub fn words(typed: &str) -> Result<String, Text> {
    let words = typed.trim();
    if words.chars().count() > WORDS {
        return Err(Text::new("network-text-too-long").with("most", WORDS));
    }
    Ok(words.to_owned())
}
