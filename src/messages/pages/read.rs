//! POST `/messages/read`: the messages named, or all.

use actix_web::{HttpResponse, web::Data};

use crate::{
    db::Db,
    error::{AppError, AppResult},
    messages::commands,
    text::Text,
    web::{
        Ctx,
        form::{FieldReader, Form, FromFields},
        page,
    },
};

pub struct Chosen {
    messages: Vec<String>,
    all: bool,
    /// The list as it was.
    back: String,
}

impl FromFields for Chosen {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { messages: fields.column("message"), all: fields.ticked("all"), back: fields.text("back") }
    }
}

impl Chosen {
    fn ids(&self) -> AppResult<Vec<i64>> {
        self.messages.iter().map(|id| id.parse().map_err(|_| AppError::NotFound)).collect()
    }

    fn way_back(&self) -> &str {
        let ours = self.back.starts_with("/messages?") && self.back.bytes().all(|byte| byte.is_ascii_graphic());
        if ours { &self.back } else { "/messages" }
    }
}

/// # Errors
/// 404 for somebody else's message, 422 for none at all.
pub async fn read(ctx: Ctx, db: Data<Db>, form: Form<Chosen>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let ids = form.typed.ids()?;
    let read = match form.typed.all {
        true => db.write(move |tx| commands::read_all(tx, &who)).await?,
        false if ids.is_empty() => return Err(AppError::at("message", "message-none-chosen")),
        false => db.write(move |tx| commands::read(tx, &who, &ids)).await?,
    };
    Ok(page::see_other_saying(form.typed.way_back(), Text::new("message-were-read").with("count", read)))
}
