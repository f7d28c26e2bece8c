//! The rows in which an operator records the machines that were made.

use super::sheet::Sheet;
use crate::{
    catalogue::model::parse_number,
    tickets::{
        acting::{MACHINE_NAME, MachineRow, Said},
        details::{Details, ServerCreateDetails},
    },
    web::form::{Errors, Field},
};

pub struct MachineRows {
    pub rows: Vec<MachineRowView>,
    pub quantity: usize,
    pub pasted: Field,
}

pub struct MachineRowView {
    pub number: usize,
    pub host_name: Field,
    pub floating_ip: Field,
    pub specification: Field,
}

impl MachineRows {
    /// As many rows as machines were asked for, filled with what can be proposed and what was `typed`; none once
    /// they were made.
    #[must_use]
    pub fn of(sheet: &Sheet, typed: Option<&Said>, errors: &Errors) -> Option<Self> {
        let Details::ServerCreate(details) = &sheet.ticket.details else { return None };
        if sheet.ticket.opened {
            return None;
        }
        let quantity = parse_number(&details.quantity).unwrap_or(1) as usize;
        let mut rows = typed.map(|said| said.machines.clone()).unwrap_or_default();
        for number in rows.len() + 1..=quantity {
            rows.push(proposed(details, number, quantity));
        }
        let pasted = typed.map_or("", |said| &said.pasted_machines);
        Some(Self {
            rows: (1..).zip(&rows).map(|(number, row)| MachineRowView::of(number, row, errors)).collect(),
            quantity,
            pasted: Field::new("pasted_machines", "ticket-machines-pasted", pasted)
                .hinted("ticket-machines-pasted-hint")
                .checked(errors),
        })
    }
}

/// `应急前端-02`, as far as a host's name is long enough for it.
fn proposed(details: &ServerCreateDetails, number: usize, quantity: usize) -> MachineRow {
    let name = match quantity {
        1 => details.instance_name.clone(),
        _ => format!("{}-{number:02}", details.instance_name),
    };
    let fits = name.chars().count() <= MACHINE_NAME;
    MachineRow {
        host_name: if fits { name } else { String::new() },
        floating_ip: String::new(),
        specification: details.asked().to_owned(),
    }
}

impl MachineRowView {
    fn of(number: usize, row: &MachineRow, errors: &Errors) -> Self {
        let field = |name, label, value: &str| Field::new(name, label, value).in_row(number).checked(errors).required();
        Self {
            number,
            host_name: field("host_name", "ticket-machine-name", &row.host_name),
            floating_ip: field("floating_ip", "ticket-machine-floating-ip", &row.floating_ip),
            specification: field("specification", "ticket-machine-specification", &row.specification),
        }
    }
}
