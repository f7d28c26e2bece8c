//! Users from a spreadsheet: what its rows would do, by the rules of the single form. It makes accounts and changes none.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::{
    commands::{self, Newcomer},
    form::{PersonForm, Wanted, username},
    model::{Person, Rights, people},
    queries::{self, Group, Seat},
};
use crate::{
    accounts::model::Username,
    error::AppResult,
    policy::{Action, Actor, Role},
    text::Text,
    web::{
        form::Errors,
        i18n::Lang,
        import::{Column, Desk, Judged, Note, Report, Row, Verdict, Waiting},
    },
};

/// In the export's order.
pub const COLUMNS: [Column; 8] = [
    Column { field: "username", label: "account-username", hint: "people-hint-username" },
    Column { field: "display_name", label: "account-display-name", hint: "people-hint-display-name" },
    Column { field: "department", label: "account-department", hint: "people-hint-department" },
    Column { field: "ticket_group", label: "people-ticket-group", hint: "people-hint-ticket-group" },
    Column { field: "phone", label: "account-phone", hint: "people-hint-phone" },
    Column { field: "email", label: "account-email", hint: "people-hint-email" },
    Column { field: "language", label: "account-language", hint: "people-hint-language" },
    Column { field: "role", label: "account-roles", hint: "people-hint-role" },
];

/// What this room says of its sheets.
pub static DESK: Desk = Desk {
    kind: "users",
    paths: [
        "/admin/users/import",
        "/admin/users/import/template.xlsx",
        "/admin/users/import/template.csv",
        "/admin/users/import/{id}",
        "/admin/users/import/{id}/confirm",
    ],
    list: "/admin/users",
    list_label: "people-users",
    about: "people-import-about",
    template_hint: "people-import-template-hint",
    empty: "import-empty",
    ready: "people-import-ready",
    most: 5_000,
    text: 2 * 1024 * 1024,
    columns: &COLUMNS,
    key: "username",
    action: Action::ManageUsers,
    audited: ("importUsers", "user_import"),
    lock: |_, _| Ok(()),
    judge,
    write,
};

/// What a row would do.
enum Step {
    /// In the order of the columns, each blamed once.
    Wrong(Vec<(&'static Column, Text)>),
    New(Box<Newcomer>),
    /// Whoever it is has this account already.
    Same,
}

/// All that rows are judged by, so that no row asks the database again.
struct Stock {
    seats: Vec<Seat>,
    by_name: HashMap<String, usize>,
    groups: Vec<Group>,
    known: HashMap<String, Person>,
    roles: HashMap<String, Role>,
}

impl Stock {
    fn of(c: &mut PgConnection, rows: &[Row]) -> AppResult<Self> {
        let (seats, groups) = (queries::seats(c)?, queries::groups(c)?);
        let names: Vec<String> = rows.iter().filter_map(named).map(|name| name.as_str().to_owned()).collect();
        let known: Vec<Person> =
            people::table.filter(people::username.eq_any(names)).select(Person::as_select()).load(c)?;
        let called = |(nth, seat): (usize, &Seat)| [(seat.code.clone(), nth), (seat.name.clone(), nth)];
        Ok(Self {
            by_name: seats.iter().enumerate().flat_map(called).collect(),
            known: known.into_iter().map(|person| (person.username.clone(), person)).collect(),
            roles: roles(),
            seats,
            groups,
        })
    }

    fn steps(&self, rows: &[Row]) -> Vec<Step> {
        let mut seen = HashMap::with_capacity(rows.len());
        rows.iter().map(|row| self.step(row, &mut seen).unwrap_or_else(in_order)).collect()
    }

    fn step(&self, row: &Row, seen: &mut HashMap<String, usize>) -> Result<Step, Errors> {
        let mut errors = Errors::default();
        let name = errors.take("username", username(row.said("username")));
        if let Some(name) = &name
            && let Some(first) = seen.insert(name.as_str().to_owned(), row.line)
        {
            errors.add("username", Text::new("people-row-twice").with("line", first));
        }
        let seat = self.seat(row, &mut errors);
        self.refuse_role(row, seat, &mut errors);
        let form = self.form(row, seat, &mut errors);
        let data = form.parse(errors, &self.seats, &self.groups)?;
        let Some(name) = name else { return Err(Errors::default()) };
        match self.known.get(name.as_str()) {
            None => Ok(Step::New(Box::new(Newcomer::new(name, data)))),
            Some(known) if is_as(known, &data) => Ok(Step::Same),
            Some(known) => {
                let mut errors = Errors::default();
                errors.add("username", Text::new("people-row-known").with("name", known.display_name.as_str()));
                Err(errors)
            }
        }
    }

    fn seat(&self, row: &Row, errors: &mut Errors) -> Option<&Seat> {
        let called = row.said("department");
        let found = self.by_name.get(called).and_then(|nth| self.seats.get(*nth));
        if found.is_none() && !called.is_empty() {
            errors.add("department", Text::new("people-row-department").with("name", called));
        }
        found
    }

    /// A sheet gives nobody more than the least of their department: roles are a security administrator's.
    fn refuse_role(&self, row: &Row, seat: Option<&Seat>, errors: &mut Errors) {
        let called = row.said("role");
        let Some(seat) = seat.filter(|_| !called.is_empty()) else { return };
        let least = Rights::of_newcomer(seat.kind()).roles;
        if self.roles.get(called).is_none_or(|role| !least.contains(role)) {
            errors.add(
                "role",
                match least.first() {
                    Some(least) => Text::new("people-row-role").with("role", least.label()),
                    None => Text::new("people-row-role-none"),
                },
            );
        }
    }

    fn form(&self, row: &Row, seat: Option<&Seat>, errors: &mut Errors) -> PersonForm {
        let called = row.said("ticket_group");
        let group =
            seat.and_then(|seat| self.groups.iter().find(|it| it.department_id == seat.id && it.name == called));
        if seat.is_some() && group.is_none() && !called.is_empty() {
            errors.add("ticket_group", Text::new("people-row-group").with("name", called));
        }
        PersonForm {
            username: row.said("username").to_owned(),
            display_name: row.said("display_name").to_owned(),
            department: seat.map(|seat| seat.id.to_string()).unwrap_or_default(),
            ticket_group: group.map(|group| group.id.to_string()).unwrap_or_default(),
            phone: row.said("phone").to_owned(),
            email: row.said("email").to_owned(),
            language: language(row.said("language")),
        }
    }
}

fn named(row: &Row) -> Option<Username> {
    Username::parse(row.said("username"))
}

fn is_as(known: &Person, data: &Wanted) -> bool {
    let group = data.ticket_group.map_or(known.ticket_group.is_empty(), |group| known.ticket_group_id == group);
    group
        && known.display_name == data.display_name
        && known.department_id == data.department.id
        && known.phone == data.phone
        && known.email == data.email
        && known.language == data.language.code()
}

/// By code or by label in either language.
fn roles() -> HashMap<String, Role> {
    let called = |role: Role| {
        let labels = Lang::ALL.map(|lang| lang.say(&role.label()));
        std::iter::once(role.code().to_owned()).chain(labels).map(move |name| (name, role))
    };
    Role::ALL.into_iter().flat_map(called).collect()
}

/// A code, or what the language calls itself; Chinese unless something is said.
fn language(said: &str) -> String {
    if said.is_empty() {
        return Lang::default().code().to_owned();
    }
    let meant = Lang::ALL.into_iter().find(|lang| lang.t("account-language-own-name").eq_ignore_ascii_case(said));
    meant.map_or_else(|| said.to_owned(), |lang| lang.code().to_owned())
}

fn in_order(errors: Errors) -> Step {
    let mut blamed = HashSet::new();
    let column = |field: &str| COLUMNS.iter().find(|column| column.field == field).unwrap_or(&COLUMNS[0]);
    let first = errors.iter().filter(|(field, _)| blamed.insert((*field).to_owned()));
    let mut wrong: Vec<_> = first.map(|(field, why)| (column(field), why.clone())).collect();
    wrong.sort_by_key(|(column, _)| COLUMNS.iter().position(|it| it.field == column.field));
    Step::Wrong(wrong)
}

fn judge(c: &mut PgConnection, _: &Actor, rows: &[Row], lang: Lang, _: DateTime<Utc>) -> AppResult<Report> {
    let steps = Stock::of(c, rows)?.steps(rows);
    Ok(Report(rows.iter().zip(steps).map(|(row, step)| judged(row, step, lang)).collect()))
}

fn judged(row: &Row, step: Step, lang: Lang) -> Judged {
    let (verdict, notes) = match step {
        Step::Wrong(reasons) => {
            let wrong = |(column, why): (&Column, Text)| Note::Wrong { column: column.label, why };
            (Verdict::Wrong, reasons.into_iter().map(wrong).collect())
        }
        Step::New(it) => {
            let role = it.rights.roles.first().map_or_else(|| Text::new("people-without-role"), |role| role.label());
            let words = [it.data.department.name.clone(), lang.say(&role), it.data.email.clone()];
            (Verdict::New, words.into_iter().map(Note::Word).collect())
        }
        Step::Same => (Verdict::Same, Vec::new()),
    };
    Judged {
        line: row.line,
        name: row.said("display_name").to_owned(),
        code: row.said("username").to_owned(),
        verdict,
        notes,
        version: 0,
    }
}

fn write(tx: &mut PgConnection, who: &Actor, sheet: &Waiting, now: DateTime<Utc>) -> AppResult<()> {
    let steps = Stock::of(tx, &sheet.rows)?.steps(&sheet.rows);
    let newcomers: Vec<Newcomer> = steps.into_iter().filter_map(newcomer).collect();
    commands::admit_all(tx, who, &newcomers, now)?;
    Ok(())
}

fn newcomer(step: Step) -> Option<Newcomer> {
    if let Step::New(newcomer) = step { Some(*newcomer) } else { None }
}
