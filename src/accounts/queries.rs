//! Who is who: small answers for this room and the others.

mod own;
mod people;

pub use own::{DEMO_PASSWORD, DemoAccount, LivingSession, demo_accounts, earlier_passwords, living_sessions, reset_of};
pub use people::{Person, colleagues, holders_of, operators, who_answers_for, who_may};
