//! `/admin/outbox/bulk`: the mails that were picked, and what became of each.

use std::collections::HashMap;

use actix_web::{HttpResponse, web::Data};
use askama::Template;
use diesel::PgConnection;
use uuid::Uuid;

use super::{
    commands,
    form::{REASON, reason},
    model::{Kept, path_of},
    queries,
};
use crate::{
    db::Db,
    error::AppResult,
    outbox::wording::Wordings,
    policy::Actor,
    text::Text,
    web::{
        Ctx, Form,
        bulk::{self, Picked, Place, Shown, Tried},
        filters,
        form::{Errors, Field, FieldReader, FromFields},
        page::{self, see_other},
        path::id_of,
    },
};

const PLACE: Place = Place {
    path: "/admin/outbox/bulk",
    title: "postroom-bulk",
    list: "/admin/outbox",
    list_title: "postroom-outbox",
    boxes: "mail",
    icon: "mail",
};

#[derive(Template)]
#[template(path = "postroom/bulk.html")]
struct Show {
    ctx: Ctx,
    place: Place,
    shown: Shown<Kept>,
    bar: Bar,
}

/// The bar with the buttons.
pub struct Bar {
    pub submission: Uuid,
    /// Why they are dropped.
    pub reason: Field,
    /// The list to go back to.
    pub back: String,
}

impl Bar {
    #[must_use]
    pub fn new(reason: &str, back: String) -> Self {
        let reason = Field::new("reason", "postroom-reason", reason).at_most(REASON);
        Self { submission: Uuid::new_v4(), reason, back }
    }
}

/// As posted.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    mails: Vec<String>,
    /// The button.
    action: String,
    reason: String,
    /// The page of the list it came from.
    back: String,
}

#[derive(Clone, Debug)]
enum Deed {
    Resend,
    Drop(String),
}

impl FromFields for Selection {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            mails: fields.column("mail"),
            action: fields.text("action"),
            reason: fields.text("reason").trim().to_owned(),
            back: fields.text("back"),
        }
    }
}

impl Selection {
    fn parse(&self, mut errors: Errors) -> Result<(Deed, Vec<Picked>), Errors> {
        let deed = match self.action.as_str() {
            "resend" => Some(Deed::Resend),
            "drop" => errors.take("reason", reason(&self.reason)).map(Deed::Drop),
            _ => errors.take("mail", Err("postroom-no-deed")),
        };
        let picked = errors.take("mail", bulk::picked(&self.mails));
        errors.finish(|| Some((deed?, picked?)))
    }
}

impl bulk::Deed for Deed {
    fn name(&self) -> &'static str {
        match self {
            Self::Resend => "postroom-bulk-resend",
            Self::Drop(_) => "postroom-bulk-drop",
        }
    }

    fn act(&self, tx: &mut PgConnection, who: &Actor, picked: &Picked) -> AppResult<String> {
        let id = id_of(&picked.number)?;
        match self {
            Self::Resend => commands::resend(tx, who, id)?,
            Self::Drop(reason) => commands::drop(tx, who, id, Ok(reason.clone()))?,
        }
        Ok(path_of(id))
    }
}

/// GET `/admin/outbox/bulk`: goes on with what was picked before the session ran out.
///
/// # Errors
/// When the database can't be had.
pub async fn again(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    match PLACE.left(&db, ctx.actor()?.id).await? {
        Some(selection) => draw(ctx, &db, &selection, Tried::Nothing).await,
        None => Ok(see_other(PLACE.list)),
    }
}

/// POST `/admin/outbox/bulk` (`mail`, `action`, `reason`)
///
/// # Errors
/// When the database can't be had; what was refused is answered with the page.
pub async fn act(ctx: Ctx, db: Data<Db>, form: Form<Selection>) -> AppResult<HttpResponse> {
    let (who, submission) = (ctx.actor()?, form.submission());
    let tried = PLACE.try_each(form.typed.parse(form.errors), &db, &who, submission).await?;
    draw(ctx, &db, &form.typed, tried).await
}

async fn draw(ctx: Ctx, db: &Db, selection: &Selection, tried: Tried) -> AppResult<HttpResponse> {
    let numbers = bulk::readable(&selection.mails);
    let ids: Vec<i64> = numbers.iter().filter_map(|number| number.parse().ok()).collect();
    let (mails, words) = db.read(move |c| Ok((queries::numbered(c, &ids)?, Wordings::read(c)?))).await?;
    let kept = |mail| Kept::of(mail, &words).map(|kept| (kept.mail.id.to_string(), kept));
    let mails: HashMap<String, Kept> = mails.into_iter().map(kept).collect::<AppResult<_>>()?;
    let status = tried.status();
    let shown = PLACE.shown(tried, numbers, mails, Kept::is_open);
    let mut bar = Bar::new(&selection.reason, PLACE.back(&selection.back));
    bar.reason = bar.reason.checked(&shown.errors);
    page::with_status(&ctx, &Show { ctx: ctx.clone(), place: PLACE, shown, bar }, status)
}

impl Show {
    fn picked(kept: &Kept) -> Picked {
        Picked { number: kept.mail.id.to_string(), version: None }
    }

    /// Whether anything can be done about one of them.
    fn may_go_on(&self) -> bool {
        self.shown.any(Kept::is_open)
    }
}
