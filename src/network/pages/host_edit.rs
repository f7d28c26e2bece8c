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
    error::AppResult,
    network::{
        commands,
        host::{Host, HostState},
        host_form::{HostForm, WORDS},
        queries::{self, ApplicationChoice},
    },
    policy::{Action, Actor},
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Change, Changes, Choice, Draft, Errors, Field},
        kept, page,
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
    changes: Option<Changes>,
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
    let typed = HostForm { state: HostState::Running.code().to_owned(), ..HostForm::default() };
    let (subject, kept) = db.read(move |c| Ok((Subject::of(c, &who, None)?, kept::find(c, who.id, NEW)?))).await?;
    show(&ctx, subject, Draft::new(typed).or_kept(kept))
}

/// POST `/network/hosts/new`
///
/// # Errors
/// 422 with every refusal at its field.
pub async fn create(ctx: Ctx, db: Data<Db>, form: Form<HostForm>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    match Draft::posted(form).send(&db, who.clone(), create_as_typed).await? {
        Ok(path) => Ok(page::see_other_saying(&path, "network-host-created")),
        Err(draft) => {
            let subject = db.read(move |c| Subject::of(c, &who, None)).await?;
            show(&ctx, subject, draft)
        }
    }
}

/// GET `/network/hosts/{id}/edit`
///
/// # Errors
/// 404 when there is none in sight, 403 for who doesn't keep it.
pub async fn filled(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (subject, draft) = db
        .read(move |c| {
            let host = changeable(c, &who, id, None)?;
            let kept = kept::since(c, who.id, &edit_path(id), host.updated_at)?;
            let draft = Draft::new(HostForm::from(&host)).or_kept(kept);
            Ok((Subject::of(c, &who, Some(host))?, draft))
        })
        .await?;
    show(&ctx, subject, draft)
}

/// POST `/network/hosts/{id}/edit`
///
/// # Errors
/// 404, 403, 409 over the record as it is now when it was changed since the page was drawn, 422 with
/// every refusal at its field.
pub async fn update(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<HostForm>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let saved = Draft::posted(form).send(&db, who.clone(), move |tx, who, draft| update_as_typed(tx, who, id, draft));
    match saved.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "network-saved")),
        Err(draft) => {
            let subject = db
                .read(move |c| {
                    let host = changeable(c, &who, id, None)?;
                    Subject::of(c, &who, Some(host))
                })
                .await?;
            show(&ctx, subject, draft)
        }
    }
}

fn create_as_typed(tx: &mut PgConnection, who: &Actor, draft: Draft<HostForm>) -> AppResult<String> {
    let wanted = draft.typed.parse(draft.errors)?;
    let host = commands::create_host(tx, who, &wanted, Utc::now())?;
    kept::forget(tx, who.id, NEW)?;
    Ok(host.path())
}

fn update_as_typed(tx: &mut PgConnection, who: &Actor, id: i64, draft: Draft<HostForm>) -> AppResult<String> {
    changeable(tx, who, id, draft.seen)?;
    let wanted = draft.typed.parse(draft.errors)?;
    let host = commands::update_host(tx, who, id, draft.seen, &wanted, Utc::now())?;
    kept::forget(tx, who.id, &edit_path(id))?;
    Ok(host.path())
}

/// The host as `who` may change it, unless it was changed since version `seen`.
fn changeable(c: &mut PgConnection, who: &Actor, id: i64, seen: Option<i32>) -> AppResult<Host> {
    let host = queries::find_host(c, who, id)?;
    commands::allow_host_change(c, who, &host, seen)?;
    Ok(host)
}

fn edit_path(id: i64) -> String {
    format!("/network/hosts/{id}/edit")
}

impl Subject {
    fn of(c: &mut PgConnection, who: &Actor, host: Option<Host>) -> AppResult<Self> {
        let departments = who.sight(Action::ManageHosts).named_departments(c)?;
        Ok(Self { host, departments, applications: queries::applications(c, who)?, regions: queries::regions(c)? })
    }
}

fn show(ctx: &Ctx, subject: Subject, draft: Draft<HostForm>) -> AppResult<HttpResponse> {
    let status = draft.status();
    page::with_status(ctx, &Edit::new(ctx, subject, draft), status)
}

impl Edit {
    fn new(ctx: &Ctx, subject: Subject, draft: Draft<HostForm>) -> Self {
        let Subject { host, departments, applications, regions } = subject;
        let Draft { typed, errors, overtaken, kept, submission, seen } = draft;
        let (lang, now) = (ctx.language(), host.as_ref());
        let systems = applications.into_iter().map(|it| (it.id, format!("{} · {}", it.name, it.department))).collect();
        let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
        let mut page = Self {
            path: now.map_or_else(|| NEW.to_owned(), |it| edit_path(it.id)),
            back: now.map_or_else(|| "/network/hosts".to_owned(), Host::path),
            title: now.map_or_else(
                || Text::new("network-host-new-title"),
                |it| Text::new("network-host-edit-title").with("name", it.name.as_str()),
            ),
            version: now.map(|it| seen.unwrap_or(it.version)),
            submission,
            kept,
            changes: None,
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
            source: field("source", "network-host-source", &typed.source)
                .hinted("network-host-source-hint")
                .at_most(WORDS),
            state: field("state", "network-host-state", &typed.state),
            states: HostState::ALL.map(|it| Choice::new(it.code(), lang.t(it.label()), &typed.state)).to_vec(),
            errors,
            ctx: ctx.clone(),
        };
        page.changes = overtaken.zip(now).map(|(says, now)| page.differing(says, &now.into()));
        page
    }

    fn differing(&self, says: Text, now: &HostForm) -> Changes {
        let fields = [
            Change::of(&self.name, &now.name),
            Change::of(&self.floating_ip, &now.floating_ip),
            Change::chosen(&self.department, &self.departments, &now.department),
            Change::chosen(&self.application, &self.applications, &now.application),
            Change::chosen(&self.region, &self.regions, &now.region),
            Change::of(&self.specification, &now.specification),
            Change::of(&self.source, &now.source),
            Change::chosen(&self.state, &self.states, &now.state),
        ];
        Changes::new(says, fields)
    }
}
