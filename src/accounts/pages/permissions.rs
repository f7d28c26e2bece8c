use actix_web::HttpResponse;
use askama::Template;

use crate::{
    error::AppResult,
    policy::{self, Action, Role, Scope},
    text::Text,
    web::{
        Ctx, filters,
        matrix::{self, Table},
        page,
    },
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
    let permissions = Permissions {
        roles: who.roles.iter().copied().map(Role::label).collect(),
        grants: who.grants.iter().filter(|grant| who.holds(**grant)).map(|grant| grant.label()).collect(),
        notes: policy::published().notes,
        tables: matrix::tables(&who.roles, &who.grants),
        givers: GIVING.into_iter().map(|(action, key)| giver(action, Text::new(key))).collect(),
        ctx: ctx.clone(),
    };
    page::show(&ctx, &permissions)
}

fn giver(action: Action, what: Text) -> Giver {
    let holders = Role::ALL.into_iter().filter(|role| policy::scope(*role, action) != Scope::No);
    Giver { what, roles: holders.map(Role::label).collect() }
}
