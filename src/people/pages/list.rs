//! `/admin/users` with what accounts are, and `/admin/grants` with what they may.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;

use crate::{
    db::Db,
    error::AppResult,
    people::{
        filter::{Asked, Column, Filter, Holding},
        model::Person,
        queries::{self, Seat},
        state::State,
    },
    policy::Role,
    text::Text,
    web::{
        Ctx, filters,
        form::Choice,
        i18n::Lang,
        list::{self, Head, Page, Pager, READ, TabLink},
        page,
    },
};

/// Who looks, and at what of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Users,
    Grants,
}

impl Side {
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Users => "/admin/users",
            Self::Grants => "/admin/grants",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Users => "people-users",
            Self::Grants => "people-grants-title",
        }
    }

    const fn lead(self) -> &'static str {
        match self {
            Self::Users => "people-users-lead",
            Self::Grants => "people-grants-lead",
        }
    }
}

#[derive(Template)]
#[template(path = "people/list.html")]
struct List {
    ctx: Ctx,
    side: Side,
    filter: Filter,
    tabs: Vec<TabLink>,
    departments: Vec<Choice>,
    roles: Vec<Choice>,
    people: Vec<Person>,
    pager: Pager,
}

impl List {
    fn by(&self, column: Column) -> Head {
        self.filter.sort.head(column, |sort| list::link(&self.filter.sorted(sort).address(self.side.path())))
    }

    fn exported_as(&self, ending: &str) -> String {
        list::link(&self.filter.address(&format!("{}.{ending}", self.side.path())))
    }

    fn path_of(&self, person: &Person) -> String {
        match self.side {
            Side::Users => person.path(),
            Side::Grants => person.rights_path(),
        }
    }
}

/// GET `/admin/users` (`q`, `state`, `department`, `role`, `sort`, `cursor`).
///
/// # Errors
/// When the database can't be had.
pub async fn users(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    draw(&ctx, &db, Side::Users, &asked).await
}

/// GET `/admin/grants`, the same.
///
/// # Errors
/// When the database can't be had.
pub async fn grants(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    draw(&ctx, &db, Side::Grants, &asked).await
}

async fn draw(ctx: &Ctx, db: &Db, side: Side, asked: &Asked) -> AppResult<HttpResponse> {
    let (filter, cursor) = (asked.filter(), asked.cursor());
    let (wanted, from) = (filter.clone(), cursor.clone());
    let (rows, count, seats) = db
        .read(move |c| {
            let rows = queries::page(c, &wanted, from.as_ref(), READ)?;
            Ok((rows, queries::count(c, &wanted)?, queries::seats(c)?))
        })
        .await?;
    let found = Page::of(rows, cursor.as_ref(), |person| queries::place(person, filter.sort.column));
    let list = List {
        ctx: ctx.clone(),
        side,
        tabs: tabs(&filter, side),
        departments: departments(ctx.language(), &filter, seats),
        roles: roles(ctx.language(), &filter),
        pager: Pager::new(&found, count, &filter.address(side.path())),
        people: found.rows,
        filter,
    };
    page::show(ctx, &list)
}

fn tabs(filter: &Filter, side: Side) -> Vec<TabLink> {
    let tab = |state: Option<State>| TabLink {
        href: list::link(&filter.on_tab(state).address(side.path())),
        label: state.map_or("people-tab-all", State::label),
        count: None,
        current: filter.state == state,
        hot: false,
    };
    std::iter::once(None).chain(State::ALL.map(Some)).map(tab).collect()
}

fn departments(lang: Lang, filter: &Filter, seats: Vec<Seat>) -> Vec<Choice> {
    let chosen = filter.department_code();
    let all = Choice::new("", lang.t("people-departments-all"), &chosen);
    std::iter::once(all).chain(seats.into_iter().map(|seat| Choice::new(seat.id, seat.name, &chosen))).collect()
}

fn roles(lang: Lang, filter: &Filter) -> Vec<Choice> {
    let chosen = filter.role_code();
    let choice = |code: &str, label: String| Choice::new(code, label, chosen);
    let none = choice(Holding::Nothing.code(), lang.t("people-without-role"));
    let each = Role::ALL.into_iter().map(|role| choice(role.code(), lang.say(&role.label())));
    std::iter::once(choice("", lang.t("people-roles-all"))).chain(each).chain([none]).collect()
}
