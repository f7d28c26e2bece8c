//! `/applications/new` and `/applications/{id}/edit`

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use super::id_of;
use crate::{
    applications::{
        commands,
        form::{ApplicationForm, DESCRIPTION, NAME},
        model::Application,
        queries,
        state::State,
    },
    db::Db,
    error::AppResult,
    policy::{Action, Actor},
    projects,
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Change, Changes, Choice, Draft, Errors, Field, Fields},
        kept, page,
    },
};

const NEW: &str = "/applications/new";

#[derive(Template)]
#[template(path = "applications/edit.html")]
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
    department: Field,
    department_name: String,
    name: Field,
    description: Field,
    contact: Field,
    contacts: Vec<Choice>,
    project: Field,
    projects: Vec<Choice>,
    may_create_project: bool,
    state: Field,
    states: Vec<Choice>,
}

/// What the form is about, beside what is typed.
struct Subject {
    /// None for a new one.
    application: Option<Application>,
    department: i64,
    department_name: String,
    contacts: Vec<(i64, String)>,
    projects: Vec<(i64, String)>,
}

/// GET `/applications/new`
///
/// # Errors
/// When the database can't be had.
pub async fn blank(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    // One's own name is the likeliest contact.
    let typed = ApplicationForm { contact: who.id.to_string(), ..ApplicationForm::default() };
    let (subject, kept) = db.read(move |c| Ok((Subject::new(c, &who)?, kept::find(c, who.id, NEW)?))).await?;
    show(&ctx, subject, Draft::new(typed).or_kept(kept))
}

/// POST `/applications/new`
///
/// # Errors
/// 403 for who manages none, 422 with every refusal at its field.
pub async fn create(ctx: Ctx, db: Data<Db>, form: Form<ApplicationForm>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    if is_for_a_new_project(&form) {
        return leave_for_a_project(&ctx, &db, NEW.to_owned(), who.department.id, form.fields).await;
    }
    match Draft::posted(form).send(&db, who.clone(), create_as_typed).await? {
        Ok(path) => Ok(page::see_other_saying(&path, "application-created")),
        Err(draft) => {
            let subject = db.read(move |c| Subject::new(c, &who)).await?;
            show(&ctx, subject, draft)
        }
    }
}

/// GET `/applications/{id}/edit`
///
/// # Errors
/// 404 when there is none in sight, 403 for who doesn't manage it.
pub async fn filled(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (subject, draft) = db
        .read(move |c| {
            let application = changeable(c, &who, id, None)?;
            let kept = kept::since(c, who.id, &edit_path(id), application.updated_at)?;
            let draft = Draft::new(ApplicationForm::from(&application)).or_kept(kept);
            Ok((Subject::of(c, &who, application)?, draft))
        })
        .await?;
    show(&ctx, subject, draft)
}

/// POST `/applications/{id}/edit`
///
/// # Errors
/// 404, 403, 409 over the record as it is now when it was changed since the page was drawn, 422 with
/// every refusal at its field.
pub async fn update(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<ApplicationForm>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    if is_for_a_new_project(&form) {
        let department = db.read(move |c| Ok(changeable(c, &who, id, None)?.department_id)).await?;
        return leave_for_a_project(&ctx, &db, edit_path(id), department, form.fields).await;
    }
    let saved = Draft::posted(form).send(&db, who.clone(), move |tx, who, draft| update_as_typed(tx, who, id, draft));
    match saved.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "application-saved")),
        Err(draft) => {
            let subject = db
                .read(move |c| {
                    let application = changeable(c, &who, id, None)?;
                    Subject::of(c, &who, application)
                })
                .await?;
            show(&ctx, subject, draft)
        }
    }
}

/// Whether the button that leads there was pressed. A form that is too long to be kept is refused as if it were sent:
/// something in it is longer than it may be.
fn is_for_a_new_project(form: &Form<ApplicationForm>) -> bool {
    form.action() == "new_project" && kept::can_be_kept(&form.fields)
}

async fn leave_for_a_project(
    ctx: &Ctx,
    db: &Db,
    path: String,
    department: i64,
    fields: Fields,
) -> AppResult<HttpResponse> {
    let there = projects::model::path_of_new(&path, &department.to_string());
    kept::leave(ctx, db, path, fields, &there).await
}

fn create_as_typed(tx: &mut PgConnection, who: &Actor, draft: Draft<ApplicationForm>) -> AppResult<String> {
    let Draft { typed, mut errors, .. } = draft;
    let department = errors.take("department", department_of(who, &typed));
    let wanted = typed.parse(errors)?;
    let application = commands::create(tx, who, department.unwrap_or(who.department.id), &wanted, Utc::now())?;
    kept::forget(tx, who.id, NEW)?;
    Ok(application.path())
}

/// The department a new one is for: one's own, unless the page said another.
fn department_of(who: &Actor, typed: &ApplicationForm) -> Result<i64, &'static str> {
    let department = if typed.department.is_empty() { Some(who.department.id) } else { typed.department.parse().ok() };
    let managed = department.filter(|id| who.may_in(Action::ManageApplications, *id, None));
    managed.ok_or("application-department-foreign")
}

fn update_as_typed(tx: &mut PgConnection, who: &Actor, id: i64, draft: Draft<ApplicationForm>) -> AppResult<String> {
    changeable(tx, who, id, draft.seen)?;
    let wanted = draft.typed.parse(draft.errors)?;
    let application = commands::update(tx, who, id, draft.seen, &wanted, Utc::now())?;
    kept::forget(tx, who.id, &edit_path(id))?;
    Ok(application.path())
}

/// The application as `who` may change it, unless it was changed since version `seen`.
fn changeable(c: &mut PgConnection, who: &Actor, id: i64, seen: Option<i32>) -> AppResult<Application> {
    let application = queries::find(c, who, id)?;
    commands::allow_change(c, who, &application, seen)?;
    Ok(application)
}

fn edit_path(id: i64) -> String {
    format!("/applications/{id}/edit")
}

impl Subject {
    fn new(c: &mut PgConnection, who: &Actor) -> AppResult<Self> {
        let department = who.department.id;
        Ok(Self {
            application: None,
            department,
            department_name: who.department.name.clone(),
            contacts: queries::contacts(c, department)?,
            projects: projects::queries::nameable(c, who, department, None)?,
        })
    }

    fn of(c: &mut PgConnection, who: &Actor, application: Application) -> AppResult<Self> {
        let mut contacts = queries::contacts(c, application.department_id)?;
        if !contacts.iter().any(|(contact, _)| *contact == application.contact_id) {
            contacts.push((application.contact_id, application.of.contact.clone()));
        }
        Ok(Self {
            projects: projects::queries::nameable(c, who, application.department_id, application.project_id)?,
            department: application.department_id,
            department_name: application.of.department.clone(),
            application: Some(application),
            contacts,
        })
    }
}

fn show(ctx: &Ctx, subject: Subject, draft: Draft<ApplicationForm>) -> AppResult<HttpResponse> {
    let status = draft.status();
    page::with_status(ctx, &Edit::new(ctx, subject, draft), status)
}

impl Edit {
    fn new(ctx: &Ctx, subject: Subject, draft: Draft<ApplicationForm>) -> Self {
        let Subject { application, department, department_name, contacts, projects } = subject;
        let Draft { typed, errors, overtaken, kept, submission, seen } = draft;
        let (lang, now) = (ctx.language(), application.as_ref());
        let states = State::ALL.map(|state| Choice::new(state.code(), lang.t(state.label()), &typed.state)).to_vec();
        let contacts = contacts.into_iter().map(|(id, name)| Choice::new(id, name, &typed.contact));
        let projects = projects.into_iter().map(|(id, name)| Choice::new(id, name, &typed.project));
        let no_project = Choice::new("", lang.t("application-project-none"), &typed.project);
        let unchosen = Choice::new("", lang.t("application-contact-choose"), &typed.contact);
        let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
        let mut page = Self {
            path: now.map_or_else(|| NEW.to_owned(), |it| edit_path(it.id)),
            back: now.map_or_else(|| "/applications".to_owned(), Application::path),
            title: now.map_or_else(
                || Text::new("application-new-title"),
                |it| Text::new("application-edit-title").with("name", it.name.as_str()),
            ),
            version: now.map(|it| seen.unwrap_or(it.version)),
            submission,
            kept,
            changes: None,
            department: field("department", "application-department", &department.to_string()),
            department_name,
            name: field("name", "application-name", &typed.name)
                .hinted("application-name-hint")
                .required()
                .at_most(*NAME.end()),
            description: field("description", "application-description", &typed.description)
                .hinted("application-description-hint")
                .at_most(DESCRIPTION),
            contact: field("contact", "application-contact", &typed.contact)
                .hinted("application-contact-hint")
                .required(),
            contacts: std::iter::once(unchosen).chain(contacts).collect(),
            project: field("project", "application-project", &typed.project).hinted("application-project-hint"),
            projects: std::iter::once(no_project).chain(projects).collect(),
            may_create_project: ctx.actor().is_ok_and(|who| who.may(Action::ManageProjects)),
            state: field("state", "application-state", &typed.state).hinted("application-state-hint"),
            states,
            errors,
            ctx: ctx.clone(),
        };
        page.changes = overtaken.zip(now).map(|(says, now)| page.differing(says, &now.into()));
        page
    }

    fn differing(&self, says: Text, now: &ApplicationForm) -> Changes {
        let fields = [
            Change::of(&self.name, &now.name),
            Change::chosen(&self.contact, &self.contacts, &now.contact),
            Change::chosen(&self.project, &self.projects, &now.project),
            Change::of(&self.description, &now.description),
            Change::chosen(&self.state, &self.states, &now.state),
        ];
        Changes::new(says, fields)
    }
}
