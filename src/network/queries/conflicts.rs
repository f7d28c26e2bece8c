use std::{collections::BTreeSet, net::Ipv4Addr};

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::{
    mappings::{mappings_at, mappings_on},
    risk_table,
};
use crate::{
    error::AppResult,
    network::{
        conflict::{Conflict, OFFERED},
        free_ports::nearest_free,
        mapping::{Mapping, MappingRow, MappingState},
        period::Period,
        port::Port,
        risk::RiskTable,
    },
};

/// What submitting would do to a row (spec 2, "Preview").
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Occupancy {
    /// 新开: the port is free.
    New,
    /// 已开通: another ticket of the department opened the very same.
    Open(Mapping),
    /// 冲突: somebody has the port.
    Taken(Conflict),
}

/// What submitting would do to each row. What `own_ticket` holds already doesn't stand in its way.
///
/// # Errors
/// When the database can't be had.
pub fn occupancy(
    c: &mut PgConnection,
    rows: &[MappingRow],
    valid: Period,
    own_ticket: Option<i64>,
    now: DateTime<Utc>,
) -> AppResult<Vec<Occupancy>> {
    let stands_in_the_way = |mapping: &Mapping| Some(mapping.ticket_id) != own_ticket;
    let mut there =
        mappings_at(c, &addresses(rows.iter()), &rows.iter().map(|row| row.public_port).collect::<Vec<_>>())?;
    there.retain(stands_in_the_way);
    if rows.iter().all(|row| occupant(row, valid, &there, now).is_none()) {
        return Ok(vec![Occupancy::New; rows.len()]);
    }
    // What else is free there is told by all of its ports, which may be thousands.
    let mut there = mappings_on(c, &addresses(rows.iter()))?;
    there.retain(stands_in_the_way);
    let risks = risk_table(c)?;
    Ok(rows.iter().map(|row| judge(row, rows, valid, &there, &risks, now)).collect())
}

fn judge(
    row: &MappingRow,
    rows: &[MappingRow],
    valid: Period,
    there: &[Mapping],
    risks: &RiskTable,
    now: DateTime<Utc>,
) -> Occupancy {
    match occupant(row, valid, there, now) {
        None => Occupancy::New,
        Some(mapping) if mapping.state == MappingState::Active && row.leads_where(mapping) => {
            Occupancy::Open(mapping.clone())
        }
        Some(mapping) => {
            let asked = rows.iter().filter(|other| (other.pool_ip, other.protocol) == (row.pool_ip, row.protocol));
            let mut taken = ports_beside(row, there);
            taken.extend(asked.map(|other| other.public_port));
            let nearest = nearest_free(row.public_port, &taken, risks, OFFERED);
            Occupancy::Taken(Conflict::new(row, Some(mapping.clone()), nearest))
        }
    }
}

/// Who has the ports of rows that lost them, and what to take instead.
///
/// # Errors
/// When the database can't be had.
pub fn conflicts(
    c: &mut PgConnection,
    lost: &[&MappingRow],
    valid: Period,
    now: DateTime<Utc>,
) -> AppResult<Vec<Conflict>> {
    let there = mappings_on(c, &addresses(lost.iter().copied()))?;
    let risks = risk_table(c)?;
    let conflict = |row: &&MappingRow| {
        let mut taken = ports_beside(row, &there);
        taken.insert(row.public_port);
        let nearest = nearest_free(row.public_port, &taken, &risks, OFFERED);
        Conflict::new(row, occupant(row, valid, &there, now).cloned(), nearest)
    };
    Ok(lost.iter().map(conflict).collect())
}

fn addresses<'a>(rows: impl Iterator<Item = &'a MappingRow>) -> Vec<Ipv4Addr> {
    rows.map(|row| row.pool_ip).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Who has the row's port at some time of the period asked for. What ran out keeps it until it is removed.
fn occupant<'a>(row: &MappingRow, asked: Period, there: &'a [Mapping], now: DateTime<Utc>) -> Option<&'a Mapping> {
    let valid = row.period(asked);
    let in_the_way = |mapping: &&Mapping| {
        row.is_the_port_of(mapping)
            && (mapping.period.overlaps(valid) || mapping.state != MappingState::Held && mapping.period.is_over(now))
    };
    there.iter().find(in_the_way)
}

fn ports_beside(row: &MappingRow, there: &[Mapping]) -> BTreeSet<Port> {
    let beside = there.iter().filter(|mapping| (mapping.pool_ip, mapping.protocol) == (row.pool_ip, row.protocol));
    beside.map(|mapping| mapping.public_port).collect()
}
