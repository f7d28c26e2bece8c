//! `/network/internet-ips/new` and `/network/internet-ips/{address}/edit`

use std::net::Ipv4Addr;

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use super::{choices, ip_of};
use crate::{
    db::Db,
    error::{AppError, AppResult},
    network::{
        address_form::{AddressForm, WantedAddress},
        commands,
        host_form::WORDS,
        line::Line,
        pool::Pool,
        pool_address::{PoolAddress, path_of},
        queries,
    },
    policy::{Action, Actor},
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Choice, Errors, Field, FieldReader, FromFields},
        kept::{self, Kept},
        page,
        submission::{self, Once},
    },
};

const NEW: &str = "/network/internet-ips/new";

#[derive(Template)]
#[template(path = "network/address_edit.html")]
struct Edit {
    ctx: Ctx,
    errors: Errors,
    path: String,
    /// Where one goes who leaves it be.
    back: String,
    submission: Uuid,
    /// None for a new one.
    version: Option<i32>,
    title: Text,
    kept: Option<DateTime<Utc>>,
    address: Field,
    line: Field,
    lines: Vec<Choice>,
    department: Field,
    departments: Vec<Choice>,
    note: Field,
}

/// What the form is about, and offers.
struct Subject {
    /// None for a new one.
    ip: Option<PoolAddress>,
    departments: Vec<(i64, String)>,
}

/// GET `/network/internet-ips/new`
///
/// # Errors
/// When the database can't be had.
pub async fn blank(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let (subject, kept) = db.read(move |c| Ok((subject(c, &who, None)?, kept::find(c, who.id, NEW)?))).await?;
    page::show(&ctx, &draw(&ctx, subject, AddressForm::default(), kept, Errors::default(), Uuid::new_v4()))
}

/// POST `/network/internet-ips/new`
///
/// # Errors
/// 422 with every refusal at its field.
pub async fn create(ctx: Ctx, db: Data<Db>, form: Form<AddressForm>) -> AppResult<HttpResponse> {
    let (who, submission) = (ctx.actor()?, form.submission());
    let outcome = match form.typed.parse(form.errors) {
        Ok(wanted) => db.write(move |tx| create_once(tx, &who, &wanted, submission)).await,
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match outcome {
        Ok(path) => Ok(page::see_other_saying(&path, "network-address-created")),
        Err(AppError::Invalid(errors)) => {
            let who = ctx.actor()?;
            let subject = db.read(move |c| subject(c, &who, None)).await?;
            let submission = submission.unwrap_or_else(Uuid::new_v4);
            page::refused(&ctx, &draw(&ctx, subject, form.typed, None, errors, submission))
        }
        Err(error) => Err(error),
    }
}

/// GET `/network/internet-ips/{address}/edit`
///
/// # Errors
/// 404 when there is none in sight, 403 for who doesn't keep the pools.
pub async fn filled(ctx: Ctx, db: Data<Db>, address: Path<String>) -> AppResult<HttpResponse> {
    let (who, address) = (ctx.actor()?, ip_of(&address)?);
    let (subject, typed, kept) = db
        .read(move |c| {
            let ip = changeable(c, &who, address, None)?;
            let typed = AddressForm::from(&ip);
            Ok((subject(c, &who, Some(ip))?, typed, kept::find(c, who.id, &edit_path(address))?))
        })
        .await?;
    page::show(&ctx, &draw(&ctx, subject, typed, kept, Errors::default(), Uuid::new_v4()))
}

/// POST `/network/internet-ips/{address}/edit`
///
/// # Errors
/// 404, 403, 409 when it was changed since the page was drawn, 422 with every refusal at its field.
pub async fn update(ctx: Ctx, db: Data<Db>, address: Path<String>, form: Form<AddressForm>) -> AppResult<HttpResponse> {
    let (who, address) = (ctx.actor()?, ip_of(&address)?);
    let (submission, seen) = (form.submission(), form.version());
    let outcome = match form.typed.parse(form.errors) {
        Ok(wanted) => db
            .write(move |tx| {
                let ip = commands::update_address(tx, &who, address, seen, &wanted, Utc::now())?;
                kept::forget(tx, who.id, &edit_path(address))?;
                Ok(ip.path())
            })
            .await,
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match outcome {
        Ok(path) => Ok(page::see_other_saying(&path, "network-saved")),
        Err(AppError::Invalid(errors)) => {
            let who = ctx.actor()?;
            let subject = db
                .read(move |c| {
                    let ip = changeable(c, &who, address, seen)?;
                    subject(c, &who, Some(ip))
                })
                .await?;
            let submission = submission.unwrap_or_else(Uuid::new_v4);
            page::refused(&ctx, &draw(&ctx, subject, form.typed, None, errors, submission))
        }
        Err(error) => Err(error),
    }
}

fn create_once(tx: &mut PgConnection, who: &Actor, wanted: &WantedAddress, submission: Option<Uuid>) -> AppResult<String> {
    if let Once::Again(path) = submission::begin(tx, who.id, submission)? {
        return Ok(path);
    }
    let ip = commands::create_address(tx, who, wanted, Utc::now())?;
    kept::forget(tx, who.id, NEW)?;
    submission::led_to(tx, submission, &ip.path())?;
    Ok(ip.path())
}

/// The address as `who` may change it, unless it was changed since version `seen`.
fn changeable(c: &mut PgConnection, who: &Actor, address: Ipv4Addr, seen: Option<i32>) -> AppResult<PoolAddress> {
    let ip = queries::find_address(c, who, address)?;
    commands::allow_address_change(c, who, &ip, seen)?;
    Ok(ip)
}

fn subject(c: &mut PgConnection, who: &Actor, ip: Option<PoolAddress>) -> AppResult<Subject> {
    Ok(Subject { ip, departments: who.sight(Action::ManageIpPools).named_departments(c)? })
}

fn edit_path(address: Ipv4Addr) -> String {
    format!("{}/edit", path_of(address))
}

/// What is kept of the form is shown rather than what it would begin with.
fn draw(ctx: &Ctx, subject: Subject, typed: AddressForm, kept: Option<Kept>, errors: Errors, submission: Uuid) -> Edit {
    let Subject { ip, departments } = subject;
    let (typed, kept) = match kept {
        Some(kept) => (AddressForm::from_fields(&mut FieldReader::new(&kept.fields)), Some(kept.at)),
        None => (typed, None),
    };
    let lang = ctx.language();
    let unchosen = Choice::new("", lang.t("network-line-choose"), &typed.line);
    let lines = Line::of(Pool::Internet).map(|it| Choice::new(it.code(), lang.t(it.label()), &typed.line));
    let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
    Edit {
        path: ip.as_ref().map_or_else(|| NEW.to_owned(), |it| edit_path(it.address)),
        back: ip.as_ref().map_or_else(|| "/network/internet-ips".to_owned(), PoolAddress::path),
        title: ip.as_ref().map_or_else(
            || Text::new("network-address-new-title"),
            |it| Text::new("network-edit-title").with("name", it.address.to_string()),
        ),
        version: ip.as_ref().map(|it| it.version),
        submission,
        kept,
        address: field("address", "network-internet-ip", &typed.address).required(),
        lines: std::iter::once(unchosen).chain(lines).collect(),
        line: field("line", "network-line", &typed.line).required(),
        departments: choices(ctx, "network-department-none", departments, &typed.department),
        department: field("department", "network-department", &typed.department).hinted("network-address-department-hint"),
        note: field("note", "network-note", &typed.note).at_most(WORDS),
        errors,
        ctx: ctx.clone(),
    }
}
