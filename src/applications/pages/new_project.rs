//! On the way from an application's form to a new project, and back (spec 3: "in place, without losing the form").

use actix_web::{HttpResponse, web::Data};
use url::form_urlencoded::byte_serialize;

use super::edit::changeable;
use crate::{
    applications::form::ApplicationForm,
    db::Db,
    error::AppResult,
    web::{Ctx, Form, kept, page},
};

/// Whether the button that leads there was pressed. A form that is too long to be kept is refused as if it were sent:
/// something in it is longer than it may be.
pub fn is_for_a_new_project(form: &Form<ApplicationForm>) -> bool {
    form.action() == "new_project" && kept::can_be_kept(&form.fields)
}

/// Keeps the form at `path` for its author, who comes back to it with the project that they have made chosen. `id`: the
/// application that it changes, if it changes one.
///
/// # Errors
/// 404, 403 for who may not change it.
pub async fn leave_for_a_project(
    ctx: &Ctx,
    db: &Data<Db>,
    id: Option<i64>,
    path: String,
    form: Form<ApplicationForm>,
) -> AppResult<HttpResponse> {
    let (who, there) = (ctx.actor()?, byte_serialize(path.as_bytes()).collect::<String>());
    db.write(move |tx| {
        if let Some(id) = id {
            changeable(tx, &who, id, None)?;
        }
        kept::keep(tx, who.id, &path, form.fields)
    })
    .await?;
    Ok(page::see_other(&format!("/projects/new?back={there}")))
}
