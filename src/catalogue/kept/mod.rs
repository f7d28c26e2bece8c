//! The catalogue as administrators keep it: entries of every kind are added, changed, retired and restored in one way.
//! Nothing is deleted: what was delivered or asked for keeps its name.

pub mod commands;
mod entry;
mod filter;
mod form;
mod kind;
pub mod pages;
mod queries;
pub mod sheet;
