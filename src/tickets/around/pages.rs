//! The forms of a ticket's page for what hangs on it.

use actix_web::HttpResponse;

use super::{Copies, commands, label, relations};
use crate::{
    error::AppResult,
    text::Text,
    tickets::record::{Beside, Desk, Posted, Try},
    web::{
        Form,
        form::{Errors, FieldReader, FromFields},
    },
};

/// As typed into any of them.
pub struct AroundForm {
    labels: Vec<String>,
    relations: String,
    cc_emails: String,
}

impl FromFields for AroundForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            labels: fields.column("labels"),
            relations: fields.text("relations"),
            cc_emails: fields.text("cc_emails"),
        }
    }
}

/// POST `/tickets/{number}/labels`
pub async fn put_labels(desk: Desk, form: Form<AroundForm>) -> AppResult<HttpResponse> {
    let wanted = ids(&form.typed.labels, form.errors.clone());
    let tried = tried(&form, Beside::Labels(form.typed.labels.clone()));
    desk.act(tried, "ticket-labels-saved", move |tx, by| commands::put_labels(tx, by, wanted)).await
}

/// POST `/tickets/{number}/relations`
pub async fn relate(desk: Desk, form: Form<AroundForm>) -> AppResult<HttpResponse> {
    let wanted = relations::numbers(&form.typed.relations, form.errors.clone());
    let tried = tried(&form, Beside::Relations(form.typed.relations.clone()));
    desk.act(tried, "ticket-relations-saved", move |tx, by| commands::relate(tx, by, wanted)).await
}

/// POST `/tickets/{number}/copies`
pub async fn copy_to(desk: Desk, form: Form<AroundForm>) -> AppResult<HttpResponse> {
    let mut errors = form.errors.clone();
    let wanted = errors.take("cc_emails", Copies::parse(&form.typed.cc_emails));
    let wanted = errors.finish(|| wanted);
    let tried = tried(&form, Beside::Copies(form.typed.cc_emails.clone()));
    desk.act(tried, "ticket-copies-saved", move |tx, by| commands::copy_to(tx, by, wanted)).await
}

fn tried(form: &Form<AroundForm>, beside: Beside) -> Try {
    Try { posted: Posted::of(form), beside: Some(beside), ..Try::default() }
}

/// The labels ticked, each once.
fn ids(ticked: &[String], mut errors: Errors) -> Result<Vec<i64>, Errors> {
    let ids: Result<Vec<i64>, _> = ticked.iter().map(|id| id.parse()).collect();
    let mut ids = errors.take("labels", ids.map_err(|_| "ticket-label-unknown"));
    if let Some(ids) = &mut ids {
        ids.sort_unstable();
        ids.dedup();
        if ids.len() > label::MOST {
            errors.add("labels", Text::new("ticket-labels-too-many").with("most", label::MOST));
        }
    }
    errors.finish(|| ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_labels_are_taken_each_once_and_a_sixth_refused() {
        let read =
            |ticked: &[&str]| ids(&ticked.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>(), Errors::default());
        assert_eq!(read(&["3", "1", "3"]).unwrap(), [1, 3]);
        assert!(read(&["1", "2", "3", "4", "5"]).is_ok());
        assert!(read(&["1", "2", "3", "4", "5", "6"]).is_err());
        assert!(read(&["x"]).is_err());
    }
}
