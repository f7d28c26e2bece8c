//! `/messages`

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;
use chrono::{DateTime, Utc};

use crate::{
    db::Db,
    error::AppResult,
    messages::{
        filter::{Asked, Column, Filter, Reading},
        model::{Kind, Message},
        queries,
        sought::Sought,
    },
    text::Text,
    web::{
        Ctx, filters,
        form::Choice,
        list::{self, Head, Page, Pager, READ, TabLink, capped},
        page,
    },
};

#[derive(Template)]
#[template(path = "messages/list.html")]
struct List {
    ctx: Ctx,
    filter: Filter,
    tabs: Vec<TabLink>,
    kinds: Vec<Choice>,
    rows: Vec<Row>,
    pager: Pager,
}

struct Row {
    id: i64,
    path: String,
    title: Text,
    body: Text,
    kind: Option<Kind>,
    record_number: String,
    record_path: String,
    at: DateTime<Utc>,
    read: bool,
}

impl Row {
    fn of(message: &Message) -> AppResult<Self> {
        Ok(Self {
            id: message.id,
            path: message.path(),
            title: message.title()?,
            body: message.body()?,
            kind: message.kind(),
            record_number: message.record_number.clone(),
            record_path: message.record_path.clone(),
            at: message.created_at,
            read: message.is_read(),
        })
    }
}

/// GET `/messages` (`q`, `kind`, `state`, `sort`, `cursor`).
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, filter, cursor) = (ctx.actor()?, asked.filter(), asked.cursor());
    let (wanted, from, lang) = (filter.clone(), cursor.clone(), ctx.language());
    let (rows, count) = db
        .read(move |c| {
            let sought = Sought::read(c, &who, &wanted.q, lang)?;
            let rows = queries::page(c, &who, &wanted, &sought, from.as_ref(), READ)?;
            Ok((rows, queries::count(c, &who, &wanted, &sought)?))
        })
        .await?;
    let found = Page::of(rows, cursor.as_ref(), |message| message.place(filter.sort.column));
    let list = List {
        tabs: tabs(&ctx, &filter),
        kinds: kinds(&ctx, &filter),
        rows: found.rows.iter().map(Row::of).collect::<AppResult<_>>()?,
        pager: Pager::new(&found, count, &filter.address("/messages")),
        filter,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &list)
}

impl List {
    fn by(&self, column: Column) -> Head {
        self.filter.sort.head(column, |sort| list::link(&self.filter.sorted(sort).address("/messages")))
    }
}

fn tabs(ctx: &Ctx, filter: &Filter) -> Vec<TabLink> {
    let tab = |reading: Reading| TabLink {
        href: list::link(&filter.on_tab(reading).address("/messages")),
        label: reading.label(),
        count: (reading == Reading::Unread && ctx.unread() > 0).then(|| unread(ctx)),
        current: reading == filter.reading,
        hot: false,
    };
    Reading::ALL.into_iter().map(tab).collect()
}

/// Counted to a hundred, as the bell shows it.
fn unread(ctx: &Ctx) -> String {
    if ctx.unread() > 99 { "99+".to_owned() } else { capped(ctx.unread()) }
}

fn kinds(ctx: &Ctx, filter: &Filter) -> Vec<Choice> {
    let chosen = filter.kind.map_or("", Kind::code);
    let choice = |code: &str, label: &str| Choice::new(code, ctx.language().t(label), chosen);
    let each = Kind::ALL.into_iter().map(|kind| choice(kind.code(), kind.label()));
    std::iter::once(choice("", "message-kind-all")).chain(each).collect()
}
