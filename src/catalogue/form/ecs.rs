//! A cloud server as it is typed (spec 3, "Catalogue"), with every refusal at its field.

use super::{
    disks::{self, DiskRow},
    names::current,
};
use crate::{
    catalogue::model::{Catalogue, Entry, Region, Vpc, parse_name, parse_number},
    text::Text,
    web::form::Errors,
};

/// Machines that are asked for at once (spec 3, `quantity`).
pub const MOST: u32 = 100;

/// What is typed of it.
#[derive(Clone, Copy, Debug)]
pub struct Ecs<'a> {
    /// Ids.
    pub region: &'a str,
    pub vpc: &'a str,
    pub vswitch: &'a str,
    pub instance_name: &'a str,
    /// Family and size: `ecs.g6.large`.
    pub instance_type: &'a str,
    pub image: &'a str,
    pub system_disk_category: &'a str,
    /// GiB.
    pub system_disk_size: &'a str,
    pub disks: &'a [DiskRow],
    pub quantity: &'a str,
}

/// What can be had and fits together, for somebody who begins.
#[derive(Clone, Debug, Default)]
pub struct Offer {
    pub region: String,
    pub vpc: String,
    pub vswitch: String,
    pub instance_type: String,
    pub image: String,
    pub system_disk_category: String,
    pub system_disk_size: String,
}

impl Offer {
    /// The first of each that isn't retired.
    #[must_use]
    pub fn of(catalogue: &Catalogue) -> Self {
        Self::where_open(catalogue, |region| is_open(catalogue, region))
    }

    /// The same where the region is chosen.
    #[must_use]
    pub fn within(catalogue: &Catalogue, region: i64) -> Self {
        Self::where_open(catalogue, |it| it == region)
    }

    fn where_open(catalogue: &Catalogue, is_open: impl Fn(i64) -> bool) -> Self {
        let vswitch = catalogue.vswitches.iter().find(|it| {
            let vpc = catalogue.vpcs.iter().find(|vpc| vpc.id == it.vpc_id);
            !it.is_retired() && vpc.is_some_and(|vpc| !vpc.is_retired() && is_open(vpc.region_id))
        });
        let vpc = vswitch.and_then(|it| catalogue.vpcs.iter().find(|vpc| vpc.id == it.vpc_id));
        let region = vpc.map(|vpc| vpc.region_id).or_else(|| first(&catalogue.regions).map(|region| region.id));
        let (image, category) = (first(&catalogue.images), first(&catalogue.disk_categories));
        let least = category.map(|it| it.system.least).max(image.map(|it| it.least_disk));
        let id = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
        Self {
            region: id(region),
            vpc: id(vpc.map(|vpc| vpc.id)),
            vswitch: id(vswitch.map(|it| it.id)),
            instance_type: first(&catalogue.instance_types).map(|it| it.code.clone()).unwrap_or_default(),
            image: image.map(|it| it.code.clone()).unwrap_or_default(),
            system_disk_category: category.map(|it| it.code.clone()).unwrap_or_default(),
            system_disk_size: least.map(|size| size.to_string()).unwrap_or_default(),
        }
    }
}

fn is_open(catalogue: &Catalogue, region: i64) -> bool {
    catalogue.regions.iter().any(|it| it.id == region && !it.is_retired())
}

fn first<T: Entry>(entries: &[T]) -> Option<&T> {
    entries.iter().find(|entry| !entry.is_retired())
}

impl Ecs<'_> {
    /// Where it is to be.
    pub fn read_region<'c>(&self, catalogue: &'c Catalogue, errors: &mut Errors) -> Option<&'c Region> {
        errors.take("region", region(self.region, catalogue))
    }

    /// What it is made of.
    pub fn read_machine(&self, catalogue: &Catalogue, errors: &mut Errors) {
        let instance_type = catalogue.instance_type(self.instance_type);
        errors.take("instance_type", current(instance_type, "catalogue-instance-type-missing"));
        let image = errors.take("image", current(catalogue.image(self.image), "catalogue-image-missing"));
        let category = catalogue.disk_category(self.system_disk_category);
        let category = errors.take("system_disk_category", current(category, "catalogue-disk-category-missing"));
        if let Some(category) = category {
            let size = errors.take("system_disk_size", category.system.take(parse_number(self.system_disk_size)));
            if let (Some(size), Some(image)) = (size, image)
                && size < image.least_disk
            {
                let says = Text::new("catalogue-system-disk-too-small-for-image").with("least", image.least_disk);
                errors.add("system_disk_size", says);
            }
        }
        disks::parse(self.disks, catalogue, errors);
    }

    /// The networks that it lies in.
    pub fn read_network(&self, catalogue: &Catalogue, region: Option<&Region>, errors: &mut Errors) {
        let Some(region) = region else { return };
        let Some(vpc) = errors.take("vpc", vpc(self.vpc, catalogue, region)) else { return };
        errors.take("vswitch", vswitch(self.vswitch, catalogue, vpc));
    }

    /// What it is called, and how many there shall be.
    pub fn read_name(&self, errors: &mut Errors) {
        errors.take("instance_name", parse_name(self.instance_name));
        let quantity = parse_number(self.quantity).filter(|quantity| (1..=MOST).contains(quantity));
        errors.take("quantity", quantity.ok_or_else(|| Text::new("catalogue-quantity").with("most", MOST)));
    }
}

/// Where something is to be.
///
/// # Errors
/// That it is none, or closed.
pub fn region<'c>(typed: &str, catalogue: &'c Catalogue) -> Result<&'c Region, Text> {
    current(catalogue.region(typed), "catalogue-region-missing")
}

/// A part of that VPC.
pub(super) fn vswitch(typed: &str, catalogue: &Catalogue, vpc: &Vpc) -> Result<(), Text> {
    let vswitch = current(catalogue.vswitch(typed), "catalogue-vswitch-missing")?;
    let foreign = || Text::new("catalogue-vswitch-foreign").with("vpc", vpc.name.as_str());
    (vswitch.vpc_id == vpc.id).then_some(()).ok_or_else(foreign)
}

/// A network of the department in that region.
pub(super) fn vpc<'a>(typed: &str, catalogue: &'a Catalogue, region: &Region) -> Result<&'a Vpc, Text> {
    let says = |key: &'static str| Text::new(key).with("region", region.name.as_str());
    if !catalogue.vpcs.iter().any(|vpc| vpc.region_id == region.id && !vpc.is_retired()) {
        return Err(says("catalogue-vpc-none"));
    }
    let vpc = current(catalogue.vpc(typed), "catalogue-vpc-missing")?;
    if vpc.region_id == region.id { Ok(vpc) } else { Err(says("catalogue-vpc-foreign")) }
}
