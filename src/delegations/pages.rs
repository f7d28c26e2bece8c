//! `/approvals/delegation`: those that one named, and the form that names or changes one.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{
    commands,
    form::DelegationForm,
    model::{Delegation, PATH},
    queries,
};
use crate::{
    accounts::queries::Person,
    calendar::date_of,
    db::Db,
    error::AppResult,
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Change, Changes, Choice, Draft, Errors, Field},
        kept, page,
        path::id_of,
        submission,
    },
};

#[derive(Template)]
#[template(path = "delegations/show.html")]
struct Show {
    ctx: Ctx,
    errors: Errors,
    mine: Vec<Delegation>,
    /// The one that the form changes; none for a new one.
    changing: Option<Delegation>,
    path: String,
    kept: Option<DateTime<Utc>>,
    changes: Option<Changes>,
    submission: Uuid,
    version: i32,
    delegate: Field,
    people: Vec<Choice>,
    first_day: Field,
    last_day: Field,
    earliest: NaiveDate,
    today: NaiveDate,
}

/// GET `/approvals/delegation`
///
/// # Errors
/// When the database can't be had.
pub async fn show(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let kept = db.read(move |c| kept::find(c, who.id, PATH)).await?;
    draw(&ctx, &db, None, Draft::new(DelegationForm::default()).or_kept(kept)).await
}

/// POST `/approvals/delegation` (`delegate`, `first_day`, `last_day`)
///
/// # Errors
/// 403, 422 with every refusal at its field.
pub async fn name(ctx: Ctx, db: Data<Db>, form: Form<DelegationForm>) -> AppResult<HttpResponse> {
    let sent = Draft::posted(form).send(&db, ctx.actor()?, |tx, who, draft| {
        let now = Utc::now();
        let today = date_of(now);
        commands::name(tx, who, draft.typed.parse(draft.errors, today, today)?, now)?;
        kept::forget(tx, who.id, PATH)?;
        Ok(PATH.to_owned())
    });
    match sent.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "delegation-done-named")),
        Err(draft) => draw(&ctx, &db, None, draft).await,
    }
}

/// GET `/approvals/delegation/{id}/edit`
///
/// # Errors
/// 404, 403, 409 when it is over.
pub async fn filled(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (delegation, kept) = db
        .write(move |tx| {
            let delegation = commands::open(tx, &who, id, None, Utc::now())?;
            let kept = kept::find(tx, who.id, &edit_path(&delegation))?;
            Ok((delegation, kept))
        })
        .await?;
    draw(&ctx, &db, Some(id), Draft::new(DelegationForm::of(&delegation)).or_kept(kept)).await
}

/// POST `/approvals/delegation/{id}/edit` (`delegate`, `first_day`, `last_day`)
///
/// # Errors
/// 404, 403, 409, 422 with every refusal at its field.
pub async fn change(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<DelegationForm>) -> AppResult<HttpResponse> {
    let id = id_of(&id)?;
    let sent = Draft::posted(form).send(&db, ctx.actor()?, move |tx, who, draft| {
        let now = Utc::now();
        let (before, today) = (commands::open(tx, who, id, draft.seen, now)?, date_of(now));
        let wanted = draft.typed.parse(draft.errors, today.min(before.first_day), today)?;
        commands::change(tx, who, id, draft.seen, wanted, now)?;
        kept::forget(tx, who.id, &edit_path(&before))?;
        Ok(PATH.to_owned())
    });
    match sent.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "delegation-done-changed")),
        Err(draft) => draw(&ctx, &db, Some(id), draft).await,
    }
}

/// POST `/approvals/delegation/{id}/end`
///
/// # Errors
/// 404, 403, 409 when it is over.
pub async fn end(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    let (who, id, sent, seen) = (ctx.actor()?, id_of(&id)?, form.submission(), form.version());
    let ended = db.write(move |tx| {
        submission::once(tx, who.id, sent, |tx| {
            commands::end(tx, &who, id, seen, Utc::now())?;
            Ok(PATH.to_owned())
        })
    });
    Ok(page::see_other_saying(&ended.await?, "delegation-done-ended"))
}

fn edit_path(delegation: &Delegation) -> String {
    format!("{}/edit", delegation.path())
}

async fn draw(ctx: &Ctx, db: &Db, changing: Option<i64>, draft: Draft<DelegationForm>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let (mine, people, changing) = db
        .read(move |c| {
            let changing = changing.map(|id| queries::find(c, &who, id)).transpose()?;
            Ok((queries::named_by(c, &who)?, queries::eligible(c, &who)?, changing))
        })
        .await?;
    let status = draft.status();
    page::with_status(ctx, &Show::of(ctx.clone(), mine, people, changing, draft), status)
}

impl Show {
    fn of(
        ctx: Ctx,
        mine: Vec<Delegation>,
        people: Vec<Person>,
        changing: Option<Delegation>,
        draft: Draft<DelegationForm>,
    ) -> Self {
        let Draft { typed, errors, overtaken, kept, submission, seen } = draft;
        let today = date_of(Utc::now());
        let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors).required();
        let delegate = field("delegate", "delegation-delegate", &typed.delegate).hinted("delegation-delegate-hint");
        let first_day = field("first_day", "delegation-first-day", &typed.first_day);
        let last_day = field("last_day", "delegation-last-day", &typed.last_day).hinted("delegation-last-day-hint");
        let changes = overtaken.zip(changing.as_ref()).map(|(says, now)| {
            let days = [(&first_day, now.first_day), (&last_day, now.last_day)];
            Changes::new(says, days.map(|(field, day)| Change::of(field, &day.to_string())))
        });
        let choose = Choice::new("", ctx.language().t("delegation-choose"), &typed.delegate);
        // Whoever was named and couldn't be named anew stays to be seen.
        let named = changing.iter().map(|it| (it.delegate_id, it.delegate.clone()));
        let named = named.filter(|(id, _)| people.iter().all(|person| person.id != *id)).collect::<Vec<_>>();
        let known = people.into_iter().map(|person| (person.id, person.display_name)).chain(named);
        Self {
            path: changing.as_ref().map_or_else(|| PATH.to_owned(), edit_path),
            people: [choose]
                .into_iter()
                .chain(known.map(|(id, name)| Choice::new(id, name, &typed.delegate)))
                .collect(),
            version: seen.or(changing.as_ref().map(|it| it.version)).unwrap_or_default(),
            earliest: changing.as_ref().map_or(today, |it| today.min(it.first_day)),
            mine,
            changing,
            kept,
            changes,
            submission,
            delegate,
            first_day,
            last_day,
            today,
            errors,
            ctx,
        }
    }
}
