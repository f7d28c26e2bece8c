//! A batch on its way through its steps, kept for its author between them (spec 3, "Batch request").
//!
//! Words: the *cart* is the form of a batch while it is filled in; what lies in it are *picks*.

mod model;
mod steps;
mod store;

pub use model::Cart;
pub use steps::Steps;
pub use store::{Left, current, forget, left, put};
