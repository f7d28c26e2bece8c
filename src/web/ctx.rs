//! What every page knows of its reader and its request.

use std::{future::Ready, rc::Rc, sync::Arc};

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload};
use uuid::Uuid;

use super::{
    announced::Announced, detour::Detour, help, i18n::Lang, maintenance::Window, nav, nav::NavSection,
    saved_filters::Shelf, visitor::Visitor,
};
use crate::{
    error::{AppError, AppResult},
    policy::{Action, Actor, Origin},
    text::Text,
};

/// Handed to handlers and pages; cheap to clone.
#[derive(Clone, Debug)]
pub struct Ctx(Rc<Inner>);

#[derive(Clone, Debug)]
pub struct Inner {
    pub visitor: Option<Visitor>,
    pub who: Option<Arc<Actor>>,
    pub lang: Lang,
    pub path: String,
    pub query: String,
    pub nonce: String,
    pub csrf: String,
    pub flash: Option<Text>,
    pub origin: Origin,
    pub demo: bool,
    /// Something must be done before anything else.
    pub detour: Option<Detour>,
}

impl Ctx {
    #[must_use]
    pub fn new(inner: Inner) -> Self {
        Self(Rc::new(inner))
    }

    /// Who acts.
    ///
    /// # Errors
    /// [`AppError::SignIn`] on the pages that are open to all.
    pub fn actor(&self) -> AppResult<Arc<Actor>> {
        self.0.who.clone().ok_or(AppError::SignIn)
    }

    #[must_use]
    pub fn signed_in_actor(&self) -> Option<&Actor> {
        self.0.who.as_deref()
    }

    #[must_use]
    pub fn visitor(&self) -> Option<&Visitor> {
        self.0.visitor.as_ref()
    }

    /// The session this request came in.
    #[must_use]
    pub fn session(&self) -> Option<Uuid> {
        self.0.visitor.as_ref().map(|visitor| visitor.session)
    }

    /// From where, and under which request id.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        &self.0.origin
    }

    #[must_use]
    pub fn language(&self) -> Lang {
        self.0.lang
    }

    /// For the page that shows a message: the bell beside it doesn't count it any more.
    #[must_use]
    pub fn having_read_one(&self) -> Self {
        let mut inner = self.0.as_ref().clone();
        if let Some(visitor) = &mut inner.visitor {
            visitor.unread = (visitor.unread - 1).max(0);
        }
        Self::new(inner)
    }

    /// For the page that shows what became of decisions: so many wait now.
    #[must_use]
    pub fn with_waiting(&self, waiting: i64) -> Self {
        let mut inner = self.0.as_ref().clone();
        if let Some(visitor) = &mut inner.visitor {
            visitor.waiting = waiting;
        }
        Self::new(inner)
    }

    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        self.signed_in_actor().is_some_and(|who| who.may(action))
    }
}

/// What the layout asks for.
impl Ctx {
    #[must_use]
    pub fn lang(&self) -> &'static str {
        self.0.lang.code()
    }

    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Path and query, to come back to.
    #[must_use]
    pub fn here(&self) -> String {
        if self.0.query.is_empty() { self.0.path.clone() } else { format!("{}?{}", self.0.path, self.0.query) }
    }

    #[must_use]
    pub fn nonce(&self) -> &str {
        &self.0.nonce
    }

    #[must_use]
    pub fn csrf(&self) -> &str {
        &self.0.csrf
    }

    #[must_use]
    pub fn request_id(&self) -> &str {
        &self.0.origin.request_id
    }

    #[must_use]
    pub fn signed_in(&self) -> bool {
        self.0.who.is_some()
    }

    /// Whether all of the portal is open to its reader, as far as their roles go.
    #[must_use]
    pub fn roams(&self) -> bool {
        self.signed_in() && self.detour().is_none()
    }

    /// What its reader must do before anything else.
    #[must_use]
    pub fn detour(&self) -> Option<Detour> {
        self.0.detour
    }

    #[must_use]
    pub fn has_second_factor(&self) -> bool {
        self.visitor().is_some_and(|visitor| visitor.second_factor)
    }

    #[must_use]
    pub fn name(&self) -> &str {
        self.signed_in_actor().map_or("", |who| &who.display_name)
    }

    #[must_use]
    pub fn username(&self) -> &str {
        self.signed_in_actor().map_or("", |who| &who.username)
    }

    /// The first character of the name, for the round badge.
    #[must_use]
    pub fn initial(&self) -> String {
        self.name().chars().next().map(String::from).unwrap_or_default()
    }

    #[must_use]
    pub fn department(&self) -> &str {
        self.signed_in_actor().map_or("", |who| &who.department.name)
    }

    #[must_use]
    pub fn unread(&self) -> i64 {
        self.visitor().map_or(0, |visitor| visitor.unread)
    }

    #[must_use]
    pub fn flashes(&self) -> Vec<Text> {
        self.0.flash.iter().cloned().collect()
    }

    /// Whether this page is `section`'s or lies below it.
    #[must_use]
    pub fn is_at(&self, section: &str) -> bool {
        nav::is_at(&self.0.path, section)
    }

    #[must_use]
    pub fn nav(&self) -> Vec<NavSection> {
        let waiting = |it: &Visitor| nav::Waiting {
            decisions: it.waiting,
            parked_mails: it.parked_mails,
            account_requests: it.account_requests,
        };
        self.visitor().map(|it| nav::sections(&it.actor, &self.0.path, waiting(it))).unwrap_or_default()
    }

    #[must_use]
    pub fn may_create_ticket(&self) -> bool {
        self.roams() && self.may(Action::SubmitTickets)
    }

    #[must_use]
    pub fn may_query_tickets(&self) -> bool {
        self.may(Action::QueryTickets)
    }

    #[must_use]
    pub fn may_handle_tickets(&self) -> bool {
        self.may(Action::HandleTickets)
    }

    #[must_use]
    pub fn may_read_messages(&self) -> bool {
        self.may(Action::ReadMessages)
    }

    /// Whether single keys do something for this reader.
    #[must_use]
    pub fn shortcuts(&self) -> bool {
        self.visitor().is_some_and(|visitor| visitor.shortcuts)
    }

    /// What its reader keeps of this list's filters.
    #[must_use]
    pub fn saved(&self) -> Shelf {
        let filters = self.visitor().map(|visitor| visitor.saved_filters.as_slice());
        Shelf::new(&self.0.path, &self.0.query, filters.unwrap_or_default())
    }

    /// A time of maintenance that lasts, or begins within a day.
    #[must_use]
    pub fn maintenance(&self) -> Option<&Window> {
        self.visitor().and_then(|visitor| visitor.maintenance.as_ref())
    }

    /// What is announced to its reader.
    #[must_use]
    pub fn announcements(&self) -> &[Announced] {
        self.visitor().map_or(&[], |visitor| &visitor.announcements)
    }

    /// What of it stands above the page; the dashboard shows all of it.
    #[must_use]
    pub fn banners(&self) -> Vec<Announced> {
        if self.0.path == "/" || !self.roams() {
            return Vec::new();
        }
        self.announcements().iter().filter(|it| !it.dismissed).take(2).cloned().collect()
    }

    /// A number for a form that the layout or a macro draws.
    #[must_use]
    pub fn new_submission(&self) -> Uuid {
        Uuid::new_v4()
    }

    /// Where help for this page is.
    #[must_use]
    pub fn help(&self) -> String {
        help::about(&self.0.path)
    }

    #[must_use]
    pub fn may_search(&self) -> bool {
        self.roams() && self.may(Action::Search)
    }

    #[must_use]
    pub fn demo(&self) -> bool {
        self.0.demo
    }
}

impl FromRequest for Ctx {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let found = request.extensions().get::<Self>().cloned();
        std::future::ready(found.ok_or_else(|| AppError::Ours(anyhow::anyhow!("a request nobody identified"))))
    }
}
