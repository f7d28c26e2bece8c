//! Whether a delivered resource can be changed or given back now (spec 3, "Resources").

use diesel::prelude::*;

use crate::{
    error::{AppError, AppResult},
    network,
    policy::Actor,
    requests::{
        filing::{Desk, RequestForm},
        queries::{self, About, Standing},
        resource::Resource,
        subject::Subject,
    },
    schema::resources,
    text::Text,
    web::form::Errors,
};

/// Refuses what can't be done to the resource that `form` is about, on behalf of the request with the id `own`, if it has
/// one already. Nobody else changes the resource until the transaction ends.
///
/// # Errors
/// 404, 403, 409.
pub(super) fn allow(
    tx: &mut PgConnection,
    who: &Actor,
    form: &RequestForm,
    desk: &Desk,
    own: Option<i64>,
    errors: &mut Errors,
) -> AppResult<()> {
    let Some(id) = form.subject.resource() else { return Ok(()) };
    resources::table.find(id).select(resources::id).for_update().first::<i64>(tx)?;
    let resource = queries::find_resource(tx, who, id)?;
    if desk.department.id != resource.department_id {
        return Err(AppError::forbidden());
    }
    let standing = queries::standing(tx, who, &resource, "")?;
    if let Some(why) = in_the_way(tx, who, &resource, &standing, own)? {
        return Err(AppError::NotNow(why));
    }
    if matches!(form.subject, Subject::Change(_)) && form.asked.item() == Some(&standing.details) {
        errors.add(first_that_changes(form), "request-change-nothing");
    }
    Ok(())
}

/// Why nothing can be done to it now, by another request than that with the id `own`.
///
/// # Errors
/// When the database can't be had.
pub fn in_the_way(
    c: &mut PgConnection,
    who: &Actor,
    resource: &Resource,
    standing: &Standing,
    own: Option<i64>,
) -> AppResult<Option<Text>> {
    if let Some(why) = why_not(resource, &standing.requests, own) {
        return Ok(Some(why));
    }
    let Some(host) = resource.host_id else { return Ok(None) };
    let host = network::queries::find_host(c, who, host)?;
    network::commands::in_the_way(c, &host)
}

/// The same as far as the resource and the requests about it say.
#[must_use]
pub fn why_not(resource: &Resource, requests: &[About], own: Option<i64>) -> Option<Text> {
    if resource.is_returned() {
        return Some("request-resource-is-returned".into());
    }
    let another = requests.iter().find(|request| request.is_under_way() && Some(request.id) != own)?;
    Some(Text::new("request-resource-busy").with("number", another.number.as_str()))
}

fn first_that_changes(form: &RequestForm) -> &'static str {
    const FIELDS: [&str; 7] = ["instance_type", "bandwidth", "size", "capacity", "edition", "specification", "workers"];
    let item = form.asked.item();
    FIELDS.into_iter().find(|field| item.is_some_and(|item| item.can_change(field))).unwrap_or("remarks")
}
