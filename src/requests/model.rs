//! A request as it is stored (spec 3).

use chrono::{DateTime, Utc};
use diesel::{allow_tables_to_appear_in_same_query, pg::Pg, prelude::*};
use serde_json::{Value, json};

use super::{
    kind::Kind,
    review::Flow,
    state::State,
    subject::Subject,
    workflow::{self, Situation, Verb},
};
use crate::{
    calendar::Due,
    catalogue::product::Product,
    money::Money,
    outbox::Record,
    policy::{Actor, Filed, Principal, Sector},
    schema::{departments, request_users},
    text::Text,
    web::bulk::Picked,
};

/// What messages, the timeline and the list of messages call a request.
pub const RECORD_KIND: &str = "request";
/// What the audit log calls it.
pub const RESOURCE: &str = "request";

diesel::table! {
    /// Of the view, which joins the names of what a request is about.
    requests_with_names (id) {
        id -> Int8,
        number -> Text,
        state -> Text,
        applicant_id -> Int8,
        applicant -> Text,
        department_id -> Int8,
        department -> Text,
        sector -> Nullable<Text>,
        project_id -> Nullable<Int8>,
        project -> Nullable<Text>,
        project_contact_id -> Nullable<Int8>,
        region_id -> Nullable<Int8>,
        region -> Nullable<Text>,
        batch -> Bool,
        products -> Array<Text>,
        purpose -> Text,
        resource_id -> Nullable<Int8>,
        resource -> Nullable<Text>,
        flow -> Array<Text>,
        round -> Int4,
        revision -> Int4,
        due_at -> Nullable<Timestamptz>,
        due_provisional -> Bool,
        reminded -> Int2,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        submitted_at -> Nullable<Timestamptz>,
        state_since -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
        version -> Int4,
        summary -> Text,
        monthly -> Nullable<Int8>,
    }
}
allow_tables_to_appear_in_same_query!(requests_with_names, departments);
allow_tables_to_appear_in_same_query!(requests_with_names, request_users);

/// One application for cloud resources.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = requests_with_names, check_for_backend(Pg))]
pub struct Request {
    pub id: i64,
    pub number: String,
    #[diesel(deserialize_as = String)]
    pub state: State,
    pub applicant_id: i64,
    pub applicant: String,
    pub department_id: i64,
    pub department: String,
    sector: Option<String>,
    /// A draft may have none yet.
    pub project_id: Option<i64>,
    pub project: Option<String>,
    pub project_contact_id: Option<i64>,
    pub region_id: Option<i64>,
    pub region: Option<String>,
    batch: bool,
    /// Of what it asks for, each once.
    pub products: Vec<Product>,
    purpose: String,
    resource_id: Option<i64>,
    /// The name of the resource that it changes or gives back.
    pub resource: Option<String>,
    /// As it was when the request was submitted.
    #[diesel(deserialize_as = Vec<String>)]
    pub flow: Flow,
    /// How often it was submitted anew.
    pub round: i32,
    /// How many revisions approvers were shown.
    pub revision: i32,
    pub due_at: Option<DateTime<Utc>>,
    pub due_provisional: bool,
    /// What people were told of the due time: nothing, that it is near, that it is past.
    pub reminded: i16,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    /// Of the round that runs, or ran last.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Since when it stands in its state.
    pub state_since: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
    pub version: i32,
    /// What is asked for, in a line.
    pub summary: String,
    monthly: Option<i64>,
}

/// The page of the request with that number.
#[must_use]
pub fn path_of(number: &str) -> String {
    format!("/resources/requests/{number}")
}

impl Request {
    #[must_use]
    pub fn path(&self) -> String {
        path_of(&self.number)
    }

    /// As the box beside it in a list posts it.
    #[must_use]
    pub fn picked(&self) -> Picked {
        Picked { number: self.number.clone(), version: Some(self.version) }
    }

    /// How messages, the timeline and the audit log call it.
    #[must_use]
    pub fn record(&self) -> Record {
        Record { kind: RECORD_KIND, id: self.id, number: self.number.clone(), path: self.path() }
    }

    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.products.as_slice() {
            [only] if !self.batch => Kind::Single(*only),
            _ => Kind::Batch,
        }
    }

    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::stored(&self.purpose, self.resource_id).unwrap_or_default()
    }

    /// What it is called: the product, what is done with a resource, or that it is a batch.
    #[must_use]
    pub fn label(&self) -> Text {
        match self.kind() {
            Kind::Single(product) => self.subject().label(product),
            Kind::Batch => Kind::Batch.label().into(),
        }
    }

    #[must_use]
    pub fn sector(&self) -> Option<Sector> {
        self.sector.as_deref().and_then(|code| code.parse().ok())
    }

    /// What it costs a month by the price list of the day of its last submission; none before that, and where a part
    /// of it had no price.
    #[must_use]
    pub fn monthly(&self) -> Option<Money> {
        self.monthly.map(Money)
    }

    /// What decides who may do something with it.
    #[must_use]
    pub fn filed(&self) -> Filed {
        Filed { by: self.applicant_id, group: 0, department: self.department_id, sector: self.sector() }
    }

    /// What decides about its next step.
    #[must_use]
    pub fn situation(&self) -> Situation {
        Situation { state: self.state, flow: self.flow.clone() }
    }

    /// What this person can do with it now.
    #[must_use]
    pub fn open_to(&self, who: &Actor) -> Vec<Verb> {
        workflow::open(&self.situation(), &self.filed(), who)
    }

    /// In whose place `who` decides the review that it waits for, where not in their own right.
    #[must_use]
    pub fn decided_for<'a>(&self, who: &'a Actor) -> Option<&'a Principal> {
        self.state.review().and_then(|review| who.right_over(review.action(), &self.filed()))?.in_place_of
    }

    /// Until when it is to be delivered, while the clock runs.
    #[must_use]
    pub fn due(&self) -> Option<Due> {
        self.due_at.map(|at| Due { at, provisional: self.due_provisional })
    }

    /// Whether its time has come, as `commands::timed` asks the database.
    #[must_use]
    pub fn is_overdue(&self, now: &DateTime<Utc>) -> bool {
        self.due_at.is_some_and(|due| due <= *now)
    }

    /// The project's name, empty while a draft has none.
    #[must_use]
    pub fn project_name(&self) -> &str {
        self.project.as_deref().unwrap_or_default()
    }

    #[must_use]
    pub fn region_name(&self) -> &str {
        self.region.as_deref().unwrap_or_default()
    }

    /// What of it the audit log keeps.
    #[must_use]
    pub fn audited(&self) -> Value {
        json!({
            "state": self.state,
            "project": self.project,
            "region": self.region,
            "summary": self.summary,
            "round": self.round,
            "revision": self.revision,
            "due_at": self.due_at,
        })
    }
}
