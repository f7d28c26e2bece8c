//! What a page for many shows of what became of them.

use std::collections::HashMap;

use actix_web::http::StatusCode;

use super::Outcome;
use crate::{text::Text, web::form::Errors};

/// How far a deed for many has come.
#[derive(Clone, Debug)]
pub enum Tried {
    Nothing,
    Refused(Errors),
    /// Its name's key, and what became of each.
    Done(&'static str, Vec<Outcome>),
}

/// How many it was done to, and how many not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    pub deed: &'static str,
    pub done: usize,
    pub refused: usize,
}

/// One of the picked as it is now.
#[derive(Clone, Debug)]
pub struct Row<T> {
    pub number: String,
    /// None where there is no such record for this reader.
    pub record: Option<T>,
    /// None before anything was tried.
    pub outcome: Option<Result<(), Text>>,
    /// To be tried again.
    pub ticked: bool,
}

impl Tried {
    /// 409 when it was possible for none of them.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Nothing => StatusCode::OK,
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Done(_, outcomes) if outcomes.iter().any(|one| one.refusal.is_none()) => StatusCode::OK,
            Self::Done(..) => StatusCode::CONFLICT,
        }
    }

    /// The page's errors, what is said above its rows, and those: of the records that were picked, as they are now. What
    /// was refused and `may_go_well` another time is ticked for it.
    pub(super) fn rows<T>(
        self,
        picked: Vec<String>,
        mut records: HashMap<String, T>,
        may_go_well: impl Fn(&T) -> bool,
    ) -> (Errors, Option<Tally>, Vec<Row<T>>) {
        let errors = match self {
            Self::Done(deed, outcomes) => {
                let refused = outcomes.iter().filter(|one| one.refusal.is_some()).count();
                let tally = Tally { deed, done: outcomes.len() - refused, refused };
                let row = |Outcome { number, refusal }| {
                    let record = records.remove(&number);
                    let ticked = refusal.is_some() && record.as_ref().is_some_and(&may_go_well);
                    Row { number, record, ticked, outcome: Some(refusal.map_or(Ok(()), Err)) }
                };
                return (Errors::default(), Some(tally), outcomes.into_iter().map(row).collect());
            }
            Self::Refused(errors) => errors,
            Self::Nothing => Errors::default(),
        };
        let row = |number: String| Row { record: records.remove(&number), number, outcome: None, ticked: true };
        (errors, None, picked.into_iter().map(row).collect())
    }
}

impl Tally {
    /// The colour of what is said.
    #[must_use]
    pub const fn family(&self) -> &'static str {
        match (self.done, self.refused) {
            (_, 0) => "ok",
            (0, _) => "bad",
            _ => "warn",
        }
    }
}
