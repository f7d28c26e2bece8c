//! 开通: the machines that were made become resources and hosts (spec 3, "Delivering").

use std::collections::HashSet;

use diesel::prelude::*;

use super::{
    begin::{Attempt, begin},
    carry_out::carry_out,
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
        delivery::{DeliveryForm, Made, pending},
        details::EcsDetails,
        events::Happened,
        model::Request,
        queries::{Item, Revision, Sheet},
        subject::Subject,
        workflow::{self, Event},
    },
    schema::resources,
    text::Text,
    web::form::Errors,
};

/// Records what was made, some of it or all; the last machine makes the request delivered. Or that a resource was changed or
/// given back.
///
/// # Errors
/// 404, 403, 409, and 422 at the rows.
pub fn deliver(tx: &mut PgConnection, by: &Attempt<'_>, form: &DeliveryForm, errors: Errors) -> AppResult<Request> {
    let (request, _) = begin(tx, by, Event::Deliver { all: false })?;
    if request.subject() != Subject::New {
        return carry_out(tx, by, &request, form.note(errors).map_err(AppError::Invalid)?);
    }
    let made = form.parse(errors).map_err(AppError::Invalid)?;
    let sheet = Sheet::read(tx, by.who, &request)?;
    let revision = sheet.current().ok_or(AppError::NotFound)?;
    let waiting = pending(revision, &sheet.units);
    check(&made, &waiting, revision)?;
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

/// Each is one that is still to be made, and stands in one row; a server has an address of its own, and nothing else has.
fn check(made: &[Made], waiting: &[(usize, i32, i32)], revision: &Revision) -> AppResult<()> {
    let (mut errors, mut seen) = (Errors::default(), HashSet::new());
    for made in made {
        let unit = |key: &'static str| Text::new(key).with("unit", made.unit);
        let Some(place) = place_of(made, waiting) else {
            errors.add(format!("unit-{}", made.row), unit("request-unit-unknown"));
            continue;
        };
        if !seen.insert(made.unit) {
            errors.add(format!("unit-{}", made.row), unit("request-unit-twice"));
        }
        let is_server = revision.items.iter().any(|item| item.place == place && item.details.server().is_some());
        match (is_server, made.floating_ip) {
            (true, None) => errors.add(format!("floating_ip-{}", made.row), "network-address-missing"),
            (false, Some(_)) => errors.add(format!("floating_ip-{}", made.row), "request-floating-ip-of-servers"),
            (true, Some(_)) | (false, None) => {}
        }
    }
    errors.finish(|| Some(())).map_err(AppError::Invalid)
}

fn place_of(made: &Made, waiting: &[(usize, i32, i32)]) -> Option<i32> {
    waiting.iter().find(|(unit, _, _)| *unit == made.unit).map(|(_, place, _)| *place)
}

/// Characters of a host's name.
const HOST_NAME: usize = 80;

/// `yj-web-02`, as the machine of several is called; what has no name is called what it is.
#[must_use]
pub fn name_of(item: &Item, unit: i32) -> String {
    let name = match item.details.name() {
        "" => item.details.specification(),
        name => name.to_owned(),
    };
    if item.quantity == 1 { name } else { format!("{name}-{unit:02}") }
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
    let first = first_unit(revision, item);
    let units: Vec<i32> = made.iter().map(|made| i32::try_from(made.unit - first).unwrap_or_default() + 1).collect();
    let hosts: Vec<Option<i64>> = match item.details.server() {
        Some(server) => {
            let hosts = make_hosts(tx, by, request, revision, item, server, made, &units)?;
            hosts.into_iter().map(Some).collect()
        }
        None => vec![None; made.len()],
    };
    let specification = item.details.specification();
    for ((made, unit), host) in made.iter().zip(&units).zip(hosts) {
        let name = if item.details.name().is_empty() { made.instance_id.clone() } else { name_of(item, *unit) };
        diesel::insert_into(resources::table)
            .values((
                (
                    resources::product.eq(item.product.code()),
                    resources::name.eq(name),
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
                resources::specification.eq(&specification),
                resources::delivered_by_id.eq(by.who.id),
                resources::delivered_at.eq(by.now),
            ))
            .execute(tx)?;
    }
    Ok(())
}

/// Servers are hosts as well.
#[expect(clippy::too_many_arguments, reason = "all that a server is made of")]
fn make_hosts(
    tx: &mut PgConnection,
    by: &Attempt<'_>,
    request: &Request,
    revision: &Revision,
    item: &Item,
    server: &EcsDetails,
    made: &[&Made],
    units: &[i32],
) -> AppResult<Vec<i64>> {
    let meaningless = |field: &str| AppError::Ours(anyhow::anyhow!("a submitted request's {field} means nothing"));
    let region = revision.region_id.to_string();
    let build = Build::of(&server.ecs(&region)).map_err(meaningless)?;
    let machines = made.iter().zip(units).filter_map(|(made, unit)| {
        Some(Delivered {
            name: host_name(&name_of(item, *unit)),
            floating_ip: made.floating_ip?,
            specification: server.instance_type.clone(),
        })
    });
    let whose = Whose {
        department: request.department_id,
        application: None,
        ticket: None,
        source: request.number.clone(),
        said: Text::new("network-timeline-host-delivered-on-request").with("request", request.number.as_str()),
    };
    let hosts = network::commands::deliver(tx, by.who, &whose, &build, &machines.collect::<Vec<_>>(), by.now)?;
    hosts.map_err(|taken| {
        let mut errors = Errors::default();
        for made in taken.into_iter().map(|at| made[at]) {
            let address = made.floating_ip.map(|address| address.to_string()).unwrap_or_default();
            let says = Text::new("request-floating-ip-taken").with("address", address);
            errors.add(format!("floating_ip-{}", made.row), says);
        }
        AppError::Invalid(errors)
    })
}

/// The number of the item's first machine among all of the request.
fn first_unit(revision: &Revision, item: &Item) -> usize {
    let before = revision.items.iter().filter(|other| other.place < item.place);
    1 + before.map(|other| usize::try_from(other.quantity).unwrap_or_default()).sum::<usize>()
}
