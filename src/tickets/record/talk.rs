//! Writing to the other side, with files or in secret.

use actix_web::{HttpResponse, web::Path};
use chrono::Utc;
use diesel::PgConnection;

use super::{
    desk::{Desk, Try},
    show,
};
use crate::{
    attachments::{self, Limits},
    error::{AppError, AppResult},
    tickets::{
        acting::{Said, Written},
        action::Action,
        commands::{self, Attempt, Secrets},
    },
    web::{
        Form,
        form::{Errors, Upload, UploadedFile},
    },
};

/// POST `/tickets/{number}/message`
pub async fn write(desk: Desk, form: Form<Said>) -> AppResult<HttpResponse> {
    say(desk, form, Action::Message, "ticket-done-message", |tx, by, secrets, written| {
        commands::write(tx, by, secrets, written).map(drop)
    })
    .await
}

/// Takes the files first, so that they are here even if the words are refused; then says it.
pub(super) async fn say(
    desk: Desk,
    mut form: Form<Said>,
    action: Action,
    happened: &'static str,
    say: impl FnOnce(&mut PgConnection, &Attempt<'_>, &Secrets, Result<Written, Errors>) -> AppResult<()> + Send + 'static,
) -> AppResult<HttpResponse> {
    let removed = form.typed.remove.parse().ok();
    let uploads = std::mem::take(&mut form.uploads);
    let mut tried = Try::of(action, &form);
    let (here, file_errors) = match take_files(&desk, &tried, action, uploads).await {
        Ok(taken) => taken,
        Err(refusal) => return desk.refuse(tried, refusal).await,
    };
    tried.uploaded = here;
    if let Some(id) = removed {
        let who = desk.who.clone();
        desk.db.write(move |tx| attachments::commands::remove_loose(tx, &who, id)).await?;
        tried.uploaded.retain(|file| file.id != id);
        return show::again(desk, tried).await;
    }
    let mut errors = form.errors.clone();
    errors.append(file_errors);
    let said = Said { uploaded: tried.uploaded.iter().map(|file| file.id.to_string()).collect(), ..form.typed.clone() };
    let written = said.message(action, errors);
    let secrets = desk.secrets.clone();
    desk.act(tried, happened, move |tx, by| say(tx, by, &secrets, written)).await
}

/// The files that lie with the form now, those from before among them.
async fn take_files(
    desk: &Desk,
    tried: &Try,
    action: Action,
    uploads: Vec<Upload>,
) -> AppResult<(Vec<UploadedFile>, Errors)> {
    // A message may come from a page of before, with files or without.
    let version = tried.posted.version.filter(|_| action != Action::Message);
    let before = tried.said.files();
    if before.is_empty() && uploads.is_empty() {
        return Ok((vec![], Errors::default()));
    }
    let (who, number, files) = (desk.who.clone(), desk.number.clone(), desk.files.clone());
    desk.db
        .write(move |tx| {
            let by = Attempt { who: &who, number: &number, version, now: Utc::now() };
            commands::allowed(tx, &by, action)?;
            let before = attachments::queries::loose_of(tx, &who, &before, &Limits::TICKET)?;
            let mut here: Vec<UploadedFile> = before.iter().map(UploadedFile::from).collect();
            let (taken, errors) =
                attachments::commands::take(tx, &files, &who, uploads, here.len(), &Limits::TICKET, by.now)?;
            here.extend(taken);
            Ok((here, errors))
        })
        .await
}

/// POST `/tickets/{number}/messages/{message}/reveal`: the page, with this message in clear.
pub async fn reveal(desk: Desk, path: Path<(String, i64)>) -> AppResult<HttpResponse> {
    let (who, number, secrets, message) = (desk.who.clone(), desk.number.clone(), desk.secrets.clone(), path.1);
    let opened = desk.db.write(move |tx| {
        let by = Attempt { who: &who, number: &number, version: None, now: Utc::now() };
        commands::reveal(tx, &by, &secrets, message)
    });
    match opened.await {
        Ok(text) => show::again(desk, Try { revealed: Some((message, text)), ..Try::default() }).await,
        Err(why @ AppError::NotNow(_)) => desk.refuse(Try::default(), why).await,
        Err(other) => Err(other),
    }
}
