//! Where one ticket lies before one person.

use std::{
    borrow::Cow,
    future::{Ready, ready},
    sync::Arc,
};

use actix_web::{FromRequest, HttpRequest, HttpResponse, dev::Payload, web::Data};
use chrono::Utc;
use diesel::PgConnection;
use uuid::Uuid;

use super::show;
use crate::{
    attachments::Files,
    config::Keys,
    db::Db,
    error::{AppError, AppResult},
    policy::Actor,
    text::Text,
    tickets::{
        acting::Said,
        action::Action,
        around::Typed,
        authorisations,
        commands::{Attempt, Secrets},
        contact::ContactForm,
        model::path_of,
    },
    web::{
        Ctx, Form,
        form::{Errors, UploadedFile},
        kept,
        page::see_other_saying,
        submission,
    },
};

/// Who is there, for which ticket, and what their work takes.
#[derive(Clone)]
pub struct Desk {
    pub ctx: Ctx,
    pub who: Arc<Actor>,
    pub number: String,
    pub db: Data<Db>,
    pub files: Data<Files>,
    pub secrets: Arc<Secrets>,
}

/// An action that didn't happen, with all that was typed for it.
#[derive(Clone, Debug, Default)]
pub struct Try {
    pub posted: Posted,
    pub action: Option<Action>,
    pub said: Said,
    pub errors: Errors,
    /// Files that are here already, though what carries them isn't sent.
    pub uploaded: Vec<UploadedFile>,
    pub contact: Option<ContactForm>,
    /// One of the forms for what hangs on the ticket.
    pub beside: Option<Beside>,
    /// Why it wasn't possible at all (409).
    pub refusal: Option<Text>,
    /// A secret message opened for this one look.
    pub revealed: Option<(i64, String)>,
    /// The password of an authorisation, the same.
    pub password: Option<(i64, String)>,
}

/// What hangs on a ticket and leaves its version as it is, with what was typed for it.
#[derive(Clone, Debug)]
pub enum Beside {
    /// Its access URLs are looked at again.
    Scan,
    Labels(Vec<String>),
    Relations(String),
    Copies(String),
    Authorisation(Box<authorisations::Typed>),
}

impl Beside {
    /// The last part of its form's address.
    fn slug(&self) -> Cow<'static, str> {
        match self {
            Self::Scan => "scan".into(),
            Self::Labels(_) => LABELS.into(),
            Self::Relations(_) => RELATIONS.into(),
            Self::Copies(_) => COPIES.into(),
            Self::Authorisation(typed) => typed.slug().into(),
        }
    }
}

/// What a post is known by.
#[derive(Clone, Copy, Debug, Default)]
pub struct Posted {
    pub submission: Option<Uuid>,
    pub version: Option<i32>,
}

impl Posted {
    #[must_use]
    pub fn of<T>(form: &Form<T>) -> Self {
        Self { submission: form.submission(), version: form.version() }
    }
}

impl Try {
    #[must_use]
    pub fn of(action: Action, form: &Form<Said>) -> Self {
        Self { posted: Posted::of(form), action: Some(action), said: form.typed.clone(), ..Self::default() }
    }

    /// What was typed for what hangs on the ticket, or else what was `kept`.
    #[must_use]
    pub fn around(&self, kept: &Typed) -> Typed {
        match &self.beside {
            Some(Beside::Labels(ticked)) => Typed { labels: Some(ticked.clone()), ..kept.clone() },
            Some(Beside::Relations(typed)) => Typed { relations: Some(typed.clone()), ..kept.clone() },
            Some(Beside::Copies(typed)) => Typed { copies: Some(typed.clone()), ..kept.clone() },
            Some(Beside::Scan | Beside::Authorisation(_)) | None => kept.clone(),
        }
    }

    /// The last part of its form's address.
    fn form(&self) -> Cow<'static, str> {
        match (self.action, &self.beside) {
            (Some(action), _) => action.slug().into(),
            (None, Some(beside)) => beside.slug(),
            (None, None) => CONTACT.into(),
        }
    }
}

impl Desk {
    #[must_use]
    pub fn path(&self) -> String {
        path_of(&self.number)
    }

    /// Does it once, however often it is posted, and leads back to the ticket; or shows its page
    /// again with the reason and everything that was typed.
    pub async fn act(
        self,
        tried: Try,
        happened: &'static str,
        act: impl FnOnce(&mut PgConnection, &Attempt<'_>) -> AppResult<()> + Send + 'static,
    ) -> AppResult<HttpResponse> {
        let leads_to = if tried.action == Some(Action::Delete) { "/tickets".to_owned() } else { self.path() };
        match self.once(tried.posted, tried.form(), leads_to, act).await {
            Ok(path) => Ok(see_other_saying(&path, happened)),
            Err(refusal) => self.refuse(tried, refusal).await,
        }
    }

    async fn once(
        &self,
        posted: Posted,
        form: Cow<'static, str>,
        leads_to: String,
        act: impl FnOnce(&mut PgConnection, &Attempt<'_>) -> AppResult<()> + Send + 'static,
    ) -> AppResult<String> {
        let (who, number) = (self.who.clone(), self.number.clone());
        self.db
            .write(move |tx| {
                submission::once(tx, who.id, posted.submission, |tx| {
                    act(tx, &Attempt { who: &who, number: &number, version: posted.version, now: Utc::now() })?;
                    kept::forget(tx, who.id, &kept_at(&number, &form))?;
                    Ok(leads_to)
                })
            })
            .await
    }

    /// The page again for what its reader can mend or look at; other refusals have pages of their own.
    pub async fn refuse(self, mut tried: Try, refusal: AppError) -> AppResult<HttpResponse> {
        match refusal {
            AppError::Invalid(errors) => {
                tried.errors = errors;
                show::again(self, tried).await
            }
            AppError::NotNow(why) | AppError::Stale(why) => {
                tried.refusal = Some(why);
                show::again(self, tried).await
            }
            other => Err(other),
        }
    }
}

/// The form that changes whom to call, beside those of the actions.
pub const CONTACT: &str = "contact";
/// Those of what hangs on the ticket.
pub const LABELS: &str = "labels";
pub const RELATIONS: &str = "relations";
pub const COPIES: &str = "copies";

/// Under what a form of the page is kept while one types, and over a session that ran out: its address.
pub fn kept_at(number: &str, form: &str) -> String {
    format!("{}/{form}", path_of(number))
}

impl FromRequest for Desk {
    type Error = AppError;
    type Future = Ready<AppResult<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(Ctx::from_request(request, payload).into_inner().and_then(|ctx| {
            let keys = found::<Keys>(request)?;
            Ok(Self {
                who: ctx.actor()?,
                number: request.match_info().get("number").unwrap_or_default().to_owned(),
                db: found(request)?,
                files: found(request)?,
                secrets: Arc::new(Secrets::new(&keys)),
                ctx,
            })
        }))
    }
}

fn found<T: 'static>(request: &HttpRequest) -> AppResult<Data<T>> {
    let data = request.app_data::<Data<T>>().cloned();
    data.ok_or_else(|| AppError::Ours(anyhow::anyhow!("the server was started without all it needs")))
}
