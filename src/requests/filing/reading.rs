//! What a form of a request says, with every refusal at its field.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{
    desk::Desk,
    form::{REMARKS, RequestForm, USERS, UserRow},
};
use crate::{
    catalogue::{form::region, model::Region},
    requests::{details::Details, subject::Subject},
    text::Text,
    web::form::{self, Errors, at_most},
};

/// Characters.
const NAME: usize = 80;

/// What can't be wrong any more.
#[derive(Clone, Debug)]
pub struct Submission {
    pub base: Base,
    pub items: Vec<RequestItem>,
}

/// All of it but what is asked for.
#[derive(Clone, Debug)]
pub struct Base {
    pub project: i64,
    pub region: i64,
    pub users: Vec<RequestUser>,
    pub files: Vec<Uuid>,
    pub remarks: String,
}

/// Something that is asked for.
#[derive(Clone, Debug)]
pub struct RequestItem {
    /// From 1.
    pub place: i32,
    pub details: Details,
    pub quantity: i32,
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
    let base = base(form, desk, &mut errors);
    let region = region(&form.region, &desk.catalogue).ok();
    errors.append(asked(form, desk, region));
    errors.finish(|| {
        let item = |(place, item): (i32, &Details)| {
            Some(RequestItem { place, details: item.kept(), quantity: item.quantity()? })
        };
        Some(Submission { base: base?, items: form.asked.each().map(item).collect::<Option<_>>()? })
    })
}

/// What is wrong with what is asked for. What a resource is already isn't asked for.
fn asked(form: &RequestForm, desk: &Desk, region: Option<&Region>) -> Errors {
    let mut errors = Errors::default();
    form.asked.check(&desk.catalogue, region, &desk.addresses(), &mut errors);
    let is_asked_for = |field: &str| match form.subject {
        Subject::New => true,
        Subject::Change(_) => {
            let name = field.rsplit_once('-').map_or(field, |(name, _)| name);
            form.asked.item().is_some_and(|item| item.can_change(name))
        }
        Subject::Return(_) => false,
    };
    errors.at_those(is_asked_for)
}

/// All of it but what is asked for, with every refusal at its field.
pub fn base(form: &RequestForm, desk: &Desk, errors: &mut Errors) -> Option<Base> {
    if errors.at("department").is_empty() && desk.flow.first().is_none() {
        errors.add("department", "request-department-without-way");
    }
    let project = errors.take("project", project(form, desk));
    let region = errors.take("region", region(&form.region, &desk.catalogue));
    let users = users(form, desk, errors);
    let files: Vec<Uuid> = desk.files.iter().map(|file| file.id).collect();
    if files.is_empty() {
        errors.add("attachments", "request-attachments-missing");
    }
    errors.take("remarks", at_most(&form.remarks, REMARKS));
    Some(Base { project: project?, region: region?.id, users, files, remarks: form.remarks.clone() })
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
