//! Yunwu 云务: the self-service portal of a provincial government cloud.
//!
//! [`app::site`] is the map of the product; each room (accounts, projects, requests, applications, catalogue, prices, network,
//! tickets, messages, postroom)
//! has its routes, forms, commands, queries and pages together. `docs/architecture.md` tells how they fit.

pub mod account_requests;
pub mod accounts;
pub mod announcements;
pub mod app;
pub mod applications;
pub mod attachments;
pub mod audit;
pub mod auditing;
#[cfg(feature = "bench")]
pub mod bare;
pub mod bills;
pub mod calendar;
pub mod catalogue;
pub mod check;
pub mod complaints;
pub mod config;
pub mod dashboard;
pub mod db;
pub mod delegations;
pub mod demo;
pub mod embedded;
pub mod error;
pub mod health;
pub mod help;
pub mod holidays;
pub mod load;
pub mod messages;
pub mod metrics;
pub mod money;
pub mod network;
pub mod organisation;
pub mod outbox;
pub mod people;
pub mod policy;
pub mod postroom;
pub mod prices;
pub mod projects;
pub mod quotas;
pub mod requests;
#[rustfmt::skip]
#[allow(clippy::wildcard_imports, reason = "written by diesel")]
pub mod schema;
pub mod sealing;
pub mod search;
pub mod startup;
pub mod telemetry;
pub mod text;
pub mod ticket_state;
pub mod tickets;
pub mod upkeep;
pub mod web;
pub mod worker;
