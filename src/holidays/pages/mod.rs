//! The pages of the calendar.

pub mod arrange;
pub mod confirm;
pub mod day;
pub mod export;
pub mod show;
mod year_view;
