//! `/admin/targets`: how long operators have for each kind (spec 2, "States").

use actix_web::{HttpResponse, web::Data};
use askama::Template;
use diesel::prelude::*;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::kind::Kind;
use crate::{
    db::Db,
    error::{AppError, AppResult},
    outbox::{self, Event, Record},
    policy::{Action, Actor},
    schema::ticket_targets as targets,
    text::Text,
    web::{
        Ctx, Form, Site, filters,
        form::{Draft, Errors, Field, FieldReader, FromFields},
        kept, page,
    },
};

const PATH: &str = "/admin/targets";
/// Working days a target may have; the table's check is the same.
const POSSIBLE: std::ops::RangeInclusive<i32> = 1..=60;
const RESOURCE: &str = "target";

pub(super) fn routes(site: &mut Site) {
    site.get(PATH, Action::ManageTargets, show).post(PATH, Action::ManageTargets, change);
}

/// Working days by kind, in the order of the kinds.
#[derive(Clone, Debug, Default)]
struct TargetsForm(Vec<String>);

impl FromFields for TargetsForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self(fields.column("working_days"))
    }
}

impl TargetsForm {
    fn of(days: &[(String, i32)]) -> Self {
        let of_kind = |kind: Kind| days.iter().find(|(slug, _)| *slug == kind.slug()).map(|(_, days)| days.to_string());
        Self(Kind::ALL.into_iter().map(|kind| of_kind(kind).unwrap_or_default()).collect())
    }

    fn days(&self, kind: usize) -> &str {
        self.0.get(kind).map_or("", String::as_str)
    }

    /// # Errors
    /// At `working_days-1` and so on.
    fn parse(&self, mut errors: Errors) -> Result<Vec<(Kind, i32)>, Errors> {
        let read = |typed: &str| typed.trim().parse().ok().filter(|days| POSSIBLE.contains(days));
        let days: Option<Vec<(Kind, i32)>> = Kind::ALL
            .into_iter()
            .enumerate()
            .map(|(place, kind)| {
                let days = read(self.days(place)).ok_or("ticket-target-wrong");
                errors.take(format!("working_days-{}", place + 1), days).map(|days| (kind, days))
            })
            .collect::<Vec<_>>()
            .into_iter()
            .collect();
        errors.finish(|| days)
    }
}

#[derive(Template)]
#[template(path = "tickets/targets.html")]
struct Targets {
    ctx: Ctx,
    errors: Errors,
    path: &'static str,
    kept: Option<chrono::DateTime<chrono::Utc>>,
    submission: Uuid,
    rows: Vec<(Text, Field)>,
}

async fn show(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let (days, kept) = db.read(move |c| Ok((read(c)?, kept::find(c, who.id, PATH)?))).await?;
    draw(&ctx, Draft::new(TargetsForm::of(&days)).or_kept(kept))
}

async fn change(ctx: Ctx, db: Data<Db>, form: Form<TargetsForm>) -> AppResult<HttpResponse> {
    let sent = Draft::posted(form).send(&db, ctx.actor()?, |tx, who, draft| {
        set(tx, who, &draft.typed.parse(draft.errors)?)?;
        kept::forget(tx, who.id, PATH)?;
        Ok(PATH.to_owned())
    });
    match sent.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "ticket-targets-saved")),
        Err(draft) => draw(&ctx, draft),
    }
}

fn draw(ctx: &Ctx, draft: Draft<TargetsForm>) -> AppResult<HttpResponse> {
    let status = draft.status();
    let Draft { typed, errors, kept, submission, .. } = draft;
    let field = |place: usize| {
        Field::new("working_days", "ticket-target-days", typed.days(place)).in_row(place + 1).checked(&errors)
    };
    let rows = Kind::ALL.into_iter().enumerate().map(|(place, kind)| (kind.name(), field(place))).collect();
    page::with_status(ctx, &Targets { ctx: ctx.clone(), path: PATH, kept, submission, rows, errors }, status)
}

fn read(c: &mut PgConnection) -> AppResult<Vec<(String, i32)>> {
    Ok(targets::table.order(targets::kind).select((targets::kind, targets::working_days)).load(c)?)
}

/// Tickets there are keep the target they began with.
///
/// # Errors
/// 403 for who doesn't administer them.
fn set(tx: &mut PgConnection, who: &Actor, wanted: &[(Kind, i32)]) -> AppResult<()> {
    if !who.may(Action::ManageTargets) {
        return Err(AppError::forbidden());
    }
    let before: Vec<(String, i32)> = targets::table
        .order(targets::kind)
        .select((targets::kind, targets::working_days))
        .for_no_key_update()
        .load(tx)?;
    let (mut was, mut is) = (Map::new(), Map::new());
    for (kind, days) in wanted {
        let known = before.iter().find(|(slug, _)| slug == kind.slug()).map(|(_, days)| *days);
        if known != Some(*days) {
            diesel::update(targets::table.find(kind.slug())).set(targets::working_days.eq(days)).execute(tx)?;
            was.insert(kind.slug().to_owned(), known.into());
            is.insert(kind.slug().to_owned(), (*days).into());
        }
    }
    if is.is_empty() {
        return Ok(());
    }
    let record = Record { kind: RESOURCE, id: 0, number: RESOURCE.to_owned(), path: PATH.to_owned() };
    let event = Event::new("updateTargets", RESOURCE, record);
    outbox::tell(tx, who, &event.changed(Some(Value::Object(was)), Some(Value::Object(is))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_needs_one_to_sixty_working_days() {
        let typed = |days: &str| TargetsForm(Kind::ALL.map(|_| days.to_owned()).to_vec()).parse(Errors::default());
        for (days, taken) in [("1", true), (" 60 ", true), ("0", false), ("61", false), ("", false), ("三", false)] {
            assert_eq!(typed(days).is_ok(), taken, "{days}");
        }
        let refused = TargetsForm(vec!["3".to_owned()]).parse(Errors::default()).unwrap_err();
        assert_eq!(refused.iter().count(), Kind::ALL.len() - 1);
    }
}
