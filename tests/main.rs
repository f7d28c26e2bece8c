//! Everything is tested against a real server and a real PostgreSQL, each test with a database of its own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that can't go on fails"
)]

mod accounts;
mod applications;
mod architecture;
mod demo;
mod filing;
mod floor;
mod locales;
mod messages;
mod network;
mod outbox;
mod support;
mod tickets;
