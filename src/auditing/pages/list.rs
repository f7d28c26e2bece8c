//! `/admin/audit`

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;

use crate::{
    auditing::{
        changes::Difference,
        commands,
        filter::{Asked, Column, Filter},
        model::Entry,
        queries,
        standing::{Newest, Standing, Verified},
        words,
    },
    db::Db,
    error::AppResult,
    text::Text,
    web::{
        Ctx, filters,
        form::Choice,
        i18n::Lang,
        list::{Head, Page, Pager, READ},
        page,
    },
};

const PATH: &str = "/admin/audit";

#[derive(Template)]
#[template(path = "auditing/list.html")]
struct List {
    ctx: Ctx,
    filter: Filter,
    actions: Vec<Choice>,
    rows: Vec<Row>,
    pager: Pager,
    newest: Option<Newest>,
    verified: Option<Verified>,
}

struct Row {
    entry: Entry,
    differences: Vec<Difference>,
}

impl Row {
    fn of(entry: Entry) -> Self {
        Self { differences: entry.differences(), entry }
    }
}

/// GET `/admin/audit` (`q`, `person`, `record`, `action`, `address`, `from`, `to`, `sort`, `cursor`).
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, filter, cursor) = (ctx.actor()?, asked.filter(), asked.cursor());
    let (wanted, from) = (filter.clone(), cursor.clone());
    let (entries, count, standing) = db
        .read(move |c| {
            let standing = Standing::read(c, &wanted)?;
            let entries = queries::page(c, &wanted, &standing.people, from.as_ref(), READ)?;
            let count = queries::count(c, &wanted, &standing.people)?;
            // Not shown before it is noted that it is.
            commands::note_reading(c, &who, &wanted)?;
            Ok((entries, count, standing))
        })
        .await?;
    let found = Page::of(entries, cursor.as_ref(), Entry::place);
    let list = List {
        actions: actions(ctx.language(), filter.action),
        pager: Pager::new(&found, count, &filter.address_at(PATH)),
        rows: found.rows.into_iter().map(Row::of).collect(),
        newest: standing.newest,
        verified: standing.verified,
        filter,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &list)
}

impl List {
    fn by_time(&self) -> Head {
        self.filter.sort.head(Column::Time, |sort| self.filter.sorted(sort).link(PATH))
    }

    /// What is wrong with the chain, as far as anybody found.
    fn alarm(&self) -> Option<Text> {
        let found = &self.verified.as_ref()?.found;
        let seal = found.broken_at?;
        Some(match found.until {
            Some(until) => Text::new("audit-broken-after").with("seal", seal).with("until", until),
            None => Text::new("audit-broken-first").with("seal", seal),
        })
    }

    fn lang(&self) -> Lang {
        self.ctx.language()
    }
}

fn actions(lang: Lang, chosen: &str) -> Vec<Choice> {
    let any = Choice::new("", lang.t("audit-any-action"), chosen);
    let each = words::actions().map(|(code, label)| Choice::new(code, format!("{} {code}", lang.say(&label)), chosen));
    std::iter::once(any).chain(each).collect()
}
