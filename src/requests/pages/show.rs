//! `/resources/requests/{number}`: the record, and the decision page for who may decide.

use std::collections::HashMap;

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Data, Path, Query},
};
use askama::Template;
use chrono::Utc;

use super::{
    act::Try,
    record::{Act, Facts, Filling, LedgerView, acts, filling, moments},
};
use crate::{
    calendar::{self, left_in_words},
    catalogue::{self, model::Catalogue},
    db::Db,
    error::AppResult,
    outbox::named,
    policy::{Action, Actor},
    requests::{
        changes::{Difference, Turn, differences, of_item},
        ledger,
        model::Request,
        queries::{self, Revision, Sheet, deciders},
        state::State,
        subject::Subject,
        workflow::Verb,
    },
    text::Text,
    web::{Ctx, filters, form::Errors, i18n::Lang, page, record::Moment},
};

#[derive(Template)]
#[template(path = "requests/show.html")]
struct Show {
    ctx: Ctx,
    request: Request,
    facts: Facts,
    sheet: Sheet,
    /// What it reads beside: since the revision that the reader's review decided about last, or the one before.
    differences: Vec<Difference>,
    /// What they are since.
    compared: Option<Text>,
    /// What a resource is to become, beside what it was.
    becomes: Vec<Difference>,
    acts: Vec<Act>,
    /// As whose decision it will be noted, where not as one's own.
    decides_as: Option<Text>,
    /// None for who doesn't deliver.
    filling: Option<Filling>,
    moments: Vec<Moment>,
    ledger: Option<LedgerView>,
    /// How much of the time is left, with its mark.
    left: Option<(&'static str, Text)>,
    errors: Errors,
    refusal: Option<Text>,
    /// Words typed for a verb that isn't open any more.
    stranded: String,
    banner: Option<(&'static str, Text)>,
    lang: Lang,
    /// It was sent just now.
    just_submitted: bool,
    may_apply: bool,
}

/// All that is read for the page.
struct Read {
    request: Request,
    sheet: Sheet,
    catalogue: Catalogue,
    calendar: calendar::Calendar,
}

/// GET `/resources/requests/{number}`
///
/// # Errors
/// 404 when there is none in sight.
pub async fn show(
    ctx: Ctx,
    db: Data<Db>,
    number: Path<String>,
    asked: Query<HashMap<String, String>>,
) -> AppResult<HttpResponse> {
    let submitted = asked.contains_key("submitted");
    draw(ctx, db, number.into_inner(), Try::default(), submitted, StatusCode::OK).await
}

/// The page after something that didn't happen: 422 for what can be mended, 409 for what isn't possible; or with rows that
/// were filled in.
pub async fn again(ctx: Ctx, db: Data<Db>, number: String, tried: Try) -> AppResult<HttpResponse> {
    let status = match (&tried.refusal, tried.filled) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, Some(_)) => StatusCode::OK,
        (None, None) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    draw(ctx, db, number, tried, false, status).await
}

async fn draw(
    ctx: Ctx,
    db: Data<Db>,
    number: String,
    tried: Try,
    submitted: bool,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let reader = who.clone();
    let (read, is_stuck) = db
        .read(move |c| {
            let request = queries::find(c, &reader, &number)?;
            let sheet = Sheet::read(c, &reader, &request)?;
            let catalogue = catalogue::queries::catalogue_of(c, &reader, request.department_id)?;
            // Whoever applied and could decide is told where nobody else can.
            let could = request.state.review().is_some_and(|review| reader.may(review.action()));
            let is_stuck = could && request.applicant_id == reader.id && deciders(c, &request)?.is_empty();
            Ok((Read { catalogue, calendar: calendar::read(c)?, request, sheet }, is_stuck))
        })
        .await?;
    page::with_status(&ctx, &Show::of(ctx.clone(), &who, read, tried, submitted, is_stuck), status)
}

impl Show {
    fn of(ctx: Ctx, who: &Actor, read: Read, tried: Try, submitted: bool, is_stuck: bool) -> Self {
        let Read { request, sheet, catalogue, calendar } = read;
        let (lang, now) = (ctx.language(), Utc::now());
        let open = request.open_to(who);
        let compared = compared(who, &request, &sheet);
        let differences = match (&compared, sheet.current()) {
            (Some((was, _)), Some(is)) => differences(was, is, &catalogue, lang),
            _ => Vec::new(),
        };
        let is_open = tried.verb.is_none_or(|verb| open.contains(&verb));
        let left = request.due_at.map(|due| {
            let is_past = due < now;
            let left = if is_past { -calendar.elapsed(due, now) } else { calendar.elapsed(now, due) };
            let mark = match left.num_days() {
                _ if is_past => "bad",
                0 => "warn",
                _ => "",
            };
            (mark, left_in_words(left))
        });
        let turns = ledger::turns(&request, &sheet.turns, &calendar, now);
        Self {
            facts: Facts::of(&request, &sheet, &catalogue, lang),
            compared: compared.filter(|_| !differences.is_empty()).map(|(_, says)| says),
            differences,
            becomes: becomes(&request, &sheet, &catalogue, lang),
            acts: acts(&request, &sheet, &open, &tried),
            decides_as: request.decided_for(who).map(|principal| {
                Text::new("request-decides-as").with("as", named(&who.display_name, &principal.display_name))
            }),
            filling: filling(&request, &sheet, &open, &tried),
            moments: moments(&request, &sheet, &open),
            ledger: LedgerView::of(turns),
            left,
            banner: banner(who, &request, &sheet, is_stuck),
            stranded: if is_open { String::new() } else { tried.said.text },
            errors: tried.errors,
            refusal: tried.refusal,
            lang,
            just_submitted: submitted && request.applicant_id == who.id && request.submitted_at.is_some(),
            may_apply: who.may(Action::Apply),
            request,
            sheet,
            ctx,
        }
    }
}

fn becomes(request: &Request, sheet: &Sheet, catalogue: &Catalogue, lang: Lang) -> Vec<Difference> {
    let is_change = matches!(request.subject(), Subject::Change(_));
    let was = sheet.form.was.as_ref().filter(|_| is_change);
    let submitted = sheet.current().and_then(|revision| revision.items.first()).map(|item| &item.details);
    let is = submitted.or_else(|| sheet.form.asked.item());
    was.zip(is).map(|(was, is)| of_item(was, is, catalogue, lang)).unwrap_or_default()
}

/// Who decides compares with what their review was shown the last time; everybody else with the submission before.
fn compared(who: &Actor, request: &Request, sheet: &Sheet) -> Option<(Revision, Text)> {
    let current = sheet.current()?;
    let theirs = request.state.review().filter(|review| who.may_on(review.action(), &request.filed()));
    if let Some(seen) = theirs.and_then(|review| sheet.last_seen_by(review)) {
        let says = Text::new("request-changes-since-seen").with("at", seen.submitted_at);
        return Some((seen.clone(), says));
    }
    let before = sheet.revision(current.revision - 1)?;
    Some((before.clone(), Text::new("request-changes-since").with("at", before.submitted_at)))
}

/// What its reader should know first.
fn banner(who: &Actor, request: &Request, sheet: &Sheet, is_stuck: bool) -> Option<(&'static str, Text)> {
    if is_stuck {
        return Some(("bad", "request-banner-nobody-decides".into()));
    }
    match request.state {
        State::Rejected => {
            let last = sheet.decisions.iter().rev().find(|decision| !decision.is_approved)?;
            let says =
                if request.applicant_id == who.id { "request-banner-rejected-own" } else { "request-banner-rejected" };
            Some((
                "bad",
                Text::new(says)
                    .with("who", named(&last.decided_by, &last.decided_for))
                    .with("reason", last.opinion.as_str()),
            ))
        }
        State::Draft => Some(("", "request-banner-draft".into())),
        _ => None,
    }
}
