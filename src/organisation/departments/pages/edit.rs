//! `/admin/departments/new` and `/admin/departments/{id}/edit`

use actix_web::{
    HttpResponse,
    web::{Data, Path, Query},
};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    db::Db,
    error::AppResult,
    organisation::departments::{
        LIST, commands,
        form::{CODE, DepartmentForm, NAME},
        model::{Department, path_of},
        queries::{self, Chosen},
        special::Special,
    },
    policy::{Actor, Sector},
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Change, Changes, Choice, Draft, Errors, Field},
        kept, page,
        path::id_of,
    },
};

const NEW: &str = "/admin/departments/new";

#[derive(Template)]
#[template(path = "organisation/department_edit.html")]
struct Edit {
    ctx: Ctx,
    errors: Errors,
    title: Text,
    path: String,
    /// Where one goes who leaves it be.
    back: String,
    submission: Uuid,
    /// Of the department that is changed.
    version: Option<i32>,
    kept: Option<DateTime<Utc>>,
    changes: Option<Changes>,
    name: Field,
    code: Field,
    /// Of a new one.
    parent: Option<(Field, Vec<Choice>)>,
    /// Where it is its own to say.
    sector: Option<(Field, Vec<Choice>)>,
    /// While some of those that the matrix names are missing.
    special: Option<(Field, Vec<Choice>)>,
}

/// What the form is about.
enum Subject {
    New { places: Vec<Chosen>, missing: Vec<Special> },
    Known(Box<Department>),
}

/// What a new one is put below.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Below {
    parent: String,
}

/// GET `/admin/departments/new` (`parent`)
///
/// # Errors
/// When the database can't be had.
pub async fn blank(ctx: Ctx, db: Data<Db>, below: Query<Below>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let (subject, kept) = db.read(move |c| Ok((Subject::new(c)?, kept::find(c, who.id, NEW)?))).await?;
    let empty = DepartmentForm { parent: below.into_inner().parent, ..DepartmentForm::default() };
    draw(&ctx, subject, Draft::new(empty).or_kept(kept))
}

/// POST `/admin/departments/new` (`parent`, `name`, `code`, `sector`, `special`)
///
/// # Errors
/// 422 with every refusal at its field.
pub async fn create(ctx: Ctx, db: Data<Db>, form: Form<DepartmentForm>) -> AppResult<HttpResponse> {
    let made = Draft::posted(form).send(&db, ctx.actor()?, create_as_typed);
    match made.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "organisation-department-created")),
        Err(draft) => {
            let subject = db.read(Subject::new).await?;
            draw(&ctx, subject, draft)
        }
    }
}

fn create_as_typed(tx: &mut PgConnection, who: &Actor, draft: Draft<DepartmentForm>) -> AppResult<String> {
    let mut errors = draft.errors;
    let special = errors.take("special", draft.typed.special()).flatten();
    let parent = draft.typed.parent.parse().ok();
    if parent.is_none() && special != Some(Special::Province) {
        errors.add("parent", "organisation-parent-missing");
    }
    let wanted = draft.typed.parse(errors)?;
    let it = commands::create(tx, who, parent, special, &wanted, Utc::now())?;
    kept::forget(tx, who.id, NEW)?;
    Ok(it.path())
}

/// GET `/admin/departments/{id}/edit`
///
/// # Errors
/// 404 when there is none.
pub async fn filled(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (it, kept) = db
        .read(move |c| {
            let it = queries::find(c, id)?;
            let kept = kept::since(c, who.id, &edit_path(id), it.updated_at)?;
            Ok((it, kept))
        })
        .await?;
    let draft = Draft::new(DepartmentForm::from(&it)).or_kept(kept);
    draw(&ctx, Subject::Known(Box::new(it)), draft)
}

/// POST `/admin/departments/{id}/edit` (`name`, `code`, `sector`)
///
/// # Errors
/// 404, 403, 409 over the department as it is now when it was changed since the page was drawn, 422 with every refusal at
/// its field.
pub async fn update(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<DepartmentForm>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let saved = Draft::posted(form).send(&db, who, move |tx, who, draft| {
        let before = commands::lock_for(tx, who, id, draft.seen)?;
        let it = commands::update(tx, who, &before, &draft.typed.parse(draft.errors)?, Utc::now())?;
        kept::forget(tx, who.id, &edit_path(id))?;
        Ok(it.path())
    });
    match saved.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "organisation-saved")),
        Err(draft) => {
            let it = db.read(move |c| queries::find(c, id)).await?;
            draw(&ctx, Subject::Known(Box::new(it)), draft)
        }
    }
}

fn edit_path(id: i64) -> String {
    format!("{}/edit", path_of(id))
}

impl Subject {
    fn new(c: &mut PgConnection) -> AppResult<Self> {
        Ok(Self::New { places: queries::places(c, None)?, missing: queries::missing_specials(c)? })
    }
}

/// What a department can be below, each moved in by how deep it stands.
pub(super) fn parents(ctx: &Ctx, places: Vec<Chosen>, chosen: &str) -> Vec<Choice> {
    let none = Choice::new("", ctx.language().t("organisation-parent-choose"), chosen);
    let indented = |it: Chosen| {
        let depth = usize::try_from(it.depth).unwrap_or_default();
        Choice::new(it.id, format!("{}{}", "\u{3000}".repeat(depth), it.name), chosen)
    };
    std::iter::once(none).chain(places.into_iter().map(indented)).collect()
}

fn draw(ctx: &Ctx, subject: Subject, draft: Draft<DepartmentForm>) -> AppResult<HttpResponse> {
    let status = draft.status();
    page::with_status(ctx, &Edit::new(ctx, subject, draft), status)
}

impl Edit {
    fn new(ctx: &Ctx, subject: Subject, draft: Draft<DepartmentForm>) -> Self {
        let lang = ctx.language();
        let Draft { typed, errors, overtaken, kept, submission, seen } = draft;
        let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
        let sector = |hint| {
            let chosen = typed.sector.as_str();
            let none = Choice::new("", lang.t("organisation-sector-choose"), chosen);
            let each = Sector::ALL.into_iter().map(|it| Choice::new(it.code(), lang.say(&it.label()), chosen));
            (field("sector", "organisation-sector", chosen).hinted(hint), std::iter::once(none).chain(each).collect())
        };
        let page = Self {
            title: "organisation-department-new".into(),
            path: NEW.to_owned(),
            back: LIST.to_owned(),
            submission,
            version: None,
            kept,
            changes: None,
            name: field("name", "organisation-name", &typed.name).required().at_most(*NAME.end()),
            code: field("code", "organisation-code", &typed.code)
                .hinted("organisation-code-hint")
                .required()
                .at_most(CODE),
            parent: None,
            sector: None,
            special: None,
            errors: errors.clone(),
            ctx: ctx.clone(),
        };
        match subject {
            Subject::New { places, missing } => Self {
                parent: Some((
                    field("parent", "organisation-parent", &typed.parent),
                    parents(ctx, places, &typed.parent),
                )),
                sector: Some(sector("organisation-sector-hint")),
                special: (!missing.is_empty()).then(|| {
                    let none = Choice::new("", lang.t("organisation-special-none"), &typed.special);
                    let each = missing.into_iter().map(|it| Choice::new(it.code(), lang.t(it.label()), &typed.special));
                    let special = field("special", "organisation-special", &typed.special);
                    (special.hinted("organisation-special-hint"), std::iter::once(none).chain(each).collect())
                }),
                ..page
            },
            Subject::Known(it) => {
                let sector = it.says_its_sector().then(|| sector("organisation-sector-passes-hint"));
                let mut differing = vec![Change::of(&page.name, &it.name), Change::of(&page.code, &it.code)];
                if let Some((field, choices)) = &sector {
                    differing.push(Change::chosen(field, choices, it.sector_code()));
                }
                Self {
                    title: Text::new("organisation-department-edit").with("name", it.name.as_str()),
                    path: edit_path(it.id),
                    back: it.path(),
                    version: Some(seen.unwrap_or(it.version)),
                    changes: overtaken.map(|says| Changes::new(says, differing)),
                    sector: sector.map(|(field, choices)| (field.required(), choices)),
                    ..page
                }
            }
        }
    }
}
