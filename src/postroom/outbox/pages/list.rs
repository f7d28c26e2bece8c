//! `/admin/outbox`

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;

use crate::{
    config::Settings,
    db::Db,
    error::AppResult,
    outbox::{
        KINDS, MailState,
        wording::{Wordings, built_in_title},
    },
    postroom::outbox::{
        bulk::Bar,
        filter::{Asked, Filter, Tab},
        model::Kept,
        queries::{self, Standing},
    },
    text::Text,
    web::{
        Ctx,
        bulk::{PICK_ALL, Picked, picking_all},
        filters,
        form::Choice,
        list::{self, Page, Pager, READ, TabLink},
        page,
    },
};

pub const PATH: &str = "/admin/outbox";

#[derive(Template)]
#[template(path = "postroom/outbox.html")]
struct List {
    ctx: Ctx,
    filter: Filter,
    tabs: Vec<TabLink>,
    kinds: Vec<Choice>,
    mails: Vec<Kept>,
    standing: Standing,
    /// No mail leaves.
    no_server: bool,
    /// Where something can be done about one of them.
    bar: Option<Bar>,
    all_picked: bool,
    pager: Pager,
}

/// GET `/admin/outbox` (`q`, `state`, `kind`, `cursor`).
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, settings: Data<Settings>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (filter, cursor) = (asked.filter(), asked.cursor());
    let (wanted, from) = (filter.clone(), cursor.clone());
    let (rows, count, standing, words) = db
        .read(move |c| {
            let count = queries::count(c, &wanted)?;
            Ok((
                queries::page(c, &wanted, count, from.as_ref(), READ)?,
                count,
                queries::standing(c)?,
                Wordings::read(c)?,
            ))
        })
        .await?;
    let found = Page::of(rows, cursor.as_ref(), |mail| (mail.id, String::new()));
    let pager = Pager::new(&found, count, &filter.address(PATH));
    let mails: Vec<Kept> = found.rows.into_iter().map(|mail| Kept::of(mail, &words)).collect::<AppResult<_>>()?;
    let list = List {
        tabs: tabs(&filter, standing),
        kinds: kinds(&ctx, &filter),
        bar: mails.iter().any(Kept::is_open).then(|| Bar::new("", ctx.here())),
        all_picked: asked.pick == PICK_ALL,
        mails,
        standing,
        no_server: settings.smtp.is_none(),
        pager,
        filter,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &list)
}

impl List {
    fn picked(mail: &Kept) -> Picked {
        Picked { number: mail.mail.id.to_string(), version: None }
    }

    /// Where every row comes ticked, for who has no script to do so.
    fn with_all_picked(&self) -> String {
        if self.all_picked { String::new() } else { picking_all(&self.ctx.here()) }
    }

    /// How many failed, where the list shows others.
    fn failed(&self) -> Option<Text> {
        let shown = self.standing.parked > 0 && self.filter.tab != Some(Tab::Parked);
        shown.then(|| Text::new("postroom-some-parked").with("count", self.standing.parked))
    }
}

fn tabs(filter: &Filter, standing: Standing) -> Vec<TabLink> {
    let tab = |tab: Option<Tab>| {
        let count = match tab {
            Some(Tab::Waiting) => standing.waiting,
            Some(Tab::Parked) => standing.parked,
            _ => 0,
        };
        TabLink {
            href: list::link(&filter.on_tab(tab).address(PATH)),
            label: tab.map_or("postroom-tab-all", Tab::label),
            count: (count > 0).then(|| if count > 99 { "99+".to_owned() } else { count.to_string() }),
            current: filter.tab == tab,
            hot: tab == Some(Tab::Parked),
        }
    };
    std::iter::once(None).chain(Tab::ALL.map(Some)).map(tab).collect()
}

fn kinds(ctx: &Ctx, filter: &Filter) -> Vec<Choice> {
    let (lang, chosen) = (ctx.language(), filter.kind.map_or("", |kind| kind.code));
    let all = Choice::new("", lang.t("postroom-kinds-all"), chosen);
    let each = KINDS.iter().map(|kind| Choice::new(kind.code, built_in_title(lang, kind), chosen));
    std::iter::once(all).chain(each).collect()
}
