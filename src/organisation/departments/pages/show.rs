//! `/admin/departments/{id}`

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use uuid::Uuid;

use crate::{
    db::Db,
    error::AppResult,
    organisation::departments::{
        LIST,
        model::{Answering, Carried, Department, RECORD_KIND},
        queries, workflow,
    },
    outbox,
    text::Text,
    web::{Ctx, filters, page, path::id_of, record::Moment},
};

/// Lines of the history on the page.
const HISTORY: i64 = 50;

#[derive(Template)]
#[template(path = "organisation/department.html")]
struct Show {
    ctx: Ctx,
    it: Department,
    carried: Carried,
    answering: Option<Answering>,
    units: Vec<Department>,
    history: Vec<Moment>,
    /// Why it can't be disabled, or used again.
    stays: Option<Text>,
    submission: Uuid,
}

impl Show {
    fn may_move(&self) -> bool {
        self.it.special().is_none()
    }

    /// Whether its own administrators answer for it.
    fn answers_itself(&self) -> bool {
        self.answering.as_ref().is_some_and(|answering| answering.id == self.it.id)
    }
}

/// GET `/admin/departments/{id}`
///
/// # Errors
/// 404 when there is none.
pub async fn show(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let id = id_of(&id)?;
    let (it, carried, answering, units, lines) = db
        .read(move |c| {
            let (it, carried) = queries::whole(c, id)?;
            let lines = outbox::timeline(c, RECORD_KIND, id, HISTORY)?;
            let units = if it.subtree.len() > 1 { queries::below(c, id)? } else { Vec::new() };
            Ok((it, carried, queries::answering(c, id)?, units, lines))
        })
        .await?;
    let can_be_turned = if it.disabled_at.is_some() { workflow::enable(&it) } else { workflow::disable(&it, &carried) };
    let show = Show {
        stays: can_be_turned.err(),
        history: lines.into_iter().map(Moment::from).collect(),
        it,
        carried,
        answering,
        units,
        submission: Uuid::new_v4(),
        ctx: ctx.clone(),
    };
    page::show(&ctx, &show)
}
