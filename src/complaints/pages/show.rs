//! `/complaints/{id}`

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use crate::{
    complaints::{
        commands,
        form::{LONGEST, SaidForm, Words},
        model::{Complaint, Entry, path_of},
        queries,
        state::State,
        workflow::Side,
    },
    db::Db,
    error::AppResult,
    outbox,
    policy::Actor,
    tickets::model::{RECORD_KIND as TICKET, path_of as ticket_path},
    web::{
        Ctx, Form, filters,
        form::{Draft, Errors, Field},
        kept, page,
        path::id_of,
        record::Moment,
        submission,
    },
};

/// Lines of the ticket's progress; few have more.
const LINES: i64 = 100;

#[derive(Template)]
#[template(path = "complaints/show.html")]
struct Show {
    ctx: Ctx,
    errors: Errors,
    complaint: Complaint,
    /// Where its reader may look at the ticket.
    ticket: Option<String>,
    thread: Vec<Entry>,
    /// How the ticket went, for administrators, who don't see it.
    progress: Vec<Moment>,
    /// What its reader may say now; none once it is closed.
    say: Option<Say>,
    /// The number of the form that closes it, if its reader may.
    closing: Option<Uuid>,
}

struct Say {
    path: String,
    label: &'static str,
    submission: Uuid,
    text: Field,
    kept: Option<DateTime<Utc>>,
}

/// What the page is drawn from.
struct Subject {
    complaint: Complaint,
    side: Side,
    thread: Vec<Entry>,
    progress: Vec<Moment>,
}

impl Subject {
    fn read(c: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Self> {
        let complaint = queries::find(c, who, id)?;
        let side = complaint.side_of(who.id);
        let progress = match side {
            Side::Filer => vec![],
            Side::Administrator => outbox::timeline(c, TICKET, complaint.ticket_id, LINES)?,
        };
        // Talk is between the two sides of the ticket.
        let progress = progress.into_iter().rev().filter(|line| !line.action.ends_with("essageCase"));
        Ok(Self { side, thread: queries::thread(c, id)?, progress: progress.map(Moment::from).collect(), complaint })
    }

    /// Where its reader's words go.
    fn said_at(&self) -> String {
        said_at(self.complaint.id, self.side)
    }
}

fn said_at(id: i64, side: Side) -> String {
    match side {
        Side::Filer => format!("{}/reply", path_of(id)),
        Side::Administrator => format!("{}/answer", path_of(id)),
    }
}

/// GET `/complaints/{id}`
///
/// # Errors
/// 404 when there is none in sight.
pub async fn show(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (subject, kept) = db
        .read(move |c| {
            let subject = Subject::read(c, &who, id)?;
            let kept = kept::find(c, who.id, &subject.said_at())?;
            Ok((subject, kept))
        })
        .await?;
    draw(&ctx, subject, Draft::new(SaidForm::default()).or_kept(kept))
}

/// POST `/complaints/{id}/reply`
///
/// # Errors
/// 404, 403 for anyone but who filed it, 409 once it is closed.
pub async fn reply(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<SaidForm>) -> AppResult<HttpResponse> {
    say(&ctx, &db, &id, form, Side::Filer, commands::reply).await
}

/// POST `/complaints/{id}/answer`
///
/// # Errors
/// 404, 403 for who filed it, 409 once it is closed.
pub async fn answer(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<SaidForm>) -> AppResult<HttpResponse> {
    say(&ctx, &db, &id, form, Side::Administrator, commands::answer).await
}

type Verb = fn(&mut PgConnection, &Actor, i64, Result<Words, Errors>, DateTime<Utc>) -> AppResult<Complaint>;

async fn say(ctx: &Ctx, db: &Db, id: &str, form: Form<SaidForm>, side: Side, verb: Verb) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(id)?);
    let sent = Draft::posted(form).send(db, who.clone(), move |tx, who, draft| {
        let complaint = verb(tx, who, id, draft.typed.parse(draft.errors), Utc::now())?;
        kept::forget(tx, who.id, &said_at(id, side))?;
        Ok(complaint.path())
    });
    match sent.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "complaint-said")),
        Err(draft) => {
            let subject = db.read(move |c| Subject::read(c, &who, id)).await?;
            draw(ctx, subject, draft)
        }
    }
}

/// POST `/complaints/{id}/close`
///
/// # Errors
/// 404, 403 for anyone but who filed it, 409 once it is closed.
pub async fn close(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    let (who, id, number) = (ctx.actor()?, id_of(&id)?, form.submission());
    let closed = db.write(move |tx| {
        submission::once(tx, who.id, number, |tx| Ok(commands::close(tx, &who, id, Utc::now())?.path()))
    });
    Ok(page::see_other_saying(&closed.await?, "complaint-closed"))
}

fn draw(ctx: &Ctx, subject: Subject, draft: Draft<SaidForm>) -> AppResult<HttpResponse> {
    let status = draft.status();
    let path = subject.said_at();
    let Subject { complaint, side, thread, progress } = subject;
    let Draft { typed, errors, kept, submission, .. } = draft;
    let (label, action) = match side {
        Side::Filer => ("complaint-reply-text", "complaint-reply"),
        Side::Administrator => ("complaint-answer-text", "complaint-answer"),
    };
    let is_closed = complaint.state() == State::Closed;
    let text = Field::new("text", label, typed.text).checked(&errors).required().at_most(LONGEST);
    let page = Show {
        ctx: ctx.clone(),
        ticket: (side == Side::Filer && complaint.ticket_state().is_some()).then(|| ticket_path(&complaint.number)),
        say: (!is_closed).then_some(Say { path, label: action, submission, text, kept }),
        closing: (!is_closed && side == Side::Filer).then(Uuid::new_v4),
        complaint,
        thread,
        progress,
        errors,
    };
    page::with_status(ctx, &page, status)
}
