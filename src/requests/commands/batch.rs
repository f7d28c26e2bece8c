//! A batch from step to step (spec 3, "Batch request"): nothing of it is a request before it is saved or submitted.

use chrono::{DateTime, Utc};
use diesel::PgConnection;

use super::file::{Filing, check_department, editable, save, submit};
use crate::{
    error::{AppError, AppResult},
    policy::{Action, Actor},
    requests::{
        cart::{self, Cart, Steps},
        filing::{Desk, RequestForm, base, read},
        model::Request,
    },
    web::{form::Errors, kept},
};

/// Keeps the base information of a batch. Where it goes on.
///
/// # Errors
/// 404, 403, 409, and 422 with every refusal.
pub fn go_on(tx: &mut PgConnection, who: &Actor, filing: &Filing, now: DateTime<Utc>) -> AppResult<String> {
    let number = filing.number.as_deref();
    if !who.may(Action::Apply) {
        return Err(AppError::forbidden());
    }
    let request = number.map(|number| editable(tx, who, number, filing.seen)).transpose()?;
    let desk = Desk::open(tx, who, &filing.form, request.as_ref())?;
    let mut errors = filing.errors.clone();
    check_department(who, &filing.form, &desk, &mut errors);
    let uploaded = desk.files.iter().map(|file| file.id).collect();
    let form = RequestForm { uploaded, ..filing.form.clone() };
    base(&form, &desk, &mut errors);
    errors.finish(|| Some(())).map_err(AppError::Invalid)?;
    let steps = Steps::of(number);
    let cart = match cart::left(tx, who, request.as_ref(), steps.base())?.cart {
        Some(cart) => Cart { form: RequestForm { asked: cart.form.asked.clone(), ..form }, ..cart },
        None => Cart::begun(form, now),
    };
    cart::put(tx, who, &cart, now)?;
    kept::forget(tx, who.id, steps.base())?;
    Ok(steps.items())
}

/// Makes a batch of a single request, whose item is the first that is chosen for it. Where it goes on.
///
/// # Errors
/// 404, 403, 409, and 422 with every refusal.
pub fn ask_for_more(tx: &mut PgConnection, who: &Actor, filing: &Filing, now: DateTime<Utc>) -> AppResult<String> {
    let number = filing.number.as_deref().ok_or(AppError::NotFound)?;
    let request = editable(tx, who, number, filing.seen)?;
    let left = cart::left(tx, who, Some(&request), Steps::of(Some(number)).base())?;
    let desk = Desk::open(tx, who, &filing.form, Some(&request))?;
    let asked = read(&filing.form, &desk, filing.errors.clone()).map_err(AppError::Invalid)?;
    let form = RequestForm { uploaded: asked.base.files, asked: filing.form.asked.with_room(), ..filing.form.clone() };
    // What is written down of a single request is no cart yet.
    let cart = left.cart.ok_or(AppError::NotFound)?;
    cart::put(tx, who, &Cart { form, ..cart }, now)?;
    kept::forget(tx, who.id, Steps::of(Some(number)).base())?;
    Ok(Steps::of(Some(number)).items())
}

/// Changes what is chosen, as it was seen in version `seen` of the cart.
///
/// # Errors
/// 404, 403, 409, and 422 with what `work` refuses.
pub fn choose(
    tx: &mut PgConnection,
    who: &Actor,
    number: Option<&str>,
    seen: Option<i32>,
    now: DateTime<Utc>,
    work: impl FnOnce(&mut Cart, &Desk) -> Result<(), Errors>,
) -> AppResult<()> {
    let (request, mut cart) = begun(tx, who, number, seen)?;
    let desk = Desk::open(tx, who, &cart.form, request.as_ref())?;
    work(&mut cart, &desk).map_err(AppError::Invalid)?;
    cart::put(tx, who, &cart, now)
}

/// What becomes of a whole cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Close {
    Save,
    Submit,
}

/// Makes a request of the cart, as it was seen in version `seen`, or changes the one that it is about. Where it led.
///
/// # Errors
/// 404, 403, 409, and 422 with every refusal.
pub fn close(
    tx: &mut PgConnection,
    who: &Actor,
    number: Option<&str>,
    seen: Option<i32>,
    close: Close,
    now: DateTime<Utc>,
) -> AppResult<String> {
    let (_, cart) = begun(tx, who, number, seen)?;
    let filing =
        Filing { number: number.map(str::to_owned), seen: cart.seen, form: cart.form, errors: Errors::default() };
    match close {
        Close::Save => save(tx, who, &filing, now),
        Close::Submit => submit(tx, who, &filing, now),
    }
}

fn begun(
    tx: &mut PgConnection,
    who: &Actor,
    number: Option<&str>,
    seen: Option<i32>,
) -> AppResult<(Option<Request>, Cart)> {
    if !who.may(Action::Apply) {
        return Err(AppError::forbidden());
    }
    let (request, left) = cart::current(tx, who, number, Steps::of(number).base())?;
    let cart = left.cart.ok_or_else(|| AppError::NotNow("request-cart-gone".into()))?;
    if seen.is_some_and(|seen| seen != cart.version) {
        return Err(AppError::Stale("request-cart-overtaken".into()));
    }
    Ok((request, cart))
}
