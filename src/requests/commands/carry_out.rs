//! A resource is changed, or given back, as its request says (spec 3, "Resources").

use diesel::prelude::*;

use super::{begin::Attempt, decide::take};
use crate::{
    error::{AppError, AppResult},
    network::{self, commands::resize_given},
    requests::{
        details::Details,
        events::Happened,
        model::Request,
        queries::{self, Sheet},
        subject::Subject,
        workflow::{self, Event},
    },
    schema::{resource_changes, resources},
};

/// Notes that operators did it, which ends the request.
///
/// # Errors
/// 404, and 409 while a ticket has a plan for its host or something still waits to be opened there.
pub(super) fn carry_out(tx: &mut PgConnection, by: &Attempt<'_>, request: &Request, note: &str) -> AppResult<Request> {
    let subject = request.subject();
    let id = subject.resource().ok_or(AppError::NotFound)?;
    resources::table.find(id).select(resources::id).for_update().first::<i64>(tx)?;
    let resource = queries::find_resource(tx, by.who, id)?;
    let sheet = Sheet::read(tx, by.who, request)?;
    let revision = sheet.current().ok_or(AppError::NotFound)?;
    let item = revision.items.first().ok_or(AppError::NotFound)?;
    diesel::insert_into(resource_changes::table)
        .values((
            resource_changes::request_id.eq(request.id),
            resource_changes::resource_id.eq(id),
            resource_changes::purpose.eq(subject.purpose()),
            resource_changes::revision.eq(revision.revision),
            resource_changes::place.eq(item.place),
            resource_changes::note.eq(note),
            resource_changes::done_by_id.eq(by.who.id),
            resource_changes::done_at.eq(by.now),
        ))
        .execute(tx)?;
    // A host that a ticket retired meanwhile has nothing left to be done to.
    let host = resource.host_id.filter(|_| !resource.is_returned());
    let its = resources::table.find(id);
    match subject {
        Subject::Return(_) => {
            diesel::update(its).set(resources::state.eq("returned")).execute(tx)?;
            if let Some(host) = host {
                network::commands::retire_given(tx, by.who, host, &request.number, by.now)?;
            }
        }
        Subject::New | Subject::Change(_) => {
            diesel::update(its).set(resources::specification.eq(item.details.specification())).execute(tx)?;
            resize(tx, by, request, host, &item.details)?;
        }
    }
    let step = workflow::next(&request.situation(), Event::Deliver { all: true }).map_err(AppError::NotNow)?;
    take(tx, by, request, &step, Happened::CarriedOut, note)
}

fn resize(
    tx: &mut PgConnection,
    by: &Attempt<'_>,
    request: &Request,
    host: Option<i64>,
    details: &Details,
) -> AppResult<()> {
    let Some((host, server)) = host.zip(details.server()) else { return Ok(()) };
    let to = server.resize().ok_or_else(|| AppError::Ours(anyhow::anyhow!("a submitted size means nothing")))?;
    resize_given(tx, by.who, host, &to, &request.number, by.now)
}
