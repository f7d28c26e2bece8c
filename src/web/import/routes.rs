//! The addresses of a desk.

use actix_web::web::{Data, Path, Query};

use super::{
    arriving::{self, Pasted},
    desk::Desk,
    reporting::{self, Asked},
};
use crate::{
    db::Db,
    web::{Ctx, Form, Site, export::Format},
};

/// All of them; whose a sheet isn't finds none.
pub fn routes(site: &mut Site, desk: &'static Desk) {
    let [form, template_xlsx, template_csv, report, confirm] = desk.paths;
    let blank = move |ctx: Ctx, db: Data<Db>| async move { arriving::blank(&ctx, &db, desk).await };
    let receive =
        move |ctx: Ctx, db: Data<Db>, form: Form<Pasted>| async move { arriving::receive(&ctx, &db, desk, form).await };
    let template =
        move |ctx: Ctx, db: Data<Db>, format: Format| async move { arriving::template(&ctx, &db, desk, format).await };
    let show = move |ctx: Ctx, db: Data<Db>, id: Path<String>, asked: Query<Asked>| async move {
        reporting::show(&ctx, &db, desk, &id, &asked).await
    };
    let import = move |ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>| async move {
        reporting::confirm(&ctx, &db, desk, &id, &form).await
    };
    site.get(form, desk.action, blank)
        .post(form, desk.action, receive)
        .get(template_xlsx, desk.action, template)
        .get(template_csv, desk.action, template)
        .get_record(report, desk.action, show)
        .post_record(confirm, desk.action, import);
}
