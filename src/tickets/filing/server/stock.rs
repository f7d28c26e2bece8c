//! What a form about servers has to know.

use std::net::Ipv4Addr;

use diesel::PgConnection;

use crate::{
    catalogue::{self, model::Catalogue},
    error::AppResult,
    network::{self, address::parse_ipv4, machine::Known},
    policy::Actor,
    requests,
    text::Text,
    tickets::{details::Details, kind::Kind},
    web::form::Choice,
};

/// Nothing for a form about something else.
#[derive(Clone, Debug, Default)]
pub struct Stock {
    pub catalogue: Catalogue,
    /// In the order of their addresses.
    pub hosts: Vec<Known>,
    /// The resource request that the form names, if there is such a one.
    pub requests: Vec<String>,
}

impl Stock {
    /// What that form needs; at most two queries.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn read(c: &mut PgConnection, who: &Actor, details: &Details) -> AppResult<Self> {
        let kind = details.kind();
        let has_catalogue = matches!(kind, Kind::ServerCreate | Kind::ServerChange);
        let has_hosts = matches!(kind, Kind::ServerChange | Kind::ServerRecycle);
        let department = who.department.id;
        Ok(Self {
            catalogue: if has_catalogue {
                catalogue::queries::catalogue_of(c, who, department)?
            } else {
                Catalogue::default()
            },
            requests: match details {
                Details::ServerCreate(details) if !details.request.is_empty() => {
                    requests::queries::known_numbers(c, who, department, &details.request)?
                }
                _ => Vec::new(),
            },
            hosts: if has_hosts { network::queries::hosts_known(c, department)? } else { Vec::new() },
        })
    }

    #[must_use]
    pub fn host(&self, address: Ipv4Addr) -> Option<&Known> {
        self.hosts.iter().find(|host| host.floating_ip == address)
    }

    /// The host whose floating IP is typed, as far as it can be read.
    #[must_use]
    pub fn host_typed(&self, typed: &str) -> Option<&Known> {
        self.host(parse_ipv4(typed).ok()?)
    }

    /// A host of the department that no other ticket has a plan for.
    ///
    /// # Errors
    /// Why not.
    pub fn free_host(&self, address: Ipv4Addr, own_ticket: Option<i64>) -> Result<&Known, Text> {
        let foreign = || Text::new("ticket-floating-ip-foreign").with("address", address.to_string());
        let host = self.host(address).ok_or_else(foreign)?;
        host.is_in_the_way(own_ticket).map_or(Ok(host), Err)
    }

    /// What the floating IP fields offer.
    #[must_use]
    pub fn host_choices(&self) -> Vec<Choice> {
        let offered = self.hosts.iter().map(|host| {
            let known =
                [host.name.as_str(), host.specification.as_str(), host.application.as_deref().unwrap_or_default()];
            let known: Vec<&str> = known.into_iter().filter(|word| !word.is_empty()).collect();
            Choice::new(host.floating_ip, known.join(" \u{b7} "), "")
        });
        offered.collect()
    }
}

#[cfg(test)]
pub mod samples;
