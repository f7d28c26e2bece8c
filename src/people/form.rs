//! The form of a user's data.

use super::{
    model::Person,
    queries::{Group, Seat},
};
use crate::{
    accounts::model::{Username, display_name, email, phone},
    text::Text,
    web::{
        form::{Errors, FieldReader, FromFields},
        i18n::Lang,
    },
};

/// As typed.
#[derive(Clone, Debug, Default)]
pub struct PersonForm {
    /// Of a new one alone: names never change.
    pub username: String,
    pub display_name: String,
    /// An id.
    pub department: String,
    /// An id; empty for the department's own.
    pub ticket_group: String,
    pub phone: String,
    pub email: String,
    pub language: String,
}

/// As it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub display_name: String,
    pub department: Seat,
    /// None for the department's own.
    pub ticket_group: Option<i64>,
    pub phone: String,
    pub email: String,
    pub language: Lang,
}

impl FromFields for PersonForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            username: fields.text("username"),
            display_name: fields.text("display_name"),
            department: fields.text("department"),
            ticket_group: fields.text("ticket_group"),
            phone: fields.text("phone"),
            email: fields.text("email"),
            language: fields.text("language"),
        }
    }
}

/// # Errors
/// What is missing, or what a name looks like.
pub fn username(typed: &str) -> Result<Username, Text> {
    if typed.trim().is_empty() {
        return Err("account-username-missing".into());
    }
    Username::parse(typed).ok_or_else(|| "account-username-malformed".into())
}

impl PersonForm {
    #[must_use]
    pub fn blank() -> Self {
        Self { language: Lang::default().code().to_owned(), ..Self::default() }
    }

    /// As `person` is.
    #[must_use]
    pub fn of(person: &Person) -> Self {
        let own_group = person.ticket_group.is_empty();
        Self {
            username: person.username.clone(),
            display_name: person.display_name.clone(),
            department: person.department_id.to_string(),
            ticket_group: if own_group { String::new() } else { person.ticket_group_id.to_string() },
            phone: person.phone.clone(),
            email: person.email.clone(),
            language: person.language.clone(),
        }
    }

    /// `seats` are the departments to choose from, `groups` the ticket groups that have a name.
    ///
    /// # Errors
    /// Every refusal, at its field.
    pub fn parse(&self, mut errors: Errors, seats: &[Seat], groups: &[Group]) -> Result<Wanted, Errors> {
        let display_name = errors.take("display_name", display_name(&self.display_name));
        let department = errors.take("department", chosen(&self.department, seats));
        let ticket_group = errors.take("ticket_group", group(&self.ticket_group, groups, department.as_ref()));
        let phone = errors.take("phone", phone(&self.phone));
        let email = errors.take("email", email(&self.email));
        let language = Lang::from_code(&self.language).ok_or("account-language-unknown");
        let language = errors.take("language", language);
        errors.finish(|| {
            Some(Wanted {
                display_name: display_name?,
                department: department?,
                ticket_group: ticket_group?,
                phone: phone?,
                email: email?,
                language: language?,
            })
        })
    }
}

fn chosen(typed: &str, seats: &[Seat]) -> Result<Seat, Text> {
    let chosen = typed.parse().ok().and_then(|id: i64| seats.iter().find(|seat| seat.id == id));
    chosen.cloned().ok_or_else(|| "people-department-missing".into())
}

fn group(typed: &str, groups: &[Group], department: Option<&Seat>) -> Result<Option<i64>, Text> {
    if typed.is_empty() {
        return Ok(None);
    }
    let group = typed.parse().ok().and_then(|id: i64| groups.iter().find(|group| group.id == id));
    let group = group.ok_or("people-group-unknown")?;
    match department {
        Some(seat) if seat.id != group.department_id => {
            Err(Text::new("people-group-elsewhere").with("department", group.department.as_str()))
        }
        _ => Ok(Some(group.id)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seats() -> Vec<Seat> {
        [(1, "湖北省应急管理厅"), (2, "湖北省公安厅")]
            .map(|(id, name)| Seat { id, name: name.to_owned(), code: String::new(), special: String::new() })
            .to_vec()
    }

    fn typed() -> PersonForm {
        PersonForm {
            display_name: "陈 静".to_owned(),
            department: "1".to_owned(),
            phone: "138 7123 4567".to_owned(),
            email: "chen.jing＠hubei.gov.cn".to_owned(),
            ..PersonForm::blank()
        }
    }

    fn keys(form: &PersonForm) -> Vec<(String, String)> {
        let groups =
            [Group { id: 9, department_id: 2, department: "湖北省公安厅".to_owned(), name: "网安".to_owned() }];
        let errors = form.parse(Errors::default(), &seats(), &groups).err().unwrap_or_default();
        errors.iter().map(|(field, why)| (field.to_owned(), why.key.to_string())).collect()
    }

    #[test]
    fn what_is_typed_is_stored_as_it_can_be_used() {
        let wanted = typed().parse(Errors::default(), &seats(), &[]).unwrap();
        assert_eq!((wanted.phone.as_str(), wanted.email.as_str()), ("13871234567", "chen.jing@hubei.gov.cn"));
        assert_eq!((wanted.department.id, wanted.ticket_group), (1, None));
    }

    #[test]
    fn every_refusal_stands_at_its_field() {
        let cases: [(PersonForm, &str, &str); 6] = [
            (PersonForm { display_name: String::new(), ..typed() }, "display_name", "account-display-name-missing"),
            (PersonForm { department: "3".into(), ..typed() }, "department", "people-department-missing"),
            (PersonForm { ticket_group: "9".into(), ..typed() }, "ticket_group", "people-group-elsewhere"),
            (PersonForm { ticket_group: "8".into(), ..typed() }, "ticket_group", "people-group-unknown"),
            (PersonForm { email: "chen\nBcc: x@y.cn".into(), ..typed() }, "email", "account-email-malformed"),
            (PersonForm { language: "fr".into(), ..typed() }, "language", "account-language-unknown"),
        ];
        for (form, field, key) in cases {
            assert_eq!(keys(&form), [(field.to_owned(), key.to_owned())]);
        }
        for (typed, key) in [("", "account-username-missing"), ("张三", "account-username-malformed")] {
            assert_eq!(username(typed).unwrap_err().key, key);
        }
    }
}
