//! `/admin/outbox/{id}`

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use uuid::Uuid;

use crate::{
    config::Settings,
    db::Db,
    error::AppResult,
    outbox::{self, Composed, Line, MailState, StoredMail, mailbox, wording::Wordings},
    postroom::outbox::{
        commands,
        form::{DropForm, REASON},
        model::{Kept, RECORD_KIND, path_of},
    },
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Draft, Errors, Field},
        page,
        path::id_of,
        record::Moment,
        submission,
    },
};

/// Lines of the history on the page.
const HISTORY: i64 = 50;

#[derive(Template)]
#[template(path = "postroom/mail.html")]
struct Show {
    ctx: Ctx,
    errors: Errors,
    kept: Kept,
    /// With what an administrator isn't to read left out.
    letter: Composed,
    /// Whether people's words were.
    has_quote: bool,
    history: Vec<Moment>,
    resending: Uuid,
    dropping: Uuid,
    reason: Field,
}

/// What the page is drawn from.
type Subject = (StoredMail, Vec<Line>, Wordings);

/// GET `/admin/outbox/{id}`
///
/// # Errors
/// 404 when there is none.
pub async fn show(ctx: Ctx, db: Data<Db>, settings: Data<Settings>, id: Path<String>) -> AppResult<HttpResponse> {
    let subject = read(&db, id_of(&id)?).await?;
    draw(&ctx, &settings, subject, Draft::new(DropForm::default()))
}

/// POST `/admin/outbox/{id}/resend`
///
/// # Errors
/// 404, 409 when it left already or is on its way.
pub async fn resend(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    let (who, id, number) = (ctx.actor()?, id_of(&id)?, form.submission());
    let done = db.write(move |tx| {
        submission::once(tx, who.id, number, |tx| commands::resend(tx, &who, id).map(|()| path_of(id)))
    });
    Ok(page::see_other_saying(&done.await?, "postroom-resent"))
}

/// POST `/admin/outbox/{id}/drop` (`reason`)
///
/// # Errors
/// 404, 409 when it left already or is on its way, 422 without a reason.
pub async fn drop(
    ctx: Ctx,
    db: Data<Db>,
    settings: Data<Settings>,
    id: Path<String>,
    form: Form<DropForm>,
) -> AppResult<HttpResponse> {
    let id = id_of(&id)?;
    let dropped = Draft::posted(form).send(&db, ctx.actor()?, move |tx, who, draft| {
        commands::drop(tx, who, id, draft.typed.parse(draft.errors))?;
        Ok(path_of(id))
    });
    match dropped.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "postroom-dropped")),
        Err(draft) => draw(&ctx, &settings, read(&db, id).await?, draft),
    }
}

async fn read(db: &Db, id: i64) -> AppResult<Subject> {
    db.read(move |c| Ok((mailbox::find(c, id)?, outbox::timeline(c, RECORD_KIND, id, HISTORY)?, Wordings::read(c)?)))
        .await
}

fn draw(ctx: &Ctx, settings: &Settings, subject: Subject, draft: Draft<DropForm>) -> AppResult<HttpResponse> {
    let status = draft.status();
    let (mail, history, words) = subject;
    let Draft { typed, errors, submission, .. } = draft;
    let reason = Field::new("reason", "postroom-reason", typed.reason).hinted("postroom-reason-hint").checked(&errors);
    let show = Show {
        ctx: ctx.clone(),
        has_quote: !mail.quote.is_empty(),
        letter: mailbox::letter(mail.clone().covered(), settings, &words)?,
        kept: Kept::of(mail, &words)?,
        history: history.into_iter().map(Moment::from).collect(),
        resending: Uuid::new_v4(),
        dropping: submission,
        reason: reason.required().at_most(REASON),
        errors,
    };
    page::with_status(ctx, &show, status)
}

impl Show {
    /// What is to be known of it beside its facts.
    fn note(&self) -> Option<Text> {
        let mail = &self.kept.mail;
        match mail.state() {
            MailState::Parked => Some("postroom-parked-note".into()),
            MailState::Waiting if mail.is_on_its_way => Some("postroom-on-its-way".into()),
            MailState::Read => Some("postroom-read-note".into()),
            _ => None,
        }
    }
}
