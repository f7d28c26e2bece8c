//! `/approvals`: 待我审批.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::{
    calendar::{amount, date_of},
    db::Db,
    error::AppResult,
    policy::Action,
    requests::{
        bulk::Bar,
        model::Request,
        queries::{self, Waiting},
    },
    text::{Text, listed},
    web::{
        Ctx,
        bulk::{self, PICK_ALL},
        filters,
        list::{self, Cursor, Page, Pager, READ, TabLink},
        page,
    },
};

#[derive(Template)]
#[template(path = "requests/approvals.html")]
struct Approvals {
    ctx: Ctx,
    tabs: Vec<TabLink>,
    rows: Vec<Request>,
    pager: Pager,
    what: Waiting,
    /// What can be decided about many at once; none where nothing can.
    bar: Option<Bar>,
    all_picked: bool,
    may_delegate: bool,
    /// In whose place the reader decides.
    principals: Option<Text>,
    now: DateTime<Utc>,
}

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    what: String,
    #[serde(default)]
    cursor: String,
    #[serde(default)]
    pick: String,
}

/// GET `/approvals` (`what`, `cursor`, `pick`): what waits for the reader's decision, or for who delivers also that.
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, cursor) = (ctx.actor()?, Cursor::parse(&asked.cursor));
    let delivers = who.may(Action::Deliver);
    let what = if delivers && asked.what == DELIVERY { Waiting::Delivery } else { Waiting::Decision };
    let (reader, from) = (who.clone(), cursor.clone());
    let (rows, counts) = db
        .read(move |c| {
            let rows = queries::waiting(c, &reader, what, from.as_ref(), READ)?;
            let decisions = queries::count_waiting(c, &reader, Waiting::Decision)?;
            let deliveries = if delivers { queries::count_waiting(c, &reader, Waiting::Delivery)? } else { 0 };
            Ok((rows, [decisions, deliveries]))
        })
        .await?;
    let found = Page::of(rows, cursor.as_ref(), Request::place_by_due);
    let count = counts[usize::from(what == Waiting::Delivery)];
    let decides = what == Waiting::Decision && !found.rows.is_empty();
    let page = Approvals {
        bar: decides.then(|| Bar::new("", ctx.here())),
        all_picked: asked.pick == PICK_ALL,
        tabs: if delivers { tabs(what, counts) } else { Vec::new() },
        pager: Pager::new(&found, count, &list::address("/approvals", &[("what", code(what))])),
        rows: found.rows,
        may_delegate: who.may(Action::DelegateApprovals),
        principals: listed(who.stands_in_for.iter().map(|principal| principal.display_name.as_str()))
            .map(|names| Text::new("request-standing-in").with("names", names)),
        what,
        now: Utc::now(),
        ctx: ctx.clone(),
    };
    page::show(&ctx, &page)
}

const DELIVERY: &str = "delivery";

const fn code(what: Waiting) -> &'static str {
    match what {
        Waiting::Decision => "",
        Waiting::Delivery => DELIVERY,
    }
}

fn tabs(current: Waiting, [decisions, deliveries]: [i64; 2]) -> Vec<TabLink> {
    let tab = |what: Waiting, label, count: i64| TabLink {
        href: list::link(&list::address("/approvals", &[("what", code(what))])),
        label,
        count: Some(list::capped(count)),
        current: what == current,
        hot: count > 0,
    };
    vec![
        tab(Waiting::Decision, "request-tab-to-decide", decisions),
        tab(Waiting::Delivery, "request-tab-to-deliver", deliveries),
    ]
}

impl Approvals {
    /// This page with every row picked; nothing where they are.
    fn with_all_picked(&self) -> String {
        if self.all_picked { String::new() } else { bulk::picking_all(&self.ctx.here()) }
    }

    /// The name of whom the reader decides it for, where not in their own right.
    fn decided_for(&self, request: &Request) -> Option<&str> {
        let principal = request.decided_for(self.ctx.signed_in_actor()?)?;
        Some(&principal.display_name)
    }

    /// How long it has waited, in days of the calendar.
    fn age(&self, request: &Request) -> Text {
        match (date_of(self.now) - date_of(request.state_since)).num_days() {
            0 => amount(self.now - request.state_since),
            days => Text::new("request-age-days").with("days", days),
        }
    }
}
