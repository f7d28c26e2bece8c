//! Writing requests down.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::{
    calendar::{Due, date_of},
    catalogue::{pricing::PriceList, product::Product},
    db::sql::fragment,
    error::{AppError, AppResult},
    policy::Actor,
    prices,
    requests::{
        filing::{RequestForm, RequestItem, RequestUser, Submission},
        kind::Kind,
        model::Request,
        queries,
        review::Flow,
        state::State,
        turns,
    },
    schema::{request_items, request_revisions, request_users, resource_requests},
};

/// Working days from submission to delivery, counted from the day after (spec 3, "SLA").
pub const WORKING_DAYS: u32 = 7;

/// All of a request that changes with its form.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = resource_requests, treat_none_as_null = true)]
pub(super) struct Written {
    pub project_id: Option<i64>,
    pub region_id: Option<i64>,
    pub form: serde_json::Value,
    pub batch: bool,
    pub products: Vec<&'static str>,
    pub summary: String,
    pub search_text: String,
    pub updated_at: DateTime<Utc>,
}

impl Written {
    /// `names` are what it is found by beside the form's own words.
    pub fn of(
        form: &RequestForm,
        project: Option<i64>,
        region: Option<i64>,
        names: &[&str],
        now: DateTime<Utc>,
    ) -> AppResult<Self> {
        // Of many that are alike, one is enough to be found by.
        let items: BTreeSet<String> =
            form.asked.each().flat_map(|(_, item)| [item.name().to_owned(), item.specification()]).collect();
        let users = form.users.iter().map(|user| user.name.as_str());
        let own = items.iter().map(String::as_str).chain([form.remarks.as_str()]);
        let found_by: Vec<&str> = names.iter().copied().chain(own).chain(users).collect();
        Ok(Self {
            project_id: project,
            region_id: region,
            form: serde_json::to_value(form)?,
            batch: form.asked.kind() == Kind::Batch,
            products: form.asked.products().into_iter().map(Product::code).collect(),
            summary: form.asked.summary(),
            search_text: found_by.join(" "),
            updated_at: now,
        })
    }
}

/// A number that nobody else gets.
///
/// # Errors
/// When the database refuses.
pub(super) fn next_number(tx: &mut PgConnection, now: DateTime<Utc>) -> AppResult<String> {
    let nth: i64 =
        diesel::select(fragment::<diesel::sql_types::BigInt>("nextval('resource_request_numbers')")).get_result(tx)?;
    Ok(queries::number_of(nth, now))
}

/// A new draft.
///
/// # Errors
/// When the database refuses.
pub(super) fn insert(
    tx: &mut PgConnection,
    who: &Actor,
    number: &str,
    department: i64,
    form: &RequestForm,
    written: Written,
) -> AppResult<i64> {
    let now = written.updated_at;
    let origin = (
        resource_requests::number.eq(number),
        resource_requests::state.eq(State::Draft.code()),
        resource_requests::applicant_id.eq(who.id),
        resource_requests::department_id.eq(department),
        resource_requests::purpose.eq(form.subject.purpose()),
        resource_requests::resource_id.eq(form.subject.resource()),
        resource_requests::created_at.eq(now),
        resource_requests::state_since.eq(now),
    );
    Ok(diesel::insert_into(resource_requests::table)
        .values((origin, written))
        .returning(resource_requests::id)
        .get_result(tx)?)
}

/// The form as it is now, over the version that was read. A draft may be for another department by now.
///
/// # Errors
/// [`AppError::Stale`] when it was changed since.
pub(super) fn write(tx: &mut PgConnection, request: &Request, department: i64, written: Written) -> AppResult<()> {
    let changed =
        (written, resource_requests::department_id.eq(department), resource_requests::version.eq(request.version + 1));
    one(diesel::update(as_read(request)).set(changed).execute(tx)?)
}

/// The form alone, over the version that was read.
///
/// # Errors
/// [`AppError::Stale`] when it was changed since.
pub(super) fn keep(tx: &mut PgConnection, request: &Request, form: &RequestForm, now: DateTime<Utc>) -> AppResult<()> {
    let changed = (
        resource_requests::form.eq(serde_json::to_value(form)?),
        resource_requests::updated_at.eq(now),
        resource_requests::version.eq(request.version + 1),
    );
    one(diesel::update(as_read(request)).set(changed).execute(tx)?)
}

#[diesel::dsl::auto_type(no_type_alias)]
fn as_read(request: &Request) -> _ {
    let (id, version): (i64, i32) = (request.id, request.version);
    resource_requests::table.filter(resource_requests::id.eq(id)).filter(resource_requests::version.eq(version))
}

fn one(rows: usize) -> AppResult<()> {
    if rows == 1 { Ok(()) } else { Err(AppError::Stale("record-changed-meanwhile".into())) }
}

/// Where a request stands.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    pub state: State,
    pub flow: Flow,
    pub round: i32,
    pub revision: i32,
    pub due: Option<Due>,
    pub reminded: i16,
    pub submitted_at: Option<DateTime<Utc>>,
    pub state_since: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
}

impl Standing {
    pub fn of(request: &Request) -> Self {
        Self {
            state: request.state,
            flow: request.flow.clone(),
            round: request.round,
            revision: request.revision,
            due: request.due(),
            reminded: request.reminded,
            submitted_at: request.submitted_at,
            state_since: request.state_since,
            ended_at: request.ended_at,
        }
    }
}

/// Writes where it stands, over the version that was read, and ends the turn that it stood in before.
///
/// # Errors
/// [`AppError::Stale`] when it was changed since.
pub(super) fn stand(tx: &mut PgConnection, request: &Request, to: &Standing, now: DateTime<Utc>) -> AppResult<()> {
    // Who waited for the record's lock looked at the clock before.
    let since = to.state_since.max(request.state_since);
    if to.state != request.state {
        turns::end(tx, request, since)?;
    }
    let changed = (
        resource_requests::state.eq(to.state.code()),
        resource_requests::flow.eq(to.flow.codes()),
        resource_requests::round.eq(to.round),
        resource_requests::revision.eq(to.revision),
        resource_requests::due_at.eq(to.due.map(|due| due.at)),
        resource_requests::due_provisional.eq(to.due.is_some_and(|due| due.provisional)),
        resource_requests::reminded.eq(to.reminded),
        resource_requests::submitted_at.eq(to.submitted_at),
        resource_requests::state_since.eq(since),
        resource_requests::ended_at.eq(to.ended_at),
        resource_requests::updated_at.eq(now),
        resource_requests::version.eq(request.version + 1),
    );
    one(diesel::update(as_read(request)).set(changed).execute(tx)?)
}

/// What is asked for, as approvers are shown it, with what it costs by today's price list.
///
/// # Errors
/// When the database refuses.
pub(super) fn revise(
    tx: &mut PgConnection,
    request: i64,
    (round, revision): (i32, i32),
    Submission { base, items }: &Submission,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let prices = prices::queries::list_on(tx, date_of(now))?;
    let items: Vec<ItemRow> =
        items.iter().map(|item| item_row(item, request, revision, &prices)).collect::<AppResult<_>>()?;
    let monthly: Option<i64> = items.iter().map(|item| item.monthly).sum();
    diesel::insert_into(request_revisions::table)
        .values((
            request_revisions::request_id.eq(request),
            request_revisions::revision.eq(revision),
            request_revisions::round.eq(round),
            request_revisions::project_id.eq(base.project),
            request_revisions::region_id.eq(base.region),
            request_revisions::remarks.eq(&base.remarks),
            request_revisions::files.eq(&base.files),
            request_revisions::submitted_at.eq(now),
            request_revisions::monthly.eq(monthly),
        ))
        .execute(tx)?;
    diesel::insert_into(request_items::table).values(items).execute(tx)?;
    let users: Vec<_> =
        base.users.iter().zip(1..).map(|(user, place)| user_row(user, request, revision, place)).collect();
    diesel::insert_into(request_users::table).values(users).execute(tx)?;
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = request_items)]
struct ItemRow {
    request_id: i64,
    revision: i32,
    place: i32,
    product: &'static str,
    details: serde_json::Value,
    quantity: i32,
    monthly: Option<i64>,
}

fn item_row(item: &RequestItem, request_id: i64, revision: i32, prices: &PriceList) -> AppResult<ItemRow> {
    let monthly = item.details.item().and_then(|item| prices.monthly(item.as_ref()).ok());
    Ok(ItemRow {
        request_id,
        revision,
        place: item.place,
        product: item.details.product().code(),
        details: serde_json::to_value(&item.details)?,
        quantity: item.quantity,
        monthly: monthly.map(|money| money.0),
    })
}

#[derive(Insertable)]
#[diesel(table_name = request_users)]
struct UserRow<'a> {
    request_id: i64,
    revision: i32,
    place: i32,
    user_id: Option<i64>,
    name: &'a str,
    phone: &'a str,
    email: &'a str,
}

fn user_row(user: &RequestUser, request_id: i64, revision: i32, place: i32) -> UserRow<'_> {
    match user {
        RequestUser::Account(id) => {
            UserRow { request_id, revision, place, user_id: Some(*id), name: "", phone: "", email: "" }
        }
        RequestUser::Person { name, phone, email } => {
            UserRow { request_id, revision, place, user_id: None, name, phone, email }
        }
    }
}
