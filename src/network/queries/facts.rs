//! What a form needs to know of a department.

use std::net::Ipv4Addr;

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Bool, Json, Nullable, Text as SqlText},
};
use serde::Deserialize;

use super::mappings::first_mappings_on;
use crate::{
    db::{Gathered, sql::statement},
    error::AppResult,
    network::{
        line::Line,
        mapping::Mapping,
        pool::Pool,
        port::{Port, PortRange},
        risk::{RiskPort, RiskTable},
        stored,
    },
    web::list::COUNTED,
};

/// Occupied ports of an address that a form shows; all of them are on the address's own page.
pub const SHOWN: i64 = 100;

/// What is true of a department when its form is read (spec 2, "Network forms").
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Of the pool that was wanted.
    pub pool_ips: Vec<PoolIp>,
    /// In use; and those that access which is renewed still names, though they are retired.
    pub hosts: Vec<HostChoice>,
    pub risks: RiskTable,
    /// For how many days at most a high-risk port is mapped.
    pub high_risk_days: u64,
    /// Names that the other side of an access may have.
    pub tenants: Vec<String>,
}

/// What of it is wanted.
#[derive(Clone, Copy, Debug)]
pub struct WantedFacts<'a> {
    pub pool: Option<Pool>,
    /// With what occupies the pool's ports.
    pub ports: bool,
    /// The number of the ticket that is renewed, whose mappings are always among them; empty unless it is a renewal.
    pub renews: &'a str,
    pub tenants: bool,
}

/// An address to map ports on, with what occupies its ports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolIp {
    pub address: Ipv4Addr,
    pub line: Line,
    /// In the order of the ports, no more than the first [`SHOWN`] and what is renewed.
    pub occupied: Vec<Mapping>,
    /// How many there are, as exactly as lists count; 0 where none were asked for.
    pub occupied_count: i64,
}

/// A host to lead a port to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct HostChoice {
    pub name: String,
    pub floating_ip: Ipv4Addr,
    /// The application it serves, if any.
    pub application: Option<String>,
}

impl Facts {
    /// What that ticket has in force and nobody renews yet; only what has an end.
    #[must_use]
    pub fn renewable(&self, ticket: &str, now: DateTime<Utc>) -> Vec<&Mapping> {
        let all = || self.pool_ips.iter().flat_map(|ip| &ip.occupied);
        let is_free = |mapping: &&Mapping| !all().any(|other| other.renews == Some(mapping.id));
        let its = all().filter(|mapping| mapping.ticket_number == ticket && mapping.is_renewable(now));
        its.filter(is_free).collect()
    }
}

const QUERY: &str = "
    SELECT (SELECT json_agg(json_build_object(
                       'address', host(address), 'line', line,
                       'occupied', CASE WHEN $4 THEN (SELECT count(*) FROM (
                           SELECT FROM port_mappings m WHERE m.pool_ip = address AND m.state IN ('held', 'active', 'to_remove')
                           LIMIT $5) taken) ELSE 0 END) ORDER BY address)
            FROM pool_ips WHERE department_id = $1 AND pool = $2) AS ips,
           (SELECT json_agg(json_build_object('name', h.name, 'floating_ip', host(h.floating_ip),
                                                'application', a.name) ORDER BY h.floating_ip)
            FROM hosts h LEFT JOIN applications a ON a.id = h.application_id
            WHERE h.department_id = $1
              AND (h.state <> 'retired' OR EXISTS (
                  SELECT FROM tickets t JOIN access_policies p ON p.ticket_id = t.id
                  WHERE t.number = $6 AND h.floating_ip - inet '0.0.0.0' <@ (p.source_ranges + p.destination_ranges)))) AS hosts,
           (SELECT json_agg(json_build_object('first', lower(ports), 'last', upper(ports) - 1, 'service', service,
                                                'class', class, 'policy', policy) ORDER BY ports)
            FROM risk_ports) AS risks,
           (SELECT json_agg(name ORDER BY name)
            FROM (SELECT name FROM departments WHERE $3 AND disabled_at IS NULL
                  UNION SELECT name FROM outside_clouds WHERE $3
                  UNION SELECT unnest(ARRAY[source_tenant, destination_tenant]) FROM access_policies
                  WHERE $3 AND department_id = $1 AND kind = 'tenant-access') named) AS tenants,
           (SELECT value::json FROM settings WHERE key = 'network.high_risk_days') AS high_risk_days";

#[derive(QueryableByName)]
struct Stored {
    #[diesel(sql_type = Nullable<Json>)]
    ips: Option<Gathered<Vec<StoredIp>>>,
    #[diesel(sql_type = Nullable<Json>)]
    hosts: Option<Gathered<Vec<HostChoice>>>,
    #[diesel(sql_type = Nullable<Json>)]
    risks: Option<Gathered<Vec<StoredRisk>>>,
    #[diesel(sql_type = Nullable<Json>)]
    tenants: Option<Gathered<Vec<String>>>,
    #[diesel(sql_type = Json)]
    high_risk_days: Gathered<u64>,
}

#[derive(Deserialize)]
struct StoredIp {
    address: Ipv4Addr,
    line: String,
    occupied: i64,
}

#[derive(Deserialize)]
struct StoredRisk {
    first: Port,
    last: Port,
    service: String,
    class: String,
    policy: String,
}

/// Two queries, however much the department has.
///
/// # Errors
/// When the database can't be had.
pub fn facts_of(c: &mut PgConnection, department: i64, wanted: WantedFacts<'_>) -> AppResult<Facts> {
    let stored: Stored = statement(QUERY)
        .bind::<BigInt, _>(department)
        .bind::<Nullable<SqlText>, _>(wanted.pool.map(Pool::as_str))
        .bind::<Bool, _>(wanted.tenants)
        .bind::<Bool, _>(wanted.ports)
        .bind::<BigInt, _>(COUNTED)
        .bind::<SqlText, _>(wanted.renews.to_owned())
        .get_result(c)?;
    let risks = Gathered::or_none(stored.risks).into_iter().map(risk).collect::<AppResult<_>>()?;
    Ok(Facts {
        pool_ips: with_their_ports(c, Gathered::or_none(stored.ips), wanted)?,
        hosts: Gathered::or_none(stored.hosts),
        risks: RiskTable::new(risks),
        tenants: Gathered::or_none(stored.tenants),
        high_risk_days: stored.high_risk_days.0,
    })
}

fn with_their_ports(c: &mut PgConnection, ips: Vec<StoredIp>, wanted: WantedFacts<'_>) -> AppResult<Vec<PoolIp>> {
    let addresses: Vec<Ipv4Addr> = ips.iter().map(|ip| ip.address).collect();
    let mut mappings = if wanted.ports && !addresses.is_empty() {
        first_mappings_on(c, &addresses, SHOWN, wanted.renews)?
    } else {
        Vec::new()
    };
    let with_ports = ips.into_iter().map(|StoredIp { address, line, occupied: occupied_count }| {
        let occupied = mappings.extract_if(.., |mapping| mapping.pool_ip == address).collect();
        Ok(PoolIp { address, line: stored::code(&line)?, occupied, occupied_count })
    });
    with_ports.collect()
}

fn risk(StoredRisk { first, last, service, class, policy }: StoredRisk) -> AppResult<RiskPort> {
    let ports = PortRange::new(first, last);
    let ports = ports.ok_or_else(|| anyhow::anyhow!("stored high-risk ports end before they begin"))?;
    Ok(RiskPort { ports, service: service.into(), class: stored::code(&class)?, policy: stored::code(&policy)? })
}
