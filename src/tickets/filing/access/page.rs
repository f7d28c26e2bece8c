//! The page of a form that asks for access.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{preview::Preview, way::Way};
use crate::{
    network::policy::Reach,
    policy::Actor,
    tickets::{
        details::{AccessDetails, BOTH, ONE_WAY},
        filing::{
            common::{self, Common, Files, TermFields},
            form::CONSENT_EMAIL,
            reading,
            sheet::Sheet,
        },
    },
    web::{
        Ctx, filters,
        form::{Choice, Errors, Field},
    },
};

#[derive(Template)]
#[template(path = "tickets/access_form.html")]
pub struct AccessPage {
    ctx: Ctx,
    errors: Errors,
    common: Common,
    term: TermFields,
    long_connection: Field,
    remarks: Field,
    way: Way,
    source_ips: Field,
    destinations: Field,
    tcp_ports: Field,
    udp_ports: Field,
    preview: Option<Preview>,
    /// To anywhere on the internet: who agreed.
    consent_email: Field,
    consent_files: Files,
    /// To the extranet, as others see it.
    translated_ip: Field,
    translated_ips: Vec<Choice>,
    /// Between tenants.
    tenants: Vec<Choice>,
    source_tenant: Field,
    destination_tenant: Field,
    direction: Field,
    directions: Vec<Choice>,
}

impl AccessPage {
    #[must_use]
    pub fn new(
        ctx: &Ctx,
        who: &Actor,
        sheet: &Sheet,
        details: &AccessDetails,
        errors: Errors,
        now: DateTime<Utc>,
    ) -> Self {
        let (way, lang, desk) = (Way::of(sheet.form.details.kind()), ctx.language(), &sheet.desk);
        let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
        let renewed = desk.renewable.as_ref().and_then(|old| old.period.last_day());
        let coverage = match &sheet.reading {
            Some(reading::Reading::Access(reading)) => reading.coverage.as_ref(),
            _ => None,
        };
        let direction = |code: &str, label: &str| Choice::new(code, lang.t(label), &details.direction);
        Self {
            common: Common::new(who, sheet, renewed, &errors),
            term: TermFields::new(&details.term, way.validity_hint, renewed, &errors, now),
            long_connection: common::long_connection(&details.long_connection, way.long_connection_hint, &errors),
            remarks: common::remarks(&details.remarks, &errors),
            source_ips: field("source_ips", way.from_label, &details.source_ips).hinted(way.from_hint).required(),
            destinations: field(way.to, way.to_label, &details.destinations).hinted(way.to_hint).required(),
            tcp_ports: field("tcp_ports", "ticket-field-tcp-ports", &details.tcp_ports)
                .hinted("ticket-field-ports-hint"),
            udp_ports: field("udp_ports", "ticket-field-udp-ports", &details.udp_ports)
                .hinted("ticket-field-ports-hint"),
            preview: coverage.map(|coverage| Preview::of(coverage, who, now)),
            consent_email: field(CONSENT_EMAIL, "ticket-field-consent-email", "")
                .hinted("ticket-field-consent-email-hint"),
            consent_files: Files::at(CONSENT_EMAIL, desk),
            translated_ip: field("translated_ip", "ticket-field-translated-ip", &details.translated_ip)
                .hinted("ticket-field-translated-ip-hint"),
            translated_ips: translated(ctx, sheet, &details.translated_ip),
            tenants: desk.facts.tenants.iter().map(|name| Choice::new(name, "", "")).collect(),
            source_tenant: field("source_tenant", "ticket-field-source-tenant", &details.source_tenant)
                .hinted("ticket-field-tenant-hint")
                .required(),
            destination_tenant: field(
                "destination_tenant",
                "ticket-field-destination-tenant",
                &details.destination_tenant,
            )
            .hinted("ticket-field-tenant-hint")
            .required(),
            direction: field("direction", "ticket-field-direction", &details.direction).required(),
            directions: vec![
                direction(ONE_WAY, "ticket-field-direction-one-way"),
                direction(BOTH, "ticket-field-direction-both"),
            ],
            way,
            errors,
            ctx: ctx.clone(),
        }
    }
}

/// The department's addresses; what was typed instead stays beside them.
fn translated(ctx: &Ctx, sheet: &Sheet, chosen: &str) -> Vec<Choice> {
    let own = sheet.desk.facts.pool_ips.iter().map(|ip| Choice::new(ip.address, ip.address.to_string(), chosen));
    let left = Choice::new("", ctx.language().t("ticket-translated-ip-left"), chosen);
    let mut choices: Vec<Choice> = std::iter::once(left).chain(own).collect();
    if !choices.iter().any(|choice| choice.selected) {
        choices.push(Choice::new(chosen, chosen, chosen));
    }
    choices
}
