//! Reading what is attached. Who may see the ticket or project, its room has asked before.

use chrono::{DateTime, Utc};
use diesel::{dsl::auto_type, prelude::*};
use serde::Deserialize;
use uuid::Uuid;

use super::{Limits, file_type::is_image};
use crate::{error::AppResult, policy::Actor, schema::attachments, web::form::UploadedFile};

/// A file as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Deserialize)]
#[diesel(table_name = attachments)]
pub struct Attachment {
    pub id: Uuid,
    pub message_id: Option<i64>,
    /// The form's field it was sent under.
    pub field: String,
    pub file_name: String,
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    pub uploaded_at: DateTime<Utc>,
}

impl Attachment {
    #[must_use]
    pub fn is_image(&self) -> bool {
        is_image(&self.media_type)
    }
}

impl From<&Attachment> for UploadedFile {
    fn from(file: &Attachment) -> Self {
        Self { id: file.id, name: file.file_name.clone(), size: file.size }
    }
}

/// Those of `ids` that this person uploaded, nothing carries yet, and a form of these limits could have taken.
#[auto_type(no_type_alias)]
pub(super) fn loose<'a>(uploader: i64, ids: &'a [Uuid], limits: &Limits) -> _ {
    let size: i64 = limits.bytes();
    attachments::table
        .filter(attachments::uploader_id.eq(uploader))
        .filter(attachments::ticket_id.is_null())
        .filter(attachments::project_id.is_null())
        .filter(attachments::request_id.is_null())
        .filter(attachments::quota_request_id.is_null())
        .filter(attachments::size.le(size))
        .filter(attachments::id.eq_any(ids))
}

/// The files that lie with a form not yet sent; what isn't this person's own, or not for such a form, is left out.
///
/// # Errors
/// When the database can't be had.
pub fn loose_of(c: &mut PgConnection, who: &Actor, ids: &[Uuid], limits: &Limits) -> AppResult<Vec<Attachment>> {
    let own = loose(who.id, ids, limits).select(Attachment::as_select());
    Ok(own.order((attachments::uploaded_at, attachments::id)).load(c)?)
}

/// What came with the ticket's own form.
///
/// # Errors
/// When the database can't be had.
pub fn of_ticket(c: &mut PgConnection, ticket: i64) -> AppResult<Vec<Attachment>> {
    let of_form =
        attachments::table.filter(attachments::ticket_id.eq(ticket)).filter(attachments::message_id.is_null());
    Ok(of_form.order((attachments::uploaded_at, attachments::id)).select(Attachment::as_select()).load(c)?)
}

/// One file of this ticket.
///
/// # Errors
/// 404 for a file of another one.
pub fn find(c: &mut PgConnection, ticket: i64, id: Uuid) -> AppResult<Attachment> {
    let of_it = attachments::table.filter(attachments::ticket_id.eq(ticket)).filter(attachments::id.eq(id));
    Ok(of_it.select(Attachment::as_select()).first(c)?)
}

/// What a project carries.
///
/// # Errors
/// When the database can't be had.
pub fn of_project(c: &mut PgConnection, project: i64) -> AppResult<Vec<Attachment>> {
    let of_it = attachments::table.filter(attachments::project_id.eq(project));
    Ok(of_it.order((attachments::uploaded_at, attachments::id)).select(Attachment::as_select()).load(c)?)
}

/// One file of this project.
///
/// # Errors
/// 404 for a file of another one.
pub fn find_of_project(c: &mut PgConnection, project: i64, id: Uuid) -> AppResult<Attachment> {
    let of_it = attachments::table.filter(attachments::project_id.eq(project)).filter(attachments::id.eq(id));
    Ok(of_it.select(Attachment::as_select()).first(c)?)
}

/// One file of this resource request.
///
/// # Errors
/// 404 for a file of another one.
pub fn find_of_request(c: &mut PgConnection, request: i64, id: Uuid) -> AppResult<Attachment> {
    let of_it = attachments::table.filter(attachments::request_id.eq(request)).filter(attachments::id.eq(id));
    Ok(of_it.select(Attachment::as_select()).first(c)?)
}
