//! `/quotas/allocate`: new totals of a direct child, beside what the parent has left.

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Data, Query},
};
use askama::Template;
use diesel::PgConnection;
use serde::Deserialize;
use uuid::Uuid;

use super::{
    amounts::{AmountLine, by_region},
    tabs,
};
use crate::{
    db::Db,
    error::{AppError, AppResult},
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
        list::TabLink,
        page,
    },
};

const PATH: &str = "/quotas/allocate";

/// The child whose totals are shown.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    department: String,
}

#[derive(Template)]
#[template(path = "quotas/allocate.html")]
struct Allocate {
    ctx: Ctx,
    errors: Errors,
    tabs: Vec<TabLink>,
    lang: Lang,
    /// Id and name of each direct child.
    children: Vec<(i64, String)>,
    /// The one whose totals are shown.
    child: Option<Child>,
    submission: Uuid,
}

struct Child {
    id: i64,
    name: String,
    parent: String,
    lines: Vec<AmountLine>,
    reason: Field,
    /// What it comes to was asked for.
    counted: bool,
}

impl Child {
    fn regions(&self) -> Vec<(&str, &[AmountLine])> {
        by_region(&self.lines)
    }
}

/// What the page is drawn from beside what is typed.
struct Around {
    children: Vec<(i64, String)>,
    chosen: Option<Chosen>,
}

/// A child with what it has, beside its parent.
struct Chosen {
    id: i64,
    name: String,
    has: Vec<Balance>,
    parent: String,
    parent_has: Vec<Balance>,
}

impl Around {
    fn read(c: &mut PgConnection, who: &Actor, department: &str) -> AppResult<Self> {
        let seats = queries::seat_of(c, who)?;
        let chosen = seats.iter().find(|(id, _, _)| id.to_string() == department);
        if chosen.is_none() && !department.is_empty() {
            return Err(AppError::NotFound);
        }
        let chosen = match chosen {
            Some((id, name, parent)) => Some(Chosen {
                id: *id,
                name: name.clone(),
                has: queries::all_of(c, *id)?,
                parent: queries::parent_of(c, *id)?.unwrap_or_default(),
                parent_has: queries::all_of(c, *parent)?,
            }),
            None => None,
        };
        Ok(Self { children: seats.into_iter().map(|(id, name, _)| (id, name)).collect(), chosen })
    }
}

/// GET `/quotas/allocate` (`department`)
///
/// # Errors
/// 404 for a department that isn't a direct child.
pub async fn show(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, department) = (ctx.actor()?, asked.into_inner().department);
    let around = db.read(move |c| Around::read(c, &who, &department)).await?;
    let typed = around.chosen.as_ref().map(|chosen| AmountsForm::of_totals(&chosen.has)).unwrap_or_default();
    draw(&ctx, around, Draft::new(typed), false)
}

/// POST `/quotas/allocate` (`department` in the address; `region`, `metric`, `amount` by rows, `reason`). With `action=count`
/// it only says what it would come to.
///
/// # Errors
/// 404, 403, 422 with every refusal at its field.
pub async fn submit(ctx: Ctx, db: Data<Db>, asked: Query<Asked>, form: Form<AmountsForm>) -> AppResult<HttpResponse> {
    let (who, department) = (ctx.actor()?, asked.into_inner().department);
    let draft = Draft::posted(form);
    let counts = draft.typed.only_counted;
    let of = department.clone();
    let sent = if counts {
        Err(draft)
    } else {
        let work = move |tx: &mut PgConnection, who: &Actor, draft: Draft<AmountsForm>| {
            let department = of.parse().map_err(|_| AppError::NotFound)?;
            let (amounts, reason) = draft.typed.totals(&queries::measures(tx)?, draft.errors)?;
            commands::allocate(tx, who, &Totals { department, amounts, reason }, chrono::Utc::now())?;
            Ok(format!("{PATH}?department={department}"))
        };
        draft.send(&db, who.clone(), work).await?
    };
    match sent {
        Ok(path) => Ok(page::see_other_saying(&path, "quota-allocated-done")),
        Err(draft) => {
            let around = db.read(move |c| Around::read(c, &who, &department)).await?;
            draw(&ctx, around, draft, counts)
        }
    }
}

fn draw(ctx: &Ctx, around: Around, draft: Draft<AmountsForm>, counted: bool) -> AppResult<HttpResponse> {
    let status = if counted { StatusCode::OK } else { draft.status() };
    let Draft { typed, errors, submission, .. } = draft;
    let child = around.chosen.map(|Chosen { id, name, has, parent, parent_has }| {
        let measures: Vec<_> = has.iter().map(|balance| balance.of.clone()).collect();
        let wanted = typed.readable(&measures);
        let lines = AmountLine::all(has, &typed, "quota-new-total", &errors);
        Child {
            id,
            name,
            parent,
            lines: AmountLine::beside(lines, &parent_has, if counted { &wanted } else { &[] }),
            reason: Field::new("reason", "quota-reason", &typed.reason).checked(&errors).required().at_most(WORDS),
            counted,
        }
    });
    let allocate = Allocate {
        tabs: tabs(&*ctx.actor()?, PATH),
        lang: ctx.language(),
        children: around.children,
        child,
        submission,
        errors,
        ctx: ctx.clone(),
    };
    page::with_status(ctx, &allocate, status)
}
