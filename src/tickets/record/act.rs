//! POST `/tickets/{number}/{action}`: one handler an action, all by the same way.

use actix_web::{HttpResponse, web::Data};
use chrono::Utc;

use super::{
    desk::{Desk, Posted, Try},
    talk,
};
use crate::{
    db::Db,
    error::AppResult,
    tickets::{acting::Said, action::Action, commands, contact::ContactForm},
    web::{Ctx, Form, page::see_other_saying, submission},
};

/// Where one is when there was nothing to take.
const QUEUE: &str = "/tickets?state=pending";

/// POST `/tickets/take-next`
pub async fn take_next(ctx: Ctx, db: Data<Db>, form: Form<()>) -> AppResult<HttpResponse> {
    let (who, submission) = (ctx.actor()?, form.submission());
    let taken = db.write(move |tx| {
        submission::once(tx, who.id, submission, |tx| {
            let ticket = commands::take_next(tx, &who, Utc::now())?;
            Ok(ticket.map_or_else(|| QUEUE.to_owned(), |ticket| ticket.path()))
        })
    });
    let path = taken.await?;
    Ok(see_other_saying(&path, if path == QUEUE { "ticket-queue-is-empty" } else { "ticket-done-accept" }))
}

pub async fn accept(desk: Desk, form: Form<Said>) -> AppResult<HttpResponse> {
    desk.act(Try::of(Action::Accept, &form), "ticket-done-accept", |tx, by| commands::accept(tx, by).map(drop)).await
}

pub async fn ask(desk: Desk, form: Form<Said>) -> AppResult<HttpResponse> {
    let question = form.typed.words(Action::Ask, form.errors.clone());
    desk.act(Try::of(Action::Ask, &form), "ticket-done-ask", move |tx, by| commands::ask(tx, by, question).map(drop))
        .await
}

pub async fn return_to_filer(desk: Desk, form: Form<Said>) -> AppResult<HttpResponse> {
    let reason = form.typed.words(Action::Return, form.errors.clone());
    desk.act(Try::of(Action::Return, &form), "ticket-done-return", move |tx, by| {
        commands::return_to_filer(tx, by, reason).map(drop)
    })
    .await
}

pub async fn resolve(desk: Desk, form: Form<Said>) -> AppResult<HttpResponse> {
    let result = form.typed.resolution(form.errors.clone());
    desk.act(Try::of(Action::Resolve, &form), "ticket-done-resolve", move |tx, by| {
        commands::resolve(tx, by, result).map(drop)
    })
    .await
}

pub async fn assign(desk: Desk, form: Form<Said>) -> AppResult<HttpResponse> {
    let to = form.typed.assignee(form.errors.clone());
    desk.act(Try::of(Action::Assign, &form), "ticket-done-assign", move |tx, by| commands::assign(tx, by, to).map(drop))
        .await
}

pub async fn confirm(desk: Desk, form: Form<Said>) -> AppResult<HttpResponse> {
    let rating = form.typed.rating(form.errors.clone());
    desk.act(Try::of(Action::Confirm, &form), "ticket-done-confirm", move |tx, by| {
        commands::confirm(tx, by, rating).map(drop)
    })
    .await
}

pub async fn reopen(desk: Desk, form: Form<Said>) -> AppResult<HttpResponse> {
    let reason = form.typed.words(Action::Reopen, form.errors.clone());
    desk.act(Try::of(Action::Reopen, &form), "ticket-done-reopen", move |tx, by| {
        commands::reopen(tx, by, reason).map(drop)
    })
    .await
}

pub async fn close(desk: Desk, form: Form<Said>) -> AppResult<HttpResponse> {
    let reason = form.typed.words(Action::Close, form.errors.clone());
    desk.act(Try::of(Action::Close, &form), "ticket-done-close", move |tx, by| {
        commands::close(tx, by, reason).map(drop)
    })
    .await
}

pub async fn urge(desk: Desk, form: Form<Said>) -> AppResult<HttpResponse> {
    desk.act(Try::of(Action::Urge, &form), "ticket-done-urge", |tx, by| commands::urge(tx, by).map(drop)).await
}

pub async fn delete(desk: Desk, form: Form<Said>) -> AppResult<HttpResponse> {
    desk.act(Try::of(Action::Delete, &form), "ticket-done-delete", commands::delete).await
}

/// POST `/tickets/{number}/contact`
pub async fn change_contact(desk: Desk, form: Form<ContactForm>) -> AppResult<HttpResponse> {
    let tried = Try { posted: Posted::of(&form), contact: Some(form.typed.clone()), ..Try::default() };
    let contact = form.typed.parse(form.errors);
    desk.act(tried, "ticket-done-contact", move |tx, by| commands::change_contact(tx, by, contact).map(drop)).await
}

/// As a message, files and all.
pub async fn reply(desk: Desk, form: Form<Said>) -> AppResult<HttpResponse> {
    talk::say(desk, form, Action::Reply, "ticket-done-reply", |tx, by, secrets, answer| {
        commands::reply(tx, by, secrets, answer).map(drop)
    })
    .await
}
