//! 工作台: what waits for me, what of mine is moving, what ends soon (spec 9, addresses).

mod glance;
mod queries;

use actix_web::{HttpResponse, web::Data};
use askama::Template;
use chrono::{DateTime, Utc};

use crate::{
    db::Db,
    error::AppResult,
    policy::Action,
    tickets::model::Ticket,
    web::{Ctx, Site, filters, i18n::Lang, page},
};

pub use queries::{Ending, Overview, Task};

pub fn routes(site: &mut Site) {
    site.get("/", Action::ViewDashboard, home);
}

#[derive(Template)]
#[template(path = "dashboard/home.html")]
struct Home {
    ctx: Ctx,
    overview: Overview,
    /// Works the queue instead of filing.
    handles: bool,
    sees_tickets: bool,
    sees_network: bool,
    now: DateTime<Utc>,
    lang: Lang,
}

impl Home {
    fn is_overdue(&self, ticket: &Ticket) -> bool {
        ticket.due_at.is_some_and(|due| due < self.now)
    }
}

async fn home(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let now = Utc::now();
    let overview = db.read(move |c| queries::overview(c, &who, now)).await?;
    let (handles, sees_tickets, sees_network) =
        (ctx.may(Action::HandleTickets), ctx.may(Action::QueryTickets), ctx.may(Action::ViewNetwork));
    page::show(
        &ctx,
        &Home { overview, handles, sees_tickets, sees_network, now, lang: ctx.language(), ctx: ctx.clone() },
    )
}
