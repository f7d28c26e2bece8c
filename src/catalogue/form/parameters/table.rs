//! The parameters themselves.

use crate::catalogue::product::Product;

/// One of them.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// As fields are called.
    pub name: &'static str,
    /// A key.
    pub label: &'static str,
    /// The same; empty for none.
    pub hint: &'static str,
    pub asks: Asks,
}

impl Parameter {
    /// Whether a delivered resource can still become something else in it: what it is called, is made of and where it lies
    /// stays.
    #[must_use]
    pub fn can_change(&self) -> bool {
        let is_made_of = matches!(self.asks, Asks::Option("rds_engine" | "oss_redundancy" | "acs_masters"));
        let is_placed = matches!(self.asks, Asks::Vpc | Asks::Vswitch | Asks::Side);
        let is_called = matches!(self.asks, Asks::Name { .. } | Asks::Bucket);
        !(is_made_of || is_placed || is_called)
    }
}

/// What it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// One of the catalogue's options of that kind.
    Option(&'static str),
    DiskCategory,
    /// GiB, as the category beside it allows.
    DiskSize,
    InstanceType,
    /// A network of the department in the region.
    Vpc,
    /// A part of the VPC beside it.
    Vswitch,
    /// The floating IP of a host of the department, or nothing.
    Host,
    /// The internet, or the inside.
    Side,
    /// Mbps, of what answers the internet alone.
    SideBandwidth,
    Number {
        least: u32,
        most: u32,
        step: u32,
        unit: &'static str,
    },
    /// Characters.
    Name {
        least: usize,
        most: usize,
    },
    /// 3 to 63 lower-case letters, digits and hyphens.
    Bucket,
}

/// Mbps of a public address.
pub const BANDWIDTH: (u32, u32) = (1, 200);

const fn parameter(name: &'static str, label: &'static str, hint: &'static str, asks: Asks) -> Parameter {
    Parameter { name, label, hint, asks }
}

const fn number((least, most): (u32, u32), step: u32, unit: &'static str) -> Asks {
    Asks::Number { least, most, step, unit }
}

const VPC: Parameter = parameter("vpc", "catalogue-field-vpc", "catalogue-field-vpc-hint", Asks::Vpc);

const EBS: [Parameter; 3] = [
    parameter("category", "catalogue-field-disk-category", "", Asks::DiskCategory),
    parameter("size", "catalogue-field-disk-size", "catalogue-field-size-hint", Asks::DiskSize),
    parameter("host", "catalogue-field-host", "catalogue-field-host-hint", Asks::Host),
];

const EIP: [Parameter; 1] = [parameter(
    "bandwidth",
    "catalogue-field-bandwidth",
    "catalogue-field-bandwidth-hint",
    number(BANDWIDTH, 1, "Mbps"),
)];

const RDS: [Parameter; 6] = [
    parameter("engine", "catalogue-kind-rds-engine", "", Asks::Option("rds_engine")),
    parameter("edition", "catalogue-kind-rds-edition", "catalogue-field-edition-hint", Asks::Option("rds_edition")),
    parameter("specification", "catalogue-kind-rds-specification", "", Asks::Option("rds_specification")),
    parameter("storage", "catalogue-field-storage", "catalogue-field-storage-hint", number((20, 32_000), 5, "GiB")),
    VPC,
    parameter("vswitch", "catalogue-field-vswitch", "", Asks::Vswitch),
];

const OSS: [Parameter; 3] = [
    parameter("bucket_name", "catalogue-field-bucket-name", "catalogue-field-bucket-name-hint", Asks::Bucket),
    parameter(
        "capacity",
        "catalogue-field-capacity",
        "catalogue-field-capacity-hint",
        number((1, 1_000_000), 1, "GiB"),
    ),
    parameter("redundancy", "catalogue-kind-oss-redundancy", "", Asks::Option("oss_redundancy")),
];

const SLB: [Parameter; 4] = [
    parameter("name", "catalogue-field-name", "catalogue-field-name-hint", Asks::Name { least: 1, most: 80 }),
    parameter("specification", "catalogue-kind-slb-specification", "", Asks::Option("slb_specification")),
    parameter("side", "catalogue-field-side", "", Asks::Side),
    parameter("bandwidth", "catalogue-field-bandwidth", "catalogue-field-side-bandwidth-hint", Asks::SideBandwidth),
];

const ACS: [Parameter; 4] = [
    parameter("masters", "catalogue-kind-acs-masters", "", Asks::Option("acs_masters")),
    parameter("workers", "catalogue-field-workers", "catalogue-field-workers-hint", number((1, 100), 1, "")),
    parameter("specification", "catalogue-field-worker-type", "", Asks::InstanceType),
    VPC,
];

/// What that product is asked for by; servers have a form of their own.
#[must_use]
pub const fn of(product: Product) -> &'static [Parameter] {
    match product {
        Product::Ecs => &[],
        Product::Ebs => &EBS,
        Product::Eip => &EIP,
        Product::Rds => &RDS,
        Product::Oss => &OSS,
        Product::Slb => &SLB,
        Product::Acs => &ACS,
    }
}
