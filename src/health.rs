//! For load balancers: alive without the database, ready with it.

use actix_web::{HttpResponse, web::Data};
use diesel::RunQueryDsl;

use crate::{
    db::{Db, sql::statement},
    error::AppResult,
    policy::Action,
    web::Site,
};

pub fn routes(site: &mut Site) {
    site.get("/livez", Action::ProbeHealth, live).get("/readyz", Action::ProbeHealth, ready);
}

async fn live() -> HttpResponse {
    HttpResponse::Ok().body("ok")
}

async fn ready(db: Data<Db>) -> AppResult<HttpResponse> {
    db.read(|c| Ok(statement("SELECT 1").execute(c)?)).await?;
    Ok(HttpResponse::Ok().body("ok"))
}
