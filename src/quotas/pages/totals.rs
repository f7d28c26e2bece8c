//! `/admin/quotas`: what there is in all, which administrators set for the root.

use actix_web::{HttpResponse, web::Data};
use askama::Template;
use chrono::Utc;
use diesel::PgConnection;
use uuid::Uuid;

use super::amounts::{AmountLine, by_region};
use crate::{
    db::Db,
    error::AppResult,
    policy::Actor,
    quotas::{
        balance::Balance,
        commands::{self, Totals},
        form::{AmountsForm, WORDS},
        queries,
    },
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Draft, Errors, Field},
        i18n::Lang,
        page,
    },
};

const PATH: &str = "/admin/quotas";

#[derive(Template)]
#[template(path = "quotas/totals.html")]
struct Show {
    ctx: Ctx,
    errors: Errors,
    lang: Lang,
    root: String,
    lines: Vec<AmountLine>,
    reason: Field,
    submission: Uuid,
}

impl Show {
    fn regions(&self) -> Vec<(&str, &[AmountLine])> {
        by_region(&self.lines)
    }
}

fn read(c: &mut PgConnection) -> AppResult<(String, Vec<Balance>)> {
    let (id, name) = queries::root(c)?;
    Ok((name, queries::all_of(c, id)?))
}

/// GET `/admin/quotas`
///
/// # Errors
/// When the database can't be had.
pub async fn show(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let (root, balances) = db.read(read).await?;
    let typed = AmountsForm::of_totals(&balances);
    draw(&ctx, root, balances, Draft::new(typed))
}

/// POST `/admin/quotas` (`region`, `metric`, `amount` by rows, `reason`)
///
/// # Errors
/// 403, 422 with every refusal at its field.
pub async fn submit(ctx: Ctx, db: Data<Db>, form: Form<AmountsForm>) -> AppResult<HttpResponse> {
    let sent = Draft::posted(form).send(&db, ctx.actor()?, |tx, who: &Actor, draft| {
        let (department, _) = queries::root(tx)?;
        let (amounts, reason) = draft.typed.totals(&queries::measures(tx)?, draft.errors)?;
        commands::set_totals(tx, who, &Totals { department, amounts, reason }, Utc::now())?;
        Ok(PATH.to_owned())
    });
    match sent.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "quota-totals-done")),
        Err(draft) => {
            let (root, balances) = db.read(read).await?;
            draw(&ctx, root, balances, draft)
        }
    }
}

fn draw(ctx: &Ctx, root: String, balances: Vec<Balance>, draft: Draft<AmountsForm>) -> AppResult<HttpResponse> {
    let status = draft.status();
    let Draft { typed, errors, submission, .. } = draft;
    let show = Show {
        lang: ctx.language(),
        root,
        lines: AmountLine::all(balances, &typed, "quota-new-total", &errors),
        reason: Field::new("reason", "quota-reason", &typed.reason).checked(&errors).required().at_most(WORDS),
        submission,
        errors,
        ctx: ctx.clone(),
    };
    page::with_status(ctx, &show, status)
}
