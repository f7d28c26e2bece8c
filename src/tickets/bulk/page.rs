//! `/tickets/bulk`: the tickets that were picked, and what became of each.

use std::{collections::HashMap, sync::Arc};

use actix_web::{HttpResponse, web::Data};
use askama::Template;
use uuid::Uuid;

use super::selection::Selection;
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
        Ctx, Form,
        bulk::{self, Row, Tally, Tried},
        filters,
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
    done: Option<Tally>,
    /// The boxes, as one field.
    picked: Field,
    rows: Vec<Row<Line>>,
    bar: Bar,
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
            let outcomes = deed.do_to(picked, &db, who.clone(), submission).await;
            let id = who.id;
            db.write(move |tx| kept::forget(tx, id, HERE)).await?;
            Tried::Done(deed.name(), outcomes)
        }
    };
    draw(ctx, &db, who, &form.typed, tried).await
}

async fn draw(ctx: Ctx, db: &Db, who: Arc<Actor>, selection: &Selection, tried: Tried) -> AppResult<HttpResponse> {
    let numbers = bulk::readable(&selection.tickets);
    let wanted = numbers.clone();
    let (lines, operators) =
        db.read(move |c| Ok((list::lines(c, &who, &wanted)?, accounts::queries::operators(c)?))).await?;
    let lines: HashMap<String, Line> = lines.into_iter().map(|line| (line.ticket.number.clone(), line)).collect();
    let status = tried.status();
    let (errors, done, rows) = tried.shown(numbers, lines, |line| match selection.action.parse() {
        Ok(Action::Accept) => line.ticket.state == State::Pending,
        _ => line.is_at_hand(),
    });
    let mut bar = Bar::new(&ctx, operators, &selection.assignee, list_of(selection));
    bar.assignee = bar.assignee.checked(&errors);
    let picked = Field::new("ticket", "bulk-column", "").checked(&errors);
    page::with_status(&ctx, &Show { ctx: ctx.clone(), errors, done, picked, rows, bar }, status)
}

fn list_of(selection: &Selection) -> String {
    match OwnPath::read(&selection.back).as_str() {
        list if list.starts_with("/tickets") => list.to_owned(),
        _ => QUEUE.to_owned(),
    }
}

impl Show {
    /// Whether anything can be done to one of them.
    fn may_go_on(&self) -> bool {
        self.rows.iter().filter_map(|row| row.record.as_ref()).any(Line::is_at_hand)
    }
}
