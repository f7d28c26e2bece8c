//! The site map: no address without the action it needs.
//!
//! Rooms add their addresses to a [`Site`]; nothing else in the crate touches actix's routing, and a
//! test holds that. The action of a page is asked for at the door (403). The action of a record is
//! asked for by the command, since a record out of sight must answer 404 first (spec 9, addresses).

use std::collections::BTreeMap;

use actix_web::{
    Error, FromRequest, Handler, HttpMessage, HttpRequest, HttpResponse, Resource, Responder, Route,
    body::{BoxBody, MessageBody},
    dev::{HttpServiceFactory, ServiceRequest, ServiceResponse},
    guard::{self, Guard},
    http::Method,
    middleware::{Next, from_fn},
    web::{self, ServiceConfig},
};

use super::ctx::Ctx;
use crate::{error::AppError, policy::Action, telemetry};

/// Who speaks first at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Who lacks the action is refused before anything else.
    Page,
    /// The record decides whether it is there at all for this person.
    Record,
}

/// One address of the product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    pub method: Method,
    pub path: &'static str,
    pub action: Action,
    pub door: Door,
}

/// All addresses, in the order they were added.
#[derive(Default)]
pub struct Site {
    entries: Vec<(Address, Route)>,
}

impl Site {
    pub fn get<F, Args>(&mut self, path: &'static str, action: Action, handler: F) -> &mut Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Address { method: Method::GET, path, action, door: Door::Page }, handler)
    }

    pub fn post<F, Args>(&mut self, path: &'static str, action: Action, handler: F) -> &mut Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Address { method: Method::POST, path, action, door: Door::Page }, handler)
    }

    pub fn get_record<F, Args>(&mut self, path: &'static str, action: Action, handler: F) -> &mut Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Address { method: Method::GET, path, action, door: Door::Record }, handler)
    }

    pub fn post_record<F, Args>(&mut self, path: &'static str, action: Action, handler: F) -> &mut Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Address { method: Method::POST, path, action, door: Door::Record }, handler)
    }

    fn add<F, Args>(&mut self, address: Address, handler: F) -> &mut Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        let Address { path, action, door, .. } = address;
        let route = Route::new()
            .guard(answers(address.method.clone()))
            .to(handler)
            .wrap(from_fn(move |request, next| ask_at(path, door, action, request, next)));
        self.entries.push((address, route));
        self
    }

    /// The map, for tests and documents.
    pub fn addresses(&self) -> impl Iterator<Item = &Address> {
        self.entries.iter().map(|(address, _)| address)
    }

    /// The addresses whose answer depends on who asks, or those where it doesn't.
    #[must_use]
    pub fn that_know_nobody(mut self, nobody: bool) -> Self {
        self.entries.retain(|(address, _)| address.action.knows_nobody() == nobody);
        self
    }

    /// Hands the routes to actix. Methods an address doesn't know answer 405.
    pub fn mount(self, config: &mut ServiceConfig) {
        let mut order: Vec<&'static str> = Vec::new();
        let mut by_path: BTreeMap<&'static str, Vec<(Method, Route)>> = BTreeMap::new();
        for (address, route) in self.entries {
            if !by_path.contains_key(address.path) {
                order.push(address.path);
            }
            by_path.entry(address.path).or_default().push((address.method, route));
        }
        for path in order {
            let Some(routes) = by_path.remove(path) else { continue };
            let allowed = routes.iter().map(|(method, _)| method.as_str()).collect::<Vec<_>>().join(", ");
            let resource = routes.into_iter().fold(Resource::new(path), |resource, (_, route)| resource.route(route));
            config.service(resource.default_service(web::to(move || wrong_method(allowed.clone()))));
        }
    }
}

/// Puts `pages`, with the middleware around them, behind all other addresses.
pub fn put_last(config: &mut ServiceConfig, pages: impl HttpServiceFactory + 'static) {
    config.service(pages);
}

/// HEAD answers as GET; actix leaves the body out.
fn answers(method: Method) -> impl Guard {
    let any = guard::Any(guard::Method(method.clone()));
    if method == Method::GET { any.or(guard::Head()) } else { any }
}

async fn wrong_method(allowed: String) -> Result<HttpResponse, AppError> {
    Err(AppError::WrongMethod(allowed))
}

async fn ask_at(
    path: &'static str,
    door: Door,
    action: Action,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    telemetry::arrived_at(path);
    match refusal(door, action, request.request()) {
        Some(refusal) => Ok(refuse(request, refusal)),
        None => next.call(request).await.map(ServiceResponse::map_into_boxed_body),
    }
}

fn refusal(door: Door, action: Action, request: &HttpRequest) -> Option<AppError> {
    if !action.needs_sign_in() {
        return None;
    }
    let extensions = request.extensions();
    match extensions.get::<Ctx>().and_then(Ctx::signed_in_actor) {
        None => Some(AppError::SignIn),
        Some(who) if door == Door::Page && !who.may(action) => Some(AppError::forbidden()),
        Some(_) => None,
    }
}

/// An answer of middleware: an `Err` would skip the session and the error pages, and
/// `ServiceRequest::into_response` would forget the refusal that they draw.
pub fn refuse(request: ServiceRequest, refusal: AppError) -> ServiceResponse<BoxBody> {
    let (request, _) = request.into_parts();
    ServiceResponse::new(request, HttpResponse::from_error(refusal))
}
