use crate::catalogue::{
    component::Component,
    model::{Disk, SystemDisk},
    pricing::{Part, Priced},
};

/// Cloud servers alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ecs {
    /// `ecs.g6.large`
    pub instance_type: String,
    pub system_disk: SystemDisk,
    pub disks: Vec<Disk>,
    /// Mbps of a public address for each; none without one.
    pub eip_bandwidth: Option<u32>,
    pub quantity: u32,
}

impl Priced for Ecs {
    fn parts(&self) -> Vec<Part> {
        let each = i64::from(self.quantity);
        let mut parts = vec![
            Part::new(Component::server(&self.instance_type), each),
            Part::new(Component::disk(&self.system_disk.category), each * i64::from(self.system_disk.size)),
        ];
        parts.extend(self.disks.iter().map(|disk| {
            Part::new(Component::disk(&disk.category), each * i64::from(disk.size) * i64::from(disk.count))
        }));
        let bandwidth = self.eip_bandwidth.map(i64::from);
        parts.extend(bandwidth.map(|mbps| Part::new(Component::address_bandwidth(), each * mbps)));
        parts
    }
}
