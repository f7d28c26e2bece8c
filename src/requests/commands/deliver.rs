//! 开通: the machines that were made become resources and hosts (spec 3, "Delivering").

use std::collections::HashSet;

use diesel::prelude::*;

use super::{
    begin::{Attempt, begin},
    decide::take,
};
use crate::{
    error::{AppError, AppResult},
    network::{
        self,
        commands::Whose,
        machine::{Build, Delivered},
    },
    requests::{
        delivery::{Made, pending},
        events::Happened,
        model::Request,
        queries::{Item, Revision, Sheet},
        workflow::{self, Event},
    },
    schema::resources,
    text::Text,
    web::form::Errors,
};

/// Records what was made, some of it or all; the last machine makes the request delivered.
///
/// # Errors
/// 404, 403, 409, and 422 at the rows.
pub fn deliver(tx: &mut PgConnection, by: &Attempt<'_>, made: Result<Vec<Made>, Errors>) -> AppResult<Request> {
    let (request, _) = begin(tx, by, Event::Deliver { all: false })?;
    let made = made.map_err(AppError::Invalid)?;
    let sheet = Sheet::read(tx, by.who, &request)?;
    let revision = sheet.current().ok_or(AppError::NotFound)?;
    let waiting = pending(revision, &sheet.units);
    check(&made, &waiting)?;
    let all = made.len() == waiting.len();
    let step = workflow::next(&request.situation(), Event::Deliver { all }).map_err(AppError::NotNow)?;
    for item in &revision.items {
        let its: Vec<&Made> = made.iter().filter(|made| place_of(made, &waiting) == Some(item.place)).collect();
        if !its.is_empty() {
            record(tx, by, &request, revision, item, &its)?;
        }
    }
    let happened = if all { Happened::Delivered } else { Happened::PartlyDelivered { units: made.len() } };
    take(tx, by, &request, &step, happened, "")
}

/// Each is one that is still to be made, and stands in one row.
fn check(made: &[Made], waiting: &[(usize, i32, i32)]) -> AppResult<()> {
    let (mut errors, mut seen) = (Errors::default(), HashSet::new());
    for made in made {
        if !waiting.iter().any(|(unit, _, _)| *unit == made.unit) {
            errors.add(format!("unit-{}", made.row), Text::new("request-unit-unknown").with("unit", made.unit));
        } else if !seen.insert(made.unit) {
            errors.add(format!("unit-{}", made.row), Text::new("request-unit-twice").with("unit", made.unit));
        }
    }
    errors.finish(|| Some(())).map_err(AppError::Invalid)
}

fn place_of(made: &Made, waiting: &[(usize, i32, i32)]) -> Option<i32> {
    waiting.iter().find(|(unit, _, _)| *unit == made.unit).map(|(_, place, _)| *place)
}

/// Characters of a host's name.
const HOST_NAME: usize = 80;

/// `yj-web-02`, as the machine of several is called.
#[must_use]
pub fn name_of(item: &Item, unit: i32) -> String {
    match item.quantity {
        1 => item.details.instance_name.clone(),
        _ => format!("{}-{unit:02}", item.details.instance_name),
    }
}

/// As long as a host's name may be: the end tells machines apart.
fn host_name(name: &str) -> String {
    let over = name.chars().count().saturating_sub(HOST_NAME);
    name.chars().skip(over).collect()
}

fn record(
    tx: &mut PgConnection,
    by: &Attempt<'_>,
    request: &Request,
    revision: &Revision,
    item: &Item,
    made: &[&Made],
) -> AppResult<()> {
    let meaningless = |field: &str| AppError::Ours(anyhow::anyhow!("a submitted request's {field} means nothing"));
    let region = revision.region_id.to_string();
    let build = Build::of(&item.details.ecs(&region)).map_err(meaningless)?;
    let first = first_unit(revision, item);
    let units: Vec<i32> = made.iter().map(|made| i32::try_from(made.unit - first).unwrap_or_default() + 1).collect();
    let machines: Vec<Delivered> = made
        .iter()
        .zip(&units)
        .map(|(made, unit)| Delivered {
            name: host_name(&name_of(item, *unit)),
            floating_ip: made.floating_ip,
            specification: item.details.instance_type.clone(),
        })
        .collect();
    let whose = Whose {
        department: request.department_id,
        application: None,
        ticket: None,
        source: request.number.clone(),
        said: Text::new("network-timeline-host-delivered-on-request").with("request", request.number.as_str()),
    };
    let hosts = network::commands::deliver(tx, by.who, &whose, &build, &machines, by.now)?;
    let hosts = hosts.map_err(|taken| {
        let mut errors = Errors::default();
        for at in taken {
            let says = Text::new("request-floating-ip-taken").with("address", made[at].floating_ip.to_string());
            errors.add(format!("floating_ip-{}", made[at].row), says);
        }
        AppError::Invalid(errors)
    })?;
    let specification = item.details.instance_type.as_str();
    for ((made, unit), host) in made.iter().zip(&units).zip(hosts) {
        diesel::insert_into(resources::table)
            .values((
                (
                    resources::product.eq(item.product.code()),
                    resources::name.eq(name_of(item, *unit)),
                    resources::department_id.eq(request.department_id),
                    resources::project_id.eq(request.project_id.unwrap_or_default()),
                    resources::region_id.eq(revision.region_id),
                    resources::request_id.eq(request.id),
                    resources::revision.eq(revision.revision),
                    resources::place.eq(item.place),
                    resources::quantity.eq(item.quantity),
                    resources::unit.eq(unit),
                ),
                resources::instance_id.eq(&made.instance_id),
                resources::host_id.eq(host),
                resources::address.eq(&made.address),
                resources::note.eq(&made.note),
                resources::specification.eq(specification),
                resources::delivered_by_id.eq(by.who.id),
                resources::delivered_at.eq(by.now),
            ))
            .execute(tx)?;
    }
    Ok(())
}

/// The number of the item's first machine among all of the request.
fn first_unit(revision: &Revision, item: &Item) -> usize {
    let before = revision.items.iter().filter(|other| other.place < item.place);
    1 + before.map(|other| usize::try_from(other.quantity).unwrap_or_default()).sum::<usize>()
}
