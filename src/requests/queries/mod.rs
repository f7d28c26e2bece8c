//! Reading requests and resources, always from what the asker may see.

mod choices;
mod find;
mod list;
mod resources;
mod sheet;
mod sought;
mod standing;
mod waiting;

pub use choices::{Choices, choices};
pub use find::{find, flow, known_numbers, lock, lock_by_id, number_of, numbered, saved_form, visible_to};
pub use list::{count, page};
pub use resources::{ResourceRow, Touching, count_resources, find_resource, resources, touching};
pub use sheet::{Decision, File, Item, Revision, Sheet, Unit, User, kept_at};
pub use sought::{sought_requests, sought_resources};
pub use standing::{About, Standing, standing};
pub use waiting::{Waiting, count_waiting, deciders, is_waiting, waiting, waiting_in_all};
