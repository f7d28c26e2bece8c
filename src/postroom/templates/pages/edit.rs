//! `/admin/mail-templates/{kind}/{language}`

use actix_web::{
    HttpResponse,
    http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    web::{Data, Path},
};
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use crate::{
    config::Settings,
    db::Db,
    error::AppResult,
    outbox::{
        self, Composed, KINDS, Line, StoredMail, gap_label, mailbox,
        wording::{Kept, Wording, Wordings},
    },
    policy::Actor,
    postroom::templates::{
        commands,
        form::{FRAME_PART, SUBJECT, TEXT, TemplateForm},
        model::{Of, RECORD_KIND, Template},
    },
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Change, Changes, Draft, Errors, Field},
        kept, page,
        record::Moment,
        submission,
    },
};

/// Lines of the history on the page.
const HISTORY: i64 = 20;
/// Nothing in a drawn mail may run, load or send.
const SANDBOX: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
                       frame-ancestors 'none'; sandbox";

#[derive(askama::Template)]
#[template(path = "postroom/template.html")]
struct Edit {
    ctx: Ctx,
    errors: Errors,
    title: String,
    template: Template,
    path: String,
    submission: Uuid,
    resetting: Uuid,
    version: i32,
    kept: Option<DateTime<Utc>>,
    changes: Option<Changes>,
    /// Whether its words are somebody's own.
    own: bool,
    subject: Field,
    greeting: Field,
    closing: Field,
    texts: Vec<TextField>,
    gaps: Vec<Gap>,
    preview: Composed,
    /// Whether it shows a mail that there is.
    is_real: bool,
    history: Vec<Moment>,
}

/// A sentence of the text.
struct TextField {
    field: Field,
    built_in: String,
}

/// What may stand in braces.
struct Gap {
    name: String,
    label: &'static str,
}

/// What the page is drawn from.
struct Subject {
    template: Template,
    words: Wordings,
    newest: Option<StoredMail>,
    history: Vec<Line>,
}

impl Subject {
    fn read(c: &mut PgConnection, template: Template) -> AppResult<Self> {
        let words = Wordings::read(c)?;
        let history = match words.kept(template.of.code(), template.lang) {
            Some(kept) => outbox::timeline(c, RECORD_KIND, kept.id, HISTORY)?,
            None => vec![],
        };
        Ok(Self { newest: mailbox::newest(c, template.of.kind())?, words, history, template })
    }

    fn kept(&self) -> Kept {
        self.words.kept(self.template.of.code(), self.template.lang).cloned().unwrap_or_default()
    }

    /// A mail in these words; the built-in ones where they can't be used.
    fn preview(&self, wording: Option<Wording>, settings: &Settings) -> AppResult<Composed> {
        let Template { of, lang } = self.template;
        let mail = match &self.newest {
            Some(mail) => mail.clone().covered().in_language(lang),
            None => StoredMail::example(of.kind().unwrap_or(&KINDS[0]), lang, Utc::now())?,
        };
        let words = match wording {
            Some(wording) => self.words.clone().with(of.code(), lang, wording),
            None => self.words.clone(),
        };
        mailbox::letter(mail, settings, &words)
    }
}

/// GET `/admin/mail-templates/{kind}/{language}`
///
/// # Errors
/// 404 when there is no such kind or language.
pub async fn filled(
    ctx: Ctx,
    db: Data<Db>,
    settings: Data<Settings>,
    path: Path<(String, String)>,
) -> AppResult<HttpResponse> {
    let (who, template) = (ctx.actor()?, Template::named(&path.0, &path.1)?);
    let (subject, kept) = db
        .read(move |c| {
            let subject = Subject::read(c, template)?;
            let kept = kept::since(c, who.id, &template.path(), subject.kept().updated_at)?;
            Ok((subject, kept))
        })
        .await?;
    let draft = Draft::new(TemplateForm::of(&template, &subject.kept().wording)).or_kept(kept);
    draw(&ctx, &settings, &subject, draft)
}

/// POST `/admin/mail-templates/{kind}/{language}` (`subject`, `text`, `greeting`, `closing`, `action`): saves it, or shows a
/// mail in these words.
///
/// # Errors
/// 404, 409 when other words were given since the page was drawn, 422 with every refusal at its field.
pub async fn save(
    ctx: Ctx,
    db: Data<Db>,
    settings: Data<Settings>,
    path: Path<(String, String)>,
    form: Form<TemplateForm>,
) -> AppResult<HttpResponse> {
    let template = Template::named(&path.0, &path.1)?;
    let draft = Draft::posted(form);
    let read = move |c: &mut PgConnection| Subject::read(c, template);
    if draft.typed.action == "preview" {
        let errors = draft.typed.parse(&template, draft.errors.clone()).err().unwrap_or_default();
        return draw(&ctx, &settings, &db.read(read).await?, Draft { errors, ..draft });
    }
    let saved = draft.send(&db, ctx.actor()?, move |tx, who, draft| keep(tx, who, &template, draft));
    match saved.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "postroom-template-saved")),
        Err(draft) => draw(&ctx, &settings, &db.read(read).await?, draft),
    }
}

fn keep(tx: &mut PgConnection, who: &Actor, template: &Template, draft: Draft<TemplateForm>) -> AppResult<String> {
    let wanted = draft.typed.parse(template, draft.errors);
    commands::save(tx, who, template, draft.seen, wanted, Utc::now())?;
    kept::forget(tx, who.id, &template.path())?;
    Ok(template.path())
}

/// POST `/admin/mail-templates/{kind}/{language}/reset`
///
/// # Errors
/// 404, 409 when it is said in the built-in words, or other words were given since the page was drawn.
pub async fn reset(ctx: Ctx, db: Data<Db>, path: Path<(String, String)>, form: Form<()>) -> AppResult<HttpResponse> {
    let (who, template) = (ctx.actor()?, Template::named(&path.0, &path.1)?);
    let (number, seen) = (form.submission(), form.version());
    let done = db.write(move |tx| {
        submission::once(tx, who.id, number, |tx| {
            commands::reset(tx, &who, &template, seen, Utc::now())?;
            kept::forget(tx, who.id, &template.path())?;
            Ok(template.path())
        })
    });
    Ok(page::see_other_saying(&done.await?, "postroom-template-reset"))
}

/// GET `/admin/mail-templates/{kind}/{language}/html`: a mail in the words in force, as a mail program shows it.
///
/// # Errors
/// As [`filled`].
pub async fn html(db: Data<Db>, settings: Data<Settings>, path: Path<(String, String)>) -> AppResult<HttpResponse> {
    let template = Template::named(&path.0, &path.1)?;
    let subject = db.read(move |c| Subject::read(c, template)).await?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_SECURITY_POLICY, SANDBOX))
        .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
        .body(subject.preview(None, &settings)?.html))
}

fn draw(ctx: &Ctx, settings: &Settings, subject: &Subject, draft: Draft<TemplateForm>) -> AppResult<HttpResponse> {
    let status = draft.status();
    let page = Edit::new(ctx, settings, subject, draft)?;
    page::with_status(ctx, &page, status)
}

impl Edit {
    fn new(ctx: &Ctx, settings: &Settings, subject: &Subject, draft: Draft<TemplateForm>) -> AppResult<Self> {
        let (template, current) = (subject.template, subject.kept());
        let Draft { typed, errors, overtaken, kept, submission, seen } = draft;
        let preview = subject.preview(typed.parse(&template, Errors::default()).ok(), settings)?;
        let now = TemplateForm::of(&template, &current.wording);
        let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
        let is_frame = template.of == Of::Frame;
        let hints = if is_frame {
            ("postroom-frame-subject-hint", "postroom-frame-part-hint")
        } else {
            ("postroom-subject-hint", "postroom-own-part-hint")
        };
        let title_field = field("subject", "mailbox-subject", &typed.subject).hinted(hints.0).at_most(SUBJECT);
        let greeting = field("greeting", "postroom-greeting", &typed.greeting).hinted(hints.1).at_most(FRAME_PART);
        let closing = field("closing", "postroom-closing", &typed.closing).hinted(hints.1).at_most(FRAME_PART);
        let texts = text_fields(&template, &typed, &errors);
        let changes = overtaken.map(|says| {
            let parts = [
                Change::of(&title_field, &now.subject),
                Change::of(&greeting, &now.greeting),
                Change::of(&closing, &now.closing),
            ];
            let sentences = texts.iter().zip(&now.texts).map(|(text, now)| Change::of(&text.field, now));
            Changes::new(says, parts.into_iter().chain(sentences))
        });
        Ok(Self {
            ctx: ctx.clone(),
            title: template.of.label(ctx.language()),
            path: template.path(),
            submission,
            resetting: Uuid::new_v4(),
            version: seen.unwrap_or(current.version),
            kept,
            changes,
            own: !current.wording.is_built_in(),
            subject: title_field,
            greeting,
            closing,
            texts,
            gaps: gaps(&template),
            preview,
            is_real: subject.newest.is_some(),
            history: subject.history.iter().cloned().map(Moment::from).collect(),
            template,
            errors,
        })
    }

    /// What is previewed with.
    fn previewed(&self) -> Text {
        if self.is_real { "postroom-preview-real".into() } else { "postroom-preview-example".into() }
    }

    const fn language(&self) -> &'static str {
        match self.template.lang {
            crate::web::i18n::Lang::Chinese => "postroom-in-chinese",
            crate::web::i18n::Lang::English => "postroom-in-english",
        }
    }
}

fn text_fields(template: &Template, typed: &TemplateForm, errors: &Errors) -> Vec<TextField> {
    let texts = template.of.texts().iter().enumerate();
    let field = |(nth, text)| {
        let label = if nth == 0 { "postroom-text" } else { "postroom-text-variant" };
        let value = typed.texts.get(nth).map(String::as_str).unwrap_or_default();
        let field = Field::new("text", label, value).in_row(nth + 1).checked(errors).at_most(TEXT);
        TextField { field, built_in: template.built_in_text(text) }
    };
    texts.map(field).collect()
}

/// Everything that some part of it can be filled with.
fn gaps(template: &Template) -> Vec<Gap> {
    let mut names: Vec<&str> = template.of.subject_gaps().to_vec();
    let more = template.of.texts().iter().flat_map(|text| template.text_gaps(text)).chain(["name"]);
    for gap in more {
        if !names.contains(&gap) {
            names.push(gap);
        }
    }
    names.into_iter().map(|gap| Gap { name: format!("{{{gap}}}"), label: gap_label(gap) }).collect()
}
