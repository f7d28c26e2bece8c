//! Saving and submitting: both take a form with everything it needs, in one transaction.

use chrono::{DateTime, Utc};
use diesel::PgConnection;

use super::{
    begin::allow,
    store::{self, Standing, WORKING_DAYS, Written},
    subject,
};
use crate::{
    attachments, calendar,
    error::{AppError, AppResult},
    policy::{Action, Actor},
    projects, quotas,
    requests::{
        cart::{self, Steps},
        changes,
        events::{self, Happened},
        filing::{Desk, RequestForm, read},
        kind::Kind,
        model::Request,
        queries::{self, Sheet},
        review::Flow,
        state::State,
        subject::Subject,
        workflow::{self, Effect, Event, Move, Situation},
    },
    text::{self, Text},
    web::{form::Errors, kept},
};

/// A form on its way.
#[derive(Clone, Debug)]
pub struct Filing {
    /// Of the request that it changes.
    pub number: Option<String>,
    /// The version its author saw.
    pub seen: Option<i32>,
    pub form: RequestForm,
    /// What the form may not contain, already found.
    pub errors: Errors,
}

impl Filing {
    /// Listing those files alone that are its own.
    fn with_its_files(&self, desk: &Desk) -> Self {
        let mut its = self.clone();
        its.form.uploaded = desk.files.iter().map(|file| file.id).collect();
        its
    }
}

/// The request as `who` may change it, as they saw it in version `seen`.
///
/// # Errors
/// 404, 403, 409.
pub fn editable(c: &mut PgConnection, who: &Actor, number: &str, seen: Option<i32>) -> AppResult<Request> {
    let request = queries::find(c, who, number)?;
    may_edit(c, who, &request, Event::Submit, seen)?;
    Ok(request)
}

/// A draft has no way yet: whether it has one is said at its department.
fn may_edit(c: &mut PgConnection, who: &Actor, request: &Request, event: Event, seen: Option<i32>) -> AppResult<()> {
    let event = if matches!(request.state, State::Draft | State::Rejected) { Event::Save } else { event };
    allow(c, who, request, event, seen).map(drop)
}

/// Keeps the form, lengths checked alone. Where it led.
///
/// # Errors
/// 404, 403, 409, and 422 for what is too long to keep.
pub fn save(tx: &mut PgConnection, who: &Actor, filing: &Filing, now: DateTime<Utc>) -> AppResult<String> {
    let before = current(tx, who, filing, Event::Save)?;
    let mut errors = filing.errors.clone();
    let desk = Desk::open(tx, who, &filing.form, before.as_ref())?;
    let filing = &filing.with_its_files(&desk);
    let form = &filing.form;
    form.check_lengths(&mut errors);
    check_department(who, form, &desk, &mut errors);
    errors.finish(|| Some(())).map_err(AppError::Invalid)?;
    let request = match &before {
        // What approvers were shown stays as it is until it is sent anew.
        Some(request) if request.revision > 0 => {
            store::keep(tx, request, form, now)?;
            queries::find(tx, who, &request.number)?
        }
        _ => put(tx, who, filing, before.as_ref(), &desk, now)?,
    };
    attachments::commands::attach_to_request(tx, who, &form.uploaded, request.id)?;
    if before.is_some() {
        events::tell(tx, who, before.as_ref(), &request, Happened::Saved, "", None)?;
    }
    forget(tx, who, &request, filing)?;
    Ok(request.path())
}

/// Submits the form, anew or for the first time, or changes what nobody has decided about yet. Where it led.
///
/// # Errors
/// 404, 403, 409, and 422 with every refusal.
pub fn submit(tx: &mut PgConnection, who: &Actor, filing: &Filing, now: DateTime<Utc>) -> AppResult<String> {
    let before = current(tx, who, filing, Event::Submit)?;
    let desk = Desk::open(tx, who, &filing.form, before.as_ref())?;
    let filing = &filing.with_its_files(&desk);
    let mut errors = filing.errors.clone();
    subject::allow(tx, who, &filing.form, &desk, before.as_ref().map(|request| request.id), &mut errors)?;
    check_department(who, &filing.form, &desk, &mut errors);
    let asked = read(&filing.form, &desk, errors).map_err(AppError::Invalid)?;
    if filing.form.subject == Subject::New {
        keep_project(tx, who, before.as_ref(), &desk, asked.base.project)?;
    }
    let step = next(before.as_ref(), &desk)?;
    let begins = step.effects.contains(&Effect::BeginRound);
    let earlier = match &before {
        Some(request) if request.revision > 0 => Some(Sheet::read(tx, who, request)?),
        _ => None,
    };
    let request = put(tx, who, filing, before.as_ref(), &desk, now)?;
    attachments::commands::attach_to_request(tx, who, &filing.form.uploaded, request.id)?;
    let to = standing(tx, &request, &desk.flow, &step, now)?;
    store::revise(tx, request.id, (to.round, to.revision), &asked, now)?;
    refuse_beyond_quota(tx, &request, to.revision)?;
    store::stand(tx, &request, &to, now)?;
    let after = queries::find(tx, who, &request.number)?;
    let happened = match (begins, to.round) {
        (true, 1) => Happened::Submitted,
        (true, _) => Happened::Resubmitted,
        (false, _) => Happened::Changed,
    };
    let changed = match &earlier {
        Some(earlier) => {
            let now = Sheet::read(tx, who, &after)?;
            let fields = earlier.current().zip(now.current()).map(|(was, is)| changes::fields(was, is));
            fields.and_then(text::listed)
        }
        None => None,
    };
    events::tell(tx, who, Some(&request), &after, happened, "", changed)?;
    forget(tx, who, &after, filing)?;
    Ok(format!("{}?submitted", after.path()))
}

/// Names every figure that is lacking; what fits is held from here on (spec 4, "Use").
fn refuse_beyond_quota(tx: &mut PgConnection, request: &Request, revision: i32) -> AppResult<()> {
    let short = quotas::queries::short_of(tx, request.id, revision)?;
    let figure = |short: &quotas::queries::Shortfall| {
        Text::new("quota-lacking-figure")
            .with("metric", Text::new("quota-named").with("metric", short.of.metric.as_str()))
            .with("asked", short.asked)
            .with("remaining", short.remaining)
    };
    match text::listed(short.iter().map(figure)) {
        Some(figures) => Err(AppError::at("quota", Text::new("quota-lacking").with("figures", figures))),
        None => Ok(()),
    }
}

/// The project isn't archived while the transaction lasts. What names it already needn't leave it.
fn keep_project(
    tx: &mut PgConnection,
    who: &Actor,
    before: Option<&Request>,
    desk: &Desk,
    project: i64,
) -> AppResult<()> {
    if before.is_some_and(|request| request.revision > 0 && request.project_id == Some(project)) {
        return Ok(());
    }
    match projects::queries::open_for_naming(tx, who, desk.department.id, project) {
        Ok(_) => Ok(()),
        Err(AppError::NotFound) => Err(AppError::at("project", "request-project-missing")),
        Err(AppError::NotNow(why)) => Err(AppError::at("project", why)),
        Err(other) => Err(other),
    }
}

/// What submitting makes of it: a draft goes the way there is now.
fn next(before: Option<&Request>, desk: &Desk) -> AppResult<Move> {
    let state = before.map_or(State::Draft, |request| request.state);
    let flow = match before {
        Some(request) if !matches!(state, State::Draft | State::Rejected) => request.flow.clone(),
        _ => desk.flow.clone(),
    };
    workflow::next(&Situation { state, flow }, Event::Submit).map_err(AppError::NotNow)
}

fn standing(
    tx: &mut PgConnection,
    request: &Request,
    flow: &Flow,
    step: &Move,
    now: DateTime<Utc>,
) -> AppResult<Standing> {
    let mut to = Standing { state: step.becomes, ..Standing::of(request) };
    for effect in step.effects {
        match effect {
            Effect::BeginRound => {
                to.flow = flow.clone();
                to.round += 1;
                to.submitted_at = Some(now);
                to.state_since = now;
            }
            Effect::Revise => to.revision += 1,
            Effect::StartClock => {
                to.due = Some(calendar::read(tx)?.add_working_days(now, WORKING_DAYS));
                to.reminded = 0;
            }
            Effect::StopClock | Effect::Decide | Effect::Deliver | Effect::End => {}
        }
    }
    Ok(to)
}

/// The request that the form changes; nobody else changes it until the transaction ends.
fn current(tx: &mut PgConnection, who: &Actor, filing: &Filing, event: Event) -> AppResult<Option<Request>> {
    let Some(number) = &filing.number else {
        return if who.may(Action::Apply) { Ok(None) } else { Err(AppError::forbidden()) };
    };
    let request = queries::lock(tx, who, number)?;
    may_edit(tx, who, &request, event, filing.seen)?;
    Ok(Some(request))
}

/// One applies for one's own department, and the special departments for those of their sector.
pub fn check_department(who: &Actor, form: &RequestForm, desk: &Desk, errors: &mut Errors) {
    let id = desk.department.id;
    let is_open = desk.departments.iter().any(|department| department.id == id);
    let is_meant = form.department.is_empty() || form.department == id.to_string();
    if errors.at("department").is_empty() && !(is_meant && (is_open || id == who.department.id)) {
        errors.add("department", "request-department-foreign");
    }
}

/// Writes the form down; a new one is told of as the draft it began as.
fn put(
    tx: &mut PgConnection,
    who: &Actor,
    filing: &Filing,
    before: Option<&Request>,
    desk: &Desk,
    now: DateTime<Utc>,
) -> AppResult<Request> {
    let form = &filing.form;
    let project = desk.projects.iter().find(|project| project.id.to_string() == form.project);
    let region = desk.catalogue.region(&form.region).map(|region| region.id);
    let number = match before {
        Some(request) => request.number.clone(),
        None => store::next_number(tx, now)?,
    };
    let project_name = project.map(|project| project.name.as_str()).unwrap_or_default();
    let names = [number.as_str(), project_name, &desk.department.name, &who.display_name];
    let written = Written::of(form, project.map(|project| project.id), region, &names, now)?;
    match before {
        Some(request) => store::write(tx, request, desk.department.id, written)?,
        None => {
            store::insert(tx, who, &number, desk.department.id, form, written)?;
        }
    }
    let request = queries::find(tx, who, &number)?;
    if before.is_none() {
        events::tell(tx, who, None, &request, Happened::Created, "", None)?;
    }
    Ok(request)
}

/// What was typed is sent, and kept no longer.
fn forget(tx: &mut PgConnection, who: &Actor, request: &Request, filing: &Filing) -> AppResult<()> {
    let number = filing.number.as_deref();
    if filing.form.asked.kind() == Kind::Batch {
        cart::forget(tx, who.id, number.map(|_| request.id))?;
        for path in Steps::of(number).kept_at() {
            kept::forget(tx, who.id, &path)?;
        }
    }
    kept::forget(tx, who.id, &filing.form.kept_at(number))
}
