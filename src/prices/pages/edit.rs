//! `/bills/prices/{component}/new`: a price from a day on.

use std::slice;

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    calendar::date_of,
    db::Db,
    error::AppResult,
    prices::{
        commands,
        form::PriceForm,
        model::{Price, Priced, path_of},
        queries,
    },
    web::{
        Ctx, Form, filters,
        form::{Change, Changes, Draft, Errors, Field},
        i18n::Lang,
        kept, page,
    },
};

#[derive(Template)]
#[template(path = "prices/edit.html")]
struct Edit {
    ctx: Ctx,
    lang: Lang,
    errors: Errors,
    path: String,
    submission: Uuid,
    version: i32,
    kept: Option<DateTime<Utc>>,
    changes: Option<Changes>,
    priced: Priced,
    last: Option<Price>,
    amount: Field,
    from: Field,
    tomorrow: NaiveDate,
}

/// GET `/bills/prices/{component}/new`
///
/// # Errors
/// 404 when there is no such component.
pub async fn blank(ctx: Ctx, db: Data<Db>, code: Path<String>) -> AppResult<HttpResponse> {
    let (who, code) = (ctx.actor()?, code.into_inner());
    let kept_at = new_path(&code);
    let kept = db.read(move |c| kept::find(c, who.id, &kept_at)).await?;
    draw(&ctx, &db, code, Draft::new(PriceForm::default()).or_kept(kept)).await
}

/// POST `/bills/prices/{component}/new` (`amount`, `from`)
///
/// # Errors
/// 404, 403, 409 over the prices as they are now when they were changed since the page was drawn, 422 with every refusal
/// at its field.
pub async fn create(ctx: Ctx, db: Data<Db>, code: Path<String>, form: Form<PriceForm>) -> AppResult<HttpResponse> {
    let code = code.into_inner();
    let for_page = code.clone();
    let sent = Draft::posted(form).send(&db, ctx.actor()?, move |tx, who, draft| {
        queries::find(tx, &code)?;
        let wanted = draft.typed.parse(draft.errors)?;
        let priced = commands::set(tx, who, &code, draft.seen, wanted, Utc::now())?;
        kept::forget(tx, who.id, &new_path(&code))?;
        Ok(priced.path())
    });
    match sent.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "price-set")),
        Err(draft) => draw(&ctx, &db, for_page, draft).await,
    }
}

fn new_path(code: &str) -> String {
    format!("{}/new", path_of(code))
}

async fn draw(ctx: &Ctx, db: &Db, code: String, draft: Draft<PriceForm>) -> AppResult<HttpResponse> {
    let (priced, mut prices) = db
        .read(move |c| {
            let priced = queries::find(c, &code)?;
            let prices = queries::history(c, slice::from_ref(&priced.code))?;
            Ok((priced, prices))
        })
        .await?;
    let (status, version) = (draft.status(), commands::version_of(&prices));
    let Draft { typed, errors, overtaken, kept, submission, seen } = draft;
    let (last, today) = (prices.pop(), date_of(Utc::now()));
    let field =
        |name, label, value: &str, hint| Field::new(name, label, value).hinted(hint).checked(&errors).required();
    let amount = field("amount", "price-amount-yuan", &typed.amount, "price-amount-hint");
    let from = field("from", "price-from", &typed.from, "price-from-hint");
    let now = |of: fn(&Price) -> String| last.as_ref().map(of).unwrap_or_default();
    let changes = overtaken.map(|says| {
        let amount = Change::of(&amount, &now(|price| price.amount().plain()));
        Changes::new(says, [amount, Change::of(&from, &now(|price| price.from.to_string()))])
    });
    let edit = Edit {
        ctx: ctx.clone(),
        lang: ctx.language(),
        path: new_path(&priced.code),
        submission,
        // A form that was kept goes on from what its author saw.
        version: seen.unwrap_or(version),
        kept,
        changes,
        priced,
        last,
        amount,
        from,
        tomorrow: today.succ_opt().unwrap_or(today),
        errors,
    };
    page::with_status(ctx, &edit, status)
}
