use crate::catalogue::{
    component::Component,
    pricing::{Part, Priced},
};

/// A container cluster. Its workers are servers, and cost what servers cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acs {
    pub masters: u32,
    pub workers: u32,
    /// `ecs.g6.xlarge`
    pub worker_type: String,
}

impl Priced for Acs {
    fn parts(&self) -> Vec<Part> {
        vec![
            Part::new(Component::master(), self.masters.into()),
            Part::new(Component::server(&self.worker_type), self.workers.into()),
        ]
    }
}
