//! `/bills/generate`: 账单生成

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Data, Query},
};
use askama::Template;
use chrono::Utc;
use diesel::prelude::*;
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    bills::{
        commands,
        form::MonthForm,
        generate as making,
        model::Bill,
        month::Month,
        queries::{self, Run},
        state::State,
    },
    db::Db,
    error::{AppError, AppResult},
    money::Money,
    schema::departments,
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Choice, Errors, Field},
        page, submission,
    },
};

/// How many seconds a page waits before it looks again how far a month is.
const AGAIN: u32 = 2;

#[derive(Template)]
#[template(path = "bills/generate.html")]
struct Generate {
    ctx: Ctx,
    errors: Errors,
    refusal: Option<Text>,
    month: Field,
    run: Option<Run>,
    bills: Vec<Bill>,
    departments: Vec<Choice>,
    submission: Uuid,
    sending: Uuid,
    again: u32,
}

impl Generate {
    /// How many go out when the month is sent.
    fn ready(&self) -> usize {
        self.bills.iter().filter(|bill| commands::is_ready(bill)).count()
    }

    fn is_running(&self) -> bool {
        self.run.as_ref().is_some_and(|run| run.ended_at.is_none())
    }

    fn total(&self) -> Money {
        self.bills.iter().filter(|bill| !bill.is_roll_up()).map(Bill::amount).sum()
    }

    fn count(&self, state: State) -> usize {
        self.bills.iter().filter(|bill| !bill.is_roll_up() && bill.state() == state).count()
    }
}

/// The page's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    month: String,
}

/// GET `/bills/generate` (`month`): last month without one.
///
/// # Errors
/// When the database can't be had.
pub async fn show(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let form = MonthForm { month: asked.month.clone(), departments: Vec::new() };
    draw(&ctx, &db, form, Errors::default(), None, StatusCode::OK).await
}

/// POST `/bills/generate` (`month`, `departments`): made in the background.
///
/// # Errors
/// 403; 409 and 422 are answered with the page.
pub async fn generate(ctx: Ctx, db: Data<Db>, form: Form<MonthForm>) -> AppResult<HttpResponse> {
    let (who, sent, wanted) = (ctx.actor()?, form.submission(), form.typed.parse(form.errors));
    let outcome = db.write(move |tx| {
        submission::once(tx, who.id, sent, |tx| {
            let (month, departments) = wanted.map_err(AppError::Invalid)?;
            making::ask(tx, &who, month, &departments, Utc::now())?;
            Ok(path(month))
        })
    });
    answer(&ctx, &db, form.typed, outcome.await, "bill-generating").await
}

/// POST `/bills/send` (`month`): everything that was made of a month goes out.
///
/// # Errors
/// As [`generate`].
pub async fn send(ctx: Ctx, db: Data<Db>, form: Form<MonthForm>) -> AppResult<HttpResponse> {
    let (who, sent, wanted) = (ctx.actor()?, form.submission(), form.typed.parse(form.errors));
    let outcome = db.write(move |tx| {
        submission::once(tx, who.id, sent, |tx| {
            let (month, _) = wanted.map_err(AppError::Invalid)?;
            commands::send_all(tx, &who, month, Utc::now())?;
            Ok(path(month))
        })
    });
    answer(&ctx, &db, form.typed, outcome.await, "bill-sent-all").await
}

fn path(month: Month) -> String {
    format!("/bills/generate?month={month}")
}

async fn answer(
    ctx: &Ctx,
    db: &Db,
    form: MonthForm,
    outcome: AppResult<String>,
    done: &'static str,
) -> AppResult<HttpResponse> {
    match outcome {
        Ok(path) => Ok(page::see_other_saying(&path, done)),
        Err(AppError::Invalid(errors)) => draw(ctx, db, form, errors, None, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(AppError::NotNow(why)) => draw(ctx, db, form, Errors::default(), Some(why), StatusCode::CONFLICT).await,
        Err(other) => Err(other),
    }
}

async fn draw(
    ctx: &Ctx,
    db: &Db,
    form: MonthForm,
    errors: Errors,
    refusal: Option<Text>,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let month = form.month.parse().unwrap_or_else(|_| Month::current(Utc::now()).back(1));
    let (run, bills, all) = db
        .read(move |c| {
            let all: Vec<(i64, String)> = departments::table
                .filter(departments::special.is_distinct_from("operator"))
                .filter(departments::parent_id.is_not_null())
                .order(departments::id)
                .select((departments::id, departments::name))
                .load(c)?;
            Ok((queries::latest_run(c, month)?, queries::of_month(c, month)?, all))
        })
        .await?;
    let typed = if errors.at("month").is_empty() { month.to_string() } else { form.month };
    let choice = |(id, name): (i64, String)| {
        let chosen = form.departments.iter().find(|chosen| **chosen == id.to_string());
        Choice::new(id, name, chosen.map_or("", String::as_str))
    };
    let page = Generate {
        month: Field::new("month", "bill-month", typed).required().checked(&errors),
        departments: all.into_iter().map(choice).collect(),
        submission: Uuid::new_v4(),
        sending: Uuid::new_v4(),
        again: AGAIN,
        errors,
        refusal,
        run,
        bills,
        ctx: ctx.clone(),
    };
    page::with_status(ctx, &page, status)
}
