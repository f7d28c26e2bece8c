//! Taking files in, and tying them to what carries them.

use chrono::{DateTime, Utc};
use diesel::{
    dsl::auto_type,
    prelude::*,
    sql_types::{BigInt, Bool},
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{FileType, Files, Limits, allowance::Allowance, content, file_type::EXTENSIONS, name, queries::loose};
use crate::{
    db::sql::fragment,
    error::{AppError, AppResult, is_full},
    policy::Actor,
    schema::attachments,
    text::Text,
    web::form::{Errors, Upload, UploadedFile},
};

/// Stores what can be stored and says at each field why the rest can't. `already` files lie with
/// the form from before, which takes files as `limits` say. The files stay loose until
/// [`attach_to_ticket`], [`attach_to_message`], [`attach_to_project`] or [`attach_to_request`].
///
/// # Errors
/// When the database or the disk refuses.
pub fn take(
    tx: &mut PgConnection,
    files: &Files,
    who: &Actor,
    uploads: Vec<Upload>,
    already: usize,
    limits: &Limits,
    now: DateTime<Utc>,
) -> AppResult<(Vec<UploadedFile>, Errors)> {
    let (mut taken, mut errors) = (Vec::new(), Errors::default());
    if uploads.is_empty() {
        return Ok((taken, errors));
    }
    let mut allowance = Allowance::of(tx, who, now)?;
    for upload in uploads {
        let size = i64::try_from(upload.content.len()).unwrap_or(i64::MAX);
        let file_name = name::safe(&upload.file_name);
        let checked = check(&file_name, &upload, limits).and_then(|kind| {
            if already + taken.len() >= limits.at_once {
                Err(limits.too_many())
            } else if !allowance.has_room_for(size) {
                Err(Text::new("attachment-too-much-today").with("name", file_name.as_str()))
            } else {
                Ok(kind)
            }
        });
        match checked {
            Err(why) => errors.add(&upload.field, why),
            Ok(kind) => match store(tx, files, who, &upload, &file_name, kind)? {
                Some(id) => {
                    allowance.spend(tx, size)?;
                    taken.push(UploadedFile { id, name: file_name, size });
                }
                None => errors.add(&upload.field, Text::new("attachment-no-room").with("name", file_name)),
            },
        }
    }
    Ok((taken, errors))
}

/// Name, size and content of one file (spec 2, "Attachments").
fn check(file_name: &str, upload: &Upload, limits: &Limits) -> Result<FileType, Text> {
    let bytes = upload.content.as_slice();
    let said = |key: &'static str| Text::new(key).with("name", file_name);
    let kind = FileType::of_extension(&name::extension(file_name))
        .ok_or_else(|| said("attachment-type-refused").with("types", EXTENSIONS.join(" ")))?;
    if upload.is_too_big || bytes.len() > limits.size {
        Err(limits.too_big(file_name))
    } else if bytes.is_empty() {
        Err(said("attachment-empty"))
    } else if content::matches(kind, bytes) {
        Ok(kind)
    } else {
        Err(said("attachment-content-differs"))
    }
}

/// None where the disk has no room for it.
fn store(
    tx: &mut PgConnection,
    files: &Files,
    who: &Actor,
    upload: &Upload,
    file_name: &str,
    kind: FileType,
) -> AppResult<Option<Uuid>> {
    let id = Uuid::new_v4();
    match files.put(id, &upload.content) {
        Err(error) if is_full(&error) => {
            tracing::error!(%error, "no room for an attachment");
            return Ok(None);
        }
        put => put?,
    }
    diesel::insert_into(attachments::table)
        .values((
            attachments::id.eq(id),
            attachments::uploader_id.eq(who.id),
            attachments::field.eq(&upload.field),
            attachments::file_name.eq(file_name),
            attachments::media_type.eq(kind.media_type()),
            attachments::size.eq(i64::try_from(upload.content.len()).unwrap_or(i64::MAX)),
            attachments::sha256.eq(Sha256::digest(&upload.content).to_vec()),
        ))
        .execute(tx)?;
    Ok(Some(id))
}

/// Ties this person's loose files to a ticket; others' and tied ones stay as they are. However many
/// posts they came in, its form carries no more than [`Limits::TICKET`] says.
///
/// # Errors
/// 422 at `attachments`.
pub fn attach_to_ticket(tx: &mut PgConnection, who: &Actor, ids: &[Uuid], ticket: i64) -> AppResult<()> {
    diesel::update(loose(who.id, ids, &Limits::TICKET)).set(attachments::ticket_id.eq(ticket)).execute(tx)?;
    fits(of_form(ticket).count().get_result(tx)?, &Limits::TICKET)
}

/// As [`attach_to_ticket`], to a message of it.
///
/// # Errors
/// 422 at `attachments`.
pub fn attach_to_message(tx: &mut PgConnection, who: &Actor, ids: &[Uuid], ticket: i64, message: i64) -> AppResult<()> {
    let carried_by = (attachments::ticket_id.eq(ticket), attachments::message_id.eq(message));
    diesel::update(loose(who.id, ids, &Limits::TICKET)).set(carried_by).execute(tx)?;
    fits(attachments::table.filter(attachments::message_id.eq(message)).count().get_result(tx)?, &Limits::TICKET)
}

/// As [`attach_to_ticket`], to a project: of its own files those of `ids` stay, the others are taken away.
///
/// # Errors
/// 422 at `attachments`.
pub fn attach_to_project(tx: &mut PgConnection, who: &Actor, ids: &[Uuid], project: i64) -> AppResult<()> {
    let of_it = || attachments::table.filter(attachments::project_id.eq(project));
    diesel::delete(of_it().filter(attachments::id.ne_all(ids))).execute(tx)?;
    diesel::update(loose(who.id, ids, &Limits::PROJECT)).set(attachments::project_id.eq(project)).execute(tx)?;
    fits(of_it().count().get_result(tx)?, &Limits::PROJECT)
}

/// As [`attach_to_ticket`], to a resource request, whose form lists `ids`. What one of its revisions carries stays,
/// though the form leaves it out.
///
/// # Errors
/// 422 at `attachments`.
pub fn attach_to_request(tx: &mut PgConnection, who: &Actor, ids: &[Uuid], request: i64) -> AppResult<()> {
    let of_it = || attachments::table.filter(attachments::request_id.eq(request));
    let unseen = fragment::<Bool>(
        "NOT EXISTS (SELECT FROM request_revisions WHERE request_id = $1 AND attachments.id = ANY (files))",
    );
    let left_out = of_it().filter(attachments::id.ne_all(ids)).filter(unseen.bind::<BigInt, _>(request));
    diesel::delete(left_out).execute(tx)?;
    diesel::update(loose(who.id, ids, &Limits::REQUEST)).set(attachments::request_id.eq(request)).execute(tx)?;
    fits(of_it().filter(attachments::id.eq_any(ids)).count().get_result(tx)?, &Limits::REQUEST)
}

/// As [`attach_to_ticket`], to a quota request that is filed.
///
/// # Errors
/// 422 at `attachments`.
pub fn attach_to_quota_request(tx: &mut PgConnection, who: &Actor, ids: &[Uuid], request: i64) -> AppResult<()> {
    let attached = diesel::update(loose(who.id, ids, &Limits::QUOTA)).set(attachments::quota_request_id.eq(request));
    let attached = attached.execute(tx)?;
    fits(i64::try_from(attached).unwrap_or(i64::MAX), &Limits::QUOTA)
}

fn fits(count: i64, limits: &Limits) -> AppResult<()> {
    if usize::try_from(count).is_ok_and(|count| count <= limits.at_once) {
        return Ok(());
    }
    Err(AppError::at("attachments", limits.too_many_in_all(count)))
}

/// What came with the ticket's own form.
#[auto_type(no_type_alias)]
fn of_form(ticket: i64) -> _ {
    attachments::table.filter(attachments::ticket_id.eq(ticket)).filter(attachments::message_id.is_null())
}

/// Takes back a file that nothing carries yet; its content is swept later, when this has surely happened.
///
/// # Errors
/// When the database refuses.
pub fn remove_loose(tx: &mut PgConnection, who: &Actor, id: Uuid) -> AppResult<bool> {
    Ok(diesel::delete(loose(who.id, &[id], &Limits::ANY)).execute(tx)? == 1)
}

/// Takes away what was saved with a ticket's form and isn't listed in it any more.
///
/// # Errors
/// When the database refuses.
pub fn drop_others(tx: &mut PgConnection, ticket: i64, stay: &[Uuid]) -> AppResult<()> {
    diesel::delete(of_form(ticket).filter(attachments::id.ne_all(stay))).execute(tx)?;
    Ok(())
}
