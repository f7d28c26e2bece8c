use crate::catalogue::{
    component::Component,
    pricing::{Part, Priced},
};

/// A public address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Eip {
    /// Mbps.
    pub bandwidth: u32,
}

impl Priced for Eip {
    fn parts(&self) -> Vec<Part> {
        vec![Part::new(Component::address_bandwidth(), self.bandwidth.into())]
    }
}
