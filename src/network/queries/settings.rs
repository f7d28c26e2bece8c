use std::{borrow::Cow, ops::Bound};

use anyhow::anyhow;
use diesel::{
    prelude::*,
    sql_types::{Array, Bool, Integer},
};

use crate::{
    db::sql::fragment,
    error::{AppError, AppResult},
    network::{
        port::{Port, PortRange},
        risk::{RiskPort, RiskTable},
        stored,
    },
    schema::risk_ports,
};

type StoredRisk = ((Bound<i32>, Bound<i32>), String, String, String);

/// The high-risk ports in force (spec 2, "High-risk ports").
///
/// # Errors
/// When the database can't be had.
pub fn risk_table(c: &mut PgConnection) -> AppResult<RiskTable> {
    let stored: Vec<StoredRisk> = risk_ports::table
        .order(risk_ports::ports)
        .select((risk_ports::ports, risk_ports::service, risk_ports::class, risk_ports::policy))
        .load(c)?;
    table_of(stored)
}

/// What of that table is about these ports.
///
/// # Errors
/// When the database can't be had.
pub fn risks_of(c: &mut PgConnection, ports: &[Port]) -> AppResult<RiskTable> {
    if ports.is_empty() {
        return Ok(RiskTable::default());
    }
    let ports: Vec<i32> = ports.iter().map(|port| i32::from(port.get())).collect();
    let of_these = fragment::<Bool>("risk_ports.ports @> ANY($1)").bind::<Array<Integer>, _>(ports);
    let stored: Vec<StoredRisk> = risk_ports::table
        .filter(of_these)
        .select((risk_ports::ports, risk_ports::service, risk_ports::class, risk_ports::policy))
        .load(c)?;
    table_of(stored)
}

fn table_of(stored: Vec<StoredRisk>) -> AppResult<RiskTable> {
    stored.into_iter().map(risk).collect::<AppResult<_>>().map(RiskTable::new)
}

fn risk((ports, service, class, policy): StoredRisk) -> AppResult<RiskPort> {
    let (Bound::Included(first), Bound::Excluded(end)) = ports else {
        return Err(AppError::Ours(anyhow!("stored high-risk ports without a bound: {ports:?}")));
    };
    let ports = PortRange::new(stored::port(first)?, stored::port(end - 1)?);
    let ports = ports.ok_or_else(|| AppError::Ours(anyhow!("stored high-risk ports end before they begin")))?;
    Ok(RiskPort { ports, service: Cow::Owned(service), class: stored::code(&class)?, policy: stored::code(&policy)? })
}
