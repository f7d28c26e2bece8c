//! One deed, ticket by ticket: each in a transaction of its own, so that one refusal doesn't stop the others.

use std::sync::Arc;

use chrono::Utc;
use diesel::PgConnection;
use uuid::Uuid;

use super::picked::Picked;
use crate::{
    db::Db,
    error::{AppError, AppResult},
    policy::Actor,
    text::Text,
    tickets::{
        action::Action,
        commands::{self, Attempt},
        model::path_of,
    },
    web::submission,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Accept,
    /// To this operator.
    Assign(i64),
}

/// A picked ticket, and why the deed wasn't done to it.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub number: String,
    pub refusal: Option<Text>,
}

impl Deed {
    #[must_use]
    pub const fn action(self) -> Action {
        match self {
            Self::Accept => Action::Accept,
            Self::Assign(_) => Action::Assign,
        }
    }

    /// Does it to each. Posted twice, it is done once, and the second time tells the same.
    pub async fn do_to(self, picked: Vec<Picked>, db: &Db, who: &Arc<Actor>, submission: Option<Uuid>) -> Vec<Outcome> {
        let mut outcomes = Vec::with_capacity(picked.len());
        for Picked { number, version } in picked {
            let part = submission.map(|whole| submission::part(whole, &number));
            let (who, of) = (who.clone(), number.clone());
            let done = db.write(move |tx| {
                submission::once(tx, who.id, part, |tx| {
                    self.act(tx, &Attempt { who: &who, number: &of, version, now: Utc::now() })?;
                    Ok(path_of(&of))
                })
            });
            outcomes.push(Outcome { refusal: done.await.err().map(|why| refusal(&number, why)), number });
        }
        outcomes
    }

    fn act(self, tx: &mut PgConnection, by: &Attempt<'_>) -> AppResult<()> {
        match self {
            Self::Accept => commands::accept(tx, by).map(drop),
            Self::Assign(to) => commands::assign(tx, by, Ok(to)).map(drop),
        }
    }
}

/// What the single action's page would say.
fn refusal(number: &str, why: AppError) -> Text {
    match why {
        AppError::NotFound => "ticket-bulk-not-found".into(),
        AppError::NotAllowed(why) | AppError::NotNow(why) | AppError::Stale(why) => why,
        AppError::Invalid(errors) => {
            errors.iter().next().map_or_else(|| "ticket-bulk-failed".into(), |(_, why)| why.clone())
        }
        AppError::TryLater => "ticket-bulk-try-later".into(),
        other => {
            tracing::error!(ticket = number, error = %other, "left out of a deed for many");
            "ticket-bulk-failed".into()
        }
    }
}
