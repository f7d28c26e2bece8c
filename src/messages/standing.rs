//! Where the record a message tells of stands now.

use std::borrow::Cow;

use diesel::PgConnection;

use super::model::Message;
use crate::{
    bills, complaints,
    error::{AppError, AppResult},
    policy::Actor,
    projects, quotas, requests,
    tickets::{self, state::State},
};

/// What a message's page says of its record today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    In {
        family: &'static str,
        code: &'static str,
        name: Cow<'static, str>,
    },
    /// It has no states.
    Stateless,
    /// It is gone, or its reader doesn't see it any more.
    OutOfSight,
}

impl Standing {
    /// # Errors
    /// When the database can't be had.
    pub fn of(c: &mut PgConnection, who: &Actor, message: &Message) -> AppResult<Self> {
        let id = message.record_id;
        match message.record_kind.as_str() {
            tickets::model::RECORD_KIND => {
                Ok(tickets::queries::state_of(c, who, id)?.map_or(Self::OutOfSight, Self::from))
            }
            requests::model::RECORD_KIND => found(requests::queries::find(c, who, &message.record_number), |it| {
                (it.state.family(), it.state.code(), it.state.label())
            }),
            projects::model::RECORD_KIND => {
                found(projects::queries::find(c, who, id), |it| (it.state.family(), it.state.code(), it.state.label()))
            }
            complaints::model::RECORD_KIND => found(complaints::queries::find(c, who, id), |it| {
                (it.state().family(), it.state().code(), it.state().label())
            }),
            bills::model::RECORD_KIND => found(bills::queries::find(c, who, id), |it| {
                (it.state().family(), it.state().code(), it.state().label())
            }),
            quotas::queries::RECORD_KIND => found(quotas::queries::find(c, who, &message.record_number), |it| {
                (it.state().family(), it.state().code(), it.state().label())
            }),
            _ => Ok(Self::Stateless),
        }
    }
}

/// Colour, code and name of a record's state, where its reader sees it.
fn found<T>(
    record: AppResult<T>,
    state: impl FnOnce(T) -> (&'static str, &'static str, &'static str),
) -> AppResult<Standing> {
    match record {
        Ok(record) => {
            let (family, code, name) = state(record);
            Ok(Standing::In { family, code, name: name.into() })
        }
        Err(AppError::NotFound) => Ok(Standing::OutOfSight),
        Err(other) => Err(other),
    }
}

impl From<State> for Standing {
    fn from(state: State) -> Self {
        Self::In { family: state.family(), code: state.code(), name: state.name().key }
    }
}
