//! Everything is tested against a real server and a real PostgreSQL, each test with a database of its own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wrong_self_convention,
    clippy::cast_possible_truncation,
    clippy::single_match_else,
    clippy::match_bool,
    clippy::redundant_closure_for_method_calls,
    clippy::single_char_pattern,
    reason = "a test that can't go on fails, and its sentences read as they are spoken"
)]

mod access;
mod account_requests;
mod accounts;
mod announcements;
mod applications;
mod architecture;
mod audit;
mod auditing;
mod bills;
mod catalogue;
mod complaints;
mod demo;
mod faults;
mod filing;
mod floor;
mod help;
mod holidays;
mod lives;
mod load;
mod locales;
mod messages;
mod network;
mod organisation;
mod outbox;
mod people;
mod postroom;
mod prices;
mod projects;
mod queries;
mod questions;
mod quotas;
mod register;
mod requests;
mod saved_filters;
mod search;
mod security;
mod servers;
mod startup;
mod support;
mod tickets;
mod upkeep;
