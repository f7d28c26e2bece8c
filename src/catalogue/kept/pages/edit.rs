//! `/admin/catalogue/{kind}/new` and `/admin/catalogue/{kind}/{code}`

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use super::list::PATH;
use crate::{
    catalogue::kept::{
        commands,
        entry::{Entry, RECORD_KIND, path_of},
        form::{EntryForm, NAME},
        kind::{Kind, Number},
        queries,
    },
    db::Db,
    error::{AppError, AppResult},
    outbox,
    policy::Actor,
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Change, Changes, Draft, Errors, Field},
        i18n::Lang,
        kept, page,
        record::Moment,
        submission,
    },
};

/// Lines of the history on the page.
const HISTORY: i64 = 20;

#[derive(Template)]
#[template(path = "catalogue/edit.html")]
struct Edit {
    ctx: Ctx,
    lang: Lang,
    errors: Errors,
    kind: Kind,
    /// That the form is about; nothing's for a new one.
    version: i32,
    path: String,
    leave: String,
    submission: Uuid,
    kept: Option<DateTime<Utc>>,
    changes: Option<Changes>,
    /// None for a new one.
    entry: Option<Entry>,
    code: Field,
    name: Field,
    name_en: Field,
    /// Those that can be typed.
    numbers: Vec<Field>,
    history: Vec<Moment>,
}

/// GET `/admin/catalogue/{kind}/new`
///
/// # Errors
/// 404 when there is no such kind.
pub async fn blank(ctx: Ctx, db: Data<Db>, kind: Path<String>) -> AppResult<HttpResponse> {
    let (who, kind) = (ctx.actor()?, kind_of(&kind)?);
    let kept = db.read(move |c| kept::find(c, who.id, &new_path(kind))).await?;
    draw(&ctx, kind, None, Draft::new(EntryForm::default()).or_kept(kept))
}

/// POST `/admin/catalogue/{kind}/new` (`code`, `name`, `name_en`, the kind's numbers)
///
/// # Errors
/// 404 when there is no such kind, 422 with every refusal at its field.
pub async fn create(ctx: Ctx, db: Data<Db>, kind: Path<String>, form: Form<EntryForm>) -> AppResult<HttpResponse> {
    let kind = kind_of(&kind)?;
    let sent = Draft::posted(form).send(&db, ctx.actor()?, move |tx, who, draft| {
        let entry = commands::create(tx, who, kind, &draft.typed.parse(kind, None, draft.errors)?)?;
        kept::forget(tx, who.id, &new_path(kind))?;
        Ok(entry.path())
    });
    match sent.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "catalogue-entry-created")),
        Err(draft) => draw(&ctx, kind, None, draft),
    }
}

/// GET `/admin/catalogue/{kind}/{code}`
///
/// # Errors
/// 404 when there is no such entry.
pub async fn filled(ctx: Ctx, db: Data<Db>, path: Path<(String, String)>) -> AppResult<HttpResponse> {
    let (who, (kind, code)) = (ctx.actor()?, named(path)?);
    let (known, kept) = db
        .read(move |c| {
            let known = known(c, kind, &code)?;
            let changed = known.1.first().and_then(|moment| moment.at).unwrap_or_default();
            let kept = kept::since(c, who.id, &known.0.path(), changed)?;
            Ok((known, kept))
        })
        .await?;
    let draft = Draft::new(EntryForm::from(&known.0)).or_kept(kept);
    draw(&ctx, kind, Some(known), draft)
}

/// POST `/admin/catalogue/{kind}/{code}` (`name`, `name_en`, limits)
///
/// # Errors
/// 404, 409 over the entry as it is now when it was changed since the page was drawn, 422 with every refusal at its field.
pub async fn update(
    ctx: Ctx,
    db: Data<Db>,
    path: Path<(String, String)>,
    form: Form<EntryForm>,
) -> AppResult<HttpResponse> {
    let (kind, code) = named(path)?;
    let for_page = code.clone();
    let change = move |tx: &mut PgConnection, who: &Actor, draft: Draft<EntryForm>| {
        let entry = commands::lock_entry(tx, kind, &code)?;
        let wanted = draft.typed.parse(kind, Some(&entry), draft.errors)?;
        let entry = commands::update(tx, who, &entry, draft.seen, &wanted)?;
        kept::forget(tx, who.id, &entry.path())?;
        Ok(entry.path())
    };
    match Draft::posted(form).send(&db, ctx.actor()?, change).await? {
        Ok(path) => Ok(page::see_other_saying(&path, "catalogue-entry-saved")),
        Err(draft) => {
            let known = db.read(move |c| known(c, kind, &for_page)).await?;
            draw(&ctx, kind, Some(known), draft)
        }
    }
}

/// POST `/admin/catalogue/{kind}/{code}/retire`
///
/// # Errors
/// 404, 409 when it is retired or was changed since the page was drawn.
pub async fn retire(ctx: Ctx, db: Data<Db>, path: Path<(String, String)>, form: Form<()>) -> AppResult<HttpResponse> {
    turn(&ctx, &db, path, &form, true).await
}

/// POST `/admin/catalogue/{kind}/{code}/restore`
///
/// # Errors
/// 404, 409 when it isn't retired or was changed since the page was drawn.
pub async fn restore(ctx: Ctx, db: Data<Db>, path: Path<(String, String)>, form: Form<()>) -> AppResult<HttpResponse> {
    turn(&ctx, &db, path, &form, false).await
}

async fn turn(
    ctx: &Ctx,
    db: &Db,
    path: Path<(String, String)>,
    form: &Form<()>,
    retire: bool,
) -> AppResult<HttpResponse> {
    let (who, (kind, code)) = (ctx.actor()?, named(path)?);
    let (number, seen) = (form.submission(), form.version());
    let done = db.write(move |tx| {
        submission::once(tx, who.id, number, |tx| Ok(commands::turn(tx, &who, kind, &code, seen, retire)?.path()))
    });
    let happened = if retire { "catalogue-entry-retired" } else { "catalogue-entry-restored" };
    Ok(page::see_other_saying(&done.await?, happened))
}

fn kind_of(code: &str) -> AppResult<Kind> {
    code.parse().map_err(|_| AppError::NotFound)
}

fn named(path: Path<(String, String)>) -> AppResult<(Kind, String)> {
    let (kind, code) = path.into_inner();
    Ok((kind_of(&kind)?, code))
}

fn new_path(kind: Kind) -> String {
    path_of(kind, "new")
}

/// An entry and what happened to it.
type Known = (Entry, Vec<Moment>);

fn known(c: &mut PgConnection, kind: Kind, code: &str) -> AppResult<Known> {
    let entry = queries::find(c, kind, code)?;
    let lines = outbox::timeline(c, RECORD_KIND, entry.id, HISTORY)?;
    Ok((entry, lines.into_iter().map(Moment::from).collect()))
}

fn draw(ctx: &Ctx, kind: Kind, known: Option<Known>, draft: Draft<EntryForm>) -> AppResult<HttpResponse> {
    let status = draft.status();
    page::with_status(ctx, &Edit::new(ctx, kind, known, draft), status)
}

impl Edit {
    fn can_be_saved(&self) -> bool {
        self.entry.is_none() || self.kind.changes()
    }

    fn title(&self) -> Text {
        match &self.entry {
            Some(entry) => Text::new("catalogue-entry-title").with("name", entry.name(self.lang)),
            None => Text::new("catalogue-entry-new").with("kind", Text::new(self.kind.label())),
        }
    }

    fn new(ctx: &Ctx, kind: Kind, known: Option<Known>, draft: Draft<EntryForm>) -> Self {
        let Draft { typed, errors, overtaken, kept, submission, seen } = draft;
        let (entry, history) = known.map_or((None, Vec::new()), |(entry, history)| (Some(entry), history));
        let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors).required();
        let code = field("code", "catalogue-entry-code", &typed.code).hinted(kind.code_hint());
        let name = field("name", "catalogue-entry-name", &typed.name).at_most(*NAME.end());
        let name_en = field("name_en", "catalogue-entry-name-en", &typed.name_en).at_most(*NAME.end());
        let open = |number: &&Number| entry.is_none() || number.changes;
        let numbers: Vec<Field> = kind
            .numbers()
            .iter()
            .filter(open)
            .map(|number| field(number.field, number.label, typed.number(number.field)))
            .collect();
        let changes = overtaken.zip(entry.as_ref()).map(|(says, entry)| {
            let now = |field: &Field| entry.number(field.name()).map(|is| is.to_string()).unwrap_or_default();
            let named = [Change::of(&name, &entry.name), Change::of(&name_en, &entry.name_en)];
            Changes::new(says, named.into_iter().chain(numbers.iter().map(|field| Change::of(field, &now(field)))))
        });
        Self {
            ctx: ctx.clone(),
            lang: ctx.language(),
            version: entry.as_ref().map_or(0, |entry| seen.unwrap_or(entry.version)),
            path: entry.as_ref().map_or_else(|| new_path(kind), Entry::path),
            leave: format!("{PATH}?kind={}", kind.code()),
            submission,
            kept,
            changes,
            kind,
            entry,
            code,
            name,
            name_en,
            numbers,
            history,
            errors,
        }
    }
}
