//! `/tickets/{number}/work-order`: what operators carry to the gateway (spec 2, "Work order for the gateway").

use actix_web::HttpResponse;
use askama::Template;
use diesel::PgConnection;

use super::desk::Desk;
use crate::{
    error::{AppError, AppResult},
    network::{
        self,
        mapping::{Mapping, MappingState},
        work_order::{COLUMNS, GatewayMapping, csv_rows, nft_to_open, nft_to_remove},
    },
    policy::Actor,
    text::Text,
    tickets::{
        model::Ticket,
        party::{Party, Relation},
        queries,
    },
    web::{Ctx, export, filters, page},
};

#[derive(Template)]
#[template(path = "tickets/work_order.html")]
struct WorkOrder {
    ctx: Ctx,
    ticket: Ticket,
    parts: Vec<Part>,
}

/// What is to be opened, prolonged, or removed.
struct Part {
    title: &'static str,
    /// A word on how it is done; empty where that goes without saying.
    hint: &'static str,
    id: &'static str,
    rows: Vec<[String; 7]>,
    script: String,
}

/// GET `/tickets/{number}/work-order`
pub async fn show(desk: Desk) -> AppResult<HttpResponse> {
    let (who, number) = (desk.who.clone(), desk.number.clone());
    let (ticket, parts) = desk.db.read(move |c| read(c, &who, &number)).await?;
    page::show(&desk.ctx, &WorkOrder { ctx: desk.ctx.clone(), ticket, parts })
}

/// GET `/tickets/{number}/work-order.csv`
pub async fn csv(desk: Desk) -> AppResult<HttpResponse> {
    let (who, number, lang) = (desk.who.clone(), desk.number.clone(), desk.ctx.language());
    let (ticket, parts) = desk.db.read(move |c| read(c, &who, &number)).await?;
    let head = ["ticket-work-order-do"].into_iter().chain(COLUMNS).map(|key| lang.t(key)).collect();
    let rows: Vec<export::Cells> = parts
        .into_iter()
        .flat_map(|part| {
            let what = lang.t(part.title);
            part.rows.into_iter().map(move |row| [what.clone()].into_iter().chain(row).collect())
        })
        .collect();
    Ok(export::csv(&desk.db, &format!("{}.csv", ticket.number), &head, move |_, _| Ok((rows.clone(), None))))
}

fn read(c: &mut PgConnection, who: &Actor, number: &str) -> AppResult<(Ticket, Vec<Part>)> {
    let ticket = queries::find(c, who, number)?;
    if Party::of(who, &ticket.filed()).relation != Relation::Operator {
        return Err(AppError::forbidden());
    }
    let mappings = network::queries::mappings_of_ticket(c, ticket.id)?;
    let renewed = if mappings.iter().any(|mapping| mapping.renews.is_some()) {
        network::queries::renewed_by_ticket(c, ticket.id)?
    } else {
        vec![]
    };
    let parts = parts(&mappings, &renewed);
    Ok((ticket, parts))
}

/// What there is to do at the gateway. What a mapping renews is open there, unless it was removed before.
fn parts(mappings: &[Mapping], renewed: &[Mapping]) -> Vec<Part> {
    let is_to_open = |it: &Mapping| matches!(it.state, MappingState::Held | MappingState::Active);
    let goes_on =
        |it: &Mapping| renewed.iter().any(|old| it.renews == Some(old.id) && old.state != MappingState::Removed);
    let those = |is_wanted: &dyn Fn(&Mapping) -> bool| -> Vec<GatewayMapping> {
        mappings.iter().filter(|mapping| is_wanted(mapping)).map(Mapping::for_gateway).collect()
    };
    let open = those(&|it| is_to_open(it) && !goes_on(it));
    let prolong = those(&|it| is_to_open(it) && goes_on(it));
    let remove = those(&|it| it.state == MappingState::ToRemove);
    let all = [
        Part::new("ticket-work-order-open", "", "to-open", &open, nft_to_open),
        Part::new("ticket-work-order-prolong", "ticket-work-order-prolong-hint", "to-prolong", &prolong, nft_to_open),
        Part::new("ticket-work-order-remove", "", "to-remove", &remove, nft_to_remove),
    ];
    all.into_iter().filter(|part| !part.rows.is_empty()).collect()
}

impl Part {
    fn new(
        title: &'static str,
        hint: &'static str,
        id: &'static str,
        mappings: &[GatewayMapping],
        script: fn(&[GatewayMapping]) -> String,
    ) -> Self {
        Self { title, hint, id, rows: csv_rows(mappings), script: script(mappings) }
    }
}
