//! What is typed of a time of maintenance.

use chrono::{DateTime, Utc};

use super::model::Window;
use crate::{
    text::Text,
    web::form::{Errors, FieldReader, FromFields, local, moment, one_line},
};

/// Characters of a notice, in Chinese and in English; the table's checks are the same.
pub const NOTICE: (usize, usize) = (300, 600);

/// As typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WindowForm {
    /// Empty: at once.
    pub begins_at: String,
    /// Empty: until it is ended.
    pub ends_at: String,
    pub notice_zh: String,
    pub notice_en: String,
}

/// As it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub begins_at: DateTime<Utc>,
    pub ends_at: Option<DateTime<Utc>>,
    pub notice_zh: String,
    pub notice_en: String,
}

impl FromFields for WindowForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            begins_at: fields.text("begins_at"),
            ends_at: fields.text("ends_at"),
            notice_zh: fields.text("notice_zh"),
            notice_en: fields.text("notice_en"),
        }
    }
}

impl From<&Window> for WindowForm {
    fn from(it: &Window) -> Self {
        Self {
            begins_at: local(it.begins_at),
            ends_at: it.ends_at.map(local).unwrap_or_default(),
            notice_zh: it.notice_zh.clone(),
            notice_en: it.notice_en.clone(),
        }
    }
}

impl WindowForm {
    /// `begun` is when one began that lasts already: that stays.
    ///
    /// # Errors
    /// Every refusal, at its field.
    pub fn parse(
        &self,
        begun: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
        mut errors: Errors,
    ) -> Result<Wanted, Errors> {
        let begins_at = match begun {
            Some(begun) => Some(begun),
            None => errors.take("begins_at", begin(&self.begins_at, now)),
        };
        let ends_at = errors.take("ends_at", end(&self.ends_at, begins_at, now));
        let notice_zh = errors.take("notice_zh", notice(&self.notice_zh, NOTICE.0));
        let notice_en = errors.take("notice_en", notice(&self.notice_en, NOTICE.1));
        errors.finish(|| {
            Some(Wanted { begins_at: begins_at?, ends_at: ends_at?, notice_zh: notice_zh?, notice_en: notice_en? })
        })
    }
}

fn begin(typed: &str, now: DateTime<Utc>) -> Result<DateTime<Utc>, Text> {
    if typed.trim().is_empty() {
        return Ok(now);
    }
    let begin = moment(typed).ok_or("announcement-time-wrong")?;
    // Typed by the minute, and it may be this one.
    Ok(begin.max(now))
}

fn end(typed: &str, begins: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Text> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let end = moment(typed).ok_or("announcement-time-wrong")?;
    if end <= now {
        Err("announcement-end-past".into())
    } else if begins.is_some_and(|begins| end <= begins) {
        Err("announcement-end-before-begin".into())
    } else {
        Ok(Some(end))
    }
}

fn notice(typed: &str, most: usize) -> Result<String, Text> {
    let notice = one_line(typed);
    match notice.chars().count() {
        0 => Err("maintenance-notice-missing".into()),
        count if count > most => Err(Text::new("form-too-long").with("count", count).with("limit", most)),
        _ => Ok(notice),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_in_both_languages_and_a_period_to_come() {
        let now: DateTime<Utc> = "2026-12-01T00:00:00Z".parse().unwrap();
        let form = |begins: &str, ends: &str| WindowForm {
            begins_at: begins.to_owned(),
            ends_at: ends.to_owned(),
            notice_zh: "升级".to_owned(),
            notice_en: "Upgrade".to_owned(),
        };
        let refused = |form: &WindowForm| {
            let errors = form.parse(None, now, Errors::default()).err().unwrap_or_default();
            errors.iter().map(|(field, _)| field.to_owned()).collect::<Vec<_>>()
        };
        assert!(refused(&form("", "")).is_empty());
        assert!(refused(&form("2026-12-02T08:00", "2026-12-02T10:00")).is_empty());
        assert_eq!(refused(&form("2026-12-02T08:00", "2026-12-02T07:00")), ["ends_at"]);
        assert_eq!(refused(&form("", "2026-11-02T07:00")), ["ends_at"]);
        assert_eq!(refused(&form("x", "y")), ["begins_at", "ends_at"]);
        assert_eq!(refused(&WindowForm::default()), ["notice_zh", "notice_en"]);
    }
}
