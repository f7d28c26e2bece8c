//! What a resource is by now, after all that was done to it.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Date, Json, Jsonb, Nullable, Text as SqlText},
};
use serde::Deserialize;

use crate::{
    calendar::date_of,
    catalogue::pricing::PriceList,
    db::{Gathered, sql::Bindings},
    error::AppResult,
    policy::Actor,
    prices,
    requests::{
        details::{Details, HostBuild},
        model::path_of,
        resource::Resource,
        state::State,
        subject::Subject,
    },
    text::Text,
    web::kept::Kept,
};

/// A resource with what it is made of, and who asks for something to be done to it.
#[derive(Clone, Debug)]
pub struct Standing {
    pub details: Details,
    /// What things cost a month, today.
    pub prices: PriceList,
    /// The requests that change it or give it back, newest first.
    pub requests: Vec<About>,
    /// What its reader typed in a form about it and didn't send.
    pub kept: Option<Kept>,
}

/// A request about a resource.
#[derive(Clone, Debug, Deserialize)]
pub struct About {
    pub id: i64,
    pub number: String,
    purpose: String,
    state: String,
    pub applicant: String,
    pub at: DateTime<Utc>,
}

impl About {
    #[must_use]
    pub fn path(&self) -> String {
        path_of(&self.number)
    }

    /// What is asked to be done to `resource`.
    #[must_use]
    pub fn label(&self, resource: &Resource) -> Text {
        Subject::stored(&self.purpose, Some(resource.id)).unwrap_or_default().label(resource.product)
    }

    /// None for what the table's check doesn't allow.
    #[must_use]
    pub fn state(&self) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == self.state)
    }

    /// Whether the resource can't be the subject of another request meanwhile.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        self.state().is_some_and(|state| !matches!(state, State::Draft | State::Delivered | State::Withdrawn))
    }
}

#[derive(QueryableByName)]
struct Stored {
    #[diesel(sql_type = Jsonb)]
    details: serde_json::Value,
    #[diesel(sql_type = Nullable<Json>)]
    host: Option<Gathered<HostBuild>>,
    #[diesel(sql_type = Nullable<Json>)]
    requests: Option<Gathered<Vec<About>>>,
    #[diesel(sql_type = Nullable<Json>)]
    prices: Option<Gathered<PriceList>>,
    #[diesel(sql_type = Nullable<Json>)]
    kept: Option<Gathered<Kept>>,
}

/// Of a resource that `who` sees; `path` is that of a form about it. One query.
///
/// # Errors
/// When the database can't be had.
pub fn standing(c: &mut PgConnection, who: &Actor, resource: &Resource, path: &str) -> AppResult<Standing> {
    let mut bindings = Bindings::default();
    let id = bindings.add::<BigInt, _>(resource.id);
    let reader = bindings.add::<BigInt, _>(who.id);
    let today = bindings.add::<Date, _>(date_of(Utc::now()));
    let prices = prices::queries::gathered_on(&today);
    let path = bindings.add::<SqlText, _>(path.to_owned());
    let stored: Stored = bindings
        .into_statement(format!(
            "SELECT (SELECT i.details FROM (
                         SELECT request_id, revision, place, delivered_at AS at FROM resources WHERE id = {id}
                         UNION ALL
                         SELECT request_id, revision, place, done_at FROM resource_changes
                         WHERE resource_id = {id} AND purpose = 'change') made
                     JOIN request_items i USING (request_id, revision, place) ORDER BY made.at DESC LIMIT 1) AS details,
                    (SELECT json_build_object('instance_type', h.instance_type, 'data_disks', h.data_disks,
                         'system_disk_category', h.system_disk_category, 'system_disk_size', h.system_disk_size)
                     FROM hosts h JOIN resources s ON s.host_id = h.id WHERE s.id = {id}) AS host,
                    (SELECT json_agg(json_build_object('id', r.id, 'number', r.number, 'purpose', r.purpose,
                         'state', r.state, 'applicant', u.display_name,
                         'at', coalesce(r.submitted_at, r.created_at)) ORDER BY r.id DESC)
                     FROM resource_requests r JOIN users u ON u.id = r.applicant_id
                     WHERE r.resource_id = {id} AND (r.submitted_at IS NOT NULL OR r.applicant_id = {reader})) AS requests,
                    {prices} AS prices,
                    (SELECT json_build_object('fields', k.fields, 'at', k.kept_at)
                     FROM kept_forms k WHERE k.user_id = {reader} AND k.path = {path}) AS kept"
        ))
        .get_result(c)?;
    let details: Details = serde_json::from_value(stored.details)?;
    Ok(Standing {
        details: details.unit(&resource.name, stored.host.map(|host| host.0)),
        prices: Gathered::or_none(stored.prices),
        requests: Gathered::or_none(stored.requests),
        kept: stored.kept.map(|kept| kept.0),
    })
}
