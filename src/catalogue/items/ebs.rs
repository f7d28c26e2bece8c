use crate::catalogue::{
    component::Component,
    pricing::{Part, Priced},
};

/// A disk beside those that a server came with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ebs {
    pub category: String,
    /// GiB.
    pub size: u32,
}

impl Priced for Ebs {
    fn parts(&self) -> Vec<Part> {
        vec![Part::new(Component::disk(&self.category), self.size.into())]
    }
}
