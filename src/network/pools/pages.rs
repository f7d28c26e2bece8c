//! The pages of the pools as a whole.

use std::net::Ipv4Addr;

use actix_web::{HttpResponse, http::StatusCode, web::Data};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use super::{
    PATH, commands,
    form::{MOST, RangeForm},
    queries::{self, Block},
};
use crate::{
    db::Db,
    error::AppResult,
    network::{
        host_form::WORDS,
        line::Line,
        pages::{choices, pool::Words},
        pool::Pool,
    },
    policy::Actor,
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Choice, Draft, Errors, Field},
        kept, page,
    },
};

const NEW: &str = "/admin/ip-pools/new";

#[derive(Template)]
#[template(path = "network/ip_pools.html")]
struct Show {
    ctx: Ctx,
    errors: Errors,
    blocks: Vec<Block>,
    submission: Uuid,
    addresses: Field,
    /// The action that came back refused.
    open: &'static str,
}

/// A pool as the page shows it.
struct View<'a> {
    pool: Pool,
    words: Words,
    blocks: Vec<&'a Block>,
}

impl View<'_> {
    fn total(&self) -> i64 {
        self.blocks.iter().map(|block| block.total).sum()
    }
}

impl Show {
    fn pools(&self) -> Vec<View<'_>> {
        let of = |pool: Pool| self.blocks.iter().filter(|block| block.pool() == pool).collect();
        Pool::ALL.into_iter().map(|pool| View { pool, words: pool.words(), blocks: of(pool) }).collect()
    }

    fn is_open(&self, action: &str) -> bool {
        self.open == action
    }
}

/// GET `/admin/ip-pools`
///
/// # Errors
/// When the database can't be had.
pub async fn show(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    draw(&ctx, &db, Draft::new(RangeForm::default()), "").await
}

async fn draw(ctx: &Ctx, db: &Db, draft: Draft<RangeForm>, open: &'static str) -> AppResult<HttpResponse> {
    let blocks = db.read(queries::blocks).await?;
    let status = draft.status();
    let Draft { typed, errors, submission, .. } = draft;
    let show = Show {
        blocks,
        submission,
        addresses: Field::new("addresses", "network-pool-addresses", typed.addresses)
            .hinted("network-pool-addresses-hint")
            .checked(&errors)
            .required(),
        open,
        errors,
        ctx: ctx.clone(),
    };
    page::with_status(ctx, &show, status)
}

/// POST `/admin/ip-pools/retire` (`addresses`)
///
/// # Errors
/// 422 when they can't be retired.
pub async fn retire(ctx: Ctx, db: Data<Db>, form: Form<RangeForm>) -> AppResult<HttpResponse> {
    turn(&ctx, &db, form, commands::retire, ("retire", "network-pool-retired")).await
}

/// POST `/admin/ip-pools/restore` (`addresses`)
///
/// # Errors
/// 422 when they can't be restored.
pub async fn restore(ctx: Ctx, db: Data<Db>, form: Form<RangeForm>) -> AppResult<HttpResponse> {
    turn(&ctx, &db, form, commands::restore, ("restore", "network-pool-restored")).await
}

type Verb = fn(&mut PgConnection, &Actor, &[Ipv4Addr], DateTime<Utc>) -> AppResult<usize>;

async fn turn(
    ctx: &Ctx,
    db: &Db,
    mut form: Form<RangeForm>,
    verb: Verb,
    (name, happened): (&'static str, &'static str),
) -> AppResult<HttpResponse> {
    form.typed.tidy();
    let done = Draft::posted(form).send(db, ctx.actor()?, move |tx, who, draft| {
        let addresses: Vec<Ipv4Addr> = draft.typed.meant(draft.errors)?.addresses().collect();
        verb(tx, who, &addresses, Utc::now())?;
        Ok(PATH.to_owned())
    });
    match done.await? {
        Ok(path) => Ok(page::see_other_saying(&path, happened)),
        Err(draft) => draw(ctx, db, draft, name).await,
    }
}

#[derive(Template)]
#[template(path = "network/ip_pools_new.html")]
struct New {
    ctx: Ctx,
    errors: Errors,
    submission: Uuid,
    kept: Option<DateTime<Utc>>,
    addresses: Field,
    line: Field,
    lines: Vec<Choice>,
    department: Field,
    departments: Vec<Choice>,
    note: Field,
}

/// GET `/admin/ip-pools/new`
///
/// # Errors
/// When the database can't be had.
pub async fn blank(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let kept = db.read(move |c| kept::find(c, who.id, NEW)).await?;
    draw_new(&ctx, &db, Draft::new(RangeForm::default()).or_kept(kept)).await
}

/// POST `/admin/ip-pools/new` (`addresses`, `line`, `department`, `note`)
///
/// # Errors
/// 422 with every refusal at its field.
pub async fn add(ctx: Ctx, db: Data<Db>, mut form: Form<RangeForm>) -> AppResult<HttpResponse> {
    form.typed.tidy();
    let added = Draft::posted(form).send(&db, ctx.actor()?, |tx, who, draft| {
        let wanted = draft.typed.parse(draft.errors)?;
        commands::add(tx, who, &wanted, Utc::now())?;
        kept::forget(tx, who.id, NEW)?;
        Ok(PATH.to_owned())
    });
    match added.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "network-pool-added")),
        Err(draft) => draw_new(&ctx, &db, draft).await,
    }
}

async fn draw_new(ctx: &Ctx, db: &Db, draft: Draft<RangeForm>) -> AppResult<HttpResponse> {
    let departments = db.read(queries::departments).await?;
    let (status, lang): (StatusCode, _) = (draft.status(), ctx.language());
    let Draft { typed, errors, kept, submission, .. } = draft;
    let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
    let unchosen = Choice::new("", lang.t("network-line-choose"), &typed.line);
    let named = |line: Line| {
        let words =
            Text::new("network-line-of-pool").with("pool", line.pool().name()).with("line", Text::new(line.label()));
        let words = if line.pool() == Pool::Internet { lang.say(&words) } else { lang.t(line.label()) };
        Choice::new(line.code(), words, &typed.line)
    };
    let names = departments.into_iter().map(|(id, name, _)| (id, name)).collect();
    let new = New {
        submission,
        kept,
        addresses: field("addresses", "network-pool-addresses", &typed.addresses)
            .hinted("network-pool-addresses-hint")
            .required(),
        lines: std::iter::once(unchosen).chain(Line::ALL.into_iter().map(named)).collect(),
        line: field("line", "network-line", &typed.line).required(),
        departments: choices(ctx, "network-department-none", names, &typed.department),
        department: field("department", "network-department", &typed.department)
            .hinted("network-address-department-hint"),
        note: field("note", "network-note", &typed.note).at_most(WORDS),
        errors,
        ctx: ctx.clone(),
    };
    page::with_status(ctx, &new, status)
}
