//! What a form of a change says, with every refusal at its field.

use chrono::{DateTime, Utc};

use crate::{
    catalogue::{
        form::{current, disks},
        model::{Catalogue, parse_number},
    },
    network::{
        address::parse_ipv4,
        machine::{Known, Machine, Plan},
    },
    text::Text,
    tickets::{
        details::{KEEP, SET, ServerChangeDetails},
        filing::{
            lengths::{self, at_most},
            server::{PlanRequest, Reading, SPECIFICATION, Stock, when::read_window},
        },
    },
    web::form::Errors,
};

const HOST: &str = "floating_ip";

/// What `details` say, after the errors that its form has before them; `own_ticket` stands in nobody's way.
#[must_use]
pub fn reading_of(
    details: &ServerChangeDetails,
    stock: &Stock,
    own_ticket: Option<i64>,
    before: Errors,
    now: DateTime<Utc>,
) -> Reading {
    let mut errors = before;
    let address = parse_ipv4(&details.floating_ip);
    let host = errors.take(HOST, address.and_then(|address| stock.free_host(address, own_ticket)));
    let known = host.or_else(|| stock.host_typed(&details.floating_ip));
    match known.map(|host| host.machine) {
        Some(Machine::Physical) => read_physical(details, known, &mut errors),
        _ => read_vm(details, known, &stock.catalogue, &mut errors),
    }
    read_window(&details.window_from, &details.window_until, now, &mut errors);
    errors.take("remarks", at_most(&details.remarks, lengths::REMARKS));
    let plan = host.map(|host| PlanRequest { plan: Plan::Change, hosts: vec![host.floating_ip], field: HOST });
    Reading { errors, plan, leading: None }
}

/// Words alone say what a physical machine is.
fn read_physical(details: &ServerChangeDetails, host: Option<&Known>, errors: &mut Errors) {
    errors.take("specification", at_most(&details.specification, SPECIFICATION));
    if details.specification.is_empty() {
        errors.add("specification", "ticket-change-physical-missing");
    } else if host.is_some_and(|host| host.specification == details.specification) {
        errors.add("specification", "ticket-change-same");
    }
    for (field, typed) in [
        ("instance_type", &details.instance_type),
        ("system_disk_category", &details.system_disk_category),
        ("system_disk_size", &details.system_disk_size),
    ] {
        if !typed.is_empty() {
            errors.add(field, "ticket-change-not-of-physical");
        }
    }
    if details.sets_disks() {
        errors.add("data_disks", "ticket-change-not-of-physical");
    }
}

fn read_vm(details: &ServerChangeDetails, host: Option<&Known>, catalogue: &Catalogue, errors: &mut Errors) {
    if !details.specification.is_empty() {
        errors.add("specification", "ticket-change-not-of-vm");
    }
    if !details.instance_type.is_empty() {
        let wanted = current(catalogue.instance_type(&details.instance_type), "catalogue-instance-type-missing");
        let wanted = errors.take("instance_type", wanted).map(|it| it.code.as_str());
        if wanted.is_some() && host.and_then(|host| host.instance_type.as_deref()) == wanted {
            errors.add("instance_type", "ticket-change-same");
        }
    }
    let resizes_disk = !details.system_disk_category.is_empty() || !details.system_disk_size.is_empty();
    if resizes_disk {
        read_system_disk(details, host, catalogue, errors);
    }
    match details.data_disks.as_str() {
        KEEP => {}
        SET => {
            let wanted = disks::parse(&details.disks, catalogue, errors);
            if wanted.is_some() && host.and_then(|host| host.data_disks.clone()) == wanted {
                errors.add("data_disks", "ticket-change-same");
            }
        }
        _ => errors.add("data_disks", "ticket-data-disks-missing"),
    }
    if details.instance_type.is_empty() && !resizes_disk && details.data_disks == KEEP {
        errors.add("instance_type", "ticket-change-nothing");
    }
}

/// It grows, or is of another category; what isn't typed of it stays as it is known.
fn read_system_disk(details: &ServerChangeDetails, host: Option<&Known>, catalogue: &Catalogue, errors: &mut Errors) {
    let known = host.and_then(|host| host.system_disk_category.as_deref().zip(host.system_disk_size));
    let category = match details.system_disk_category.as_str() {
        "" => known.map(|(category, _)| category).ok_or_else(|| Text::new("ticket-system-disk-unknown")),
        typed => current(catalogue.disk_category(typed), "catalogue-disk-category-missing").map(|it| it.code.as_str()),
    };
    let category = errors.take("system_disk_category", category);
    let sizes = category.and_then(|code| catalogue.disk_category(code)).map(|category| category.system);
    let size = match (details.system_disk_size.as_str(), known, sizes) {
        ("", Some((_, size)), _) => Ok(size),
        ("", None, _) => Err(Text::new("ticket-system-disk-unknown")),
        (typed, _, Some(sizes)) => sizes.take(parse_number(typed)),
        (_, _, None) => return,
    };
    let size = errors.take("system_disk_size", size);
    let (Some(size), Some((was, had))) = (size, known) else { return };
    if size < had {
        errors.add("system_disk_size", Text::new("ticket-system-disk-shrinks").with("size", had));
    } else if size == had && category == Some(was) {
        errors.add("system_disk_size", "ticket-change-same");
    }
}

#[cfg(test)]
mod tests;
