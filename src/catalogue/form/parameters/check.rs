//! Every refusal at its parameter.

use std::net::Ipv4Addr;

use super::{
    INTERNET, INTRANET, Parameters,
    table::{self, Asks, BANDWIDTH},
};
use crate::{
    catalogue::{
        form::{current, ecs},
        model::{Catalogue, Region, parse_number},
    },
    text::Text,
    web::form::Errors,
};

/// What a form is read against.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    pub catalogue: &'a Catalogue,
    /// None where it is refused itself.
    pub region: Option<&'a Region>,
    /// The department's, by their floating IPs.
    pub hosts: &'a [Ipv4Addr],
}

/// Characters of a bucket's name.
const BUCKET: (usize, usize) = (3, 63);

impl Parameters {
    pub fn check(&self, around: Surroundings<'_>, errors: &mut Errors) {
        for parameter in table::of(self.product) {
            let checked = self.check_one(parameter.asks, self.value(parameter.name), around);
            let named = checked.map_err(|why| why.with("what", Text::new(parameter.label)));
            errors.take(parameter.name, named);
        }
    }

    fn check_one(
        &self,
        asks: Asks,
        typed: &str,
        Surroundings { catalogue, region, hosts }: Surroundings<'_>,
    ) -> Result<(), Text> {
        match asks {
            Asks::Option(kind) => {
                let option = catalogue.options(kind).find(|it| it.code == typed);
                current(option, "catalogue-option-missing").map(drop)
            }
            Asks::DiskCategory => current(catalogue.disk_category(typed), "catalogue-disk-category-missing").map(drop),
            Asks::DiskSize => match catalogue.disk_category(self.value("category")) {
                Some(category) => category.data.take(parse_number(typed)).map(drop),
                // The category is refused.
                None => Ok(()),
            },
            Asks::InstanceType => current(catalogue.instance_type(typed), "catalogue-instance-type-missing").map(drop),
            Asks::Vpc => region.map_or(Ok(()), |region| ecs::vpc(typed, catalogue, region).map(drop)),
            Asks::Vswitch => {
                let vpc = region.and_then(|region| ecs::vpc(self.value("vpc"), catalogue, region).ok());
                vpc.map_or(Ok(()), |vpc| ecs::vswitch(typed, catalogue, vpc))
            }
            Asks::Host => host(typed, hosts),
            Asks::Side if [INTERNET, INTRANET].contains(&typed) => Ok(()),
            Asks::Side => Err("catalogue-side-missing".into()),
            Asks::SideBandwidth if self.value("side") == INTERNET => number(typed, BANDWIDTH, 1),
            Asks::SideBandwidth if typed.is_empty() => Ok(()),
            Asks::SideBandwidth => Err("catalogue-bandwidth-inside".into()),
            Asks::Number { least, most, step, .. } => number(typed, (least, most), step),
            Asks::Name { least, most } => name(typed, (least, most)),
            Asks::Bucket => bucket(typed),
        }
    }
}

fn host(typed: &str, hosts: &[Ipv4Addr]) -> Result<(), Text> {
    let is_theirs = typed.parse().is_ok_and(|address: Ipv4Addr| hosts.contains(&address));
    if typed.is_empty() || is_theirs { Ok(()) } else { Err("catalogue-host-missing".into()) }
}

fn number(typed: &str, (least, most): (u32, u32), step: u32) -> Result<(), Text> {
    let says = |key: &'static str| Text::new(key).with("least", least).with("most", most).with("step", step);
    match parse_number(typed) {
        Some(number) if !(least..=most).contains(&number) => Err(says("catalogue-number")),
        Some(number) if !number.is_multiple_of(step) => Err(says("catalogue-number-step")),
        Some(_) => Ok(()),
        None => Err(says("catalogue-number")),
    }
}

fn name(typed: &str, (least, most): (usize, usize)) -> Result<(), Text> {
    match typed.chars().count() {
        0 => Err("catalogue-name-missing".into()),
        count if !(least..=most).contains(&count) => {
            Err(Text::new("catalogue-name-length").with("count", count).with("least", least).with("most", most))
        }
        _ => Ok(()),
    }
}

fn bucket(typed: &str) -> Result<(), Text> {
    let is_sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    name(typed, BUCKET)?;
    if let Some(bad) = typed.chars().find(|c| !is_sound(*c)) {
        return Err(Text::new("catalogue-bucket-character").with("character", bad.to_string()));
    }
    if typed.starts_with('-') || typed.ends_with('-') {
        return Err("catalogue-bucket-ends".into());
    }
    Ok(())
}
