//! A form on its way between its author and the record it is about.

use std::sync::Arc;

use actix_web::http::StatusCode;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use super::{Errors, FieldReader, Form, FromFields};
use crate::{
    db::Db,
    error::{AppError, AppResult},
    policy::Actor,
    text::Text,
    web::{kept::Kept, submission},
};

/// What one typed, and how far it has come (spec 0, "Nothing typed is lost", "Stale pages").
#[derive(Clone, Debug)]
pub struct Draft<F> {
    pub typed: F,
    /// What it is refused for.
    pub errors: Errors,
    /// Who changed the record while it was typed.
    pub overtaken: Option<Text>,
    /// Since when its text was kept, if it comes back.
    pub kept: Option<DateTime<Utc>>,
    pub submission: Uuid,
    /// The version of the record that its author saw; none where they are shown the current one.
    pub seen: Option<i32>,
}

impl<F> Draft<F> {
    /// As the form begins.
    #[must_use]
    pub fn new(typed: F) -> Self {
        let (errors, submission) = (Errors::default(), Uuid::new_v4());
        Self { typed, errors, overtaken: None, kept: None, submission, seen: None }
    }

    /// As it came in.
    #[must_use]
    pub fn posted(form: Form<F>) -> Self {
        let (submission, seen) = (form.submission().unwrap_or_else(Uuid::new_v4), form.version());
        Self { errors: form.errors, submission, seen, ..Self::new(form.typed) }
    }

    /// As it comes back: with what is wrong at its fields, or over the record as it is now.
    ///
    /// # Errors
    /// Every refusal that no form can answer.
    fn refused(self, why: AppError) -> AppResult<Self> {
        match why {
            AppError::Invalid(errors) => Ok(Self { errors, ..self }),
            AppError::Stale(says) => Ok(Self { overtaken: Some(says), seen: None, ..self }),
            other => Err(other),
        }
    }

    #[must_use]
    pub fn status(&self) -> StatusCode {
        match (&self.overtaken, self.errors.is_empty()) {
            (Some(_), _) => StatusCode::CONFLICT,
            (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
            (None, true) => StatusCode::OK,
        }
    }
}

impl<F: Clone + Send + 'static> Draft<F> {
    /// Does what the form asks, once. Where that led; or the draft as it comes back.
    ///
    /// # Errors
    /// Every refusal that no form can answer.
    pub async fn send(
        self,
        db: &Db,
        who: Arc<Actor>,
        work: impl FnOnce(&mut PgConnection, &Actor, Self) -> AppResult<String> + Send + 'static,
    ) -> AppResult<Result<String, Self>> {
        self.carry(db, who, |tx, who, sent| {
            submission::once(tx, who.id, Some(sent.submission), |tx| work(tx, who, sent))
        })
        .await
    }

    /// The same as often as it is posted, for what is the same done twice.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn carry(
        self,
        db: &Db,
        who: Arc<Actor>,
        work: impl FnOnce(&mut PgConnection, &Actor, Self) -> AppResult<String> + Send + 'static,
    ) -> AppResult<Result<String, Self>> {
        let sent = self.clone();
        match db.write(move |tx| work(tx, &who, sent)).await {
            Ok(path) => Ok(Ok(path)),
            Err(why) => self.refused(why).map(Err),
        }
    }
}

impl<F: FromFields> Draft<F> {
    /// Rather as its author left it, over the version that they saw: what was changed since shows when it is sent.
    #[must_use]
    pub fn or_kept(self, kept: Option<Kept>) -> Self {
        self.or_kept_as(kept, F::from_fields)
    }
}

impl<F> Draft<F> {
    /// The same of a form whose fields depend on more than its type.
    #[must_use]
    pub fn or_kept_as(self, kept: Option<Kept>, read: impl FnOnce(&mut FieldReader<'_>) -> F) -> Self {
        let Some(kept) = kept else { return self };
        let typed = read(&mut FieldReader::new(&kept.fields));
        Self { typed, seen: kept.version(), kept: Some(kept.at), ..self }
    }
}
