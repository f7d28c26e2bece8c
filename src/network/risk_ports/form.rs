//! What is typed of high-risk ports.

use super::model::Line;
use crate::{
    network::{
        port::{PortRange, PortSet},
        risk::{RiskClass, RiskPolicy},
    },
    text::Text,
    web::form::{Errors, FieldReader, FromFields, one_line, tidied},
};

pub const SERVICE: usize = 60;
pub const REASON: usize = 200;

/// As typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RiskForm {
    pub ports: String,
    pub service: String,
    pub class: String,
    pub policy: String,
    pub reason: String,
}

/// As it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub ports: PortRange,
    pub service: String,
    pub class: RiskClass,
    pub policy: RiskPolicy,
    pub reason: String,
}

impl FromFields for RiskForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            ports: fields.text("ports"),
            service: fields.text("service"),
            class: fields.text("class"),
            policy: fields.text("policy"),
            reason: fields.text("reason"),
        }
    }
}

impl From<&Line> for RiskForm {
    fn from(it: &Line) -> Self {
        Self {
            ports: it.ports.to_string(),
            service: it.service.clone(),
            class: it.class.code().to_owned(),
            policy: it.policy.code().to_owned(),
            reason: it.reason.clone(),
        }
    }
}

impl RiskForm {
    /// The ports as they are read, to be shown so.
    pub fn tidy(&mut self) {
        tidied(&mut self.ports, PortSet::parse);
    }

    /// # Errors
    /// Every refusal, at its field.
    pub fn parse(&self, mut errors: Errors) -> Result<Wanted, Errors> {
        let ports = errors.take("ports", ports(&self.ports));
        let service = errors.take("service", words(&self.service, SERVICE, "network-risk-service-missing"));
        let class = errors.take("class", chosen(&self.class, "network-risk-class-missing"));
        let policy = errors.take("policy", chosen(&self.policy, "network-risk-policy-missing"));
        let reason = errors.take("reason", words(&self.reason, REASON, "network-risk-reason-missing"));
        errors.finish(|| {
            Some(Wanted { ports: ports?, service: service?, class: class?, policy: policy?, reason: reason? })
        })
    }
}

/// A single port, or an unbroken range of them.
fn ports(typed: &str) -> Result<PortRange, Text> {
    let set = PortSet::parse(typed)?;
    let mut ranges = set.ranges();
    match (ranges.next(), ranges.next()) {
        (Some(one), None) => Ok(one),
        _ => Err("network-risk-one-range".into()),
    }
}

fn chosen<T: std::str::FromStr<Err = Text>>(code: &str, missing: &'static str) -> Result<T, Text> {
    if code.is_empty() { Err(missing.into()) } else { code.parse() }
}

fn words(typed: &str, most: usize, missing: &'static str) -> Result<String, Text> {
    let words = one_line(typed);
    match words.chars().count() {
        0 => Err(missing.into()),
        count if count > most => Err(Text::new("network-text-too-long").with("most", most)),
        _ => Ok(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_of_one_port_or_one_range() {
        let form = |ports: &str| RiskForm {
            ports: ports.to_owned(),
            service: "Redis".to_owned(),
            class: "cache".to_owned(),
            policy: "guarded".to_owned(),
            reason: "曾被扫描".to_owned(),
        };
        for (typed, read) in [("6379", "6379"), ("８０００－８０１０", "8000-8010"), ("80;80", "80")] {
            assert_eq!(form(typed).parse(Errors::default()).unwrap().ports.to_string(), read, "{typed}");
        }
        for (typed, key) in
            [("80;443", "network-risk-one-range"), ("", "network-ports-missing"), ("0", "network-port-out-of-range")]
        {
            assert_eq!(form(typed).parse(Errors::default()).unwrap_err().at("ports")[0].key, key, "{typed}");
        }
    }

    #[test]
    fn every_refusal_is_told_at_once() {
        let errors = RiskForm::default().parse(Errors::default()).unwrap_err();
        let at: Vec<&str> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(at, ["ports", "service", "class", "policy", "reason"]);
    }
}
