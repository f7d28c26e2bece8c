//! `/admin/departments.xlsx` and `/admin/departments.csv`: what the tree shows, ready to be changed and imported.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};

use crate::{
    db::Db,
    error::AppResult,
    organisation::departments::{
        filter::Asked,
        queries::{self, Node},
        sheet::COLUMNS,
        tree,
    },
    web::{
        Ctx,
        export::{Cells, Format},
        i18n::{Lang, time_in_shanghai},
    },
};

/// Beside what can be imported.
const FURTHER: [&str; 4] =
    ["organisation-state", "organisation-units", "organisation-users", "organisation-created-at"];

/// GET `/admin/departments.xlsx`, `/admin/departments.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (lang, filter) = (ctx.language(), asked.filter());
    let head = COLUMNS.iter().map(|column| column.label).chain(FURTHER).map(|key| lang.t(key)).collect();
    let rows = move |c: &mut diesel::PgConnection, _: Option<&_>| {
        let found = tree::found(queries::nodes(c)?, &filter);
        Ok((found.into_iter().map(|node| cells(node, lang)).collect(), None))
    };
    format.answer(&db, "departments", head, rows).await
}

fn cells(node: Node, lang: Lang) -> Cells {
    let it = node.department;
    let (_, _, state) = it.state();
    vec![
        it.name.clone(),
        it.code.clone(),
        it.parent.clone().unwrap_or_default(),
        it.sector().map(|sector| lang.say(&sector.label())).unwrap_or_default(),
        lang.t(state),
        node.units.to_string(),
        node.users.to_string(),
        time_in_shanghai(it.created_at),
    ]
}
