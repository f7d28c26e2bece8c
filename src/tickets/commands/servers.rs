//! What resolving a ticket about servers does to hosts (spec 2, "Servers").

use diesel::PgConnection;

use super::step::Attempt;
use crate::{
    catalogue::model::{Disk, parse_number},
    error::{AppError, AppResult},
    network::{
        self,
        commands::TicketPorts,
        machine::{Build, Machine, Resize},
    },
    text::Text,
    tickets::{
        acting::{Machines, taken},
        details::{DiskRow, Fields, ServerChangeDetails, ServerCreateDetails},
        model::Ticket,
    },
};

/// Makes, changes or retires the hosts that `ticket` is about; nothing for one about something else.
///
/// # Errors
/// 422 at the machines' rows, 409 where a host can't be changed or retired any more.
pub(super) fn carry_out(tx: &mut PgConnection, by: &Attempt<'_>, ticket: &Ticket, made: Machines) -> AppResult<()> {
    let its = TicketPorts {
        ticket: ticket.id,
        department: ticket.department_id,
        application: ticket.application_id.ok_or_else(|| meaningless("application"))?,
    };
    match ticket.details.fields() {
        Fields::ServerCreate(details) => deliver(tx, by, &its, ticket, details, made),
        Fields::ServerChange(details) => {
            let to = resize(details)?;
            network::commands::resize(tx, by.who, &its, &ticket.number, &to, by.now)
        }
        Fields::ServerRecycle(_) => network::commands::retire(tx, by.who, &its, &ticket.number, by.now),
        Fields::Mapping(_) | Fields::Access(_) | Fields::Support(_) => Ok(()),
    }
}

fn deliver(
    tx: &mut PgConnection,
    by: &Attempt<'_>,
    its: &TicketPorts,
    ticket: &Ticket,
    details: &ServerCreateDetails,
    made: Machines,
) -> AppResult<()> {
    let quantity = parse_number(&details.quantity).ok_or_else(|| meaningless("quantity"))?;
    let rows = made.all(quantity as usize).map_err(|(field, why)| AppError::at(&field, why))?;
    let machines: Vec<_> = rows.iter().map(|(_, machine)| machine.clone()).collect();
    let build = build(details)?;
    let whose = network::commands::Whose {
        department: its.department,
        application: Some(its.application),
        ticket: Some(its.ticket),
        source: ticket.number.clone(),
        said: Text::new("network-timeline-host-delivered").with("ticket", ticket.number.as_str()),
    };
    let delivered = network::commands::deliver(tx, by.who, &whose, &build, &machines, by.now)?;
    delivered.map(drop).map_err(|twice| AppError::Invalid(taken(&rows, &twice)))
}

/// What was asked for, as the form let it through.
fn build(details: &ServerCreateDetails) -> AppResult<Build> {
    if details.is_physical() {
        let region = details.region.parse().map_err(|_| meaningless("region"))?;
        let machine = Machine::Physical;
        return Ok(Build { machine, region, image: None, system_disk: None, data_disks: None, vswitch: None });
    }
    Build::of(&details.ecs()).map_err(meaningless)
}

fn resize(details: &ServerChangeDetails) -> AppResult<Resize> {
    let words = |words: &String| (!words.is_empty()).then(|| words.clone());
    let size = words(&details.system_disk_size);
    Ok(Resize {
        instance_type: words(&details.instance_type),
        specification: words(&details.specification),
        system_disk_category: words(&details.system_disk_category),
        system_disk_size: size.as_deref().map(number).transpose()?,
        data_disks: if details.sets_disks() { Some(disks(&details.disks)?) } else { None },
    })
}

fn disks(rows: &[DiskRow]) -> AppResult<Vec<Disk>> {
    let asked = rows.iter().filter(|row| !row.is_blank());
    asked
        .map(|row| {
            let (size, count) = (number(&row.disk_size)?, number(&row.disk_count)?);
            Ok(Disk { category: row.disk_category.clone(), size, count })
        })
        .collect()
}

fn number(typed: &str) -> AppResult<u32> {
    parse_number(typed).ok_or_else(|| meaningless("number"))
}

/// What was submitted was read by its form.
fn meaningless(field: &str) -> AppError {
    AppError::Ours(anyhow::anyhow!("a submitted ticket about servers has a {field} that means nothing"))
}
