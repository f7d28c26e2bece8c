//! The pages of the room, each with the template of its name.

pub mod act;
pub mod approvals;
pub mod batch;
pub mod choose;
pub mod delivery;
pub mod edit;
pub mod export;
pub mod files;
pub mod flows;
mod form_page;
mod item_fields;
pub mod list;
pub mod receive;
mod record;
pub mod resource;
pub mod resource_forms;
pub mod resources;
pub mod resources_export;
pub mod show;
