//! The steps of a batch after its base information: choosing, and looking at everything before it is sent.

mod chosen;
pub mod confirm;
mod item_form;
pub mod items;
mod items_page;
mod paste;
pub mod steps;
