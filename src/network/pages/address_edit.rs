//! `/network/internet-ips/new`, `/network/internet-ips/{address}/edit`, and the same for extranet IPs

use std::net::Ipv4Addr;

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use super::{
    choices, ip_of,
    pool::{Of, Words},
};
use crate::{
    db::Db,
    error::AppResult,
    network::{
        address_form::AddressForm, commands, host_form::WORDS, line::Line, pool::Pool, pool_address::PoolAddress,
        queries,
    },
    policy::{Action, Actor},
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Change, Changes, Choice, Draft, Errors, Field},
        kept, page,
    },
};

#[derive(Template)]
#[template(path = "network/address_edit.html")]
struct Edit {
    ctx: Ctx,
    errors: Errors,
    path: String,
    words: Words,
    /// Where one goes who leaves it be.
    back: String,
    submission: Uuid,
    /// None for a new one.
    version: Option<i32>,
    title: Text,
    kept: Option<DateTime<Utc>>,
    changes: Option<Changes>,
    address: Field,
    line: Field,
    lines: Vec<Choice>,
    department: Field,
    departments: Vec<Choice>,
    note: Field,
}

/// What the form is about, and offers.
struct Subject {
    pool: Pool,
    /// None for a new one.
    ip: Option<PoolAddress>,
    departments: Vec<(i64, String)>,
}

/// GET `/network/internet-ips/new`
///
/// # Errors
/// When the database can't be had.
pub async fn blank(ctx: Ctx, db: Data<Db>, of: Of) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let (subject, kept) =
        db.read(move |c| Ok((Subject::of(c, &who, of.0, None)?, kept::find(c, who.id, &new_path(of.0))?))).await?;
    show(&ctx, subject, Draft::new(AddressForm::default()).or_kept(kept))
}

/// POST `/network/internet-ips/new`
///
/// # Errors
/// 422 with every refusal at its field.
pub async fn create(ctx: Ctx, db: Data<Db>, of: Of, form: Form<AddressForm>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let pool = of.0;
    let created =
        Draft::posted(form).send(&db, who.clone(), move |tx, who, draft| create_as_typed(tx, who, pool, draft));
    match created.await? {
        Ok(path) => Ok(page::see_other_saying(&path, pool.words().created)),
        Err(draft) => {
            let subject = db.read(move |c| Subject::of(c, &who, pool, None)).await?;
            show(&ctx, subject, draft)
        }
    }
}

/// GET `/network/internet-ips/{address}/edit`
///
/// # Errors
/// 404 when there is none in sight, 403 for who doesn't keep the pools.
pub async fn filled(ctx: Ctx, db: Data<Db>, address: Path<String>) -> AppResult<HttpResponse> {
    let (who, address) = (ctx.actor()?, ip_of(&address)?);
    let (subject, draft) = db
        .read(move |c| {
            let ip = changeable(c, &who, address, None)?;
            let kept = kept::since(c, who.id, &edit_path(&ip), ip.updated_at)?;
            let draft = Draft::new(AddressForm::from(&ip)).or_kept(kept);
            Ok((Subject::of(c, &who, ip.pool(), Some(ip))?, draft))
        })
        .await?;
    show(&ctx, subject, draft)
}

/// POST `/network/internet-ips/{address}/edit`
///
/// # Errors
/// 404, 403, 409 over the record as it is now when it was changed since the page was drawn, 422 with
/// every refusal at its field.
pub async fn update(ctx: Ctx, db: Data<Db>, address: Path<String>, form: Form<AddressForm>) -> AppResult<HttpResponse> {
    let (who, address) = (ctx.actor()?, ip_of(&address)?);
    let saved =
        Draft::posted(form).send(&db, who.clone(), move |tx, who, draft| update_as_typed(tx, who, address, draft));
    match saved.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "network-saved")),
        Err(draft) => {
            let subject = db
                .read(move |c| {
                    let ip = changeable(c, &who, address, None)?;
                    Subject::of(c, &who, ip.pool(), Some(ip))
                })
                .await?;
            show(&ctx, subject, draft)
        }
    }
}

fn create_as_typed(tx: &mut PgConnection, who: &Actor, pool: Pool, draft: Draft<AddressForm>) -> AppResult<String> {
    let wanted = draft.typed.parse(pool, draft.errors)?;
    let ip = commands::create_address(tx, who, &wanted, Utc::now())?;
    kept::forget(tx, who.id, &new_path(pool))?;
    Ok(ip.path())
}

fn update_as_typed(
    tx: &mut PgConnection,
    who: &Actor,
    address: Ipv4Addr,
    draft: Draft<AddressForm>,
) -> AppResult<String> {
    let before = changeable(tx, who, address, draft.seen)?;
    let wanted = draft.typed.parse(before.pool(), draft.errors)?;
    let ip = commands::update_address(tx, who, address, draft.seen, &wanted, Utc::now())?;
    kept::forget(tx, who.id, &edit_path(&before))?;
    Ok(ip.path())
}

/// The address as `who` may change it, unless it was changed since version `seen`.
fn changeable(c: &mut PgConnection, who: &Actor, address: Ipv4Addr, seen: Option<i32>) -> AppResult<PoolAddress> {
    let ip = queries::find_address(c, who, address)?;
    commands::allow_address_change(c, who, &ip, seen)?;
    Ok(ip)
}

fn edit_path(ip: &PoolAddress) -> String {
    format!("{}/edit", ip.path())
}

fn new_path(pool: Pool) -> String {
    pool.words().new_path.to_owned()
}

impl Subject {
    fn of(c: &mut PgConnection, who: &Actor, pool: Pool, ip: Option<PoolAddress>) -> AppResult<Self> {
        Ok(Self { pool, ip, departments: who.sight(Action::ManageIpPools).named_departments(c)? })
    }
}

fn show(ctx: &Ctx, subject: Subject, draft: Draft<AddressForm>) -> AppResult<HttpResponse> {
    let status = draft.status();
    page::with_status(ctx, &Edit::new(ctx, subject, draft), status)
}

impl Edit {
    fn new(ctx: &Ctx, subject: Subject, draft: Draft<AddressForm>) -> Self {
        let Subject { pool, ip, departments } = subject;
        let words = pool.words();
        let Draft { typed, errors, overtaken, kept, submission, seen } = draft;
        let (lang, now) = (ctx.language(), ip.as_ref());
        let unchosen = Choice::new("", lang.t("network-line-choose"), &typed.line);
        let lines = Line::of(pool).map(|it| Choice::new(it.code(), lang.t(it.label()), &typed.line));
        let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
        let mut page = Self {
            path: now.map_or_else(|| new_path(pool), edit_path),
            back: now.map_or_else(|| words.path.to_owned(), PoolAddress::path),
            title: now
                .map_or_else(|| Text::new(words.new), |it| Text::new(words.edit).with("name", it.address.to_string())),
            version: now.map(|it| seen.unwrap_or(it.version)),
            words,
            submission,
            kept,
            changes: None,
            address: field("address", words.label, &typed.address).required(),
            lines: std::iter::once(unchosen).chain(lines).collect(),
            line: field("line", "network-line", &typed.line).required(),
            departments: choices(ctx, "network-department-none", departments, &typed.department),
            department: field("department", "network-department", &typed.department)
                .hinted("network-address-department-hint"),
            note: field("note", "network-note", &typed.note).at_most(WORDS),
            errors,
            ctx: ctx.clone(),
        };
        page.changes = overtaken.zip(now).map(|(says, now)| page.differing(says, &now.into()));
        page
    }

    fn differing(&self, says: Text, now: &AddressForm) -> Changes {
        let fields = [
            Change::of(&self.address, &now.address),
            Change::chosen(&self.line, &self.lines, &now.line),
            Change::chosen(&self.department, &self.departments, &now.department),
            Change::of(&self.note, &now.note),
        ];
        Changes::new(says, fields)
    }
}
