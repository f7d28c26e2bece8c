//! The form of a request as it is typed.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::asked::Asked;
use crate::{
    requests::{
        details::{Details, WORD},
        kind::Kind,
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
            asked: Asked::blank(kind),
            remarks: String::new(),
            uploaded: Vec::new(),
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

    /// What is typed on the form over this one: what was chosen for a batch isn't typed on it, and stays.
    #[must_use]
    pub fn retyped(&self, fields: &mut FieldReader<'_>) -> Self {
        let typed = Self::read(self.asked.kind(), fields);
        match &self.asked {
            Asked::One(_) => typed,
            Asked::Several(_) => Self { asked: self.asked.clone(), ..typed },
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
