//! `/tickets/{number}/work-order`: what operators carry to the gateway (spec 2, "Work order for the gateway").

use actix_web::HttpResponse;
use askama::Template;
use chrono::Utc;
use diesel::PgConnection;

use super::{desk::Desk, server_order, sheet::Sheet};
use crate::{
    error::{AppError, AppResult},
    network::{self, gateway::Order, mapping::MappingState, opening::Opening},
    policy::Actor,
    text::Text,
    tickets::{
        model::Ticket,
        party::{Party, Relation},
        queries,
    },
    web::{Ctx, export, filters, i18n::Lang, page},
};

#[derive(Template)]
#[template(path = "tickets/work_order.html")]
struct WorkOrder {
    ctx: Ctx,
    ticket: Ticket,
    parts: Vec<Part>,
}

/// What is to be opened, prolonged, or removed; or done to servers.
pub(super) struct Part {
    title: &'static str,
    /// A word on how it is done; empty where that goes without saying.
    hint: &'static str,
    id: &'static str,
    columns: &'static [&'static str],
    pub(super) rows: Vec<Vec<String>>,
    /// Empty where nothing is done at the gateway.
    script: String,
}

/// GET `/tickets/{number}/work-order`
pub async fn show(desk: Desk) -> AppResult<HttpResponse> {
    let (who, number) = (desk.who.clone(), desk.number.clone());
    let lang = desk.ctx.language();
    let (ticket, parts) = desk.db.read(move |c| read(c, &who, &number, lang)).await?;
    page::show(&desk.ctx, &WorkOrder { ctx: desk.ctx.clone(), ticket, parts })
}

/// GET `/tickets/{number}/work-order.csv`
pub async fn csv(desk: Desk) -> AppResult<HttpResponse> {
    let (who, number, lang) = (desk.who.clone(), desk.number.clone(), desk.ctx.language());
    let (ticket, parts) = desk.db.read(move |c| read(c, &who, &number, lang)).await?;
    let columns = parts.first().map_or(&[][..], |part| part.columns);
    let head = ["ticket-work-order-do"].iter().chain(columns).map(|key| lang.t(key)).collect();
    let rows: Vec<export::Cells> = parts
        .into_iter()
        .flat_map(|part| {
            let what = lang.t(part.title);
            // What has other columns than the first part says so.
            let own = (part.columns != columns).then(|| part.columns.iter().map(|key| lang.t(key)).collect());
            let head = own.map(|own: Vec<String>| [lang.t("ticket-work-order-do")].into_iter().chain(own).collect());
            head.into_iter()
                .chain(part.rows.into_iter().map(move |row| [what.clone()].into_iter().chain(row).collect()))
        })
        .collect();
    Ok(export::csv(&desk.db, &format!("{}.csv", ticket.number), &head, move |_, _| Ok((rows.clone(), None))))
}

fn read(c: &mut PgConnection, who: &Actor, number: &str, lang: Lang) -> AppResult<(Ticket, Vec<Part>)> {
    let ticket = queries::find(c, who, number)?;
    if Party::of(who, &ticket.filed()).relation != Relation::Operator {
        return Err(AppError::forbidden());
    }
    if ticket.kind.is_of_servers() {
        let sheet = Sheet::of(c, who, ticket, Utc::now())?;
        let parts = server_order::parts(&sheet, lang);
        return Ok((sheet.ticket, parts));
    }
    let openings = network::queries::of_ticket(c, ticket.id)?;
    let renewed = if openings.iter().any(|opening| opening.renews.is_some()) {
        network::queries::renewed_by_ticket(c, ticket.id)?
    } else {
        vec![]
    };
    let parts = parts(&openings, &renewed, lang);
    Ok((ticket, parts))
}

/// What there is to do at the gateway. What an opening renews is open there, unless it was removed before.
fn parts(openings: &[Opening], renewed: &[Opening], lang: Lang) -> Vec<Part> {
    let is_to_open = |it: &Opening| matches!(it.state, MappingState::Held | MappingState::Active);
    let goes_on =
        |it: &Opening| renewed.iter().any(|old| it.renews == Some(old.id) && old.state != MappingState::Removed);
    let those = |is_wanted: &dyn Fn(&Opening) -> bool| -> Order {
        Order::of(&openings.iter().filter(|opening| is_wanted(opening)).collect::<Vec<_>>(), lang)
    };
    let open = those(&|it| is_to_open(it) && !goes_on(it));
    let prolong = those(&|it| is_to_open(it) && goes_on(it));
    let remove = those(&|it| it.state == MappingState::ToRemove);
    let all = [
        Part::new("ticket-work-order-open", "", "to-open", open, Order::to_open),
        Part::new("ticket-work-order-prolong", "ticket-work-order-prolong-hint", "to-prolong", prolong, Order::to_open),
        Part::new("ticket-work-order-remove", "", "to-remove", remove, Order::to_remove),
    ];
    all.into_iter().filter(|part| !part.rows.is_empty()).collect()
}

impl Part {
    pub(super) fn new(
        title: &'static str,
        hint: &'static str,
        id: &'static str,
        order: Order,
        script: fn(&Order) -> String,
    ) -> Self {
        Self { title, hint, id, columns: order.columns(), script: script(&order), rows: order.rows }
    }

    /// Nothing of it is done at the gateway.
    pub(super) fn without_script(
        title: &'static str,
        id: &'static str,
        columns: &'static [&'static str],
        rows: Vec<Vec<String>>,
    ) -> Self {
        Self { title, hint: "", id, columns, rows, script: String::new() }
    }
}
