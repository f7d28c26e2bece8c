//! `/applications/new` and `/applications/{id}/edit`

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::id_of;
use crate::{
    applications::{
        commands,
        form::{ApplicationForm, DESCRIPTION, NAME, Wanted},
        model::Application,
        queries,
        state::State,
    },
    db::Db,
    error::{AppError, AppResult},
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
    department: Field,
    department_name: String,
    name: Field,
    description: Field,
    contact: Field,
    contacts: Vec<Choice>,
    state: Field,
    states: Vec<Choice>,
}

/// What the form is about, beside what is typed.
#[derive(Clone)]
struct Subject {
    /// None for a new one.
    application: Option<Application>,
    department: i64,
    department_name: String,
    contacts: Vec<(i64, String)>,
}

/// GET `/applications/new`
///
/// # Errors
/// When the database can't be had.
pub async fn blank(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let (subject, kept) = db.read(move |c| Ok((new_subject(c, &who)?, kept::find(c, who.id, NEW)?))).await?;
    // One's own name is the likeliest contact.
    let contact = ctx.actor()?.id.to_string();
    let typed = ApplicationForm { contact, ..ApplicationForm::default() };
    page::show(&ctx, &draw(&ctx, subject, typed, kept, Errors::default(), Uuid::new_v4()))
}

/// POST `/applications/new`
///
/// # Errors
/// 403 for another department than one manages, 422 with every refusal at its field.
pub async fn create(ctx: Ctx, db: Data<Db>, form: Form<ApplicationForm>) -> AppResult<HttpResponse> {
    let (who, submission) = (ctx.actor()?, form.submission());
    let department = department_of(&who, &form.typed)?;
    let outcome = match form.typed.parse(form.errors) {
        Ok(wanted) => db.write(move |tx| create_once(tx, &who, department, &wanted, submission)).await,
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match outcome {
        Ok(path) => Ok(page::see_other_saying(&path, "application-created")),
        Err(AppError::Invalid(errors)) => {
            let who = ctx.actor()?;
            let subject = db.read(move |c| new_subject(c, &who)).await?;
            let submission = submission.unwrap_or_else(Uuid::new_v4);
            page::refused(&ctx, &draw(&ctx, subject, form.typed, None, errors, submission))
        }
        Err(error) => Err(error),
    }
}

/// GET `/applications/{id}/edit`
///
/// # Errors
/// 404 when there is none in sight, 403 for who doesn't manage it.
pub async fn filled(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (subject, application, kept) = db
        .read(move |c| {
            let (subject, application) = subject_of(c, &who, id, None)?;
            let kept = kept::find(c, who.id, &edit_path(id))?;
            Ok((subject, application, kept))
        })
        .await?;
    let typed = ApplicationForm::from(&application);
    page::show(&ctx, &draw(&ctx, subject, typed, kept, Errors::default(), Uuid::new_v4()))
}

/// POST `/applications/{id}/edit`
///
/// # Errors
/// 404, 403, 409 when it was changed since the page was drawn, 422 with every refusal at its field.
pub async fn update(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<ApplicationForm>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (submission, seen) = (form.submission(), form.version());
    let outcome = match form.typed.parse(form.errors) {
        Ok(wanted) => db
            .write(move |tx| {
                let application = commands::update(tx, &who, id, seen, &wanted, Utc::now())?;
                kept::forget(tx, who.id, &edit_path(id))?;
                Ok(application.path())
            })
            .await,
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match outcome {
        Ok(path) => Ok(page::see_other_saying(&path, "application-saved")),
        Err(AppError::Invalid(errors)) => {
            let who = ctx.actor()?;
            let (subject, _) = db.read(move |c| subject_of(c, &who, id, seen)).await?;
            let submission = submission.unwrap_or_else(Uuid::new_v4);
            page::refused(&ctx, &draw(&ctx, subject, form.typed, None, errors, submission))
        }
        Err(error) => Err(error),
    }
}

/// The department a new one is for: one's own, unless the page said another.
fn department_of(who: &Actor, typed: &ApplicationForm) -> AppResult<i64> {
    let department = if typed.department.is_empty() { Ok(who.department.id) } else { typed.department.parse() };
    let department = department.map_err(|_| AppError::forbidden())?;
    if who.may_in(Action::ManageApplications, department, None) { Ok(department) } else { Err(AppError::forbidden()) }
}

fn create_once(
    tx: &mut diesel::PgConnection,
    who: &Actor,
    department: i64,
    wanted: &Wanted,
    submission: Option<Uuid>,
) -> AppResult<String> {
    if let Once::Again(path) = submission::begin(tx, who.id, submission)? {
        return Ok(path);
    }
    let application = commands::create(tx, who, department, wanted, Utc::now())?;
    kept::forget(tx, who.id, NEW)?;
    submission::led_to(tx, submission, &application.path())?;
    Ok(application.path())
}

fn new_subject(c: &mut diesel::PgConnection, who: &Actor) -> AppResult<Subject> {
    let department = who.department.id;
    let contacts = queries::contacts(c, department)?;
    Ok(Subject { application: None, department, department_name: who.department.name.clone(), contacts })
}

/// The application as `who` may change it, unless it was changed since version `seen`.
fn subject_of(
    c: &mut diesel::PgConnection,
    who: &Actor,
    id: i64,
    seen: Option<i32>,
) -> AppResult<(Subject, Application)> {
    let application = queries::find(c, who, id)?;
    commands::allow_change(c, who, &application, seen)?;
    let mut contacts = queries::contacts(c, application.department_id)?;
    if !contacts.iter().any(|(contact, _)| *contact == application.contact_id) {
        contacts.push((application.contact_id, application.of.contact.clone()));
    }
    let subject = Subject {
        department: application.department_id,
        department_name: application.of.department.clone(),
        application: Some(application.clone()),
        contacts,
    };
    Ok((subject, application))
}

fn edit_path(id: i64) -> String {
    format!("/applications/{id}/edit")
}

/// What is kept of the form is shown rather than what it would begin with.
fn draw(ctx: &Ctx, subject: Subject, typed: ApplicationForm, kept: Option<Kept>, errors: Errors, submission: Uuid) -> Edit {
    let Subject { application, department, department_name, contacts } = subject;
    let (typed, kept) = match kept {
        Some(kept) => (ApplicationForm::from_fields(&mut FieldReader::new(&kept.fields)), Some(kept.at)),
        None => (typed, None),
    };
    let lang = ctx.language();
    let states = State::ALL.map(|state| Choice::new(state.code(), lang.t(state.label()), &typed.state)).to_vec();
    let contacts = contacts.into_iter().map(|(id, name)| Choice::new(id, name, &typed.contact));
    let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
    let unchosen = Choice::new("", lang.t("application-contact-choose"), &typed.contact);
    Edit {
        path: application.as_ref().map_or_else(|| NEW.to_owned(), |it| edit_path(it.id)),
        back: application.as_ref().map_or_else(|| "/applications".to_owned(), Application::path),
        title: application.as_ref().map_or_else(
            || Text::new("application-new-title"),
            |it| Text::new("application-edit-title").with("name", it.name.as_str()),
        ),
        version: application.as_ref().map(|it| it.version),
        submission,
        kept,
        department: Field::new("department", "application-department", department.to_string()),
        department_name,
        name: field("name", "application-name", &typed.name).hinted("application-name-hint").required().at_most(*NAME.end()),
        description: field("description", "application-description", &typed.description)
            .hinted("application-description-hint")
            .at_most(DESCRIPTION),
        contact: field("contact", "application-contact", &typed.contact).hinted("application-contact-hint").required(),
        contacts: std::iter::once(unchosen).chain(contacts).collect(),
        state: field("state", "application-state", &typed.state).hinted("application-state-hint"),
        states,
        errors,
        ctx: ctx.clone(),
    }
}
