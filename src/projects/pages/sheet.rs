//! What the form of a project is drawn from.

use askama::Template;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use crate::{
    attachments::{self, Attachment, Limits},
    error::AppResult,
    policy::Actor,
    projects::{
        form::{ATTACHMENTS, DESCRIPTION, NAME, ProjectForm},
        model::{Project, path_of_new},
        queries::{self, Person},
    },
    text::Text,
    web::{
        Ctx, filters,
        form::{Change, Changes, Choice, Draft, Errors, Field, UploadedFile},
        i18n::Lang,
    },
};

pub fn edit_path(id: i64) -> String {
    format!("/projects/{id}/edit")
}

#[derive(Template)]
#[template(path = "projects/edit.html")]
pub struct Sheet {
    ctx: Ctx,
    errors: Errors,
    path: String,
    /// Where one goes who leaves it be.
    leave: String,
    /// The form that the project is made for; empty for none.
    back: String,
    submission: Uuid,
    /// None for a new one.
    version: Option<i32>,
    title: Text,
    kept: Option<DateTime<Utc>>,
    changes: Option<Changes>,
    department: Field,
    department_name: String,
    /// Empty where the account fixes it.
    departments: Vec<Choice>,
    name: Field,
    description: Field,
    contact: Field,
    contacts: Vec<Choice>,
    owner: Field,
    owners: Vec<Choice>,
    attachments: Field,
    uploaded: Vec<UploadedFile>,
}

/// What the form is about, beside what is typed.
pub struct Subject {
    /// None for a new one.
    project: Option<Project>,
    department: i64,
    department_name: String,
    /// Those to choose from; a single one is fixed.
    departments: Vec<(i64, String)>,
    people: Vec<Person>,
    /// That lie with the form, or that it leaves to the project.
    files: Vec<Attachment>,
    /// What the project carries, whatever the form says.
    carried: Vec<Attachment>,
}

impl Subject {
    /// Of a new one for the department that `typed` names, if it is one to choose, or else one's own.
    pub fn new(c: &mut PgConnection, who: &Actor, typed: &ProjectForm) -> AppResult<Self> {
        let mut departments = queries::departments(c, who)?;
        if !typed.back.is_empty() {
            // It is to be chosen in the other form, which is for one department.
            departments.retain(|(id, _)| id.to_string() == typed.department);
        }
        let chosen = departments.iter().find(|(id, _)| id.to_string() == typed.department).cloned();
        let (department, department_name) = chosen.unwrap_or((who.department.id, who.department.name.clone()));
        let people = queries::people(c, department, &[])?;
        let files = loose(c, who, typed, &[])?;
        Ok(Self { project: None, department, department_name, departments, people, files, carried: Vec::new() })
    }

    /// Of `project`, which carries these files.
    pub fn of(
        c: &mut PgConnection,
        who: &Actor,
        project: Project,
        carried: Vec<Attachment>,
        typed: &ProjectForm,
    ) -> AppResult<Self> {
        let people = queries::people(c, project.department_id, &[project.contact_id, project.owner_id])?;
        let mut files: Vec<Attachment> =
            carried.iter().filter(|file| typed.uploaded.contains(&file.id)).cloned().collect();
        files.extend(loose(c, who, typed, &carried)?);
        Ok(Self {
            department: project.department_id,
            department_name: project.department.clone(),
            departments: Vec::new(),
            project: Some(project),
            people,
            files,
            carried,
        })
    }
}

/// The files that lie with the form alone.
fn loose(c: &mut PgConnection, who: &Actor, typed: &ProjectForm, carried: &[Attachment]) -> AppResult<Vec<Attachment>> {
    let is_loose = |id: &Uuid| !carried.iter().any(|file| file.id == *id);
    let ids: Vec<Uuid> = typed.uploaded.iter().copied().filter(is_loose).collect();
    if ids.is_empty() { Ok(Vec::new()) } else { attachments::queries::loose_of(c, who, &ids, &Limits::PROJECT) }
}

impl Sheet {
    pub fn new(ctx: &Ctx, subject: Subject, draft: Draft<ProjectForm>) -> Self {
        let Subject { project, department, department_name, departments, people, files, carried } = subject;
        let Draft { typed, errors, overtaken, kept, submission, seen } = draft;
        let (lang, now) = (ctx.language(), project.as_ref());
        let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
        let chosen = department.to_string();
        let mut page = Self {
            path: now.map_or_else(|| path_of_new(&typed.back, &typed.department), |it| edit_path(it.id)),
            leave: leave(now, &typed.back),
            title: now.map_or_else(
                || Text::new("project-new-title"),
                |it| Text::new("project-edit-title").with("name", it.name.as_str()),
            ),
            version: now.map(|it| seen.unwrap_or(it.version)),
            submission,
            kept,
            changes: None,
            department: field("department", "project-department", &chosen).hinted(if departments.len() > 1 {
                "project-department-hint"
            } else {
                "project-department-fixed"
            }),
            department_name,
            departments: match departments.len() {
                0 | 1 => Vec::new(),
                _ => departments.into_iter().map(|(id, name)| Choice::new(id, name, &chosen)).collect(),
            },
            name: field("name", "project-name", &typed.name)
                .hinted("project-name-hint")
                .required()
                .at_most(*NAME.end()),
            description: field("description", "project-description", &typed.description)
                .hinted("project-description-hint")
                .at_most(DESCRIPTION),
            contact: field("contact_id", "project-contact", &typed.contact).hinted("project-contact-hint").required(),
            contacts: choices(lang, &people, "project-contact-choose", &typed.contact),
            owner: field("owner_id", "project-owner", &typed.owner).hinted("project-owner-hint").required(),
            owners: choices(lang, &people, "project-owner-choose", &typed.owner),
            attachments: field(ATTACHMENTS, "project-attachments", "").hinted("project-attachments-hint"),
            uploaded: files.iter().map(UploadedFile::from).collect(),
            back: typed.back,
            errors,
            ctx: ctx.clone(),
        };
        let typed_files = named(&files);
        page.changes = overtaken.zip(now).map(|(says, now)| {
            let files = Change { label: "project-attachments", now: named(&carried), typed: typed_files };
            page.differing(says, &ProjectForm::of(now, &carried), files)
        });
        page
    }

    fn differing(&self, says: Text, now: &ProjectForm, files: Change) -> Changes {
        let fields = [
            Change::of(&self.name, &now.name),
            Change::chosen(&self.contact, &self.contacts, &now.contact),
            Change::chosen(&self.owner, &self.owners, &now.owner),
            Change::of(&self.description, &now.description),
            files,
        ];
        Changes::new(says, fields)
    }
}

fn leave(now: Option<&Project>, back: &str) -> String {
    match now {
        Some(project) => project.path(),
        None if back.is_empty() => "/projects".to_owned(),
        None => back.to_owned(),
    }
}

fn choices(lang: Lang, people: &[Person], unchosen: &str, chosen: &str) -> Vec<Choice> {
    let none = Choice::new("", lang.t(unchosen), chosen);
    let people = people.iter().map(|person| Choice::new(person.id, lang.say(&called(person)), chosen));
    std::iter::once(none).chain(people).collect()
}

/// Several people bear one name.
fn called(person: &Person) -> Text {
    let said =
        |key| Text::new(key).with("name", person.display_name.as_str()).with("username", person.username.as_str());
    if person.is_gone {
        said("project-person-gone")
    } else if person.unit.is_empty() {
        said("project-person")
    } else {
        said("project-person-of-unit").with("unit", person.unit.as_str())
    }
}

fn named(files: &[Attachment]) -> String {
    files.iter().map(|file| file.file_name.as_str()).collect::<Vec<_>>().join(" ")
}
