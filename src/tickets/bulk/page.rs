//! `/tickets/bulk`: the tickets that were picked, and what became of each.

use std::{collections::HashMap, sync::Arc};

use actix_web::{HttpResponse, http::StatusCode, web::Data};
use askama::Template;
use uuid::Uuid;

use super::{
    deed::{Deed, Outcome},
    selection::Selection,
};
use crate::{
    accounts,
    db::Db,
    error::AppResult,
    policy::Actor,
    text::Text,
    tickets::{
        action::Action,
        list::{self, Line},
        state::State,
    },
    web::{
        Ctx, Form, filters,
        form::{Choice, Errors, Field, FieldReader, FromFields},
        kept,
        own_path::OwnPath,
        page::{self, see_other},
    },
};

const HERE: &str = "/tickets/bulk";
const QUEUE: &str = "/tickets?state=pending";

#[derive(Template)]
#[template(path = "tickets/bulk/show.html")]
struct Show {
    ctx: Ctx,
    errors: Errors,
    /// What was done: its name's key, to how many, and to how many not.
    done: Option<(&'static str, usize, usize)>,
    /// The boxes, as one field.
    picked: Field,
    rows: Vec<Row>,
    bar: Bar,
}

/// One ticket as it is now.
struct Row {
    number: String,
    /// None where there is no such ticket for this reader.
    line: Option<Line>,
    /// None before anything was tried.
    outcome: Option<Result<(), Text>>,
    /// To be tried again.
    ticked: bool,
}

/// The bar with the buttons.
pub struct Bar {
    pub submission: Uuid,
    pub assignee: Field,
    pub operators: Vec<Choice>,
    /// The list to go back to.
    pub back: String,
}

impl Bar {
    #[must_use]
    pub fn new(ctx: &Ctx, operators: Vec<accounts::queries::Person>, assignee: &str, back: String) -> Self {
        let choose = Choice::new("", ctx.language().t("ticket-bulk-choose-operator"), assignee);
        let people = operators.into_iter().map(|one| Choice::new(one.id, one.display_name, assignee));
        Self {
            submission: Uuid::new_v4(),
            assignee: Field::new("assignee", "ticket-text-assignee", assignee),
            operators: [choose].into_iter().chain(people).collect(),
            back,
        }
    }
}

/// GET `/tickets/bulk`: goes on with what was picked before the session ran out.
pub async fn again(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let id = who.id;
    let Some(kept) = db.read(move |c| kept::find(c, id, HERE)).await? else { return Ok(see_other(QUEUE)) };
    let selection = Selection::from_fields(&mut FieldReader::new(&kept.fields));
    draw(ctx, &db, who, &selection, Tried::Nothing).await
}

/// POST `/tickets/bulk`
pub async fn act(ctx: Ctx, db: Data<Db>, form: Form<Selection>) -> AppResult<HttpResponse> {
    let (who, submission) = (ctx.actor()?, form.submission());
    let tried = match form.typed.parse(form.errors) {
        Err(errors) => Tried::Refused(errors),
        Ok((deed, picked)) => {
            let outcomes = deed.do_to(picked, &db, &who, submission).await;
            let id = who.id;
            db.write(move |tx| kept::forget(tx, id, HERE)).await?;
            Tried::Done(deed, outcomes)
        }
    };
    draw(ctx, &db, who, &form.typed, tried).await
}

enum Tried {
    Nothing,
    Refused(Errors),
    Done(Deed, Vec<Outcome>),
}

impl Tried {
    /// 409 when it was possible for none of them.
    fn status(&self) -> StatusCode {
        match self {
            Self::Nothing => StatusCode::OK,
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Done(_, outcomes) if outcomes.iter().any(|one| one.refusal.is_none()) => StatusCode::OK,
            Self::Done(..) => StatusCode::CONFLICT,
        }
    }
}

async fn draw(ctx: Ctx, db: &Db, who: Arc<Actor>, selection: &Selection, tried: Tried) -> AppResult<HttpResponse> {
    let numbers: Vec<String> = selection.readable().into_iter().map(|picked| picked.number).collect();
    let wanted = numbers.clone();
    let (lines, operators) =
        db.read(move |c| Ok((list::lines(c, &who, &wanted)?, accounts::queries::operators(c)?))).await?;
    let status = tried.status();
    let mut lines: HashMap<String, Line> = lines.into_iter().map(|line| (line.ticket.number.clone(), line)).collect();
    let (errors, done, rows) = match tried {
        Tried::Done(deed, outcomes) => {
            let refused = outcomes.iter().filter(|one| one.refusal.is_some()).count();
            let done = (named(deed), outcomes.len() - refused, refused);
            let rows = outcomes.into_iter().map(|one| Row::after(deed.action(), lines.remove(&one.number), one));
            (Errors::default(), Some(done), rows.collect())
        }
        Tried::Refused(errors) => (errors, None, picked(numbers, lines)),
        Tried::Nothing => (Errors::default(), None, picked(numbers, lines)),
    };
    let mut bar = Bar::new(&ctx, operators, &selection.assignee, list_of(selection));
    bar.assignee = bar.assignee.checked(&errors);
    let picked = Field::new("ticket", "ticket-bulk-column", "").checked(&errors);
    page::with_status(&ctx, &Show { ctx: ctx.clone(), errors, done, picked, rows, bar }, status)
}

fn list_of(selection: &Selection) -> String {
    match OwnPath::read(&selection.back).as_str() {
        list if list.starts_with("/tickets") => list.to_owned(),
        _ => QUEUE.to_owned(),
    }
}

fn named(deed: Deed) -> &'static str {
    match deed {
        Deed::Accept => "ticket-bulk-accept",
        Deed::Assign(_) => "ticket-bulk-assign",
    }
}

fn picked(numbers: Vec<String>, mut lines: HashMap<String, Line>) -> Vec<Row> {
    let row = |number: String| Row { line: lines.remove(&number), number, outcome: None, ticked: true };
    numbers.into_iter().map(row).collect()
}

impl Show {
    /// Whether anything can be done to one of them.
    fn may_go_on(&self) -> bool {
        self.rows.iter().filter_map(|row| row.line.as_ref()).any(Line::is_at_hand)
    }
}

impl Row {
    /// What was refused and may go well another time is ticked for it.
    fn after(action: Action, line: Option<Line>, outcome: Outcome) -> Self {
        let may_go_well = line.as_ref().is_some_and(|line| match action {
            Action::Accept => line.ticket.state == State::Pending,
            _ => line.is_at_hand(),
        });
        let Outcome { number, refusal } = outcome;
        Self { number, line, ticked: refusal.is_some() && may_go_well, outcome: Some(refusal.map_or(Ok(()), Err)) }
    }
}
