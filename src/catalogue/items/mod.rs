//! What somebody wants of each product, read and in numbers. What may stand in it the catalogue says, and a form asks it.

mod acs;
mod ebs;
mod ecs;
mod eip;
mod oss;
mod rds;
mod slb;

pub use acs::Acs;
pub use ebs::Ebs;
pub use ecs::Ecs;
pub use eip::Eip;
pub use oss::Oss;
pub use rds::Rds;
pub use slb::{Side, Slb};
