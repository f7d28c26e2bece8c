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

/// What is to be opened, or to be removed.
struct Part {
    title: &'static str,
    id: &'static str,
    rows: Vec<[String; 7]>,
    script: String,
}

/// GET `/tickets/{number}/work-order`
pub async fn show(desk: Desk) -> AppResult<HttpResponse> {
    let (who, number) = (desk.who.clone(), desk.number.clone());
    let (ticket, mappings) = desk.db.read(move |c| read(c, &who, &number)).await?;
    let parts = [open(&mappings), remove(&mappings)].into_iter().filter(|part| !part.rows.is_empty()).collect();
    page::show(&desk.ctx, &WorkOrder { ctx: desk.ctx.clone(), ticket, parts })
}

/// GET `/tickets/{number}/work-order.csv`
pub async fn csv(desk: Desk) -> AppResult<HttpResponse> {
    let (who, number, lang) = (desk.who.clone(), desk.number.clone(), desk.ctx.language());
    let (ticket, mappings) = desk.db.read(move |c| read(c, &who, &number)).await?;
    let head = ["ticket-work-order-do"].into_iter().chain(COLUMNS).map(|key| lang.t(key)).collect();
    let rows: Vec<export::Cells> = [open(&mappings), remove(&mappings)]
        .into_iter()
        .flat_map(|part| {
            let what = lang.t(part.title);
            part.rows.into_iter().map(move |row| [what.clone()].into_iter().chain(row).collect())
        })
        .collect();
    Ok(export::csv(&desk.db, &format!("{}.csv", ticket.number), &head, move |_, _| Ok((rows.clone(), None))))
}

fn read(c: &mut PgConnection, who: &Actor, number: &str) -> AppResult<(Ticket, Vec<Mapping>)> {
    let ticket = queries::find(c, who, number)?;
    if Party::of(who, &ticket.filed()).relation != Relation::Operator {
        return Err(AppError::forbidden());
    }
    let mappings = network::queries::mappings_of_ticket(c, ticket.id)?;
    Ok((ticket, mappings))
}

fn open(mappings: &[Mapping]) -> Part {
    let wanted = in_state(mappings, &[MappingState::Held, MappingState::Active]);
    Part { title: "ticket-work-order-open", id: "to-open", rows: csv_rows(&wanted), script: nft_to_open(&wanted) }
}

fn remove(mappings: &[Mapping]) -> Part {
    let ended = in_state(mappings, &[MappingState::ToRemove]);
    Part { title: "ticket-work-order-remove", id: "to-remove", rows: csv_rows(&ended), script: nft_to_remove(&ended) }
}

fn in_state(mappings: &[Mapping], states: &[MappingState]) -> Vec<GatewayMapping> {
    mappings.iter().filter(|mapping| states.contains(&mapping.state)).map(Mapping::for_gateway).collect()
}
