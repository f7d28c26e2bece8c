//! `/admin/flows`: the way of each sector's requests, to be read (spec 3, "States").

use actix_web::{HttpResponse, web::Data};
use askama::Template;

use crate::{
    db::Db,
    error::AppResult,
    policy::{Action, Role, Sector, needed_grant, scope},
    requests::{
        queries,
        review::{Flow, Review},
        state::State,
    },
    text::Text,
    web::{Ctx, filters, page},
};

#[derive(Template)]
#[template(path = "requests/flows.html")]
struct Flows {
    ctx: Ctx,
    ways: Vec<Way>,
}

/// The way of one sector's requests.
struct Way {
    sector: Sector,
    /// In their order; none where there is no way, so that nothing can be applied for.
    steps: Vec<Step>,
}

struct Step {
    name: &'static str,
    party: &'static str,
    /// Who takes it, by the matrix.
    roles: Vec<Text>,
}

/// GET `/admin/flows`
///
/// # Errors
/// When the database can't be had.
pub async fn show(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let flows = db.read(|c| Sector::ALL.into_iter().map(|sector| Ok((sector, queries::flow(c, sector)?))).collect());
    let flows: Vec<(Sector, Flow)> = flows.await?;
    let ways = flows.into_iter().map(|(sector, flow)| Way { sector, steps: steps(sector, &flow) }).collect();
    page::show(&ctx, &Flows { ctx: ctx.clone(), ways })
}

/// Each review, and the delivery after the last.
fn steps(sector: Sector, flow: &Flow) -> Vec<Step> {
    let review = |review: &Review| step(review.state(), review.party(), review.action(), sector);
    let delivery = step(State::Delivering, Review::First.party(), Action::Deliver, sector);
    let is_any = flow.first().is_some();
    flow.0.iter().map(review).chain(is_any.then_some(delivery)).collect()
}

fn step(state: State, party: &'static str, action: Action, sector: Sector) -> Step {
    let able = Role::ALL.into_iter().filter(|role| scope(*role, action).reaches(sector));
    let name = |role: Role| match needed_grant(role, action) {
        Some(_) => Text::new("policy-cell-when-granted").with("scope", role.label()),
        None => role.label(),
    };
    Step { name: state.label(), party, roles: able.map(name).collect() }
}
