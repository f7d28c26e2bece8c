//! What is typed of a template.

use std::collections::BTreeMap;

use super::model::{Of, Template};
use crate::{
    outbox::wording::{Wording, check_gaps, is_hidden},
    text::Text,
    web::form::{Errors, FieldReader, FromFields, at_most},
};

/// Characters of each part.
pub const SUBJECT: usize = 120;
pub const FRAME_PART: usize = 300;
pub const TEXT: usize = 2_000;

/// As typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateForm {
    pub subject: String,
    pub greeting: String,
    pub closing: String,
    /// In the order of the kind's sentences.
    pub texts: Vec<String>,
    /// The button.
    pub action: String,
}

impl FromFields for TemplateForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            subject: fields.text("subject").trim().to_owned(),
            greeting: fields.text("greeting").trim().to_owned(),
            closing: fields.text("closing").trim().to_owned(),
            texts: fields.column("text").iter().map(|text| text.trim().to_owned()).collect(),
            action: fields.text("action"),
        }
    }
}

impl TemplateForm {
    /// The form as it begins: with the words in force. A kind's greeting and closing are empty while they are those of all.
    #[must_use]
    pub fn of(template: &Template, wording: &Wording) -> Self {
        let or_built_in = |own: &Option<String>, built_in: String| match (own, template.of) {
            (Some(words), _) => words.clone(),
            (None, Of::Frame) => built_in,
            (None, Of::Kind(_)) => String::new(),
        };
        let text = |text| wording.texts.get(text).cloned();
        Self {
            subject: wording.subject.clone().unwrap_or_else(|| template.built_in_subject()),
            greeting: or_built_in(&wording.greeting, template.built_in_greeting()),
            closing: or_built_in(&wording.closing, template.built_in_closing()),
            texts: template
                .of
                .texts()
                .iter()
                .map(|it| text(it.key).unwrap_or_else(|| template.built_in_text(it)))
                .collect(),
            action: String::new(),
        }
    }

    /// What is left empty, or says what is built in, stays built in.
    ///
    /// # Errors
    /// Every refusal, at its field.
    pub fn parse(&self, template: &Template, mut errors: Errors) -> Result<Wording, Errors> {
        let subject = line(&self.subject, SUBJECT).and_then(|()| gaps(&self.subject, template.of.subject_gaps()));
        errors.take("subject", subject);
        errors.take("greeting", words(&self.greeting, FRAME_PART).and_then(|()| gaps(&self.greeting, &["name"])));
        errors.take("closing", words(&self.closing, FRAME_PART).and_then(|()| gaps(&self.closing, &[])));
        let mut texts = BTreeMap::new();
        for (nth, (text, typed)) in template.of.texts().iter().zip(&self.texts).enumerate() {
            let checked = words(typed, TEXT).and_then(|()| gaps(typed, &template.text_gaps(text)));
            errors.take(format!("text-{}", nth + 1), checked);
            if let Some(typed) = unlike(typed, &template.built_in_text(text)) {
                texts.insert(text.key.to_owned(), typed);
            }
        }
        errors.finish(|| {
            Some(Wording {
                subject: unlike(&self.subject, &template.built_in_subject()),
                greeting: unlike(&self.greeting, &template.built_in_greeting()),
                closing: unlike(&self.closing, &template.built_in_closing()),
                texts,
            })
        })
    }
}

/// None for what is built in.
fn unlike(typed: &str, built_in: &str) -> Option<String> {
    (!typed.is_empty() && typed != built_in.trim()).then(|| typed.to_owned())
}

fn words(typed: &str, most: usize) -> Result<(), Text> {
    at_most(typed, most)?;
    match typed.chars().find(|c| is_hidden(*c) && *c != '\t') {
        Some(hidden) => {
            Err(Text::new("postroom-hidden-character").with("code", format!("U+{:04X}", u32::from(hidden))))
        }
        None => Ok(()),
    }
}

fn line(typed: &str, most: usize) -> Result<(), Text> {
    if typed.contains('\n') { Err("postroom-one-line".into()) } else { words(typed, most) }
}

fn gaps(typed: &str, known: &[&str]) -> Result<(), Text> {
    check_gaps(typed, known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(kind: &str) -> Template {
        Template::named(kind, "zh-CN").unwrap()
    }

    #[test]
    fn a_form_left_as_it_is_changes_nothing() {
        for kind in ["frame", "ticket-told-accepted", "request-told-to-decide", "account-reset-mail-title"] {
            let template = template(kind);
            let form = TemplateForm::of(&template, &Wording::default());
            assert_eq!(form.parse(&template, Errors::default()), Ok(Wording::default()), "{kind}: {form:?}");
        }
    }

    #[test]
    fn what_is_left_empty_is_built_in() {
        let template = template("ticket-told-accepted");
        assert_eq!(TemplateForm::default().parse(&template, Errors::default()), Ok(Wording::default()));
    }

    #[test]
    fn each_field_is_refused_for_what_is_wrong_with_it() {
        let accepted = template("ticket-told-accepted");
        let long = "长".repeat(SUBJECT + 1);
        for (subject, text, at, why) in [
            ("工单 {nummer} 已受理", "", "subject", "mail-gap-unknown"),
            ("工单 {application}", "", "subject", "mail-gap-unknown"),
            ("工单 {number", "", "subject", "mail-gap-stray"),
            ("工单\nBcc: all@example.com", "", "subject", "postroom-one-line"),
            ("工单 \u{202e}gpj", "", "subject", "postroom-hidden-character"),
            (long.as_str(), "", "subject", "form-too-long"),
            ("", "{applicant}", "text-1", "mail-gap-unknown"),
            ("", "好\u{200f}", "text-1", "postroom-hidden-character"),
        ] {
            let form =
                TemplateForm { subject: subject.into(), texts: vec![text.to_owned()], ..TemplateForm::default() };
            let errors = form.parse(&accepted, Errors::default()).unwrap_err();
            assert_eq!(errors.at(at).first().map(|why| why.key.as_ref()), Some(why), "{subject} {text}");
        }
    }

    #[test]
    fn a_text_knows_the_gaps_of_its_title_too() {
        let form =
            TemplateForm { texts: vec!["{number} {application}\n第二行".to_owned()], ..TemplateForm::default() };
        let wording = form.parse(&template("ticket-told-accepted"), Errors::default()).unwrap();
        assert_eq!(wording.texts["ticket-told-about"], "{number} {application}\n第二行");
    }
}
