//! `/network/internet-ips/{address}`, `/network/extranet-ips/{address}`

use std::sync::Arc;

use actix_web::{
    HttpResponse,
    web::{Data, Path, Query},
};
use askama::Template;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    ip_of,
    pool::{Of, Words},
    search::{Answer, Asked},
};
use crate::{
    calendar::date_of,
    db::Db,
    error::AppResult,
    network::{
        commands::REMOVED,
        mapping::{Mapping, MappingState},
        pool_address::PoolAddress,
        protocol::Protocol,
        queries,
    },
    outbox::{self, Line},
    policy::{Action, Actor},
    text::Text,
    web::{
        Ctx, filters,
        form::{Choice, Errors, Field},
        page,
        record::Moment,
    },
};

/// Lines of the history on the page.
const HISTORY: i64 = 50;

#[derive(Template)]
#[template(path = "network/address.html")]
struct Show {
    ctx: Ctx,
    who: Arc<Actor>,
    ip: PoolAddress,
    words: Words,
    mappings: Vec<Mapping>,
    history: Vec<Moment>,
    errors: Errors,
    port: Field,
    protocol: Field,
    protocols: Vec<Choice>,
    count: Field,
    answer: Option<Answer>,
    /// Keeps the pools.
    may_edit: bool,
    may_remove: bool,
    /// Of its own department.
    may_renew: bool,
    now: DateTime<Utc>,
    submission: Uuid,
}

/// GET `/network/internet-ips/{address}` (`port`, `protocol`, `count`).
///
/// # Errors
/// 404 when there is none in sight.
pub async fn show(
    ctx: Ctx,
    db: Data<Db>,
    of: Of,
    address: Path<String>,
    asked: Query<Asked>,
) -> AppResult<HttpResponse> {
    let (who, address) = (ctx.actor()?, ip_of(&address)?);
    let reader = who.clone();
    let (ip, mappings, lines, risks) = db
        .read(move |c| {
            let ip = queries::find_address(c, &reader, address)?;
            let lines = outbox::timeline(c, "pool_ip", ip.id, HISTORY)?;
            Ok((ip, queries::mappings_on(c, &[address])?, lines, queries::risk_table(c)?))
        })
        .await?;
    if ip.pool() != of.0 {
        // Asked for in the other pool; whoever links to an address needn't know.
        return Ok(page::see_other(&ip.path()));
    }
    let (search, errors) = match asked.parse() {
        _ if asked.is_empty() => (None, Errors::default()),
        Ok(search) => (Some(search), Errors::default()),
        Err(errors) => (None, errors),
    };
    let shown = Show {
        answer: search.map(|search| search.answer(of.0, &mappings, &risks)),
        port: Field::new("port", "network-search-port", asked.port.as_str()).required().checked(&errors),
        protocol: Field::new("protocol", "network-mapping-protocol", asked.protocol.as_str()).checked(&errors),
        protocols: Protocol::ALL
            .map(|protocol| Choice::new(protocol, protocol.as_str().to_uppercase(), &asked.protocol))
            .to_vec(),
        count: Field::new("count", "network-search-count", asked.count.as_str()).checked(&errors),
        history: lines.into_iter().map(|line| Moment::from(seen_by(&who, line))).collect(),
        may_edit: ctx.may(Action::ManageIpPools),
        may_remove: ctx.may(Action::HandleTickets),
        may_renew: ctx.may(Action::SubmitTickets) && ip.department_id == Some(who.department.id),
        now: Utc::now(),
        submission: Uuid::new_v4(),
        errors,
        words: of.0.words(),
        ip,
        mappings,
        who,
        ctx: ctx.clone(),
    };
    if shown.errors.is_empty() { page::show(&ctx, &shown) } else { page::refused(&ctx, &shown) }
}

impl Show {
    /// The mapping that follows this one.
    fn renewal(&self, mapping: &Mapping) -> Option<&Mapping> {
        self.mappings.iter().find(|other| other.renews == Some(mapping.id))
    }

    fn is_renewable(&self, mapping: &Mapping) -> bool {
        self.may_renew && mapping.is_renewable(self.now) && self.renewal(mapping).is_none()
    }

    fn is_awaited(&self, mapping: &Mapping) -> bool {
        mapping.awaits_recertification(date_of(self.now))
    }
}

/// A removal names its ticket: who sees no tickets reads of the port alone.
fn seen_by(who: &Actor, line: Line) -> Line {
    if line.said.key != REMOVED || who.may(Action::QueryTickets) {
        return line;
    }
    let mut args = line.said.args;
    args.remove("ticket");
    Line { said: Text { args, ..Text::new("network-timeline-port-removed") }, ..line }
}

impl Mapping {
    fn waits_to_be_removed(&self) -> bool {
        self.state == MappingState::ToRemove
    }
}
