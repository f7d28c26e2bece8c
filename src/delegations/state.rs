//! Where a delegation stands, which its days and the clock decide.

use chrono::NaiveDate;

use super::model::Delegation;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Planned,
    InForce,
    /// Its last day has passed.
    Over,
    /// Before that.
    Ended,
}

impl State {
    #[must_use]
    pub fn of(delegation: &Delegation, today: NaiveDate) -> Self {
        if delegation.ended_at.is_some() {
            Self::Ended
        } else if today < delegation.first_day {
            Self::Planned
        } else if today <= delegation.last_day {
            Self::InForce
        } else {
            Self::Over
        }
    }

    /// Whether it can be changed and ended.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::InForce)
    }

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::InForce => "in_force",
            Self::Over => "over",
            Self::Ended => "ended",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Planned => "delegation-state-planned",
            Self::InForce => "delegation-state-in-force",
            Self::Over => "delegation-state-over",
            Self::Ended => "delegation-state-ended",
        }
    }

    /// The colour of its status mark.
    #[must_use]
    pub const fn family(self) -> &'static str {
        match self {
            Self::Planned => "warn",
            Self::InForce => "run",
            Self::Over | Self::Ended => "mute",
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::Utc;

    use super::*;

    #[test]
    fn it_counts_from_its_first_day_to_its_last_with_both() {
        let day = |day: u32| NaiveDate::from_ymd_opt(2026, 12, day).unwrap();
        let delegation = |is_ended: bool| Delegation {
            first_day: day(3),
            last_day: day(5),
            ended_at: is_ended.then(Utc::now),
            ..Delegation::default()
        };
        for (today, state) in
            [(2, State::Planned), (3, State::InForce), (4, State::InForce), (5, State::InForce), (6, State::Over)]
        {
            assert_eq!(State::of(&delegation(false), day(today)), state, "{today}");
            assert_eq!(State::of(&delegation(true), day(today)), State::Ended, "{today}");
        }
    }
}
