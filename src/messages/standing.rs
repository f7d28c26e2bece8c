//! Where the record a message tells of stands now.

use std::borrow::Cow;

use diesel::PgConnection;

use super::model::Message;
use crate::{
    error::AppResult,
    policy::Actor,
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
        match message.record_kind.as_str() {
            tickets::model::RECORD_KIND => {
                Ok(tickets::queries::state_of(c, who, message.record_id)?.map_or(Self::OutOfSight, Self::from))
            }
            _ => Ok(Self::Stateless),
        }
    }
}

impl From<State> for Standing {
    fn from(state: State) -> Self {
        Self::In { family: state.family(), code: state.code(), name: state.name().key }
    }
}
