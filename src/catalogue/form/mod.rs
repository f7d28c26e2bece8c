//! Forms about things of the catalogue, whichever room they stand in: what they offer, what is typed in them, and
//! what of it is refused.

pub mod disks;
mod ecs;
mod ecs_fields;
mod names;
pub mod parameters;
mod sizes;

pub use disks::{DiskRow, DiskRowView, MAX_DISKS};
pub use ecs::{Ecs, MOST, Offer, region};
pub use ecs_fields::EcsFields;
pub use names::{
    chosen_by, current, disk_choices, image_choices, instance_type_choices, number_tidied, region_choices, vpc_choices,
    vswitch_choices,
};
pub use parameters::Parameters;
pub use sizes::{listed, sized};

/// Characters of a code, an id or a number.
pub const WORD: usize = 60;
