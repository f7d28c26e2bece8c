//! `/admin/account-requests/{number}`

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::said::{LONGEST, SaidForm};
use crate::{
    account_requests::{
        commands,
        model::{AccountRequest, RECORD_KIND, needs_consent},
        queries,
        workflow::{Consent, Event, Objection},
    },
    db::Db,
    error::AppResult,
    outbox,
    policy::Actor,
    text::Text,
    web::{
        Ctx, filters,
        form::{Draft, Errors, Field},
        matrix::{self, Table},
        page,
        record::Moment,
    },
};

/// Lines of the history on the page.
const HISTORY: i64 = 50;

#[derive(Template)]
#[template(path = "account_requests/show.html")]
struct Show {
    ctx: Ctx,
    errors: Errors,
    /// Who did what while an answer was typed.
    overtaken: Option<Text>,
    request: AccountRequest,
    now: DateTime<Utc>,
    /// What its reader may do now.
    open: Vec<Event>,
    /// Whose form came back with what is wrong.
    said: Option<Event>,
    typed: SaidForm,
    submission: Uuid,
    tables: Vec<Table>,
    history: Vec<Moment>,
}

impl Show {
    fn is_open(&self, event: Event) -> bool {
        self.open.contains(&event)
    }

    fn came_back(&self, event: Event) -> bool {
        self.said == Some(event)
    }

    /// Why it can't be approved yet, for whoever could.
    fn waits_for(&self) -> Option<Text> {
        let now = self.request.situation();
        if self.request.answered_at.is_some() {
            None
        } else if now.consent == Consent::Missing {
            Some("account-request-waits-consent".into())
        } else if now.objection == Objection::Stands {
            Some("account-request-waits-overruling".into())
        } else {
            None
        }
    }

    fn needs_consent(&self) -> bool {
        needs_consent(self.request.role())
    }

    fn username(&self) -> Field {
        let typed = if self.came_back(Event::Approve) { &self.typed.username } else { &self.request.username };
        let field = Field::new("username", "account-request-given-username", typed.as_str());
        let field = field.hinted("account-request-given-username-hint");
        if self.came_back(Event::Approve) { field.checked(&self.errors) } else { field }
    }

    fn text(&self, event: Event, label: &'static str) -> Field {
        if self.came_back(event) {
            let field = Field::new("text", label, self.typed.text.as_str()).required().at_most(LONGEST);
            return field.checked(&self.errors);
        }
        Field::new("text", label, "").required().at_most(LONGEST)
    }
}

/// GET `/admin/account-requests/{number}`
///
/// # Errors
/// 404 when there is none in sight.
pub async fn show(ctx: Ctx, db: Data<Db>, number: Path<String>) -> AppResult<HttpResponse> {
    draw(&ctx, &db, &number, None, Draft::new(SaidForm::default())).await
}

pub(super) async fn draw(
    ctx: &Ctx,
    db: &Db,
    number: &str,
    said: Option<Event>,
    draft: Draft<SaidForm>,
) -> AppResult<HttpResponse> {
    let (who, number, status) = (ctx.actor()?, number.to_owned(), draft.status());
    let reader = who.clone();
    let (request, lines) = db
        .read(move |c| {
            let request = queries::find(c, &reader, &number)?;
            let lines = outbox::timeline(c, RECORD_KIND, request.id, HISTORY)?;
            Ok((request, lines))
        })
        .await?;
    let rights = request.rights();
    let page = Show {
        ctx: ctx.clone(),
        now: Utc::now(),
        open: open_to(&who, &request),
        overtaken: draft.overtaken,
        said: said.filter(|_| !draft.errors.is_empty()),
        errors: draft.errors,
        typed: draft.typed,
        submission: draft.submission,
        tables: matrix::tables(&rights.roles, &rights.grants),
        history: lines.into_iter().map(Moment::from).collect(),
        request,
    };
    page::with_status(ctx, &page, status)
}

fn open_to(who: &Actor, request: &AccountRequest) -> Vec<Event> {
    Event::ALL.into_iter().filter(|event| commands::is_open(who, request, *event)).collect()
}
