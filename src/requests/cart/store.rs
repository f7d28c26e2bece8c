//! Carts in the database: one for each user, of a new batch and of each request that they change.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Json, Nullable, Text as SqlText},
};
use serde::Deserialize;

use super::Cart;
use crate::{
    db::{Gathered, sql::statement},
    error::{AppError, AppResult},
    policy::Actor,
    requests::{commands, filing::RequestForm, kind::Kind, model::Request},
    schema::request_carts,
    web::kept::Kept,
};

/// What somebody left of a request's form.
#[derive(Clone, Debug)]
pub struct Left {
    /// The cart as it is; of a request that they didn't begin to change, what was saved of it last. None for a new one that
    /// isn't begun.
    pub cart: Option<Cart>,
    /// What was typed and not sent.
    pub kept: Option<Kept>,
}

#[derive(Deserialize)]
struct Stored {
    seen: Option<i32>,
    places: i32,
    form: RequestForm,
    version: i32,
    changed_at: DateTime<Utc>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Nullable<Json>)]
    cart: Option<Gathered<Stored>>,
    #[diesel(sql_type = Nullable<Json>)]
    saved: Option<Gathered<Stored>>,
    #[diesel(sql_type = Nullable<Json>)]
    kept: Option<Gathered<Kept>>,
}

const QUERY: &str = "
    SELECT (SELECT row_to_json(c) FROM request_carts c
            WHERE c.user_id = $1 AND c.request_id IS NOT DISTINCT FROM $2) AS cart,
           (SELECT json_build_object('seen', r.version, 'form', r.form, 'version', 0, 'changed_at', r.updated_at, 'places',
                coalesce((SELECT max(i.place) FROM request_items i WHERE i.request_id = r.id), 0))
            FROM resource_requests r WHERE r.id = $2) AS saved,
           (SELECT json_build_object('fields', k.fields, 'at', k.kept_at)
            FROM kept_forms k WHERE k.user_id = $1 AND k.path = $3) AS kept";

/// What `who` left of the form of `request`, or of a new batch; `path` is that of the page. One query.
///
/// # Errors
/// When the database can't be had.
pub fn left(c: &mut PgConnection, who: &Actor, request: Option<&Request>, path: &str) -> AppResult<Left> {
    let row: Row = statement(QUERY)
        .bind::<BigInt, _>(who.id)
        .bind::<Nullable<BigInt>, _>(request.map(|request| request.id))
        .bind::<SqlText, _>(path)
        .get_result(c)?;
    let cart = |Gathered(Stored { seen, places, mut form, version, changed_at })| {
        if let Some(request) = request {
            form.department = request.department_id.to_string();
        }
        Cart { request: request.map(|request| request.id), seen, places, form, version, changed_at }
    };
    let saved = row.saved.map(cart);
    // What was chosen before the request was changed otherwise is history.
    let begun = row.cart.map(cart).filter(|cart| saved.as_ref().is_none_or(|it| cart.changed_at > it.changed_at));
    let cart = begun.or(saved);
    let changed_at = cart.as_ref().map(|cart| cart.changed_at);
    let kept = row.kept.map(|kept| kept.0).filter(|kept| changed_at.is_none_or(|at| kept.is_after(at)));
    Ok(Left { cart, kept })
}

/// The same of a batch that `who` may change.
///
/// # Errors
/// 404, 403, 409 where the request isn't theirs to change, or not any more.
pub fn current(
    c: &mut PgConnection,
    who: &Actor,
    number: Option<&str>,
    path: &str,
) -> AppResult<(Option<Request>, Left)> {
    let request = number.map(|number| commands::editable(c, who, number, None)).transpose()?;
    let left = left(c, who, request.as_ref(), path)?;
    match &left.cart {
        Some(cart) if cart.form.asked.kind() != Kind::Batch => Err(AppError::NotFound),
        _ => Ok((request, left)),
    }
}

/// Keeps the cart, over the version that was read.
///
/// # Errors
/// [`AppError::Stale`] when another window was quicker.
pub fn put(tx: &mut PgConnection, who: &Actor, cart: &Cart, now: DateTime<Utc>) -> AppResult<()> {
    let kept = (
        request_carts::seen.eq(cart.seen),
        request_carts::places.eq(cart.places),
        request_carts::form.eq(serde_json::to_value(&cart.form)?),
        request_carts::version.eq(cart.version + 1),
        request_carts::changed_at.eq(now),
    );
    let its = request_carts::table
        .filter(request_carts::user_id.eq(who.id))
        .filter(request_carts::request_id.is_not_distinct_from(cart.request));
    let rows = if cart.version == 0 {
        if cart.request.is_some() {
            diesel::delete(its.filter(request_carts::changed_at.le(cart.changed_at))).execute(tx)?;
        }
        let whose = (request_carts::user_id.eq(who.id), request_carts::request_id.eq(cart.request));
        diesel::insert_into(request_carts::table).values((whose, kept)).on_conflict_do_nothing().execute(tx)?
    } else {
        diesel::update(its.filter(request_carts::version.eq(cart.version))).set(kept).execute(tx)?
    };
    if rows == 1 { Ok(()) } else { Err(AppError::Stale("request-cart-overtaken".into())) }
}

/// It was sent or saved.
///
/// # Errors
/// When the database can't be had.
pub fn forget(tx: &mut PgConnection, user: i64, request: Option<i64>) -> AppResult<()> {
    let its = request_carts::table
        .filter(request_carts::user_id.eq(user))
        .filter(request_carts::request_id.is_not_distinct_from(request));
    diesel::delete(its).execute(tx)?;
    Ok(())
}
