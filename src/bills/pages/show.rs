//! `/bills/{id}`

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use askama::Template;
use diesel::PgConnection;
use uuid::Uuid;

use super::{name_of, parted, total};
use crate::{
    bills::{
        commands::{adds_up, is_ready, missing, others_open},
        form::{LONGEST, RejectForm},
        line::{Line, Share},
        model::{Bill, Kind, RECORD_KIND},
        queries::{self, Narrowed},
        state::State,
        workflow::{Event, answers, next},
    },
    db::Db,
    error::AppResult,
    money::Money,
    outbox,
    policy::{Action, Actor, Sector},
    text::Text,
    web::{
        Ctx, filters,
        form::{Errors, Field},
        i18n::Lang,
        page,
        path::id_of,
        record::Moment,
    },
};

/// Lines that the page shows; the others are on pages of their own.
const LINES: i64 = 50;
/// Of its timeline.
const TOLD: i64 = 100;

/// What the page is drawn from.
pub struct Subject {
    bill: Bill,
    shares: Vec<Share>,
    lines: Vec<Line>,
    /// What a roll-up adds up.
    parts: Vec<Bill>,
    progress: Vec<Moment>,
    /// Whom a roll-up waits for.
    missing: Option<Text>,
    answers: bool,
    runs_billing: bool,
    /// Whose lines are shown.
    edition: i32,
}

/// A verb that didn't happen, with what was typed for it.
#[derive(Clone, Debug, Default)]
pub struct Tried {
    pub form: RejectForm,
    pub errors: Errors,
    /// Why it wasn't possible at all.
    pub refusal: Option<Text>,
}

#[derive(Template)]
#[template(path = "bills/show.html")]
struct Show {
    ctx: Ctx,
    errors: Errors,
    lang: Lang,
    of: Subject,
    submission: Uuid,
    reason: Field,
    /// Of the lines, or of a roll-up's departments.
    tick: Field,
    tried: Tried,
}

impl Subject {
    fn read(c: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Self> {
        let (bill, of_month) = queries::with_month(c, who, id)?;
        let edition = (bill.id, bill.edition_for(who));
        let (shares, lines) = match bill.kind() {
            Kind::Department => {
                (queries::shares(c, edition)?, queries::lines(c, edition, &Narrowed::default(), None, LINES)?)
            }
            Kind::PoliticalLegal => {
                (queries::shares_of_month(c, bill.month(), Some(Sector::PoliticalLegal))?, Vec::new())
            }
            Kind::Cloud => (queries::shares_of_month(c, bill.month(), None)?, Vec::new()),
        };
        let waits = bill.is_roll_up() && matches!(bill.state(), State::Waiting | State::Rejected);
        let missing = if waits { others_open(missing(c, &of_month, bill.month(), bill.kind())?) } else { None };
        Ok(Self {
            progress: outbox::timeline(c, RECORD_KIND, id, TOLD)?.into_iter().map(Moment::from).collect(),
            parts: of_month.into_iter().filter(|it| adds_up(bill.kind(), it) && it.is_seen_by(who)).collect(),
            answers: answers(who, &bill) && next(bill.state(), Event::Confirm).is_ok(),
            runs_billing: who.may(Action::RunBilling),
            edition: edition.1,
            bill,
            shares,
            lines,
            missing,
        })
    }

    /// Whether the lines shown are those that go out next, where others are out already.
    fn is_being_made(&self) -> bool {
        !self.bill.is_roll_up() && self.bill.round > 0 && self.edition > self.bill.round
    }

    fn next_shown(&self) -> Text {
        Text::new("bill-next-shown").with("round", self.edition)
    }

    fn can_be_sent(&self) -> bool {
        self.runs_billing && !self.bill.is_roll_up() && (is_ready(&self.bill) || self.bill.state() == State::Rejected)
    }

    fn more_lines(&self) -> bool {
        self.bill.lines > LINES
    }
}

impl Show {
    fn parts(&self, part: &str) -> Vec<&Share> {
        parted(&self.of.shares, part)
    }

    fn name(&self, share: &Share) -> String {
        name_of(share, self.lang)
    }

    /// Where a share opens into what it is the sum of.
    fn opens(&self, share: &Share) -> String {
        let bill = &self.of.bill;
        if bill.is_roll_up() {
            let month = bill.month();
            return format!("/bills/statistics?from={month}&to={month}&by=department&{}={}", share.part, share.id);
        }
        match share.part.as_str() {
            "project" => format!("{}/projects/{}", bill.path(), share.id),
            part => format!("{}/lines?{part}={}", bill.path(), share.id),
        }
    }

    /// What the shares of one kind come to: the edition whose lines are shown.
    fn whole(&self) -> Money {
        total(&self.parts("region"))
    }

    fn first_tick(&self) -> i64 {
        self.of.lines.iter().find(|line| !line.is_settled).map_or(0, |line| line.id)
    }

    fn is_ticked(&self, line: &Line) -> bool {
        self.tried.form.lines.contains(&line.id.to_string())
    }

    fn is_to_go_back(&self, bill: &Bill) -> bool {
        bill.department_id.is_some_and(|id| self.tried.form.departments.contains(&id.to_string()))
    }

    /// Lines can be ticked to be rejected.
    fn ticks(&self) -> bool {
        self.of.answers && !self.of.bill.is_roll_up()
    }
}

/// GET `/bills/{id}`
///
/// # Errors
/// 404 when there is none in sight.
pub async fn show(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    draw(&ctx, &db, id_of(&id)?, Tried::default(), StatusCode::OK).await
}

pub async fn draw(ctx: &Ctx, db: &Db, id: i64, tried: Tried, status: StatusCode) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let of = db.read(move |c| Subject::read(c, &who, id)).await?;
    let reason = Field::new("reason", "bill-reason", tried.form.reason.as_str()).hinted("bill-reason-hint");
    let (name, label) = if of.bill.is_roll_up() { ("departments", "bill-give-back") } else { ("lines", "bill-lines") };
    let show = Show {
        tick: Field::new(name, label, "").checked(&tried.errors),
        errors: tried.errors.clone(),
        lang: ctx.language(),
        submission: Uuid::new_v4(),
        reason: reason.required().at_most(LONGEST).checked(&tried.errors),
        of,
        tried,
        ctx: ctx.clone(),
    };
    page::with_status(ctx, &show, status)
}
