//! `/tickets.xlsx` and `/tickets.csv`: what the list shows, in its order.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use chrono::{DateTime, Utc};

use super::{
    asked::{Asked, Filter},
    names::Names,
    reading::{self, Line},
};
use crate::{
    db::Db,
    error::AppResult,
    policy::Actor,
    web::{
        Ctx,
        export::{BATCH, Batches, Cells, Format},
        i18n::{Lang, time_in_shanghai},
        list,
    },
};

const HEAD: [&str; 12] = [
    "ticket-column-number",
    "ticket-column-kind",
    "ticket-column-state",
    "ticket-field-application",
    "ticket-column-department",
    "ticket-column-filer",
    "ticket-column-content",
    "ticket-labels",
    "ticket-assignee",
    "ticket-column-submitted",
    "ticket-due",
    "ticket-column-updated",
];

/// GET `/tickets.xlsx`, `/tickets.csv`
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang) = (ctx.actor()?, ctx.language());
    format.answer(&db, "tickets", head(lang), batches(who.as_ref().clone(), asked.filter(), lang)).await
}

fn head(lang: Lang) -> Cells {
    HEAD.map(|key| lang.t(key)).to_vec()
}

fn batches(who: Actor, filter: Filter, lang: Lang) -> impl Batches {
    let now = Utc::now();
    move |c, from| {
        let tickets = reading::page(c, &who, &filter, from, BATCH as i64, now)?;
        let next = list::next(&tickets, BATCH, |ticket| reading::place(ticket, filter.sort));
        let names = Names::of(c, &tickets)?;
        Ok((tickets.into_iter().map(|ticket| cells(&names.line(ticket), lang)).collect(), next))
    }
}

fn cells(line: &Line, lang: Lang) -> Cells {
    let time = |at: Option<DateTime<Utc>>| at.map(time_in_shanghai).unwrap_or_default();
    vec![
        line.ticket.number.clone(),
        lang.say(&line.ticket.kind.name()),
        lang.say(&line.ticket.state.name()),
        line.application.clone(),
        line.department.clone(),
        line.filer.clone(),
        line.all_content(lang),
        line.labels.iter().map(|label| label.name.as_str()).collect::<Vec<_>>().join("; "),
        line.assignee.clone().unwrap_or_default(),
        time(line.ticket.submitted_at),
        time(line.ticket.due_at),
        time(Some(line.ticket.updated_at)),
    ]
}
