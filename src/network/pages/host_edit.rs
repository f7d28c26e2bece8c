//! `/network/hosts/new` and `/network/hosts/{id}/edit`

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use super::{choices, id_of};
use crate::{
    db::Db,
    error::{AppError, AppResult},
    network::{
        commands,
        host::{Host, HostState},
        host_form::{HostForm, WORDS, WantedHost},
        queries::{self, ApplicationChoice},
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

const NEW: &str = "/network/hosts/new";

#[derive(Template)]
#[template(path = "network/host_edit.html")]
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
    name: Field,
    floating_ip: Field,
    department: Field,
    departments: Vec<Choice>,
    application: Field,
    applications: Vec<Choice>,
    region: Field,
    regions: Vec<Choice>,
    specification: Field,
    source: Field,
    state: Field,
    states: Vec<Choice>,
}

/// What the form is about, and offers.
struct Subject {
    /// None for a new one.
    host: Option<Host>,
    departments: Vec<(i64, String)>,
    applications: Vec<ApplicationChoice>,
    regions: Vec<(i64, String)>,
}

/// GET `/network/hosts/new`
///
/// # Errors
/// When the database can't be had.
pub async fn blank(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let (subject, kept) = db.read(move |c| Ok((subject(c, &who, None)?, kept::find(c, who.id, NEW)?))).await?;
    let typed = HostForm { state: HostState::Running.code().to_owned(), ..HostForm::default() };
    page::show(&ctx, &draw(&ctx, subject, typed, kept, Errors::default(), Uuid::new_v4()))
}

/// POST `/network/hosts/new`
///
/// # Errors
/// 422 with every refusal at its field.
pub async fn create(ctx: Ctx, db: Data<Db>, form: Form<HostForm>) -> AppResult<HttpResponse> {
    let (who, submission) = (ctx.actor()?, form.submission());
    let outcome = match form.typed.parse(form.errors) {
        Ok(wanted) => db.write(move |tx| create_once(tx, &who, &wanted, submission)).await,
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match outcome {
        Ok(path) => Ok(page::see_other_saying(&path, "network-host-created")),
        Err(AppError::Invalid(errors)) => {
            let who = ctx.actor()?;
            let subject = db.read(move |c| subject(c, &who, None)).await?;
            let submission = submission.unwrap_or_else(Uuid::new_v4);
            page::refused(&ctx, &draw(&ctx, subject, form.typed, None, errors, submission))
        }
        Err(error) => Err(error),
    }
}

/// GET `/network/hosts/{id}/edit`
///
/// # Errors
/// 404 when there is none in sight, 403 for who doesn't keep it.
pub async fn filled(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (subject, typed, kept) = db
        .read(move |c| {
            let host = changeable(c, &who, id, None)?;
            let typed = HostForm::from(&host);
            Ok((subject(c, &who, Some(host))?, typed, kept::find(c, who.id, &edit_path(id))?))
        })
        .await?;
    page::show(&ctx, &draw(&ctx, subject, typed, kept, Errors::default(), Uuid::new_v4()))
}

/// POST `/network/hosts/{id}/edit`
///
/// # Errors
/// 404, 403, 409 when it was changed since the page was drawn, 422 with every refusal at its field.
pub async fn update(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<HostForm>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (submission, seen) = (form.submission(), form.version());
    let outcome = match form.typed.parse(form.errors) {
        Ok(wanted) => db
            .write(move |tx| {
                let host = commands::update_host(tx, &who, id, seen, &wanted, Utc::now())?;
                kept::forget(tx, who.id, &edit_path(id))?;
                Ok(host.path())
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
                    let host = changeable(c, &who, id, seen)?;
                    subject(c, &who, Some(host))
                })
                .await?;
            let submission = submission.unwrap_or_else(Uuid::new_v4);
            page::refused(&ctx, &draw(&ctx, subject, form.typed, None, errors, submission))
        }
        Err(error) => Err(error),
    }
}

fn create_once(tx: &mut PgConnection, who: &Actor, wanted: &WantedHost, submission: Option<Uuid>) -> AppResult<String> {
    if let Once::Again(path) = submission::begin(tx, who.id, submission)? {
        return Ok(path);
    }
    let host = commands::create_host(tx, who, wanted, Utc::now())?;
    kept::forget(tx, who.id, NEW)?;
    submission::led_to(tx, submission, &host.path())?;
    Ok(host.path())
}

/// The host as `who` may change it, unless it was changed since version `seen`.
fn changeable(c: &mut PgConnection, who: &Actor, id: i64, seen: Option<i32>) -> AppResult<Host> {
    let host = queries::find_host(c, who, id)?;
    commands::allow_host_change(c, who, &host, seen)?;
    Ok(host)
}

fn subject(c: &mut PgConnection, who: &Actor, host: Option<Host>) -> AppResult<Subject> {
    let departments = who.sight(Action::ManageHosts).named_departments(c)?;
    Ok(Subject { host, departments, applications: queries::applications(c, who)?, regions: queries::regions(c)? })
}

fn edit_path(id: i64) -> String {
    format!("/network/hosts/{id}/edit")
}

/// What is kept of the form is shown rather than what it would begin with.
fn draw(ctx: &Ctx, subject: Subject, typed: HostForm, kept: Option<Kept>, errors: Errors, submission: Uuid) -> Edit {
    let Subject { host, departments, applications, regions } = subject;
    let (typed, kept) = match kept {
        Some(kept) => (HostForm::from_fields(&mut FieldReader::new(&kept.fields)), Some(kept.at)),
        None => (typed, None),
    };
    let systems = applications.into_iter().map(|it| (it.id, format!("{} · {}", it.name, it.department))).collect();
    let states = HostState::ALL.map(|it| Choice::new(it.code(), ctx.language().t(it.label()), &typed.state)).to_vec();
    let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
    Edit {
        path: host.as_ref().map_or_else(|| NEW.to_owned(), |it| edit_path(it.id)),
        back: host.as_ref().map_or_else(|| "/network/hosts".to_owned(), Host::path),
        title: host.as_ref().map_or_else(
            || Text::new("network-host-new-title"),
            |it| Text::new("network-edit-title").with("name", it.name.as_str()),
        ),
        version: host.as_ref().map(|it| it.version),
        submission,
        kept,
        name: field("name", "network-host-name", &typed.name).required(),
        floating_ip: field("floating_ip", "network-host-floating-ip", &typed.floating_ip)
            .hinted("network-host-floating-ip-hint")
            .required(),
        departments: choices(ctx, "network-department-choose", departments, &typed.department),
        department: field("department", "network-department", &typed.department).required(),
        applications: choices(ctx, "network-host-application-none", systems, &typed.application),
        application: field("application", "network-host-application", &typed.application)
            .hinted("network-host-application-hint"),
        regions: choices(ctx, "network-host-region-choose", regions, &typed.region),
        region: field("region", "network-host-region", &typed.region).required(),
        specification: field("specification", "network-host-specification", &typed.specification)
            .hinted("network-host-specification-hint")
            .at_most(WORDS),
        source: field("source", "network-host-source", &typed.source).hinted("network-host-source-hint").at_most(WORDS),
        state: field("state", "network-host-state", &typed.state),
        states,
        errors,
        ctx: ctx.clone(),
    }
}
