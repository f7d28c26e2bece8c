//! What a form of new servers says, with every refusal at its field.

use crate::{
    catalogue::model::{Catalogue, Entry, Region, Vpc, parse_name, parse_number},
    text::Text,
    tickets::{
        details::{PHYSICAL, ServerCreateDetails, VM},
        filing::{
            lengths::{self, at_most},
            server::{Reading, SPECIFICATION, Stock, disks, names::current},
        },
    },
    web::form::Errors,
};

/// Machines of one ticket (spec 3, `quantity`).
const MOST: u32 = 100;

/// What `details` say, after the errors that its form has before them.
#[must_use]
pub fn reading_of(details: &ServerCreateDetails, stock: &Stock, before: Errors) -> Reading {
    let (catalogue, mut errors) = (&stock.catalogue, before);
    errors.take("request", request(&details.request));
    match details.machine.as_str() {
        VM | PHYSICAL => {}
        _ => errors.add("machine", "ticket-machine-missing"),
    }
    let region = errors.take("region", current(catalogue.region(&details.region), "ticket-region-missing"));
    if details.is_physical() {
        errors.take("specification", specification(&details.specification));
    } else {
        read_catalogue(details, catalogue, &mut errors);
        read_network(details, catalogue, region, &mut errors);
    }
    errors.take("instance_name", parse_name(&details.instance_name));
    let quantity = parse_number(&details.quantity).filter(|quantity| (1..=MOST).contains(quantity));
    errors.take("quantity", quantity.ok_or_else(|| Text::new("ticket-quantity").with("most", MOST)));
    errors.take("remarks", at_most(&details.remarks, lengths::REMARKS));
    Reading { errors, ..Reading::default() }
}

/// There is none to name: a number that is typed leads nowhere.
fn request(typed: &str) -> Result<(), Text> {
    if typed.is_empty() {
        return Ok(());
    }
    let digits = typed.strip_prefix("ZY").unwrap_or_default();
    let is_number = digits.len() >= 12 && digits.len() <= 20 && digits.chars().all(|c| c.is_ascii_digit());
    let key = if is_number { "ticket-request-unknown" } else { "ticket-request-invalid" };
    Err(Text::new(key).with("number", typed.chars().take(30).collect::<String>()))
}

/// A physical machine in words.
///
/// # Errors
/// For none, and for too many.
pub fn specification(typed: &str) -> Result<(), Text> {
    if typed.is_empty() { Err("ticket-specification-missing".into()) } else { at_most(typed, SPECIFICATION) }
}

fn read_catalogue(details: &ServerCreateDetails, catalogue: &Catalogue, errors: &mut Errors) {
    let instance_type = catalogue.instance_type(&details.instance_type);
    errors.take("instance_type", current(instance_type, "ticket-instance-type-missing"));
    let image = errors.take("image", current(catalogue.image(&details.image), "ticket-image-missing"));
    let category = catalogue.disk_category(&details.system_disk_category);
    let category = errors.take("system_disk_category", current(category, "ticket-disk-category-missing"));
    if let Some(category) = category {
        let size = errors.take("system_disk_size", category.system.take(parse_number(&details.system_disk_size)));
        if let (Some(size), Some(image)) = (size, image)
            && size < image.least_disk
        {
            let says = Text::new("ticket-system-disk-too-small-for-image").with("least", image.least_disk);
            errors.add("system_disk_size", says);
        }
    }
    disks::parse(&details.disks, catalogue, errors);
}

fn read_network(details: &ServerCreateDetails, catalogue: &Catalogue, region: Option<&Region>, errors: &mut Errors) {
    let Some(region) = region else { return };
    let vpc = errors.take("vpc", vpc(&details.vpc, catalogue, region));
    let Some(vpc) = vpc else { return };
    let vswitch = current(catalogue.vswitch(&details.vswitch), "ticket-vswitch-missing");
    let vswitch = vswitch.and_then(|it| {
        let foreign = || Text::new("ticket-vswitch-foreign").with("vpc", vpc.name.as_str());
        (it.vpc_id == vpc.id).then_some(()).ok_or_else(foreign)
    });
    errors.take("vswitch", vswitch);
}

fn vpc<'a>(typed: &str, catalogue: &'a Catalogue, region: &Region) -> Result<&'a Vpc, Text> {
    let says = |key: &'static str| Text::new(key).with("region", region.name.as_str());
    if !catalogue.vpcs.iter().any(|vpc| vpc.region_id == region.id && !vpc.is_retired()) {
        return Err(says("ticket-vpc-none"));
    }
    let vpc = current(catalogue.vpc(typed), "ticket-vpc-missing")?;
    if vpc.region_id == region.id { Ok(vpc) } else { Err(says("ticket-vpc-foreign")) }
}

#[cfg(test)]
mod tests;
