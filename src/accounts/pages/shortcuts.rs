//! `/me/shortcuts`: what single keys do, and whether they do.

use actix_web::{HttpResponse, web::Data};
use askama::Template;
use uuid::Uuid;

use crate::{
    accounts::{commands, form::ShortcutsForm},
    db::Db,
    error::{AppError, AppResult},
    web::{
        Ctx, Form, filters,
        page::{self, see_other_saying},
        submission,
    },
};

const PATH: &str = "/me/shortcuts";

#[derive(Template)]
#[template(path = "accounts/shortcuts.html")]
struct Shortcuts {
    ctx: Ctx,
    submission: Uuid,
}

/// GET `/me/shortcuts`
pub async fn show(ctx: Ctx) -> AppResult<HttpResponse> {
    page::show(&ctx, &Shortcuts { ctx: ctx.clone(), submission: Uuid::new_v4() })
}

/// POST `/me/shortcuts` (`shortcuts`: `on` or `off`)
pub async fn switch(ctx: Ctx, db: Data<Db>, form: Form<ShortcutsForm>) -> AppResult<HttpResponse> {
    let (who, submission) = (ctx.actor()?, form.submission());
    let on = match form.typed.shortcuts.as_str() {
        "on" => true,
        "off" => false,
        _ => return Err(AppError::at("shortcuts", "shortcuts-unknown")),
    };
    db.write(move |tx| {
        submission::once(tx, who.id, submission, |tx| {
            commands::switch_shortcuts(tx, &who, on)?;
            Ok(PATH.to_owned())
        })
    })
    .await?;
    Ok(see_other_saying(PATH, if on { "shortcuts-switched-on" } else { "shortcuts-switched-off" }))
}
