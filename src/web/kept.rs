//! What one types is kept for its author: while typing, and over a session that ran out (spec 0,
//! "Nothing typed is lost").

use actix_web::{HttpRequest, HttpResponse, web::Query};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Deserialize;

use super::{
    ctx::Ctx,
    form::{Fields, Form},
    own_path::OwnPath,
    page,
};
use crate::{db::Db, error::AppResult, schema::kept_forms};

/// Longer forms are not kept, bytes.
pub const LIMIT: usize = 256 * 1024;

/// Addresses of forms are shorter; longer ones PostgreSQL can't index.
const PATH: usize = 500;

/// Of the forms that somebody left, the latest are kept.
const FORMS: i64 = 50;

/// A form as its author left it.
#[derive(Clone, Debug, Deserialize)]
pub struct Kept {
    pub fields: Fields,
    pub at: DateTime<Utc>,
}

impl Kept {
    /// What was typed before the record's last change is history.
    #[must_use]
    pub fn is_after(&self, changed: DateTime<Utc>) -> bool {
        self.at > changed
    }

    /// The version of the record that its author saw while typing.
    #[must_use]
    pub fn version(&self) -> Option<i32> {
        self.fields.first("version").and_then(|version| version.parse().ok())
    }
}

/// Keeps `fields` for `user`, instead of what was kept of the form at `path` before.
///
/// # Errors
/// When the database can't be had.
pub fn keep(tx: &mut PgConnection, user: i64, path: &str, fields: Fields) -> AppResult<()> {
    if is_private(&fields) {
        // What was kept before it became a secret is in clear.
        return forget(tx, user, path);
    }
    let typed = fields.typed();
    if !can_be_kept(&typed) || path.len() > PATH {
        return Ok(());
    }
    let json = serde_json::to_value(typed)?;
    diesel::insert_into(kept_forms::table)
        .values((kept_forms::user_id.eq(user), kept_forms::path.eq(path), kept_forms::fields.eq(&json)))
        .on_conflict((kept_forms::user_id, kept_forms::path))
        .do_update()
        .set((kept_forms::fields.eq(&json), kept_forms::kept_at.eq(diesel::dsl::now)))
        .execute(tx)?;
    forget_oldest(tx, user)
}

fn forget_oldest(tx: &mut PgConnection, user: i64) -> AppResult<()> {
    let own = || kept_forms::table.filter(kept_forms::user_id.eq(user));
    let oldest: Vec<String> =
        own().order(kept_forms::kept_at.desc()).offset(FORMS).select(kept_forms::path).load(tx)?;
    if !oldest.is_empty() {
        diesel::delete(own().filter(kept_forms::path.eq_any(oldest))).execute(tx)?;
    }
    Ok(())
}

/// Whether nothing of a form would be lost by keeping it: it isn't too long, and is text.
#[must_use]
pub fn can_be_kept(fields: &Fields) -> bool {
    fields.size() <= LIMIT && !fields.0.iter().any(|(name, value)| name.contains('\0') || value.contains('\0'))
}

/// Keeps the form at `path` for its author and leads them `there`, where what it lacks is made.
///
/// # Errors
/// When the database can't be had.
pub async fn leave(ctx: &Ctx, db: &Db, path: String, fields: Fields, there: &str) -> AppResult<HttpResponse> {
    let user = ctx.actor()?.id;
    db.write(move |tx| keep(tx, user, &path, fields)).await?;
    Ok(page::see_other(there))
}

/// Fills the field `name` of the form that `user` left at `path`, as if they had chosen `value` there before they
/// left: what a form lacks can be made on the way, and is chosen when its author comes back.
///
/// # Errors
/// When the database can't be had.
pub fn choose(tx: &mut PgConnection, user: i64, path: &str, name: &str, value: &str) -> AppResult<()> {
    let mut fields = find(tx, user, path)?.map(|kept| kept.fields).unwrap_or_default();
    fields.set(name, [value.to_owned()]);
    keep(tx, user, path, fields)
}

/// Passwords and secret messages are stored nowhere in clear.
fn is_private(fields: &Fields) -> bool {
    fields.0.iter().any(|(name, value)| name.contains("password") || name == "secret" && !value.is_empty())
}

/// What `user` left in the form at `path`.
///
/// # Errors
/// When the database can't be had.
pub fn find(c: &mut PgConnection, user: i64, path: &str) -> AppResult<Option<Kept>> {
    let row: Option<(serde_json::Value, DateTime<Utc>)> =
        kept_forms::table.find((user, path)).select((kept_forms::fields, kept_forms::kept_at)).first(c).optional()?;
    row.map(|(fields, at)| Ok(Kept { fields: serde_json::from_value(fields)?, at })).transpose()
}

/// What `user` left in the form at `path` after the record's last change.
///
/// # Errors
/// When the database can't be had.
pub fn since(c: &mut PgConnection, user: i64, path: &str, changed: DateTime<Utc>) -> AppResult<Option<Kept>> {
    Ok(find(c, user, path)?.filter(|kept| kept.is_after(changed)))
}

/// It was sent, or its author let it go.
///
/// # Errors
/// When the database can't be had.
pub fn forget(tx: &mut PgConnection, user: i64, path: &str) -> AppResult<()> {
    diesel::delete(kept_forms::table.find((user, path))).execute(tx)?;
    Ok(())
}

#[derive(Deserialize)]
pub struct Of {
    path: String,
}

/// Under what a request to keep a form wants it kept.
#[must_use]
pub fn asked_for(request: &HttpRequest) -> Option<String> {
    let of = (request.path() == "/kept").then(|| Query::<Of>::from_query(request.query_string()))?;
    of.ok().map(|of| of.into_inner().path)
}

/// POST `/kept?path=…`: the form there, as far as it is typed.
///
/// # Errors
/// When the database can't be had.
pub async fn keep_typed(
    ctx: Ctx,
    db: actix_web::web::Data<Db>,
    of: Query<Of>,
    form: Form<()>,
) -> AppResult<HttpResponse> {
    let user = ctx.actor()?.id;
    let (path, fields) = (of.into_inner().path, form.fields);
    db.write(move |tx| keep(tx, user, &path, fields)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// POST `/kept/forget?path=…`: begin that form anew.
///
/// # Errors
/// When the database can't be had.
pub async fn forget_typed(ctx: Ctx, db: actix_web::web::Data<Db>, of: Query<Of>) -> AppResult<HttpResponse> {
    let user = ctx.actor()?.id;
    let path = of.into_inner().path;
    let back = OwnPath::read(&path);
    db.write(move |tx| forget(tx, user, &path)).await?;
    Ok(page::see_other(back.as_str()))
}
