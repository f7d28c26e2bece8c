//! `/applications/{id}/tickets`: 服务工单

use actix_web::{
    HttpResponse,
    web::{Data, Path, Query},
};
use askama::Template;
use serde::Deserialize;

use super::{header::Header, id_of};
use crate::{
    applications::queries::{self, TicketRow},
    db::Db,
    error::AppResult,
    policy::Action,
    text::Text,
    web::{
        Ctx, filters,
        list::{Cursor, Page, Pager},
        page,
    },
};

#[derive(Template)]
#[template(path = "applications/tickets.html")]
struct Tickets {
    ctx: Ctx,
    header: Header,
    rows: Vec<TicketRow>,
    pager: Pager,
    /// Whether one sees tickets at all.
    may_see: bool,
}

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    cursor: String,
}

/// GET `/applications/{id}/tickets` (`cursor`).
///
/// # Errors
/// 404 when there is none in sight.
pub async fn show(ctx: Ctx, db: Data<Db>, id: Path<String>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, id, cursor) = (ctx.actor()?, id_of(&id)?, Cursor::parse(&asked.cursor));
    let (reader, from) = (who.clone(), cursor.clone());
    let (application, rows, count) = db
        .read(move |c| {
            let application = queries::find(c, &reader, id)?;
            let rows = queries::tickets(c, &reader, id, from.as_ref())?;
            Ok((application, rows, queries::count_tickets(c, &reader, id)?))
        })
        .await?;
    let found = Page::of(rows, cursor.as_ref(), |row| (row.id, String::new()));
    let tickets = Tickets {
        pager: Pager::new(&found, count, &format!("{}/tickets?", application.path())),
        rows: found.rows,
        header: Header::new(&who, application, "/tickets"),
        may_see: who.may(Action::QueryTickets),
        ctx: ctx.clone(),
    };
    page::show(&ctx, &tickets)
}

/// As [`crate::applications::queries`], this knows the kinds' slugs, not the tickets' room.
impl TicketRow {
    fn kind_label(&self) -> String {
        format!("ticket-kind-{}", self.kind)
    }
}
