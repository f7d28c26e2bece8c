//! `/admin/catalogue/import`: many entries at once.

use actix_web::{
    HttpResponse,
    web::{Data, Path, Query},
};

use crate::{
    catalogue::kept::sheet::DESK,
    db::Db,
    error::AppResult,
    web::{
        Ctx, Form,
        export::Format,
        import::{
            arriving::{self, Pasted},
            reporting::{self, Asked},
        },
    },
};

/// GET `/admin/catalogue/import`
///
/// # Errors
/// When the database can't be had.
pub async fn blank(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    arriving::blank(&ctx, &db, &DESK).await
}

/// POST `/admin/catalogue/import` (`file` or `pasted`): leads to the report, with nothing written.
///
/// # Errors
/// 422 at the field whose sheet can't be understood.
pub async fn upload(ctx: Ctx, db: Data<Db>, form: Form<Pasted>) -> AppResult<HttpResponse> {
    arriving::receive(&ctx, &db, &DESK, form).await
}

/// GET `/admin/catalogue/import/{id}` (`show`, `page`)
///
/// # Errors
/// 404 when it isn't one's own.
pub async fn report(ctx: Ctx, db: Data<Db>, id: Path<String>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    reporting::show(&ctx, &db, &DESK, &id, &asked).await
}

/// POST `/admin/catalogue/import/{id}/confirm`: everything in it, or nothing.
///
/// # Errors
/// 404, 403, and 409 with the report as it is now.
pub async fn confirm(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    reporting::confirm(&ctx, &db, &DESK, &id, &form).await
}

/// GET `/admin/catalogue/import/template.xlsx`, `/admin/catalogue/import/template.csv`
///
/// # Errors
/// When the file can't be made.
pub async fn template(ctx: Ctx, db: Data<Db>, format: Format) -> AppResult<HttpResponse> {
    arriving::template(&ctx, &db, &DESK, format).await
}
