use crate::catalogue::{
    component::Component,
    pricing::{Part, Priced},
};

/// A bucket of object storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oss {
    /// GiB.
    pub capacity: u32,
    pub redundancy: String,
}

impl Priced for Oss {
    fn parts(&self) -> Vec<Part> {
        vec![Part::new(Component::object_storage(&self.redundancy), self.capacity.into())]
    }
}
