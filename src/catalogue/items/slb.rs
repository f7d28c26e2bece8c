use crate::catalogue::{
    component::Component,
    pricing::{Part, Priced},
};

/// A load balancer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slb {
    /// `slb.s1.small`
    pub specification: String,
    pub side: Side,
}

/// Whom it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// With its bandwidth, Mbps.
    Internet(u32),
    /// Bandwidth inside the cloud costs nothing.
    Intranet,
}

impl Priced for Slb {
    fn parts(&self) -> Vec<Part> {
        let mut parts = vec![Part::new(Component::balancer(&self.specification), 1)];
        if let Side::Internet(mbps) = self.side {
            parts.push(Part::new(Component::balancer_bandwidth(), mbps.into()));
        }
        parts
    }
}
