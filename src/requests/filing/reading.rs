//! What a form of a request says, with every refusal at its field.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{
    desk::Desk,
    form::{REMARKS, RequestForm, USERS, UserRow},
};
use crate::{
    catalogue::form::region,
    requests::details::Details,
    text::Text,
    web::form::{self, Errors, at_most},
};

/// Characters.
const NAME: usize = 80;

/// What can't be wrong any more.
#[derive(Clone, Debug)]
pub struct Submission {
    pub project: i64,
    pub region: i64,
    pub users: Vec<RequestUser>,
    pub files: Vec<Uuid>,
    pub item: Details,
    pub quantity: i32,
    pub remarks: String,
}

/// Who is to use what is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestUser {
    Account(i64),
    Person { name: String, phone: String, email: String },
}

/// What `form` says, after the errors that it has already.
///
/// # Errors
/// Every refusal there is.
pub fn read(form: &RequestForm, desk: &Desk, mut errors: Errors) -> Result<Submission, Errors> {
    if errors.at("department").is_empty() && desk.flow.first().is_none() {
        errors.add("department", "request-department-without-way");
    }
    let project = errors.take("project", project(form, desk));
    let region = errors.take("region", region(&form.region, &desk.catalogue));
    let users = users(form, desk, &mut errors);
    let files: Vec<Uuid> = desk.files.iter().map(|file| file.id).collect();
    if files.is_empty() {
        errors.add("attachments", "request-attachments-missing");
    }
    form.item.check(&desk.catalogue, region, &desk.addresses(), &mut errors);
    errors.take("remarks", at_most(&form.remarks, REMARKS));
    errors.finish(|| {
        Some(Submission {
            project: project?,
            region: region?.id,
            users,
            files,
            item: form.item.kept(),
            quantity: form.item.quantity()?,
            remarks: form.remarks.clone(),
        })
    })
}

fn project(form: &RequestForm, desk: &Desk) -> Result<i64, Text> {
    let chosen = desk.projects.iter().find(|project| project.id.to_string() == form.project);
    match chosen {
        Some(project) => Ok(project.id),
        None if desk.projects.is_empty() => Err("request-project-none".into()),
        None => Err("request-project-missing".into()),
    }
}

fn users(form: &RequestForm, desk: &Desk, errors: &mut Errors) -> Vec<RequestUser> {
    let chosen: BTreeSet<&String> = form.user_ids.iter().collect();
    let mut users = Vec::new();
    for id in chosen {
        match desk.people.iter().find(|person| person.id.to_string() == *id) {
            Some(person) => users.push(RequestUser::Account(person.id)),
            None => errors.add("user_id", "request-user-unknown"),
        }
    }
    for (row, number) in form.users.iter().zip(1..).filter(|(row, _)| !row.is_blank()) {
        users.extend(person(row, number, errors));
    }
    if form.user_ids.is_empty() && form.users.iter().all(UserRow::is_blank) {
        errors.add("user_id", "request-users-missing");
    }
    if form.user_ids.len() + form.users.len() > USERS {
        errors.add("user_id", Text::new("request-users-too-many").with("most", USERS));
    }
    users
}

fn person(row: &UserRow, number: usize, errors: &mut Errors) -> Option<RequestUser> {
    let at = |field: &str| format!("{field}-{number}");
    let name = match row.name.as_str() {
        "" => Err("request-user-name-missing".into()),
        name => at_most(name, NAME).map(|()| name.to_owned()),
    };
    let name = errors.take(at("user_name"), name);
    let phone = errors.take(at("user_phone"), form::phone(&row.phone));
    let email = errors.take(at("user_email"), form::email(&row.email));
    Some(RequestUser::Person { name: name?, phone: phone?, email: email? })
}
