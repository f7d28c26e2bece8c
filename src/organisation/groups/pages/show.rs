//! `/admin/ticket-groups/{id}`: its members, and what can be done about them.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::Utc;
use diesel::PgConnection;
use uuid::Uuid;

use crate::{
    db::Db,
    error::AppResult,
    organisation::groups::{
        LIST, commands,
        form::MemberForm,
        model::{Group, Member, RECORD_KIND},
        queries,
    },
    outbox,
    policy::Actor,
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Changes, Choice, Draft, Errors, Field},
        page,
        path::id_of,
        record::Moment,
        submission,
    },
};

/// Lines of the history on the page.
const HISTORY: i64 = 50;

#[derive(Template)]
#[template(path = "organisation/group.html")]
struct Show {
    ctx: Ctx,
    errors: Errors,
    /// Somebody was quicker.
    changes: Option<Changes>,
    it: Group,
    members: Vec<Member>,
    history: Vec<Moment>,
    submission: Uuid,
    user: Field,
    /// Who of its department is in another group.
    others: Vec<Choice>,
}

/// A group with the people of its department.
struct Subject {
    it: Group,
    people: Vec<Member>,
    history: Vec<Moment>,
}

/// GET `/admin/ticket-groups/{id}`
///
/// # Errors
/// 404 when there is none.
pub async fn show(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let id = id_of(&id)?;
    let subject = db.read(move |c| Subject::of(c, id)).await?;
    draw(&ctx, subject, Draft::new(MemberForm::default()))
}

/// POST `/admin/ticket-groups/{id}/add` (`user`)
///
/// # Errors
/// 404, 403, 409 when it is disabled or was changed since the page was drawn, 422 at whom it isn't to be.
pub async fn add(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<MemberForm>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let added = Draft::posted(form).send(&db, who, move |tx, who, draft| {
        let group = commands::lock_for(tx, who, id, draft.seen)?;
        let mut errors = draft.errors;
        let user = errors.take("user", draft.typed.user.parse().map_err(|_| "organisation-group-member-missing"));
        let user = errors.finish(|| user)?;
        Ok(commands::add(tx, who, &group, user, Utc::now())?.path())
    });
    match added.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "organisation-group-member-added")),
        Err(draft) => {
            let subject = db.read(move |c| Subject::of(c, id)).await?;
            draw(&ctx, subject, draft)
        }
    }
}

/// POST `/admin/ticket-groups/{id}/members/{user}/remove`
///
/// # Errors
/// 404, 403, 409 for the default one, or when it was changed since the page was drawn.
pub async fn remove(ctx: Ctx, db: Data<Db>, path: Path<(String, String)>, form: Form<()>) -> AppResult<HttpResponse> {
    let user = id_of(&path.1)?;
    let gone = act(&ctx, &db, &path.0, &form, move |tx, who, group| commands::remove(tx, who, group, user, Utc::now()));
    Ok(page::see_other_saying(&gone.await?, "organisation-group-member-removed"))
}

/// POST `/admin/ticket-groups/{id}/disable`
///
/// # Errors
/// 404, 403, 409 when it is the default one, is disabled, has members, or was changed since the page was drawn.
pub async fn disable(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    let done = act(&ctx, &db, &id, &form, |tx, who, group| commands::turn(tx, who, group, true, Utc::now()));
    Ok(page::see_other_saying(&done.await?, "organisation-group-disabled"))
}

/// POST `/admin/ticket-groups/{id}/enable`
///
/// # Errors
/// 404, 403, 409 when it is in use, or was changed since the page was drawn.
pub async fn enable(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    let done = act(&ctx, &db, &id, &form, |tx, who, group| commands::turn(tx, who, group, false, Utc::now()));
    Ok(page::see_other_saying(&done.await?, "organisation-group-enabled"))
}

async fn act(
    ctx: &Ctx,
    db: &Db,
    id: &str,
    form: &Form<()>,
    work: impl FnOnce(&mut PgConnection, &Actor, &Group) -> AppResult<Group> + Send + 'static,
) -> AppResult<String> {
    let (who, id, number, seen) = (ctx.actor()?, id_of(id)?, form.submission(), form.version());
    db.write(move |tx| {
        submission::once(tx, who.id, number, |tx| {
            let group = commands::lock_for(tx, &who, id, seen)?;
            Ok(work(tx, &who, &group)?.path())
        })
    })
    .await
}

impl Subject {
    fn of(c: &mut PgConnection, id: i64) -> AppResult<Self> {
        let it = queries::find(c, id)?;
        let people = queries::people_of(c, it.department_id)?;
        let lines = outbox::timeline(c, RECORD_KIND, id, HISTORY)?;
        Ok(Self { it, people, history: lines.into_iter().map(Moment::from).collect() })
    }
}

fn draw(ctx: &Ctx, subject: Subject, draft: Draft<MemberForm>) -> AppResult<HttpResponse> {
    let status = draft.status();
    let Draft { typed, errors, overtaken, submission, .. } = draft;
    let Subject { it, people, history } = subject;
    let (members, others): (Vec<Member>, Vec<Member>) =
        people.into_iter().partition(|person| person.ticket_group_id == it.id);
    let none = Choice::new("", ctx.language().t("organisation-group-member-choose"), &typed.user);
    let free = others.into_iter().filter(|person| person.disabled_at.is_none());
    let each = free
        .map(|person| Choice::new(person.id, format!("{} · {}", person.display_name, person.username), &typed.user));
    let show = Show {
        others: std::iter::once(none).chain(each).collect(),
        user: Field::new("user", "organisation-group-member", typed.user.as_str()).checked(&errors).required(),
        it,
        members,
        history,
        submission,
        changes: overtaken.map(|says| Changes::new(says, [])),
        errors,
        ctx: ctx.clone(),
    };
    page::with_status(ctx, &show, status)
}
