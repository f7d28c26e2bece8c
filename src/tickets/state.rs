//! What follows from where a ticket stands (spec 2, "States").

use std::str::FromStr;

use crate::text::Text;
pub use crate::ticket_state::State;

/// Whose move it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ball {
    Filer,
    Operators,
    Nobody,
}

impl State {
    /// What can happen from here, in a sentence.
    #[must_use]
    pub fn outlook(self) -> Text {
        Text::new(match self {
            Self::Draft => "ticket-outlook-draft",
            Self::Returned => "ticket-outlook-returned",
            Self::Pending => "ticket-outlook-pending",
            Self::Processing => "ticket-outlook-processing",
            Self::WaitingReply => "ticket-outlook-waiting-reply",
            Self::Resolved => "ticket-outlook-resolved",
            Self::Completed => "ticket-outlook-completed",
            Self::Closed => "ticket-outlook-closed",
        })
    }

    #[must_use]
    pub const fn ball(self) -> Ball {
        match self {
            Self::Draft | Self::Returned | Self::WaitingReply | Self::Resolved => Ball::Filer,
            Self::Pending | Self::Processing => Ball::Operators,
            Self::Completed | Self::Closed => Ball::Nobody,
        }
    }

    /// Nothing follows: what was secret is erased, the ticket may only be hidden.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Completed | Self::Closed)
    }

    /// The tab of the list that shows it.
    #[must_use]
    pub const fn tab(self) -> Tab {
        match self {
            Self::Draft | Self::Returned => Tab::ToSubmit,
            Self::Pending | Self::Processing | Self::WaitingReply => Tab::InProgress,
            Self::Resolved => Tab::ToRate,
            Self::Completed => Tab::Completed,
            Self::Closed => Tab::Closed,
        }
    }
}

/// The tabs of the ticket list, named as the guide names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tab {
    ToSubmit,
    InProgress,
    ToRate,
    Closed,
    Completed,
}

impl Tab {
    pub const ALL: [Self; 5] = [Self::ToSubmit, Self::InProgress, Self::ToRate, Self::Closed, Self::Completed];

    /// As in the list's address; a tab of one state has its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ToSubmit => "to_submit",
            Self::InProgress => "in_progress",
            Self::ToRate => "resolved",
            Self::Closed => "closed",
            Self::Completed => "completed",
        }
    }

    #[must_use]
    pub fn name(self) -> Text {
        Text::new(match self {
            Self::ToSubmit => "ticket-tab-to-submit",
            Self::InProgress => "ticket-tab-in-progress",
            Self::ToRate => "ticket-tab-to-rate",
            Self::Closed => "ticket-tab-closed",
            Self::Completed => "ticket-tab-completed",
        })
    }

    #[must_use]
    pub const fn states(self) -> &'static [State] {
        match self {
            Self::ToSubmit => &[State::Draft, State::Returned],
            Self::InProgress => &[State::Pending, State::Processing, State::WaitingReply],
            Self::ToRate => &[State::Resolved],
            Self::Closed => &[State::Closed],
            Self::Completed => &[State::Completed],
        }
    }
}

impl FromStr for Tab {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        Self::ALL.into_iter().find(|tab| tab.code() == code).ok_or_else(|| "ticket-tab-unknown".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_is_on_one_tab() {
        for state in State::ALL {
            let tabs: Vec<Tab> = Tab::ALL.into_iter().filter(|tab| tab.states().contains(&state)).collect();
            assert_eq!(tabs, [state.tab()]);
        }
    }

    #[test]
    fn every_tab_is_found_by_its_code_and_a_tab_of_one_state_by_that_states() {
        for tab in Tab::ALL {
            assert_eq!(tab.code().parse(), Ok(tab));
            if let [only] = tab.states() {
                assert_eq!(tab.code(), only.code());
            } else {
                assert!(tab.code().parse::<State>().is_err());
            }
        }
        assert_eq!("all".parse::<Tab>(), Err("ticket-tab-unknown".into()));
    }

    #[test]
    fn nobody_has_the_ball_of_an_ended_ticket() {
        for state in State::ALL {
            assert_eq!(state.is_final(), state.ball() == Ball::Nobody);
        }
    }
}
