//! Putting a plan in force: the days, and every due time that they move, in one transaction.

use chrono::{DateTime, Utc};
use diesel::{connection::SimpleConnection, prelude::*};

use super::{
    effect::Effect,
    model::{Plan, RECORD_KIND, Year},
    queries::{self, bounds},
};
use crate::{
    calendar::DayKind,
    error::{AppError, AppResult},
    outbox::{self, Event},
    policy::{Action, Actor},
    requests,
    schema::{calendar_days as days, calendar_years as years},
    text::Text,
    tickets,
};

/// Makes the calendar what `plan` says, unless the year was changed since version `seen`. How many due times it moved.
///
/// Whoever starts a clock reads the calendar. What is open is held first, then the calendar is closed: who reads it at this
/// moment is waited for, who comes later finds the new one, and nobody who waits for one of ours has read it yet.
///
/// # Errors
/// 403, 409 when the year was changed since, or nothing is different.
pub fn arrange(
    tx: &mut PgConnection,
    who: &Actor,
    plan: &Plan,
    seen: Option<i32>,
    now: DateTime<Utc>,
) -> AppResult<usize> {
    if !who.may(Action::ManageCalendar) {
        return Err(AppError::forbidden());
    }
    // Nobody's page waits behind it for long, and cut off it would be worth nothing.
    tx.batch_execute("SET LOCAL statement_timeout = '60s'")?;
    tickets::commands::hold_open(tx)?;
    requests::commands::hold_open(tx)?;
    tx.batch_execute("LOCK TABLE calendar_days, calendar_years IN ACCESS EXCLUSIVE MODE")?;
    let before = queries::year(tx, plan.year)?;
    if seen.is_some_and(|seen| seen != before.version) {
        return Err(outbox::changed_meanwhile(tx, RECORD_KIND, plan.year.into())?);
    }
    let effect = Effect::of(tx, plan)?;
    write(tx, plan, now)?;
    let after = queries::year(tx, plan.year)?;
    if before.days == after.days && before.published == after.published {
        return Err(AppError::NotNow("calendar-nothing-changed".into()));
    }
    effect.tickets.write(tx, who, now)?;
    effect.requests.write(tx, who, now)?;
    outbox::tell(tx, who, &told(&before, &after, &effect))?;
    Ok(effect.count())
}

fn told(before: &Year, after: &Year, effect: &Effect) -> Event {
    let said = Text::new("calendar-line-changed")
        .with("tickets", effect.tickets.due.len() + effect.tickets.completing.len())
        .with("requests", effect.requests.0.len());
    let mut is = after.facts_beside(before);
    is["moved"] = effect.count().into();
    Event::new("updateCalendar", RECORD_KIND, after.record())
        .changed(Some(before.facts_beside(after)), Some(is))
        .on_timeline(said)
}

fn write(tx: &mut PgConnection, plan: &Plan, now: DateTime<Utc>) -> AppResult<()> {
    let (first, next) = bounds(plan.year);
    if plan.whole {
        diesel::delete(days::table.filter(days::date.ge(first)).filter(days::date.lt(next))).execute(tx)?;
    } else {
        let these: Vec<_> = plan.days.iter().map(|day| day.date).collect();
        diesel::delete(days::table.filter(days::date.eq_any(these))).execute(tx)?;
    }
    let rows: Vec<_> = plan
        .days
        .iter()
        .filter_map(|day| {
            let kind = day.kind.map(DayKind::code)?;
            Some((
                days::date.eq(day.date),
                days::kind.eq(kind),
                days::name.eq(&day.name),
                days::provisional.eq(!plan.published),
            ))
        })
        .collect();
    diesel::insert_into(days::table).values(rows).execute(tx)?;
    diesel::insert_into(years::table)
        .values((years::year.eq(plan.year), years::published.eq(plan.published), years::updated_at.eq(now)))
        .on_conflict(years::year)
        .do_update()
        .set((years::published.eq(plan.published), years::version.eq(years::version + 1), years::updated_at.eq(now)))
        .execute(tx)?;
    Ok(())
}
