//! The forms of a ticket's page for authorisations.

use actix_web::{HttpResponse, web::Path};
use chrono::Utc;
use diesel::PgConnection;

use super::{commands, form::AuthorisationForm, workflow::Deed};
use crate::{
    error::{AppError, AppResult},
    tickets::{
        commands::Attempt,
        record::{Beside, Desk, Posted, Try, again},
    },
    web::Form,
};

/// What was typed for one of them, its password aside.
#[derive(Clone, Debug)]
pub struct Typed {
    pub deed: Deed,
    /// None for a new one.
    pub id: Option<i64>,
    pub form: AuthorisationForm,
}

impl Typed {
    /// The last parts of its form's address.
    #[must_use]
    pub fn slug(&self) -> String {
        slug(self.deed, self.id)
    }
}

/// The last parts of a form's address.
pub fn slug(deed: Deed, id: Option<i64>) -> String {
    match id {
        Some(id) => format!("authorisations/{id}/{}", deed.slug()),
        None => format!("authorisations/{}", deed.slug()),
    }
}

/// POST `/tickets/{number}/authorisations/request`
pub async fn ask(desk: Desk, form: Form<AuthorisationForm>) -> AppResult<HttpResponse> {
    let asked = form.typed.asked(form.errors.clone(), Utc::now());
    let tried = tried(&form, Deed::Ask, None);
    desk.act(tried, "authorisation-done-asked", move |tx, by| commands::ask(tx, by, asked)).await
}

/// POST `/tickets/{number}/authorisations/{id}/grant`
pub async fn grant(desk: Desk, path: Path<(String, i64)>, form: Form<AuthorisationForm>) -> AppResult<HttpResponse> {
    let granted = form.typed.granted(form.errors.clone(), Utc::now());
    let (tried, secrets, id) = (tried(&form, Deed::Grant, Some(path.1)), desk.secrets.clone(), path.1);
    desk.act(tried, "authorisation-done-granted", move |tx, by| commands::grant(tx, by, &secrets, id, granted)).await
}

/// POST `/tickets/{number}/authorisations/{id}/refuse`
pub async fn refuse(desk: Desk, path: Path<(String, i64)>, form: Form<AuthorisationForm>) -> AppResult<HttpResponse> {
    let (why, id) = (form.typed.refused(form.errors.clone()), path.1);
    let tried = tried(&form, Deed::Refuse, Some(id));
    desk.act(tried, "authorisation-done-refused", move |tx, by| commands::refuse(tx, by, id, why)).await
}

/// POST `/tickets/{number}/authorisations/{id}/revoke`
pub async fn revoke(desk: Desk, path: Path<(String, i64)>, form: Form<AuthorisationForm>) -> AppResult<HttpResponse> {
    simply(desk, Deed::Revoke, path.1, &form, "authorisation-done-revoked", commands::revoke).await
}

/// POST `/tickets/{number}/authorisations/{id}/cancel`
pub async fn cancel(desk: Desk, path: Path<(String, i64)>, form: Form<AuthorisationForm>) -> AppResult<HttpResponse> {
    simply(desk, Deed::Cancel, path.1, &form, "authorisation-done-cancelled", commands::cancel).await
}

async fn simply(
    desk: Desk,
    deed: Deed,
    id: i64,
    form: &Form<AuthorisationForm>,
    happened: &'static str,
    act: fn(&mut PgConnection, &Attempt<'_>, i64) -> AppResult<()>,
) -> AppResult<HttpResponse> {
    desk.act(tried(form, deed, Some(id)), happened, move |tx, by| act(tx, by, id)).await
}

/// POST `/tickets/{number}/authorisations/{id}/read`: the page, with this password in clear.
pub async fn read(desk: Desk, path: Path<(String, i64)>) -> AppResult<HttpResponse> {
    let (who, number, secrets, id) = (desk.who.clone(), desk.number.clone(), desk.secrets.clone(), path.1);
    let opened = desk.db.write(move |tx| {
        let by = Attempt { who: &who, number: &number, version: None, now: Utc::now() };
        commands::read(tx, &by, &secrets, id)
    });
    match opened.await {
        Ok(password) => again(desk, Try { password: Some((id, password)), ..Try::default() }).await,
        Err(why @ AppError::NotNow(_)) => desk.refuse(Try::default(), why).await,
        Err(other) => Err(other),
    }
}

fn tried(form: &Form<AuthorisationForm>, deed: Deed, id: Option<i64>) -> Try {
    let typed = Typed { deed, id, form: form.typed.shown_again() };
    Try { posted: Posted::of(form), beside: Some(Beside::Authorisation(Box::new(typed))), ..Try::default() }
}
