//! Who had the ball how long, in words.

use chrono::{DateTime, Utc};

use super::sheet::Sheet;
use crate::{
    calendar::amount,
    text::Text,
    tickets::{
        state::{Ball, State},
        turns::{StoredTurn, total},
    },
};

pub struct Ledger {
    pub operators: Text,
    pub filer: Text,
    pub turns: Vec<TurnView>,
}

pub struct TurnView {
    pub state: State,
    /// The operator, or the side that had it.
    pub who: Result<String, &'static str>,
    pub since: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
    pub worked: Text,
}

impl Ledger {
    /// None before it was submitted.
    pub fn of(sheet: &Sheet) -> Option<Self> {
        let turns = sheet.around.turns.as_deref().filter(|turns| !turns.is_empty())?;
        let of_side = |ball| amount(total(turns, ball, &sheet.calendar, sheet.now));
        Some(Self {
            operators: of_side(Ball::Operators),
            filer: of_side(Ball::Filer),
            turns: turns.iter().map(|turn| TurnView::of(turn, sheet)).collect(),
        })
    }
}

impl TurnView {
    fn of(turn: &StoredTurn, sheet: &Sheet) -> Self {
        let who = match (turn.state.ball(), &turn.assignee) {
            (Ball::Operators, Some(operator)) => Ok(operator.clone()),
            (Ball::Operators, None) => Err("ticket-side-operators"),
            (Ball::Filer | Ball::Nobody, _) => Err("ticket-side-filer"),
        };
        Self {
            state: turn.state,
            who,
            since: turn.since,
            until: turn.until,
            worked: amount(turn.worked(&sheet.calendar, sheet.now)),
        }
    }
}
