//! `/bills/prices/{component}`: what it cost, costs and will cost.

use std::slice;

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    calendar::date_of,
    db::Db,
    error::AppResult,
    prices::{
        commands,
        model::{Price, Priced, Standing},
        queries, workflow,
    },
    text::Text,
    web::{Ctx, Form, filters, i18n::Lang, page, submission},
};

#[derive(Template)]
#[template(path = "prices/show.html")]
struct Show {
    ctx: Ctx,
    lang: Lang,
    today: NaiveDate,
    priced: Priced,
    /// The latest first.
    prices: Vec<Price>,
    /// Whether the last one may be withdrawn.
    may_withdraw: bool,
    version: i32,
    submission: Uuid,
}

impl Show {
    fn in_force(&self) -> Option<&Price> {
        self.prices.iter().find(|price| price.standing(self.today) == Standing::InForce)
    }

    /// What its state says: that it has a price, or none.
    fn state(&self) -> (&'static str, &'static str, &'static str) {
        match self.in_force() {
            Some(_) => ("ok", "priced", "price-priced"),
            None => ("warn", "unpriced", "price-unpriced"),
        }
    }
}

/// GET `/bills/prices/{component}`
///
/// # Errors
/// 404 when there is no such component.
pub async fn show(ctx: Ctx, db: Data<Db>, code: Path<String>) -> AppResult<HttpResponse> {
    let code = code.into_inner();
    let (priced, mut prices) = db
        .read(move |c| {
            let priced = queries::find(c, &code)?;
            let prices = queries::history(c, slice::from_ref(&priced.code))?;
            Ok((priced, prices))
        })
        .await?;
    let today = date_of(Utc::now());
    let (may_withdraw, version) = (workflow::withdrawable(&prices, today).is_ok(), commands::version_of(&prices));
    prices.reverse();
    let show = Show {
        lang: ctx.language(),
        today,
        priced,
        prices,
        may_withdraw,
        version,
        submission: Uuid::new_v4(),
        ctx: ctx.clone(),
    };
    page::show(&ctx, &show)
}

/// POST `/bills/prices/{component}/withdraw`
///
/// # Errors
/// 404, 403, 409 when nothing is scheduled, or the prices were changed since the page was drawn.
pub async fn withdraw(ctx: Ctx, db: Data<Db>, code: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    let (who, code) = (ctx.actor()?, code.into_inner());
    let (number, seen) = (form.submission(), form.version());
    let done = db.write(move |tx| {
        submission::once(tx, who.id, number, |tx| Ok(commands::withdraw(tx, &who, &code, seen, Utc::now())?.path()))
    });
    Ok(page::see_other_saying(&done.await?, "price-withdrawn"))
}
