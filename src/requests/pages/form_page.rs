//! What the form of a request is drawn from.

use askama::Template;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::edit::About;
use crate::{
    calendar::Calendar,
    catalogue::{form::EcsFields, product::Product},
    requests::{
        commands::WORKING_DAYS,
        filing::{ATTACHMENTS, Desk, REMARKS, RequestForm, USERS, UserRow, kept_at},
        model::Request,
        state::State,
    },
    text::Text,
    web::{
        Ctx, filters,
        form::{Change, Changes, Choice, Draft, Errors, Field, UploadedFile},
    },
};

#[derive(Template)]
#[template(path = "requests/form.html")]
pub struct FormPage {
    ctx: Ctx,
    errors: Errors,
    product: Product,
    title: Text,
    /// Of the request that it changes.
    number: Option<String>,
    /// Nobody has decided, so that the form is kept only by sending it.
    is_submitted: bool,
    version: Option<i32>,
    submission: Uuid,
    post_to: String,
    keep_at: String,
    kept: Option<DateTime<Utc>>,
    refusal: Option<Text>,
    changes: Option<Changes>,
    department: Field,
    department_name: String,
    /// Empty where the account fixes it.
    departments: Vec<Choice>,
    project: Field,
    projects: Vec<Choice>,
    user_id: Field,
    people: Vec<Tick>,
    users: Vec<UserFields>,
    max_users: usize,
    attachments: Field,
    uploaded: Vec<UploadedFile>,
    ecs: EcsFields,
    eip_bandwidth: Field,
    remarks: Field,
    /// The reviews to come, and delivery.
    way: Vec<&'static str>,
    due: Option<Text>,
}

/// An account to choose.
pub struct Tick {
    pub id: i64,
    pub name: String,
    pub username: String,
    pub ticked: bool,
}

/// A row of somebody without one.
pub struct UserFields {
    pub number: usize,
    pub name: Field,
    pub phone: Field,
    pub email: Field,
}

impl FormPage {
    #[must_use]
    pub fn new(ctx: &Ctx, product: Product, about: About, draft: Draft<RequestForm>, now: DateTime<Utc>) -> Self {
        let Draft { typed, errors, overtaken, kept, submission, seen } = draft;
        let About { desk, request, now: as_it_is, refusal, calendar } = about;
        let (lang, request) = (ctx.language(), request.as_ref());
        let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
        let chosen = desk.department.id.to_string();
        let keep_at = kept_at(request.map(|it| it.number.as_str()), product);
        let departments = if desk.chooses_department(request) {
            desk.departments.iter().map(|it| Choice::new(it.id, &it.name, &chosen)).collect()
        } else {
            Vec::new()
        };
        let mut projects: Vec<Choice> =
            desk.projects.iter().map(|it| Choice::new(it.id, &it.name, &typed.project)).collect();
        if !projects.iter().any(|it| it.selected) {
            projects.insert(0, Choice::new(&typed.project, lang.t("request-project-choose"), &typed.project));
        }
        let page = Self {
            title: request.map_or_else(
                || Text::new("request-form-title").with("product", Text::new(product.label())),
                |it| Text::new("request-edit-title").with("number", it.number.as_str()),
            ),
            number: request.map(|it| it.number.clone()),
            is_submitted: request.is_some_and(|it| !matches!(it.state, State::Draft | State::Rejected)),
            version: request.map(|it| seen.unwrap_or(it.version)),
            submission,
            post_to: keep_at.clone(),
            keep_at,
            kept,
            refusal,
            changes: None,
            department: field("department", "request-field-department", &chosen),
            department_name: desk.department.name.clone(),
            departments,
            project: field("project", "request-field-project", &typed.project)
                .hinted("request-field-project-hint")
                .required(),
            projects,
            user_id: field("user_id", "request-field-users", "").hinted("request-field-users-hint").required(),
            people: ticks(&desk, &typed),
            users: typed.users.iter().zip(1..).map(|(row, number)| UserFields::of(row, number, &errors)).collect(),
            max_users: USERS,
            attachments: field(ATTACHMENTS, "request-field-attachments", "")
                .hinted("request-field-attachments-hint")
                .required(),
            uploaded: desk.files.iter().map(UploadedFile::from).collect(),
            ecs: EcsFields::new(&typed.ecs.ecs(&typed.region), &desk.catalogue, lang, &errors),
            eip_bandwidth: field("eip_bandwidth", "request-field-eip-bandwidth", &typed.ecs.eip_bandwidth)
                .hinted("request-field-eip-bandwidth-hint"),
            remarks: field("remarks", "request-field-remarks", &typed.remarks)
                .hinted("request-field-remarks-hint")
                .at_most(REMARKS),
            way: desk.flow.0.iter().map(|review| review.name()).chain(["request-state-delivering"]).collect(),
            due: due(&calendar, request, now),
            errors,
            product,
            ctx: ctx.clone(),
        };
        let changes = overtaken.map(|says| Changes::new(says, page.differing(&as_it_is.unwrap_or_default())));
        Self { changes, ..page }
    }

    /// What somebody else made of the fields meanwhile.
    fn differing(&self, now: &RequestForm) -> [Change; 10] {
        let ecs = &self.ecs;
        [
            Change::chosen(&ecs.region, &ecs.regions, &now.region),
            Change::chosen(&self.project, &self.projects, &now.project),
            Change::of(&ecs.instance_name, &now.ecs.instance_name),
            Change::chosen(&ecs.instance_type, &ecs.instance_types, &now.ecs.instance_type),
            Change::chosen(&ecs.image, &ecs.images, &now.ecs.image),
            Change::of(&ecs.quantity, &now.ecs.quantity),
            Change::of(&ecs.system_disk_size, &now.ecs.system_disk_size),
            Change::chosen(&ecs.vswitch, &ecs.vswitches, &now.ecs.vswitch),
            Change::of(&self.eip_bandwidth, &now.ecs.eip_bandwidth),
            Change::of(&self.remarks, &now.remarks),
        ]
    }
}

/// Until when it is delivered that is submitted now; of one that was submitted, as it stands.
fn due(calendar: &Calendar, request: Option<&Request>, now: DateTime<Utc>) -> Option<Text> {
    match request {
        Some(request) => request.due().map(|due| due.last_day()),
        None => Some(calendar.add_working_days(now, WORKING_DAYS).last_day()),
    }
}

fn ticks(desk: &Desk, typed: &RequestForm) -> Vec<Tick> {
    let people = desk.people.iter().map(|person| Tick {
        id: person.id,
        name: person.display_name.clone(),
        username: person.username.clone(),
        ticked: typed.user_ids.contains(&person.id.to_string()),
    });
    people.collect()
}

impl UserFields {
    fn of(row: &UserRow, number: usize, errors: &Errors) -> Self {
        let field = |name, label, value: &str| Field::new(name, label, value).in_row(number).checked(errors).required();
        Self {
            number,
            name: field("user_name", "request-field-user-name", &row.name),
            phone: field("user_phone", "request-field-user-phone", &row.phone),
            email: field("user_email", "request-field-user-email", &row.email),
        }
    }
}
