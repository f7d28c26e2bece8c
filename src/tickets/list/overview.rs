//! All that `/tickets` asks the database: four queries at most, however many tickets there are.

use chrono::{DateTime, Utc};
use diesel::PgConnection;

use super::{
    asked::{Filter, Shown},
    counting::Counts,
    names::Names,
    places::Places,
    question::Question,
    reading::{self, Line},
};
use crate::{
    accounts::{self, queries::Person},
    error::AppResult,
    policy::{Action, Actor},
    tickets::state::{State, Tab},
    web::list::{Cursor, READ},
};

pub struct Overview {
    /// One more than a page has, if there are more.
    pub lines: Vec<Line>,
    /// The tabs, and how many tickets each has.
    pub shown: Vec<Shown>,
    pub counts: Vec<i64>,
    pub places: Places,
    /// To whom tickets can be assigned, if their reader may.
    pub operators: Vec<Person>,
}

impl Overview {
    /// # Errors
    /// When the database can't be had.
    pub fn read(
        c: &mut PgConnection,
        who: &Actor,
        filter: &Filter,
        cursor: Option<&Cursor>,
        now: DateTime<Utc>,
    ) -> AppResult<Self> {
        let handles = who.may(Action::HandleTickets);
        let shown = tabs_of(handles, filter.shown);
        let tickets = reading::page(c, who, filter, cursor, READ, now)?;
        let mut around = Question::default();
        Names::ask(&mut around, &tickets);
        Places::ask(&mut around, who, filter.department, filter.label);
        Counts::ask(&mut around, who, filter, &shown, now);
        let mut around = around.ask(c, filter.is_planned_for_values())?;
        let names = Names::answered(&mut around);
        let counts = Counts::answered(&mut around, c, who, filter, &shown, now)?;
        Ok(Self {
            lines: tickets.into_iter().map(|ticket| names.line(ticket)).collect(),
            counts: shown.iter().map(|shown| counts.on(*shown)).collect(),
            places: Places::answered(&mut around),
            operators: if handles { accounts::queries::operators(c)? } else { vec![] },
            shown,
        })
    }
}

/// Departments have the guide's tabs; operators theirs by what waits for whom. A state that is no
/// tab of theirs gets one while it is looked at.
fn tabs_of(handles: bool, shown: Shown) -> Vec<Shown> {
    let department = [Tab::ToSubmit, Tab::InProgress, Tab::ToRate, Tab::Completed, Tab::Closed].map(Shown::Tab);
    let operators = [
        Shown::State(State::Pending),
        Shown::Mine,
        Shown::Overdue,
        Shown::State(State::Processing),
        Shown::State(State::WaitingReply),
        Shown::Tab(Tab::ToRate),
        Shown::Tab(Tab::Completed),
        Shown::Tab(Tab::Closed),
    ];
    let mut tabs = vec![Shown::All];
    tabs.extend(if handles { &operators[..] } else { &department[..] });
    if !tabs.contains(&shown) {
        tabs.push(shown);
    }
    tabs
}
