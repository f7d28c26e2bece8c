//! The product's site map, and the middleware around it.

use std::{net::TcpListener, time::Duration};

use actix_session::{SessionMiddleware, config::BrowserSession};
use actix_web::{
    App, HttpResponse, HttpServer,
    cookie::{Key, SameSite},
    dev::Server,
    middleware::{Compress, from_fn},
    web::{Data, scope, to},
};
use tracing_actix_web::TracingLogger;

use crate::{
    account_requests, accounts, announcements, applications,
    attachments::Files,
    auditing, bills, catalogue, complaints,
    config::{Keys, Settings},
    dashboard,
    db::{self, Db},
    delegations,
    error::AppError,
    health, help, holidays,
    messages::{self, live::Switchboard},
    metrics, network, organisation, people,
    policy::Action,
    postroom, prices, projects, quotas, requests, search,
    telemetry::RequestSpan,
    tickets, upkeep,
    web::{
        Site, address, assets, csrf, error_pages, headers, identify, kept, saved_filters, session, site::put_last,
        unread,
    },
};

/// From being told to stop to the end of what is under way; what takes longer is cut off. A private
/// PostgreSQL has the rest of half a minute.
pub const GRACE: Duration = Duration::from_secs(20);

/// Every address of the product, room by room.
#[must_use]
pub fn site() -> Site {
    let mut site = Site::default();
    health::routes(&mut site);
    site.get("/static/{file}", Action::LoadAssets, assets::serve);
    site.post("/kept", Action::EditOwnProfile, kept::keep_typed);
    site.post("/kept/forget", Action::EditOwnProfile, kept::forget_typed);
    saved_filters::routes(&mut site);
    search::routes(&mut site);
    help::routes(&mut site);
    dashboard::routes(&mut site);
    accounts::routes(&mut site);
    people::routes(&mut site);
    account_requests::routes(&mut site);
    projects::routes(&mut site);
    requests::routes(&mut site);
    delegations::routes(&mut site);
    applications::routes(&mut site);
    catalogue::routes(&mut site);
    prices::routes(&mut site);
    bills::routes(&mut site);
    quotas::routes(&mut site);
    network::routes(&mut site);
    // Before the tickets, whose addresses go as deep.
    complaints::routes(&mut site);
    tickets::routes(&mut site);
    messages::routes(&mut site);
    organisation::routes(&mut site);
    announcements::routes(&mut site);
    upkeep::routes(&mut site);
    holidays::routes(&mut site);
    postroom::routes(&mut site);
    auditing::routes(&mut site);
    site
}

/// Starts answering on `listener`.
///
/// # Errors
/// When the listener can't be used.
pub fn serve(listener: TcpListener, settings: Settings, db: Db, keys: Keys) -> anyhow::Result<Server> {
    let lookable = site()
        .addresses()
        .filter(|address| address.method == actix_web::http::Method::GET)
        .map(|address| address.path)
        .collect();
    let (settings, lookable) = (Data::new(settings), Data::new(error_pages::Lookable(lookable)));
    let files = Data::new(Files::of(&settings));
    let switchboard = Data::new(Switchboard::default());
    actix_web::rt::spawn(switchboard.as_ref().clone().serve(db.clone()));
    actix_web::rt::spawn(hang_up_when_told_to_stop(switchboard.as_ref().clone()));
    let (db, keys) = (Data::new(db), Data::new(keys));
    let session_key = Key::from(&keys.derive("session"));
    let for_app = settings.clone();
    let server = HttpServer::new(move || {
        let sessions = SessionMiddleware::builder(session::PgSessions::new(db.as_ref().clone()), session_key.clone())
            .cookie_name(session::COOKIE.to_owned())
            .cookie_secure(for_app.is_https())
            .cookie_same_site(SameSite::Lax)
            .session_lifecycle(BrowserSession::default())
            .build();
        // The last wrap runs first.
        let pages = scope("")
            .configure(|config| site().that_know_nobody(false).mount(config))
            .default_service(to(|| async { Err::<HttpResponse, _>(AppError::NotFound) }))
            .wrap(from_fn(address::check))
            .wrap(from_fn(identify::visitors))
            .wrap(from_fn(csrf::guard))
            .wrap(from_fn(error_pages::draw))
            .wrap(sessions)
            .wrap(from_fn(session::stored));
        App::new()
            .app_data(for_app.clone())
            .app_data(lookable.clone())
            .app_data(db.clone())
            .app_data(keys.clone())
            .app_data(files.clone())
            .app_data(switchboard.clone())
            .configure(|config| site().that_know_nobody(true).mount(config))
            .configure(|config| put_last(config, pages))
            .wrap(from_fn(headers::secure))
            .wrap(from_fn(metrics::measure))
            .wrap(Compress::default())
            .wrap(TracingLogger::<RequestSpan>::new())
            .wrap(from_fn(db::patiently))
            .wrap(from_fn(unread::hang_up))
    });
    let server = server
        .workers(settings.workers)
        .worker_max_blocking_threads(settings.blocking_threads())
        .client_request_timeout(Duration::from_secs(10))
        .shutdown_timeout(GRACE.as_secs())
        .listen(listener)?;
    Ok(server.run())
}

/// Whoever listens would hold up the end, which waits for what is under way.
async fn hang_up_when_told_to_stop(switchboard: Switchboard) {
    told_to_stop().await;
    switchboard.close();
}

/// Until the process is told to end.
pub async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        },
        Err(_) => drop(tokio::signal::ctrl_c().await),
    }
}
