//! `/network/vpcs/new`, `/network/vpcs/{id}/edit` and `/network/vpcs/{id}/vswitches/new`: one small form each.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use crate::{
    catalogue::model::NAME,
    db::Db,
    error::{AppError, AppResult},
    network::{
        pages::choices,
        queries as network,
        vpcs::{
            commands,
            form::VpcForm,
            model::{RECORD_KIND, Vpc, path_of},
            queries,
        },
    },
    outbox,
    policy::{Action, Actor},
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Change, Changes, Choice, Draft, Errors, Field},
        kept, page,
        path::id_of,
    },
};

const LIST: &str = "/network/vpcs";
const NEW: &str = "/network/vpcs/new";

#[derive(Template)]
#[template(path = "network/vpc_edit.html")]
struct Edit {
    ctx: Ctx,
    errors: Errors,
    title: Text,
    path: String,
    /// Where one goes who leaves it be.
    back: String,
    submission: Uuid,
    /// Of the VPC that is renamed.
    version: Option<i32>,
    kept: Option<DateTime<Utc>>,
    changes: Option<Changes>,
    /// What lies in what.
    place: Option<Text>,
    name: Field,
    /// Of a new one.
    cidr: Option<Field>,
    /// The same of a new VPC.
    department: Option<(Field, Vec<Choice>)>,
    region: Option<(Field, Vec<Choice>)>,
}

/// What the form is about.
enum Subject {
    New { departments: Vec<(i64, String)>, regions: Vec<(i64, String)> },
    Rename(Vpc),
    Vswitch(Vpc),
}

/// GET `/network/vpcs/new`
///
/// # Errors
/// When the database can't be had.
pub async fn blank(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let (subject, kept) = db.read(move |c| Ok((Subject::new(c, &who)?, kept::find(c, who.id, NEW)?))).await?;
    draw(&ctx, subject, Draft::new(VpcForm::default()).or_kept(kept))
}

/// POST `/network/vpcs/new` (`department`, `region`, `name`, `cidr`)
///
/// # Errors
/// 422 with every refusal at its field.
pub async fn create(ctx: Ctx, db: Data<Db>, form: Form<VpcForm>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let made = Draft::posted(form).send(&db, who.clone(), |tx, who, draft| {
        let mut errors = draft.errors;
        if let Subject::New { departments, regions } = Subject::new(tx, who)? {
            known(&departments, &draft.typed.department, "department", "network-department-missing", &mut errors);
            known(&regions, &draft.typed.region, "region", "network-host-region-missing", &mut errors);
        }
        let vpc = commands::create(tx, who, &draft.typed.vpc(errors)?, Utc::now())?;
        kept::forget(tx, who.id, NEW)?;
        Ok(vpc.path())
    });
    match made.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "network-vpc-created")),
        Err(draft) => {
            let subject = db.read(move |c| Subject::new(c, &who)).await?;
            draw(&ctx, subject, draft)
        }
    }
}

/// An id of somewhere that there isn't is refused at its field, as none is.
fn known(there: &[(i64, String)], typed: &str, field: &str, missing: &'static str, errors: &mut Errors) {
    if !typed.is_empty() && !there.iter().any(|(id, _)| id.to_string() == typed) {
        errors.add(field, missing);
    }
}

/// GET `/network/vpcs/{id}/edit`
///
/// # Errors
/// 404 when there is none in sight, 403 for who keeps none.
pub async fn filled(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (vpc, kept) = db
        .read(move |c| {
            let vpc = changeable(c, &who, id, None)?;
            let kept = kept::since(c, who.id, &edit_path(id), vpc.updated_at)?;
            Ok((vpc, kept))
        })
        .await?;
    let draft = Draft::new(VpcForm { name: vpc.name.clone(), ..VpcForm::default() }).or_kept(kept);
    draw(&ctx, Subject::Rename(vpc), draft)
}

/// POST `/network/vpcs/{id}/edit` (`name`)
///
/// # Errors
/// 404, 403, 409 over the VPC as it is now when it was changed since the page was drawn, 422 when the name is none, or taken.
pub async fn rename(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<VpcForm>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let renamed = Draft::posted(form).send(&db, who.clone(), move |tx, who, draft| {
        let vpc = commands::lock_for(tx, who, id, draft.seen)?;
        let vpc = commands::rename(tx, who, &vpc, &draft.typed.name(draft.errors)?, Utc::now())?;
        kept::forget(tx, who.id, &edit_path(id))?;
        Ok(vpc.path())
    });
    match renamed.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "network-saved")),
        Err(draft) => {
            let vpc = db.read(move |c| changeable(c, &who, id, None)).await?;
            draw(&ctx, Subject::Rename(vpc), draft)
        }
    }
}

/// GET `/network/vpcs/{id}/vswitches/new`
///
/// # Errors
/// 404 when there is no such VPC in sight, 403 for who keeps none.
pub async fn blank_vswitch(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (vpc, kept) =
        db.read(move |c| Ok((changeable(c, &who, id, None)?, kept::find(c, who.id, &vswitch_path(id))?))).await?;
    draw(&ctx, Subject::Vswitch(vpc), Draft::new(VpcForm::default()).or_kept(kept))
}

/// POST `/network/vpcs/{id}/vswitches/new` (`name`, `cidr`)
///
/// # Errors
/// 404, 403, 409 when the VPC is retired, 422 with every refusal at its field.
pub async fn add_vswitch(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<VpcForm>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let made = Draft::posted(form).send(&db, who.clone(), move |tx, who, draft| {
        let vpc = commands::lock_for(tx, who, id, None)?;
        let wanted = draft.typed.vswitch(&vpc, draft.errors)?;
        let vpc = commands::add_vswitch(tx, who, &vpc, &wanted, Utc::now())?;
        kept::forget(tx, who.id, &vswitch_path(id))?;
        Ok(vpc.path())
    });
    match made.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "network-vswitch-created")),
        Err(draft) => {
            let vpc = db.read(move |c| changeable(c, &who, id, None)).await?;
            draw(&ctx, Subject::Vswitch(vpc), draft)
        }
    }
}

fn edit_path(id: i64) -> String {
    format!("{}/edit", path_of(id))
}

fn vswitch_path(id: i64) -> String {
    format!("{}/vswitches/new", path_of(id))
}

/// The VPC as `who` may change it, unless it was changed since version `seen`.
fn changeable(c: &mut PgConnection, who: &Actor, id: i64, seen: Option<i32>) -> AppResult<Vpc> {
    let vpc = queries::find(c, who, id)?;
    if !vpc.may_be_managed_by(who) {
        return Err(AppError::forbidden());
    }
    if seen.is_some_and(|seen| seen != vpc.version) {
        return Err(outbox::changed_meanwhile(c, RECORD_KIND, id)?);
    }
    Ok(vpc)
}

impl Subject {
    fn new(c: &mut PgConnection, who: &Actor) -> AppResult<Self> {
        let departments = who.sight(Action::ManageHosts).named_departments(c)?;
        Ok(Self::New { departments, regions: network::regions(c)? })
    }
}

fn draw(ctx: &Ctx, subject: Subject, draft: Draft<VpcForm>) -> AppResult<HttpResponse> {
    let status = draft.status();
    page::with_status(ctx, &Edit::new(ctx, subject, draft), status)
}

impl Edit {
    fn new(ctx: &Ctx, subject: Subject, draft: Draft<VpcForm>) -> Self {
        let Draft { typed, errors, overtaken, kept, submission, seen } = draft;
        let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors).required();
        let name = field("name", "network-vpc-name", &typed.name).hinted("network-vpc-name-hint").at_most(NAME.1);
        let cidr = |hint| field("cidr", "network-vpc-cidr", &typed.cidr).hinted(hint);
        let page = Self {
            ctx: ctx.clone(),
            title: "network-vpc-new".into(),
            path: NEW.to_owned(),
            back: LIST.to_owned(),
            submission,
            version: None,
            kept,
            changes: None,
            place: None,
            name,
            cidr: None,
            department: None,
            region: None,
            errors: errors.clone(),
        };
        match subject {
            Subject::New { departments, regions } => Self {
                cidr: Some(cidr("network-vpc-cidr-hint")),
                department: Some((
                    field("department", "network-department", &typed.department),
                    choices(ctx, "network-department-choose", departments, &typed.department),
                )),
                region: Some((
                    field("region", "network-host-region", &typed.region),
                    choices(ctx, "network-host-region-choose", regions, &typed.region),
                )),
                ..page
            },
            Subject::Rename(vpc) => Self {
                title: Text::new("network-vpc-edit-title").with("name", vpc.name.as_str()),
                path: edit_path(vpc.id),
                back: vpc.path(),
                version: Some(seen.unwrap_or(vpc.version)),
                changes: overtaken.map(|says| Changes::new(says, [Change::of(&page.name, &vpc.name)])),
                place: Some(place(&vpc)),
                ..page
            },
            Subject::Vswitch(vpc) => Self {
                title: Text::new("network-vswitch-new-title").with("vpc", vpc.name.as_str()),
                path: vswitch_path(vpc.id),
                back: vpc.path(),
                place: Some(place(&vpc)),
                cidr: Some(cidr("network-vswitch-cidr-hint")),
                ..page
            },
        }
    }
}

fn place(vpc: &Vpc) -> Text {
    Text::new("network-vpc-place")
        .with("department", vpc.department.as_str())
        .with("region", vpc.region.as_str())
        .with("cidr", vpc.cidr.to_string())
}
