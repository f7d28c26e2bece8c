//! What the form of a request is drawn from.

use askama::Template;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    batch::steps::{Step, links},
    edit::About,
    item_fields::{ItemFields, ServerFields},
};
use crate::{
    calendar::Calendar,
    catalogue::{form::region_choices, pricing::PriceList},
    requests::{
        cart::Steps,
        commands::WORKING_DAYS,
        details::Details,
        filing::{ATTACHMENTS, Asked, Desk, REMARKS, RequestForm, USERS, UserRow},
        kind::Kind,
        model::Request,
        state::State,
        subject::Subject,
    },
    text::Text,
    web::{
        Ctx, filters,
        form::{Change, Changes, Choice, Draft, Errors, Field, UploadedFile},
        i18n::Lang,
        list::TabLink,
    },
};

#[derive(Template)]
#[template(path = "requests/form.html")]
pub struct FormPage {
    ctx: Ctx,
    errors: Errors,
    kind: Kind,
    subject: Subject,
    title: Text,
    /// Of a batch.
    steps: Vec<TabLink>,
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
    region: Field,
    regions: Vec<Choice>,
    /// Of a single request, but where something is given back.
    item: Option<ItemFields>,
    /// What stays as it is of a resource that there is, in words.
    stays: Vec<(&'static str, String)>,
    project_name: String,
    region_name: String,
    remarks: Field,
    /// What it costs a month as it is typed, or why that can't be told.
    price: Text,
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
    pub fn new(ctx: &Ctx, kind: Kind, about: About, draft: Draft<RequestForm>, now: DateTime<Utc>) -> Self {
        let Draft { typed, errors, overtaken, kept, submission, seen } = draft;
        let About { desk, request, now: as_it_is, refusal, calendar } = about;
        let (lang, request) = (ctx.language(), request.as_ref());
        let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
        let chosen = desk.department.id.to_string();
        let number = request.map(|it| it.number.as_str());
        let keep_at = typed.kept_at(number);
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
        let project = field("project", "request-field-project", &typed.project);
        let regions = region_choices(&desk.catalogue, lang, &typed.region);
        let page = Self {
            title: request.map_or_else(
                || match kind {
                    Kind::Single(product) if typed.subject == Subject::New => {
                        Text::new("request-form-title").with("product", Text::new(product.label()))
                    }
                    Kind::Single(product) => typed.subject.label(product),
                    Kind::Batch => kind.label().into(),
                },
                |it| Text::new("request-edit-title").with("number", it.number.as_str()),
            ),
            steps: match kind {
                Kind::Single(_) => Vec::new(),
                Kind::Batch => links(&Steps::of(number), Step::Base, typed.asked.picks().len()),
            },
            number: number.map(str::to_owned),
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
            project: match typed.subject {
                Subject::New => project.hinted("request-field-project-hint").required(),
                _ => project,
            },
            project_name: chosen_label(&projects),
            projects,
            user_id: field("user_id", "request-field-users", "").hinted("request-field-users-hint").required(),
            people: ticks(&desk, &typed),
            users: typed.users.iter().zip(1..).map(|(row, number)| UserFields::of(row, number, &errors)).collect(),
            max_users: USERS,
            attachments: field(ATTACHMENTS, "request-field-attachments", "")
                .hinted("request-field-attachments-hint")
                .required(),
            uploaded: desk.files.iter().map(UploadedFile::from).collect(),
            region: field("region", "catalogue-field-region", &typed.region).required(),
            region_name: chosen_label(&regions),
            regions,
            item: item_fields(&typed, &desk, lang, &errors),
            stays: stays(&typed, &desk, lang),
            remarks: field("remarks", "request-field-remarks", &typed.remarks)
                .hinted("request-field-remarks-hint")
                .at_most(REMARKS),
            price: price(&typed.asked, &desk.prices),
            way: way(&desk),
            due: due(calendar.as_ref(), request, now),
            errors,
            kind,
            subject: typed.subject,
            ctx: ctx.clone(),
        };
        let changes =
            overtaken.map(|says| Changes::new(says, as_it_is.map(|now| page.differing(&now)).unwrap_or_default()));
        Self { changes, ..page }
    }

    /// What somebody else made of the fields meanwhile.
    fn differing(&self, now: &RequestForm) -> Vec<Change> {
        let base = [
            Change::chosen(&self.region, &self.regions, &now.region),
            Change::chosen(&self.project, &self.projects, &now.project),
        ];
        let remarks = Change::of(&self.remarks, &now.remarks);
        let item = self.item.as_ref().zip(now.asked.item()).map(|(fields, now)| fields.differing(now));
        base.into_iter().chain(item.unwrap_or_default()).chain([remarks]).collect()
    }
}

fn chosen_label(choices: &[Choice]) -> String {
    choices.iter().find(|choice| choice.selected).map(|choice| choice.label.clone()).unwrap_or_default()
}

/// Nothing is typed of what is given back.
fn item_fields(typed: &RequestForm, desk: &Desk, lang: Lang, errors: &Errors) -> Option<ItemFields> {
    let item = typed.asked.item().filter(|_| !matches!(typed.subject, Subject::Return(_)))?;
    let fields = ItemFields::new(item, &typed.region, desk, lang, errors);
    Some(if typed.subject == Subject::New { fields } else { fields.that_change(item) })
}

fn stays(typed: &RequestForm, desk: &Desk, lang: Lang) -> Vec<(&'static str, String)> {
    let item = typed.asked.item().filter(|_| typed.subject != Subject::New);
    let words = item.map(|item| item.in_words(&desk.catalogue, lang)).unwrap_or_default();
    match typed.subject {
        Subject::Change(_) => {
            let changing = item.map(Details::labels_that_change).unwrap_or_default();
            words.into_iter().filter(|(label, _)| !changing.contains(label)).collect()
        }
        _ => words,
    }
}

/// The reviews to come, and delivery.
#[must_use]
pub fn way(desk: &Desk) -> Vec<&'static str> {
    desk.flow.0.iter().map(|review| review.name()).chain(["request-state-delivering"]).collect()
}

/// What all of it costs a month as it is typed, or why that can't be told.
#[must_use]
pub fn price(asked: &Asked, prices: &PriceList) -> Text {
    if asked.each().next().is_none() || asked.each().any(|(_, item)| item.item().is_none()) {
        return "request-price-unfinished".into();
    }
    match asked.monthly(prices) {
        Ok(monthly) => Text::new("request-price-monthly").with("amount", monthly.to_string()),
        Err(missing) => Text::from(&missing),
    }
}

/// Until when it is delivered that is submitted now; of one that was submitted, as it stands.
#[must_use]
pub fn due(calendar: Option<&Calendar>, request: Option<&Request>, now: DateTime<Utc>) -> Option<Text> {
    match request {
        Some(request) => request.due().map(|due| due.last_day()),
        None => calendar.map(|calendar| calendar.add_working_days(now, WORKING_DAYS).last_day()),
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
