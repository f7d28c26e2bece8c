//! `/admin/users/new` and `/admin/users/{id}/edit`

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use crate::{
    db::Db,
    error::{AppError, AppResult},
    people::{
        commands,
        form::{PersonForm, username},
        model::{Person, path_of},
        queries::{self, Group, Seat},
    },
    policy::Actor,
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Change, Changes, Choice, Draft, Errors, Field},
        i18n::Lang,
        kept, page,
        path::id_of,
    },
};

const NEW: &str = "/admin/users/new";

#[derive(Template)]
#[template(path = "people/edit.html")]
struct Edit {
    ctx: Ctx,
    errors: Errors,
    path: String,
    leave: String,
    title: Text,
    submission: Uuid,
    /// None for a new one.
    version: Option<i32>,
    kept: Option<DateTime<Utc>>,
    changes: Option<Changes>,
    username: Field,
    display_name: Field,
    department: Field,
    departments: Vec<Choice>,
    ticket_group: Field,
    ticket_groups: Vec<Choice>,
    phone: Field,
    email: Field,
    language: Field,
    languages: Vec<Choice>,
}

/// What the form is about, beside what is typed.
struct Subject {
    /// None for a new one.
    person: Option<Person>,
    seats: Vec<Seat>,
    groups: Vec<Group>,
}

impl Subject {
    fn read(c: &mut PgConnection, id: Option<i64>) -> AppResult<Self> {
        let person = id.map(|id| queries::find(c, id)).transpose()?;
        let mut seats = queries::seats(c)?;
        // Their own may be out of use by now, and they needn't leave for that.
        if let Some(person) = &person
            && !seats.iter().any(|seat| seat.id == person.department_id)
        {
            seats.push(queries::seat_of(c, person.department_id)?);
        }
        Ok(Self { person, seats, groups: queries::groups(c)? })
    }
}

/// GET `/admin/users/new`
///
/// # Errors
/// When the database can't be had.
pub async fn blank(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let (subject, kept) = db.read(move |c| Ok((Subject::read(c, None)?, kept::find(c, who.id, NEW)?))).await?;
    draw(&ctx, &subject, Draft::new(PersonForm::blank()).or_kept(kept))
}

/// POST `/admin/users/new`
///
/// # Errors
/// 422 with every refusal at its field.
pub async fn create(ctx: Ctx, db: Data<Db>, form: Form<PersonForm>) -> AppResult<HttpResponse> {
    receive(&ctx, &db, None, form).await
}

/// GET `/admin/users/{id}/edit`
///
/// # Errors
/// 404 when there is nobody.
pub async fn filled(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (subject, draft) = db
        .read(move |c| {
            let subject = Subject::read(c, Some(id))?;
            let changed = subject.person.as_ref().map_or_else(Utc::now, |person| person.updated_at);
            let typed = subject.person.as_ref().map(PersonForm::of).unwrap_or_default();
            let kept = kept::since(c, who.id, &edit_path(id), changed)?;
            Ok((subject, Draft::new(typed).or_kept(kept)))
        })
        .await?;
    draw(&ctx, &subject, draft)
}

/// POST `/admin/users/{id}/edit`
///
/// # Errors
/// 404, 409 over the data as they are now when they were changed since the page was drawn, 422 with every refusal at its
/// field.
pub async fn update(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<PersonForm>) -> AppResult<HttpResponse> {
    let id = id_of(&id)?;
    receive(&ctx, &db, Some(id), form).await
}

fn edit_path(id: i64) -> String {
    format!("{}/edit", path_of(id))
}

async fn receive(ctx: &Ctx, db: &Db, id: Option<i64>, form: Form<PersonForm>) -> AppResult<HttpResponse> {
    let work = move |tx: &mut PgConnection, who: &Actor, draft| match id {
        None => create_as_typed(tx, who, draft),
        Some(id) => update_as_typed(tx, who, id, draft),
    };
    match Draft::posted(form).send(db, ctx.actor()?, work).await? {
        Ok(path) => Ok(page::see_other_saying(&path, if id.is_none() { "people-created" } else { "people-saved" })),
        Err(draft) => {
            let subject = db.read(move |c| Subject::read(c, id)).await?;
            draw(ctx, &subject, draft)
        }
    }
}

fn create_as_typed(tx: &mut PgConnection, who: &Actor, draft: Draft<PersonForm>) -> AppResult<String> {
    let Draft { typed, mut errors, .. } = draft;
    let (seats, groups) = (queries::seats(tx)?, queries::groups(tx)?);
    let name = errors.take("username", username(&typed.username));
    if let Some(name) = &name
        && queries::named(tx, name.as_str())?.is_some()
    {
        errors.add("username", "account-username-taken");
    }
    let wanted = typed.parse(errors, &seats, &groups)?;
    let name = name.ok_or_else(|| AppError::at("username", "account-username-missing"))?;
    let person = commands::create(tx, who, name, wanted, Utc::now())?;
    kept::forget(tx, who.id, NEW)?;
    Ok(person.path())
}

fn update_as_typed(tx: &mut PgConnection, who: &Actor, id: i64, draft: Draft<PersonForm>) -> AppResult<String> {
    commands::allow_change(tx, who, id, draft.seen)?;
    let subject = Subject::read(tx, Some(id))?;
    let wanted = draft.typed.parse(draft.errors, &subject.seats, &subject.groups)?;
    let person = commands::update(tx, who, id, draft.seen, &wanted, Utc::now())?;
    kept::forget(tx, who.id, &edit_path(id))?;
    Ok(person.path())
}

fn draw(ctx: &Ctx, subject: &Subject, draft: Draft<PersonForm>) -> AppResult<HttpResponse> {
    let status = draft.status();
    page::with_status(ctx, &Edit::new(ctx, subject, draft), status)
}

impl Edit {
    fn new(ctx: &Ctx, subject: &Subject, draft: Draft<PersonForm>) -> Self {
        let Draft { typed, errors, overtaken, kept, submission, seen } = draft;
        let (lang, person) = (ctx.language(), subject.person.as_ref());
        let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
        let mut page = Self {
            ctx: ctx.clone(),
            path: person.map_or_else(|| NEW.to_owned(), |person| edit_path(person.id)),
            leave: person.map_or_else(|| "/admin/users".to_owned(), Person::path),
            title: person.map_or_else(
                || "people-new-title".into(),
                |person| Text::new("people-edit-title").with("name", person.display_name.as_str()),
            ),
            submission,
            version: person.map(|person| seen.unwrap_or(person.version)),
            kept,
            changes: None,
            username: field("username", "account-username", &typed.username).required().hinted(match person {
                None => "people-username-hint",
                Some(_) => "people-username-fixed",
            }),
            display_name: field("display_name", "account-display-name", &typed.display_name).required(),
            department: field("department", "account-department", &typed.department)
                .required()
                .hinted("people-department-hint"),
            departments: departments(lang, &subject.seats, &typed.department),
            ticket_group: field("ticket_group", "people-ticket-group", &typed.ticket_group)
                .hinted("people-ticket-group-hint"),
            ticket_groups: ticket_groups(lang, &subject.groups, &typed.ticket_group),
            phone: field("phone", "account-phone", &typed.phone).hinted("account-phone-hint"),
            email: field("email", "account-email", &typed.email).required().hinted("people-email-hint"),
            language: field("language", "account-language", &typed.language).required(),
            languages: Lang::ALL
                .into_iter()
                .map(|lang| Choice::new(lang.code(), lang.t("account-language-own-name"), &typed.language))
                .collect(),
            errors,
        };
        page.changes = overtaken.zip(person).map(|(says, now)| page.differing(says, &PersonForm::of(now)));
        page
    }

    fn differing(&self, says: Text, now: &PersonForm) -> Changes {
        let fields = [
            Change::of(&self.display_name, &now.display_name),
            Change::chosen(&self.department, &self.departments, &now.department),
            Change::chosen(&self.ticket_group, &self.ticket_groups, &now.ticket_group),
            Change::of(&self.phone, &now.phone),
            Change::of(&self.email, &now.email),
            Change::chosen(&self.language, &self.languages, &now.language),
        ];
        Changes::new(says, fields)
    }
}

fn departments(lang: Lang, seats: &[Seat], chosen: &str) -> Vec<Choice> {
    let none = Choice::new("", lang.t("people-department-choose"), chosen);
    std::iter::once(none).chain(seats.iter().map(|seat| Choice::new(seat.id, seat.name.as_str(), chosen))).collect()
}

fn ticket_groups(lang: Lang, groups: &[Group], chosen: &str) -> Vec<Choice> {
    let own = Choice::new("", lang.t("people-ticket-group-own"), chosen);
    let each = groups.iter().map(|it| Choice::new(it.id, format!("{} · {}", it.department, it.name), chosen));
    std::iter::once(own).chain(each).collect()
}
