//! `/admin/webhooks/new` and `/admin/webhooks/{id}/edit`

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::Utc;
use uuid::Uuid;

use crate::{
    config::{Keys, Settings},
    db::Db,
    error::AppResult,
    policy::Role,
    postroom::robots::{
        commands::{self, SEALED_FOR},
        form::{Audience, NAME, RobotForm, SECRET, URL},
        model::{KINDS, Robot, RobotFormat, path_of},
        poster::Reach,
        queries,
    },
    sealing::Sealer,
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Change, Changes, Choice, Draft, Errors, Field},
        i18n::Lang,
        page,
        path::id_of,
    },
};

const LIST: &str = "/admin/webhooks";
const NEW: &str = "/admin/webhooks/new";

#[derive(Template)]
#[template(path = "postroom/webhook_edit.html")]
struct Edit {
    ctx: Ctx,
    errors: Errors,
    title: Text,
    path: String,
    back: String,
    submission: Uuid,
    version: Option<i32>,
    changes: Option<Changes>,
    name: Field,
    format: Field,
    formats: Vec<Choice>,
    url: Field,
    secret: Field,
    language: Field,
    languages: Vec<Choice>,
    kinds: Field,
    kind_boxes: Vec<Choice>,
    audience: Field,
    audiences: Vec<Choice>,
}

type Departments = Vec<(i64, String)>;

fn reach(settings: &Settings) -> Reach {
    Reach(settings.webhook_networks.clone())
}

/// GET `/admin/webhooks/new`
///
/// # Errors
/// When the database can't be had.
pub async fn blank(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let departments = db.read(queries::departments).await?;
    let form = RobotForm {
        format: RobotFormat::DingTalk.code().to_owned(),
        language: Lang::default().code().to_owned(),
        ..RobotForm::default()
    };
    draw(&ctx, None, departments, Draft::new(form))
}

/// POST `/admin/webhooks/new` (`name`, `format`, `url`, `secret`, `language`, `kind`, `audience`)
///
/// # Errors
/// 422 with every refusal at its field.
pub async fn create(
    ctx: Ctx,
    db: Data<Db>,
    settings: Data<Settings>,
    keys: Data<Keys>,
    form: Form<RobotForm>,
) -> AppResult<HttpResponse> {
    let (reach, sealer) = (reach(&settings), Sealer::new(&keys, SEALED_FOR));
    let made = Draft::posted(form).send(&db, ctx.actor()?, move |tx, who, draft| {
        let wanted = draft.typed.parse(&reach, None, draft.errors);
        Ok(path_of(commands::create(tx, who, &sealer, wanted, Utc::now())?))
    });
    match made.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "robot-created")),
        Err(draft) => draw(&ctx, None, db.read(queries::departments).await?, draft),
    }
}

/// GET `/admin/webhooks/{id}/edit`
///
/// # Errors
/// 404 when there is none.
pub async fn filled(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let id = id_of(&id)?;
    let (robot, departments) = db.read(move |c| Ok((queries::find(c, id)?, queries::departments(c)?))).await?;
    let draft = Draft::new(RobotForm::of(&robot));
    draw(&ctx, Some(robot), departments, draft)
}

/// POST `/admin/webhooks/{id}/edit`, the same; an address or a secret left empty stays as it is.
///
/// # Errors
/// 404, 409 when it was changed since the page was drawn, 422 with every refusal at its field.
pub async fn update(
    ctx: Ctx,
    db: Data<Db>,
    settings: Data<Settings>,
    keys: Data<Keys>,
    id: Path<String>,
    form: Form<RobotForm>,
) -> AppResult<HttpResponse> {
    let (id, reach, sealer) = (id_of(&id)?, reach(&settings), Sealer::new(&keys, SEALED_FOR));
    let saved = Draft::posted(form).send(&db, ctx.actor()?, move |tx, who, draft| {
        let robot = commands::lock_for(tx, who, id, draft.seen)?;
        let wanted = draft.typed.parse(&reach, Some(&robot), draft.errors);
        commands::update(tx, who, &sealer, &robot, wanted, Utc::now())?;
        Ok(path_of(id))
    });
    match saved.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "robot-saved")),
        Err(draft) => {
            let (robot, departments) = db.read(move |c| Ok((queries::find(c, id)?, queries::departments(c)?))).await?;
            draw(&ctx, Some(robot), departments, draft)
        }
    }
}

fn draw(ctx: &Ctx, robot: Option<Robot>, departments: Departments, draft: Draft<RobotForm>) -> AppResult<HttpResponse> {
    let status = draft.status();
    page::with_status(ctx, &Edit::new(ctx, robot.as_ref(), &departments, draft), status)
}

impl Edit {
    fn new(ctx: &Ctx, robot: Option<&Robot>, departments: &Departments, draft: Draft<RobotForm>) -> Self {
        let Draft { typed, errors, overtaken, submission, seen, .. } = draft;
        let lang = ctx.language();
        let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
        let name = field("name", "robot-name", &typed.name).required().at_most(NAME);
        let audience = field("audience", "robot-audience", &typed.audience).hinted("robot-audience-hint").required();
        let audiences = audiences(lang, departments, &typed.audience);
        let secrets = match robot {
            Some(_) => ("robot-url-kept-hint", "robot-secret-kept-hint"),
            None => ("robot-url-hint", "robot-secret-hint"),
        };
        let url = field("url", "robot-url", &typed.url).hinted(secrets.0).at_most(URL);
        let format_choices = RobotFormat::ALL.map(|it| Choice::new(it.code(), lang.t(it.label()), &typed.format));
        let kind_box = |(code, label): (&str, &str)| Choice {
            value: code.to_owned(),
            label: lang.t(label),
            selected: typed.kinds.iter().any(|kind| kind == code),
        };
        let languages = [(Lang::Chinese, "postroom-in-chinese"), (Lang::English, "postroom-in-english")];
        Self {
            ctx: ctx.clone(),
            title: robot.map_or_else(
                || "robot-new".into(),
                |robot| Text::new("robot-edit-title").with("name", robot.name.as_str()),
            ),
            path: robot.map_or_else(|| NEW.to_owned(), |robot| format!("{}/edit", robot.path())),
            back: robot.map_or_else(|| LIST.to_owned(), Robot::path),
            submission,
            version: robot.map(|robot| seen.unwrap_or(robot.version)),
            changes: overtaken.zip(robot).map(|(says, robot)| {
                let now = RobotForm::of(robot);
                Changes::new(says, [Change::of(&name, &now.name), Change::chosen(&audience, &audiences, &now.audience)])
            }),
            format: field("format", "robot-format", &typed.format).required(),
            formats: format_choices.into(),
            url: if robot.is_some() { url } else { url.required() },
            secret: field("secret", "robot-secret", &typed.secret).hinted(secrets.1).at_most(SECRET),
            language: field("language", "robot-language", &typed.language).required(),
            languages: languages.map(|(it, label)| Choice::new(it.code(), lang.t(label), &typed.language)).into(),
            kinds: field("kind", "robot-hears", "").hinted("robot-kinds-hint").required(),
            kind_boxes: KINDS.map(kind_box).into(),
            name,
            audience,
            audiences,
            errors,
        }
    }
}

fn audiences(lang: Lang, departments: &Departments, chosen: &str) -> Vec<Choice> {
    let none = Choice::new("", lang.t("robot-audience-choose"), chosen);
    let roles = Role::ALL.map(|role| Choice::new(Audience::Role(role).code(), lang.say(&role.label()), chosen));
    let places = departments.iter().map(|(id, name)| {
        let label = lang.say(&Text::new("robot-audience-department").with("name", name.as_str()));
        Choice::new(Audience::Department(*id).code(), label, chosen)
    });
    std::iter::once(none).chain(roles).chain(places).collect()
}
