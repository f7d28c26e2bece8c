use crate::catalogue::{
    component::Component,
    pricing::{Part, Priced},
};

/// A database. Its engine makes no difference to the price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rds {
    /// Engine and version: `mysql-8.0`.
    pub engine: String,
    pub edition: String,
    /// `4c8g`
    pub specification: String,
    /// GiB, in steps of 5.
    pub storage: u32,
}

impl Priced for Rds {
    fn parts(&self) -> Vec<Part> {
        vec![
            Part::new(Component::database(&self.specification, &self.edition), 1),
            Part::new(Component::database_storage(), self.storage.into()),
        ]
    }
}
