//! What a plan does to due times.

use diesel::PgConnection;

use super::model::Plan;
use crate::{
    calendar::{self, Calendar, Shift, shifts},
    error::AppResult,
    requests::commands::Rescheduled as Requests,
    tickets::commands::Rescheduled as Tickets,
};

/// All that it moves.
#[derive(Clone, Debug)]
pub struct Effect {
    pub tickets: Tickets,
    pub requests: Requests,
    /// Working days of the year, before and after.
    pub working_days: (usize, usize),
}

impl Effect {
    /// What `plan` does to whatever is open now.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn of(c: &mut PgConnection, plan: &Plan) -> AppResult<Self> {
        let before: Calendar = calendar::read(c)?;
        let after = before.arranged(&plan.arrangement());
        Ok(Self {
            tickets: Tickets::by(c, &before, &after)?,
            requests: Requests::by(c, &before, &after)?,
            working_days: (before.working_days_of(plan.year), after.working_days_of(plan.year)),
        })
    }

    #[must_use]
    pub fn count(&self) -> usize {
        self.tickets.due.len() + self.tickets.completing.len() + self.requests.0.len()
    }

    /// What is moved, with its name and by its dates.
    #[must_use]
    pub fn groups(&self) -> Vec<(&'static str, Vec<Shift>)> {
        let all = [
            ("calendar-moves-tickets", shifts(&self.tickets.due)),
            ("calendar-moves-completing", shifts(&self.tickets.completing)),
            ("calendar-moves-requests", shifts(&self.requests.0)),
        ];
        all.into_iter().filter(|(_, shifts)| !shifts.is_empty()).collect()
    }
}
