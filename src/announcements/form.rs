//! What is typed of an announcement.

use chrono::{DateTime, Utc};

use super::model::{Announcement, Audience, Level};
use crate::{
    policy::Role,
    text::Text,
    web::form::{Errors, FieldReader, FromFields, local, moment, one_line},
};

/// Characters of a title and of a text, in Chinese and in English; the table's checks are the same.
pub const TITLE: (usize, usize) = (80, 160);
pub const TEXT: (usize, usize) = (1_000, 2_000);

/// As typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnouncementForm {
    pub title_zh: String,
    pub title_en: String,
    pub text_zh: String,
    pub text_en: String,
    pub level: String,
    pub audience: String,
    pub roles: Vec<String>,
    /// Empty: at once.
    pub begins_at: String,
    pub ends_at: String,
}

/// As it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub title_zh: String,
    pub title_en: String,
    pub text_zh: String,
    pub text_en: String,
    pub level: Level,
    pub audience: Audience,
    pub roles: Vec<&'static str>,
    pub begins_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

impl FromFields for AnnouncementForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            title_zh: fields.text("title_zh"),
            title_en: fields.text("title_en"),
            text_zh: fields.text("text_zh"),
            text_en: fields.text("text_en"),
            level: fields.text("level"),
            audience: fields.text("audience"),
            roles: fields.column("roles"),
            begins_at: fields.text("begins_at"),
            ends_at: fields.text("ends_at"),
        }
    }
}

impl From<&Announcement> for AnnouncementForm {
    fn from(it: &Announcement) -> Self {
        Self {
            title_zh: it.title_zh.clone(),
            title_en: it.title_en.clone(),
            text_zh: it.text_zh.clone(),
            text_en: it.text_en.clone(),
            level: it.level.code().to_owned(),
            audience: it.audience.code().to_owned(),
            roles: it.role_codes().map(str::to_owned).collect(),
            begins_at: local(it.begins_at),
            ends_at: local(it.ends_at),
        }
    }
}

impl AnnouncementForm {
    /// # Errors
    /// Every refusal, at its field.
    pub fn parse(&self, now: DateTime<Utc>, mut errors: Errors) -> Result<Wanted, Errors> {
        let title_zh = errors.take("title_zh", title(&self.title_zh, TITLE.0));
        let title_en = errors.take("title_en", title(&self.title_en, TITLE.1));
        let text_zh = errors.take("text_zh", text(&self.text_zh, TEXT.0));
        let text_en = errors.take("text_en", text(&self.text_en, TEXT.1));
        let level = errors.take("level", self.level.parse::<Level>());
        let audience = errors.take("audience", self.audience.parse::<Audience>());
        let roles = match audience {
            Some(Audience::Roles) => errors.take("roles", roles(&self.roles)),
            _ => Some(Vec::new()),
        };
        let begins_at = if self.begins_at.trim().is_empty() {
            Some(now)
        } else {
            errors.take("begins_at", moment(&self.begins_at).ok_or("announcement-time-wrong"))
        };
        let ends_at = errors.take("ends_at", end(&self.ends_at, begins_at, now));
        errors.finish(|| {
            Some(Wanted {
                title_zh: title_zh?,
                title_en: title_en?,
                text_zh: text_zh?,
                text_en: text_en?,
                level: level?,
                audience: audience?,
                roles: roles?,
                begins_at: begins_at?,
                ends_at: ends_at?,
            })
        })
    }
}

fn end(typed: &str, begins: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<DateTime<Utc>, Text> {
    if typed.trim().is_empty() {
        return Err("announcement-end-missing".into());
    }
    let end = moment(typed).ok_or("announcement-time-wrong")?;
    if end <= now {
        Err("announcement-end-past".into())
    } else if begins.is_some_and(|begins| end <= begins) {
        Err("announcement-end-before-begin".into())
    } else {
        Ok(end)
    }
}

fn title(typed: &str, most: usize) -> Result<String, Text> {
    within(one_line(typed), most, "announcement-title-missing")
}

fn text(typed: &str, most: usize) -> Result<String, Text> {
    within(typed.trim().to_owned(), most, "announcement-text-missing")
}

fn within(words: String, most: usize, missing: &'static str) -> Result<String, Text> {
    match words.chars().count() {
        0 => Err(missing.into()),
        count if count > most => Err(Text::new("form-too-long").with("count", count).with("limit", most)),
        _ => Ok(words),
    }
}

fn roles(typed: &[String]) -> Result<Vec<&'static str>, Text> {
    let known: Vec<&'static str> =
        Role::ALL.into_iter().map(Role::code).filter(|code| typed.iter().any(|it| it == code)).collect();
    if known.is_empty() { Err("announcement-roles-missing".into()) } else { Ok(known) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> AnnouncementForm {
        let word = str::to_owned;
        AnnouncementForm {
            title_zh: word("停机维护"),
            title_en: word("Maintenance"),
            text_zh: word("今晚八点。"),
            text_en: word("At eight."),
            level: word("warning"),
            audience: word("everyone"),
            roles: Vec::new(),
            begins_at: String::new(),
            ends_at: word("2026-12-02T09:00"),
        }
    }

    fn refused(form: &AnnouncementForm) -> Vec<String> {
        let now = "2026-12-01T00:00:00Z".parse().unwrap();
        form.parse(now, Errors::default()).err().unwrap_or_default().iter().map(|(field, _)| field.to_owned()).collect()
    }

    #[test]
    fn both_languages_are_asked_for() {
        assert!(refused(&form()).is_empty());
        let half = AnnouncementForm { title_en: String::new(), text_en: " ".to_owned(), ..form() };
        assert_eq!(refused(&half), ["title_en", "text_en"]);
        assert_eq!(
            refused(&AnnouncementForm::default()),
            ["title_zh", "title_en", "text_zh", "text_en", "level", "audience", "ends_at"]
        );
    }

    #[test]
    fn it_ends_after_it_begins_and_after_now() {
        for (begins, ends, at) in [
            ("2026-12-03T09:00", "2026-12-02T09:00", "ends_at"),
            ("", "2026-11-30T09:00", "ends_at"),
            ("soon", "2026-12-02T09:00", "begins_at"),
        ] {
            let form = AnnouncementForm { begins_at: begins.to_owned(), ends_at: ends.to_owned(), ..form() };
            assert_eq!(refused(&form), [at], "{begins} {ends}");
        }
    }

    #[test]
    fn an_audience_of_roles_names_some() {
        let of_roles = |roles: &[&str]| AnnouncementForm {
            audience: "roles".to_owned(),
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            ..form()
        };
        assert_eq!(refused(&of_roles(&[])), ["roles"]);
        assert_eq!(refused(&of_roles(&["king"])), ["roles"]);
        assert!(refused(&of_roles(&["dept_admin", "king"])).is_empty());
    }
}
