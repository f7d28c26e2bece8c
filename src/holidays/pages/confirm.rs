//! What a plan would do, and doing it.

use actix_web::{HttpResponse, http::StatusCode, web::Data};
use askama::Template;
use chrono::{NaiveDate, Utc};
use uuid::Uuid;

use super::{arrange, day};
use crate::{
    calendar::DayKind,
    db::Db,
    error::AppResult,
    holidays::{
        commands,
        effect::Effect,
        form::ArrangementForm,
        model::{Plan, Planned, Year, path_of},
        queries,
    },
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Changes, Draft},
        kept, page,
    },
};

/// Lines of a list of dates.
const SHOWN: usize = 40;

#[derive(Template)]
#[template(path = "holidays/confirm.html")]
struct Confirm {
    ctx: Ctx,
    year: Year,
    plan: Plan,
    form: ArrangementForm,
    effect: Effect,
    submission: Uuid,
    /// Somebody was quicker.
    changes: Option<Changes>,
    /// Where one goes who leaves it be.
    back: String,
}

impl Confirm {
    /// The days that become something else: the date, what it was and what it will be.
    fn differing(&self) -> Vec<(NaiveDate, Text, Text)> {
        let planned = |date: NaiveDate| self.plan.days.iter().find(|day| day.date == date);
        let kept = self.year.days.iter().map(|day| day.date).filter(|_| self.plan.whole);
        let mut dates: Vec<NaiveDate> = self.plan.days.iter().map(|day| day.date).chain(kept).collect();
        dates.sort_unstable();
        dates.dedup();
        let said = |kind: Option<DayKind>, name: &str| match kind {
            Some(kind) => Text::new("calendar-day-named").with("kind", kind.label()).with("name", name),
            None => "calendar-day-plain".into(),
        };
        let each = dates.into_iter().map(|date| {
            let was = self.year.at(date).map_or_else(|| said(None, ""), |day| said(Some(day.kind), &day.name));
            let will = planned(date).map_or_else(|| said(None, ""), |Planned { kind, name, .. }| said(*kind, name));
            (date, was, will)
        });
        each.filter(|(_, was, will)| was != will).collect()
    }

    /// Of the year, before and after.
    fn working_days(&self) -> (usize, usize) {
        self.effect.working_days
    }

    fn announces(&self) -> bool {
        self.plan.published && !self.year.published
    }
}

/// The plan with what it would do, with nothing written.
///
/// # Errors
/// When the database can't be had.
pub async fn preview(ctx: &Ctx, db: &Db, plan: Plan, date: Option<NaiveDate>) -> AppResult<HttpResponse> {
    let back = date.map_or_else(|| format!("/admin/calendar/arrange?year={}", plan.year), day::path_of);
    draw(ctx, db, plan, back, Uuid::new_v4(), None).await
}

async fn draw(
    ctx: &Ctx,
    db: &Db,
    plan: Plan,
    back: String,
    submission: Uuid,
    overtaken: Option<Text>,
) -> AppResult<HttpResponse> {
    let for_effect = plan.clone();
    let (year, effect) =
        db.read(move |c| Ok((queries::year(c, for_effect.year)?, Effect::of(c, &for_effect)?))).await?;
    let status = if overtaken.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    let confirm = Confirm {
        form: ArrangementForm::of(&plan, ctx.language()),
        changes: overtaken.map(|says| Changes::new(says, [])),
        year,
        plan,
        effect,
        submission,
        back,
        ctx: ctx.clone(),
    };
    page::with_status(ctx, &confirm, status)
}

/// POST `/admin/calendar/confirm` (`year`, `lines`, `published`, `some`)
///
/// # Errors
/// 409 over the year as it is now when it was changed since the page was drawn, or when nothing is different, 422 when what
/// came is no arrangement.
pub async fn confirm(ctx: Ctx, db: Data<Db>, form: Form<ArrangementForm>) -> AppResult<HttpResponse> {
    let draft = Draft::posted(form);
    let plan = match draft.typed.parse(draft.errors.clone()) {
        Ok(plan) => plan,
        Err(errors) => return arrange::draw(&ctx, Draft { errors, ..draft }),
    };
    let for_page = plan.clone();
    let done = draft.send(&db, ctx.actor()?, move |tx, who, draft| {
        commands::arrange(tx, who, &plan, draft.seen, Utc::now())?;
        kept::forget(tx, who.id, "/admin/calendar/arrange")?;
        for date in plan.days.iter().map(|day| day.date).filter(|_| !plan.whole) {
            kept::forget(tx, who.id, &day::path_of(date))?;
        }
        Ok(path_of(plan.year))
    });
    match done.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "calendar-saved")),
        Err(draft) => {
            let back = path_of(for_page.year);
            draw(&ctx, &db, for_page, back, Uuid::new_v4(), draft.overtaken).await
        }
    }
}
