//! `/admin/webhooks`, and the same as Excel and as CSV.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;
use serde::Deserialize;

use crate::{
    db::Db,
    error::AppResult,
    postroom::robots::{model::Robot, queries},
    text::Text,
    web::{
        Ctx,
        export::Format,
        filters,
        i18n::{Lang, time_in_shanghai},
        list, page,
    },
};

const PATH: &str = "/admin/webhooks";

/// The list's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
}

#[derive(Template)]
#[template(path = "postroom/webhooks.html")]
struct List {
    ctx: Ctx,
    q: String,
    robots: Vec<Robot>,
}

/// GET `/admin/webhooks` (`q`)
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let q = list::words(&asked.q);
    let typed = q.clone();
    let robots = db.read(move |c| queries::all(c, &typed)).await?;
    page::show(&ctx, &List { ctx: ctx.clone(), q, robots })
}

/// GET `/admin/webhooks.xlsx`, `/admin/webhooks.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (lang, q) = (ctx.language(), list::words(&asked.q));
    let head = [
        "robot-name",
        "robot-format",
        "robot-host",
        "robot-audience",
        "robot-hears",
        "robot-state",
        "robot-changed-at",
    ];
    let batches = move |c: &mut diesel::PgConnection, _: Option<&list::Cursor>| {
        Ok((queries::all(c, &q)?.iter().map(|robot| cells(robot, lang)).collect(), None))
    };
    format.answer(&db, "webhooks", head.map(|key| lang.t(key)).to_vec(), batches).await
}

fn cells(robot: &Robot, lang: Lang) -> Vec<String> {
    vec![
        robot.name.clone(),
        lang.t(robot.format().label()),
        robot.host.clone(),
        lang.say(&robot.audience()),
        lang.say(&robot.hears()),
        lang.t(robot.state().2),
        time_in_shanghai(robot.updated_at),
    ]
}

impl List {
    fn exported_as(&self, ending: &str) -> String {
        list::link(&list::address(&format!("{PATH}.{ending}"), &[("q", &self.q)]))
    }
}
