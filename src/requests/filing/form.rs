//! The form of a request as it is typed.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{asked::Asked, kept_at};
use crate::{
    policy::Actor,
    requests::{
        details::{Details, WORD},
        kind::Kind,
        resource::Resource,
        subject::Subject,
    },
    web::form::{self, Errors, FieldReader, Rows, at_most, tidied},
};

/// The field that files travel under.
pub const ATTACHMENTS: &str = "attachments";
/// And the one that lists those that have come.
pub const UPLOADED: &str = "uploaded_attachments";
/// Characters.
pub const REMARKS: usize = 500;
/// Users of one request.
pub const USERS: usize = 50;
/// Characters of a user's name, phone number and address.
const PERSON: [(&str, usize); 3] = [("user_name", 80), ("user_phone", 40), ("user_email", 254)];

/// As typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestForm {
    /// Ids.
    pub department: String,
    pub region: String,
    pub project: String,
    /// Accounts that are to use what is asked for.
    pub user_ids: Vec<String>,
    /// And people who have none.
    pub users: Vec<UserRow>,
    /// What it is about; never typed.
    #[serde(default)]
    pub subject: Subject,
    /// What the resource was when its change was begun; never typed either.
    #[serde(default)]
    pub was: Option<Details>,
    /// What is asked for.
    #[serde(flatten)]
    pub asked: Asked,
    pub remarks: String,
    /// The files that lie with it, or that it carries already.
    #[serde(default)]
    pub uploaded: Vec<Uuid>,
}

/// Somebody without an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserRow {
    pub name: String,
    pub phone: String,
    pub email: String,
}

impl UserRow {
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.name.is_empty() && self.phone.is_empty() && self.email.is_empty()
    }

    fn cells(&self) -> [&String; 3] {
        [&self.name, &self.phone, &self.email]
    }
}

impl Rows for Vec<UserRow> {
    fn add_row(&mut self) {
        if self.len() < USERS {
            self.push(UserRow::default());
        }
    }

    fn copy_row(&mut self, number: usize) {
        if self.len() < USERS
            && let Some(row) = number.checked_sub(1).and_then(|index| self.get(index)).cloned()
        {
            self.insert(number, row);
        }
    }

    fn remove_row(&mut self, number: usize) {
        if (1..=self.len()).contains(&number) {
            self.remove(number - 1);
        }
    }
}

impl RequestForm {
    /// Nothing is typed yet.
    #[must_use]
    pub fn blank(kind: Kind) -> Self {
        Self {
            department: String::new(),
            region: String::new(),
            project: String::new(),
            user_ids: Vec::new(),
            users: Vec::new(),
            subject: Subject::New,
            was: None,
            asked: Asked::blank(kind),
            remarks: String::new(),
            uploaded: Vec::new(),
        }
    }

    /// Nothing is typed yet about a resource, which is `details` by now.
    #[must_use]
    pub fn about(who: &Actor, subject: Subject, resource: &Resource, details: Details) -> Self {
        let is_theirs = who.department.id == resource.department_id;
        Self {
            department: resource.department_id.to_string(),
            region: resource.region_id.to_string(),
            project: resource.project_id.to_string(),
            user_ids: if is_theirs { vec![who.id.to_string()] } else { Vec::new() },
            subject,
            was: Some(details.clone()),
            asked: Asked::One(details),
            ..Self::blank(Kind::Single(resource.product))
        }
    }

    /// What is typed in the form of such a request. What is chosen for a batch isn't typed on it.
    #[must_use]
    pub fn read(kind: Kind, fields: &mut FieldReader<'_>) -> Self {
        let uploaded = fields.column(UPLOADED);
        let mut form = Self {
            department: fields.text("department"),
            region: fields.text("region"),
            project: fields.text("project"),
            user_ids: fields.column("user_id"),
            users: users(fields),
            subject: Subject::New,
            was: None,
            asked: match kind {
                Kind::Single(product) => Asked::One(Details::read(product, fields)),
                Kind::Batch => Asked::blank(kind),
            },
            remarks: fields.text("remarks"),
            uploaded: uploaded.iter().filter_map(|id| id.parse().ok()).collect(),
        };
        form.tidy();
        form
    }

    /// What is typed on the form over this one. What was chosen for a batch isn't typed on it, and stays; so does what a
    /// change can't change, and of a return everything that says what is returned.
    #[must_use]
    pub fn retyped(&self, fields: &mut FieldReader<'_>) -> Self {
        let typed = Self::read(self.asked.kind(), fields);
        let asked = match (self.subject, &self.asked, &typed.asked) {
            (Subject::New, Asked::One(_), typed) => typed.clone(),
            (Subject::Change(_), Asked::One(now), Asked::One(typed)) => Asked::One(now.changed_to(typed)),
            (_, asked, _) => asked.clone(),
        };
        let its = if self.subject == Subject::New { &typed } else { self };
        Self {
            department: its.department.clone(),
            region: its.region.clone(),
            project: its.project.clone(),
            subject: self.subject,
            was: self.was.clone(),
            asked,
            ..typed.clone()
        }
    }

    /// Whatever can be read is shown, kept and checked in its normal form (spec 0, "Forgiving input").
    fn tidy(&mut self) {
        for text in [&mut self.department, &mut self.region, &mut self.project, &mut self.remarks] {
            *text = text.trim().to_owned();
        }
        self.user_ids.iter_mut().for_each(|id| *id = id.trim().to_owned());
        self.user_ids.retain(|id| !id.is_empty());
        for user in &mut self.users {
            user.name = user.name.split_whitespace().collect::<Vec<_>>().join(" ");
            tidied(&mut user.phone, form::phone);
            tidied(&mut user.email, form::email);
        }
        self.asked.tidy();
    }

    /// Under what its text is kept while it is typed: its address, of the request with that number or of a new one.
    #[must_use]
    pub fn kept_at(&self, number: Option<&str>) -> String {
        match (number, self.subject) {
            (None, Subject::Change(id)) => format!("/resources/{id}/change"),
            (None, Subject::Return(id)) => format!("/resources/{id}/return"),
            _ => kept_at(number, self.asked.kind()),
        }
    }

    /// Notes every field that is longer than what can be kept of it: all that a draft is checked for.
    pub fn check_lengths(&self, errors: &mut Errors) {
        for (field, value) in [("department", &self.department), ("region", &self.region), ("project", &self.project)] {
            errors.take(field, at_most(value, WORD));
        }
        for (user, number) in self.users.iter().zip(1..) {
            for ((field, limit), value) in PERSON.into_iter().zip(user.cells()) {
                errors.take(format!("{field}-{number}"), at_most(value, limit));
            }
        }
        if self.users.len() + self.user_ids.len() > USERS {
            errors.add("user_id", crate::text::Text::new("request-users-too-many").with("most", USERS));
        }
        errors.take("remarks", at_most(&self.remarks, REMARKS));
        self.asked.check_lengths(errors);
    }
}

fn users(fields: &mut FieldReader<'_>) -> Vec<UserRow> {
    let columns = PERSON.map(|(name, _)| fields.column(name));
    let rows = columns.iter().map(Vec::len).max().unwrap_or_default();
    let cell = |column: usize, row: usize| columns[column].get(row).cloned().unwrap_or_default();
    (0..rows).map(|row| UserRow { name: cell(0, row), phone: cell(1, row), email: cell(2, row) }).collect()
}
