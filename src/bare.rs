//! For `script/bench` alone: pages that look the session up and run a page's own SQL, and nothing else.
//! What the portal costs is told by the difference; they are not compiled into what is installed.

use std::net::SocketAddr;

use actix_session::storage::{SessionKey, SessionStore as _};
use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer,
    cookie::{CookieJar, Key},
    dev::Server,
    web::{self, Data},
};
use chrono::Utc;
use diesel::PgConnection;
use uuid::Uuid;

use crate::{
    config::{Keys, Settings},
    db::{Db, sql::statement},
    error::{AppError, AppResult},
    policy::{Actor, Origin},
    requests, tickets,
    web::session::{self, PgSessions},
};

struct Bare {
    db: Db,
    sessions: PgSessions,
    key: Key,
}

impl Bare {
    async fn reader(&self, request: &HttpRequest) -> AppResult<Actor> {
        let mut jar = CookieJar::new();
        request.cookie(session::COOKIE).into_iter().for_each(|cookie| jar.add_original(cookie));
        let cookie = jar.private(&self.key).get(session::COOKIE).ok_or(AppError::SignIn)?;
        let key = SessionKey::try_from(cookie.value().to_owned()).map_err(|_| AppError::SignIn)?;
        let load = async { self.sessions.load(&key).await.map(|_| session::present()) };
        let present =
            session::noting(request.path(), load).await.map_err(|_| AppError::TryLater)?.ok_or(AppError::SignIn)?;
        Ok(present.reader.into_visitor(Uuid::nil(), present.last_seen_at, Origin::default()).actor)
    }
}

/// The same SQL as the page that `ask` answers for.
async fn page(
    request: HttpRequest,
    bare: Data<Bare>,
    ask: impl Fn(&mut PgConnection, &Actor) -> AppResult<usize> + Send + 'static,
) -> AppResult<HttpResponse> {
    let who = bare.reader(&request).await?;
    let found = bare.db.read(move |c| ask(c, &who)).await?;
    Ok(HttpResponse::Ok().body(found.to_string()))
}

async fn ticket_list(request: HttpRequest, bare: Data<Bare>) -> AppResult<HttpResponse> {
    page(request, bare, |c, who| tickets::bare::list(c, who, Utc::now())).await
}

async fn ticket(request: HttpRequest, number: web::Path<String>, bare: Data<Bare>) -> AppResult<HttpResponse> {
    page(request, bare, move |c, who| tickets::bare::show(c, who, &number, Utc::now())).await
}

async fn request_list(request: HttpRequest, bare: Data<Bare>) -> AppResult<HttpResponse> {
    page(request, bare, requests::bare::requests).await
}

async fn resource_list(request: HttpRequest, bare: Data<Bare>) -> AppResult<HttpResponse> {
    page(request, bare, requests::bare::resources).await
}

async fn approvals(request: HttpRequest, bare: Data<Bare>) -> AppResult<HttpResponse> {
    page(request, bare, requests::bare::approvals).await
}

async fn resource_request(
    request: HttpRequest,
    number: web::Path<String>,
    bare: Data<Bare>,
) -> AppResult<HttpResponse> {
    page(request, bare, move |c, who| requests::bare::show(c, who, &number)).await
}

/// One row.
async fn insert(request: HttpRequest, bare: Data<Bare>) -> AppResult<HttpResponse> {
    let who = bare.reader(&request).await?;
    bare.db
        .write(move |tx| {
            let insert = "INSERT INTO submissions (id, user_id, leads_to) VALUES ($1, $2, '/')";
            let insert = statement(insert).bind::<diesel::sql_types::Uuid, _>(Uuid::new_v4());
            Ok(diesel::RunQueryDsl::execute(insert.bind::<diesel::sql_types::BigInt, _>(who.id), tx)?)
        })
        .await?;
    Ok(HttpResponse::Ok().finish())
}

/// Answers at the port after the portal's.
///
/// # Errors
/// When it can't be listened at.
pub fn serve(settings: &Settings, db: &Db, keys: &Keys) -> std::io::Result<Server> {
    let at = SocketAddr::new(settings.listen.ip(), settings.listen.port() + 1);
    let (db, key) = (db.clone(), Key::from(&keys.derive("session")));
    let server = HttpServer::new(move || {
        let bare = Bare { db: db.clone(), sessions: PgSessions::new(db.clone()), key: key.clone() };
        App::new()
            .app_data(Data::new(bare))
            .route("/tickets", web::get().to(ticket_list))
            .route("/tickets/{number}", web::get().to(ticket))
            .route("/resources", web::get().to(resource_list))
            .route("/resources/requests", web::get().to(request_list))
            .route("/resources/requests/{number}", web::get().to(resource_request))
            .route("/approvals", web::get().to(approvals))
            .route("/tickets", web::post().to(insert))
    });
    let threads = settings.blocking_threads();
    Ok(server.workers(settings.workers).worker_max_blocking_threads(threads).disable_signals().bind(at)?.run())
}
