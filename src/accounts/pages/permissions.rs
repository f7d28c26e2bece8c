use actix_web::HttpResponse;
use askama::Template;

use crate::{
    error::AppResult,
    policy::{self, Action, Actor, Column, Role, Scope},
    text::Text,
    web::{Ctx, filters, page},
};

#[derive(Template)]
#[template(path = "accounts/permissions.html")]
struct Permissions {
    ctx: Ctx,
    roles: Vec<Text>,
    grants: Vec<Text>,
    notes: Vec<Text>,
    tables: Vec<Table>,
    givers: Vec<Giver>,
}

/// A table of the published matrix, with the reader's own rows marked.
struct Table {
    title: Text,
    of: Text,
    columns: Vec<Column>,
    rows: Vec<Row>,
}

struct Row {
    label: Text,
    mine: bool,
    cells: Vec<Cell>,
}

struct Cell {
    column: Text,
    phrases: Vec<Text>,
    /// Says no: left out on phones, where every cell takes a line.
    empty: bool,
}

/// Who may give or change something.
struct Giver {
    what: Text,
    roles: Vec<Text>,
}

const GIVING: [(Action, &str); 4] = [
    (Action::ManageRoles, "account-given-roles"),
    (Action::ManageUsers, "account-given-accounts"),
    (Action::ManageDepartments, "account-given-departments"),
    (Action::ReadAudit, "account-given-audit"),
];

/// GET `/permissions`: the matrix as the running code holds it (spec 1).
pub async fn show(ctx: Ctx) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let published = policy::published();
    let permissions = Permissions {
        roles: who.roles.iter().copied().map(Role::label).collect(),
        grants: who.grants.iter().filter(|grant| who.holds(**grant)).map(|grant| grant.label()).collect(),
        notes: published.notes,
        tables: published.tables.into_iter().map(|table| marked(table, &who)).collect(),
        givers: GIVING.into_iter().map(|(action, key)| giver(action, Text::new(key))).collect(),
        ctx: ctx.clone(),
    };
    page::show(&ctx, &permissions)
}

fn marked(table: policy::Table, who: &Actor) -> Table {
    let is_mine = |code: &str| {
        who.roles.iter().any(|role| role.code() == code)
            || who.grants.iter().any(|grant| who.holds(*grant) && grant.code() == code)
    };
    let labels: Vec<Text> = table.columns.iter().map(|column| column.label.clone()).collect();
    let cell = |(column, phrases): (&Text, Vec<Text>)| Cell {
        column: column.clone(),
        empty: phrases == [Scope::No.label()],
        phrases,
    };
    let row = |row: policy::Row| Row {
        label: row.label,
        mine: is_mine(row.code),
        cells: labels.iter().zip(row.cells).map(cell).collect(),
    };
    Table { title: table.title, of: table.of, rows: table.rows.into_iter().map(row).collect(), columns: table.columns }
}

fn giver(action: Action, what: Text) -> Giver {
    let holders = Role::ALL.into_iter().filter(|role| policy::scope(*role, action) != Scope::No);
    Giver { what, roles: holders.map(Role::label).collect() }
}
