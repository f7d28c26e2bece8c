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
        bulk::{self, Place, Shown, Tried},
        filters,
        form::{Choice, Field},
        page::{self, see_other},
    },
};

const PLACE: Place = Place {
    path: "/tickets/bulk",
    title: "ticket-bulk",
    list: "/tickets?state=pending",
    list_title: "nav-tickets",
    boxes: "ticket",
    icon: "ticket",
};

#[derive(Template)]
#[template(path = "tickets/bulk/show.html")]
struct Show {
    ctx: Ctx,
    place: Place,
    shown: Shown<Line>,
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
    match PLACE.left(&db, who.id).await? {
        Some(selection) => draw(ctx, &db, who, &selection, Tried::Nothing).await,
        None => Ok(see_other(PLACE.list)),
    }
}

/// POST `/tickets/bulk`
pub async fn act(ctx: Ctx, db: Data<Db>, form: Form<Selection>) -> AppResult<HttpResponse> {
    let (who, submission) = (ctx.actor()?, form.submission());
    let tried = PLACE.try_each(form.typed.parse(form.errors), &db, &who, submission).await?;
    draw(ctx, &db, who, &form.typed, tried).await
}

async fn draw(ctx: Ctx, db: &Db, who: Arc<Actor>, selection: &Selection, tried: Tried) -> AppResult<HttpResponse> {
    let numbers = bulk::readable(&selection.tickets);
    let wanted = numbers.clone();
    let (lines, operators) =
        db.read(move |c| Ok((list::lines(c, &who, &wanted)?, accounts::queries::operators(c)?))).await?;
    let lines: HashMap<String, Line> = lines.into_iter().map(|line| (line.ticket.number.clone(), line)).collect();
    let status = tried.status();
    let shown = PLACE.shown(tried, numbers, lines, |line| match selection.action.parse() {
        Ok(Action::Accept) => line.ticket.state == State::Pending,
        _ => line.is_at_hand(),
    });
    let mut bar = Bar::new(&ctx, operators, &selection.assignee, PLACE.back(&selection.back));
    bar.assignee = bar.assignee.checked(&shown.errors);
    page::with_status(&ctx, &Show { ctx: ctx.clone(), place: PLACE, shown, bar }, status)
}

impl Show {
    /// Whether anything can be done to one of them.
    fn may_go_on(&self) -> bool {
        self.shown.any(Line::is_at_hand)
    }
}
