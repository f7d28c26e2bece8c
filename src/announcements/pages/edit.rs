//! `/admin/announcements/new` and `/admin/announcements/{id}`

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use crate::{
    announcements::{
        LIST, commands,
        form::{AnnouncementForm, TEXT, TITLE},
        model::{Announcement, Audience, Level, RECORD_KIND, State},
        queries,
    },
    db::Db,
    error::AppResult,
    outbox,
    policy::Role,
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Change, Changes, Choice, Draft, Errors, Field},
        i18n::Lang,
        kept, page,
        path::id_of,
        record::Moment,
    },
};

const NEW: &str = "/admin/announcements/new";
/// Lines of the history on the page.
const HISTORY: i64 = 50;

#[derive(Template)]
#[template(path = "announcements/edit.html")]
struct Edit {
    ctx: Ctx,
    errors: Errors,
    path: String,
    now: DateTime<Utc>,
    /// None for a new one.
    it: Option<Announcement>,
    history: Vec<Moment>,
    submission: Uuid,
    version: Option<i32>,
    kept: Option<DateTime<Utc>>,
    changes: Option<Changes>,
    title_zh: Field,
    title_en: Field,
    text_zh: Field,
    text_en: Field,
    level: Field,
    levels: Vec<Choice>,
    audience: Field,
    audiences: Vec<Choice>,
    roles: Field,
    role_choices: Vec<Choice>,
    begins_at: Field,
    ends_at: Field,
}

/// A known one with its history.
type Subject = (Announcement, Vec<Moment>);

/// GET `/admin/announcements/new`
///
/// # Errors
/// When the database can't be had.
pub async fn blank(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let kept = db.read(move |c| kept::find(c, who.id, NEW)).await?;
    let usual = AnnouncementForm {
        level: Level::Info.code().to_owned(),
        audience: Audience::Everyone.code().to_owned(),
        ..AnnouncementForm::default()
    };
    draw(&ctx, None, Draft::new(usual).or_kept(kept))
}

/// POST `/admin/announcements/new` (`title_zh`, `title_en`, `text_zh`, `text_en`, `level`, `audience`, `roles`, `begins_at`,
/// `ends_at`)
///
/// # Errors
/// 422 with every refusal at its field.
pub async fn create(ctx: Ctx, db: Data<Db>, form: Form<AnnouncementForm>) -> AppResult<HttpResponse> {
    let made = Draft::posted(form).send(&db, ctx.actor()?, |tx, who, draft| {
        let now = Utc::now();
        let it = commands::create(tx, who, &draft.typed.parse(now, draft.errors)?, now)?;
        kept::forget(tx, who.id, NEW)?;
        Ok(it.path())
    });
    match made.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "announcement-created")),
        Err(draft) => draw(&ctx, None, draft),
    }
}

/// GET `/admin/announcements/{id}`
///
/// # Errors
/// 404 when there is none.
pub async fn filled(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (subject, kept) = db
        .read(move |c| {
            let subject = known(c, id)?;
            let kept = kept::since(c, who.id, &subject.0.path(), subject.0.updated_at)?;
            Ok((subject, kept))
        })
        .await?;
    let draft = Draft::new(AnnouncementForm::from(&subject.0)).or_kept(kept);
    draw(&ctx, Some(subject), draft)
}

/// POST `/admin/announcements/{id}`
///
/// # Errors
/// 404, 403, 409 once it has ended, or over what it is now when it was changed since the page was drawn, 422 with every
/// refusal at its field.
pub async fn update(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<AnnouncementForm>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let saved = Draft::posted(form).send(&db, who, move |tx, who, draft| {
        let now = Utc::now();
        let before = commands::lock_for(tx, who, id, draft.seen)?;
        let wanted = draft.typed.parse(now, draft.errors)?;
        let it = commands::update(tx, who, &before, &wanted, now)?;
        kept::forget(tx, who.id, &it.path())?;
        Ok(it.path())
    });
    match saved.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "announcement-saved")),
        Err(draft) => {
            let subject = db.read(move |c| known(c, id)).await?;
            draw(&ctx, Some(subject), draft)
        }
    }
}

fn known(c: &mut PgConnection, id: i64) -> AppResult<Subject> {
    let it = queries::find(c, id)?;
    let lines = outbox::timeline(c, RECORD_KIND, id, HISTORY)?;
    Ok((it, lines.into_iter().map(Moment::from).collect()))
}

/// Each role, ticked if it was chosen.
fn roles(lang: Lang, chosen: &[String]) -> Vec<Choice> {
    let one = |role: Role| Choice {
        value: role.code().to_owned(),
        label: lang.say(&role.label()),
        selected: chosen.iter().any(|code| code == role.code()),
    };
    Role::ALL.into_iter().map(one).collect()
}

fn draw(ctx: &Ctx, subject: Option<Subject>, draft: Draft<AnnouncementForm>) -> AppResult<HttpResponse> {
    let (status, lang) = (draft.status(), ctx.language());
    let Draft { typed, errors, overtaken, kept, submission, seen } = draft;
    let (it, history) = subject.unzip();
    let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors).required();
    let levels = Level::ALL.iter().map(|it| Choice::new(it.code(), lang.t(it.label()), &typed.level));
    let audiences = Audience::ALL.iter().map(|it| Choice::new(it.code(), lang.t(it.label()), &typed.audience));
    let mut page = Edit {
        path: it.as_ref().map_or_else(|| NEW.to_owned(), Announcement::path),
        now: Utc::now(),
        version: it.as_ref().map(|it| seen.unwrap_or(it.version)),
        history: history.unwrap_or_default(),
        submission,
        kept,
        changes: None,
        title_zh: field("title_zh", "announcement-title-zh", &typed.title_zh).at_most(TITLE.0),
        title_en: field("title_en", "announcement-title-en", &typed.title_en).at_most(TITLE.1),
        text_zh: field("text_zh", "announcement-text-zh", &typed.text_zh).at_most(TEXT.0),
        text_en: field("text_en", "announcement-text-en", &typed.text_en).at_most(TEXT.1),
        levels: levels.collect(),
        level: field("level", "announcement-level", &typed.level),
        audiences: audiences.collect(),
        audience: field("audience", "announcement-audience", &typed.audience),
        role_choices: roles(lang, &typed.roles),
        roles: Field::new("roles", "announcement-roles", "").hinted("announcement-roles-hint").checked(&errors),
        begins_at: Field::new("begins_at", "announcement-begins", typed.begins_at.as_str())
            .hinted("announcement-begins-hint")
            .checked(&errors),
        ends_at: field("ends_at", "announcement-ends", &typed.ends_at),
        it,
        errors,
        ctx: ctx.clone(),
    };
    page.changes = overtaken.zip(page.it.as_ref()).map(|(says, now)| page.differing(says, &now.into()));
    page::with_status(ctx, &page, status)
}

impl Edit {
    fn title(&self) -> Text {
        self.it.as_ref().map_or_else(
            || "announcement-new".into(),
            |it| Text::new("announcement-heading-of").with("title", it.title(self.ctx.language())),
        )
    }

    fn state(&self) -> Option<State> {
        self.it.as_ref().map(|it| it.state(self.now))
    }

    fn may_change(&self) -> bool {
        self.state() != Some(State::Ended)
    }

    fn differing(&self, says: Text, now: &AnnouncementForm) -> Changes {
        let fields = [
            Change::of(&self.title_zh, &now.title_zh),
            Change::of(&self.title_en, &now.title_en),
            Change::of(&self.text_zh, &now.text_zh),
            Change::of(&self.text_en, &now.text_en),
            Change::chosen(&self.level, &self.levels, &now.level),
            Change::chosen(&self.audience, &self.audiences, &now.audience),
            Change::of(&self.begins_at, &now.begins_at),
            Change::of(&self.ends_at, &now.ends_at),
        ];
        Changes::new(says, fields)
    }
}
