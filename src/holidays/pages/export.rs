//! `/admin/calendar.xlsx` and `/admin/calendar.csv`: a year's days that differ from the week, as they can be pasted again.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};

use super::show::Asked;
use crate::{
    db::Db,
    error::AppResult,
    holidays::queries,
    web::{
        Ctx,
        export::{Cells, Format},
        i18n::iso_date,
    },
};

const HEAD: [&str; 3] = ["calendar-date", "calendar-kind", "calendar-name"];

/// GET `/admin/calendar.xlsx`, `/admin/calendar.csv` (`year`)
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (lang, number) = (ctx.language(), asked.year());
    let head = HEAD.map(|key| lang.t(key)).to_vec();
    let rows = move |c: &mut diesel::PgConnection, _: Option<&_>| {
        let year = queries::year(c, number)?;
        let cells = year
            .days
            .iter()
            .map(|day| -> Cells { vec![iso_date(day.date), lang.say(&day.kind.label()), day.name.clone()] });
        Ok((cells.collect(), None))
    };
    format.answer(&db, &format!("calendar-{number}"), head, rows).await
}
