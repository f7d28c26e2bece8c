//! A cloud server, as it is typed and, once it was let through, as it is kept (spec 3, "Catalogue").

use serde::{Deserialize, Serialize};

use super::WORD;

use crate::{
    catalogue::{
        form::{DiskRow, Ecs, Offer, disks, listed, number_tidied, parameters::BANDWIDTH, sized},
        items,
        model::{Catalogue, Disk, NAME, Region, SystemDisk, parse_name, parse_number},
    },
    network::machine::Resize,
    text::Text,
    web::{
        form::{Errors, FieldReader, at_most, tidied},
        i18n::Lang,
    },
};

/// What is known of how the host of a server is built.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct HostBuild {
    instance_type: Option<String>,
    system_disk_category: Option<String>,
    /// GiB.
    system_disk_size: Option<u32>,
    data_disks: Option<Vec<Disk>>,
}

/// 云服务器 ECS.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EcsDetails {
    /// Ids.
    pub vpc: String,
    pub vswitch: String,
    pub instance_name: String,
    /// Family and size: `ecs.g6.large`.
    pub instance_type: String,
    pub image: String,
    pub system_disk_category: String,
    /// GiB.
    pub system_disk_size: String,
    pub disks: Vec<DiskRow>,
    /// Mbps; nothing for no public address.
    pub eip_bandwidth: String,
    pub quantity: String,
}

impl EcsDetails {
    /// What can be had and fits together, for somebody who begins.
    #[must_use]
    pub fn offered(offer: Offer) -> Self {
        Self {
            vpc: offer.vpc,
            vswitch: offer.vswitch,
            instance_type: offer.instance_type,
            image: offer.image,
            system_disk_category: offer.system_disk_category,
            system_disk_size: offer.system_disk_size,
            quantity: "1".to_owned(),
            ..Self::default()
        }
    }

    /// What is typed.
    #[must_use]
    pub fn read(fields: &mut FieldReader<'_>) -> Self {
        Self {
            vpc: fields.text("vpc"),
            vswitch: fields.text("vswitch"),
            instance_name: fields.text("instance_name"),
            instance_type: fields.text("instance_type"),
            image: fields.text("image"),
            system_disk_category: fields.text("system_disk_category"),
            system_disk_size: fields.text("system_disk_size"),
            disks: disks::read(fields),
            eip_bandwidth: fields.text("eip_bandwidth"),
            quantity: fields.text("quantity"),
        }
    }

    /// Whatever can be read, in its normal form.
    pub fn tidy(&mut self) {
        for words in
            [&mut self.vpc, &mut self.vswitch, &mut self.instance_type, &mut self.image, &mut self.system_disk_category]
        {
            *words = words.trim().to_owned();
        }
        tidied(&mut self.instance_name, parse_name);
        for number in [&mut self.system_disk_size, &mut self.eip_bandwidth, &mut self.quantity] {
            number_tidied(number);
        }
        disks::tidy(&mut self.disks);
    }

    /// The same in another size, and with another public address.
    #[must_use]
    pub fn changed_to(&self, typed: &Self) -> Self {
        Self {
            instance_type: typed.instance_type.clone(),
            system_disk_category: typed.system_disk_category.clone(),
            system_disk_size: typed.system_disk_size.clone(),
            disks: typed.disks.clone(),
            eip_bandwidth: typed.eip_bandwidth.clone(),
            ..self.clone()
        }
    }

    /// What is said of all that a server can still become.
    pub const LABELS_THAT_CHANGE: [&str; 4] = [
        "catalogue-field-instance-type",
        "request-system-disk",
        "catalogue-field-disks",
        "request-field-eip-bandwidth",
    ];

    #[must_use]
    pub fn can_change(field: &str) -> bool {
        !["instance_name", "image", "vpc", "vswitch", "quantity"].contains(&field)
    }

    /// As its host is by now.
    #[must_use]
    pub fn hosted(&self, host: HostBuild) -> Self {
        let disk = |disk: Disk| DiskRow {
            disk_category: disk.category,
            disk_size: disk.size.to_string(),
            disk_count: disk.count.to_string(),
        };
        let disks = host.data_disks.map(|disks| disks.into_iter().map(disk).collect());
        Self {
            instance_type: host.instance_type.unwrap_or_else(|| self.instance_type.clone()),
            system_disk_category: host.system_disk_category.unwrap_or_else(|| self.system_disk_category.clone()),
            system_disk_size: host.system_disk_size.map_or_else(|| self.system_disk_size.clone(), |it| it.to_string()),
            disks: disks.unwrap_or_else(|| self.disks.clone()),
            ..self.clone()
        }
    }

    /// What becomes different of its host.
    #[must_use]
    pub fn resize(&self) -> Option<Resize> {
        let item = self.item()?;
        Some(Resize {
            instance_type: Some(item.instance_type),
            specification: None,
            system_disk_category: Some(item.system_disk.category),
            system_disk_size: Some(item.system_disk.size),
            data_disks: Some(item.disks),
        })
    }

    /// Notes every field that is longer than what can be kept of it.
    pub fn check_lengths(&self, errors: &mut Errors) {
        let lengths = [
            ("vpc", &self.vpc),
            ("vswitch", &self.vswitch),
            ("instance_type", &self.instance_type),
            ("image", &self.image),
            ("system_disk_category", &self.system_disk_category),
            ("system_disk_size", &self.system_disk_size),
            ("eip_bandwidth", &self.eip_bandwidth),
            ("quantity", &self.quantity),
        ];
        for (field, value) in lengths {
            errors.take(field, at_most(value, WORD));
        }
        errors.take("instance_name", at_most(&self.instance_name, NAME.1));
        disks::check_lengths(&self.disks, errors);
    }

    /// As forms about the catalogue know it.
    #[must_use]
    pub fn ecs<'a>(&'a self, region: &'a str) -> Ecs<'a> {
        Ecs {
            region,
            vpc: &self.vpc,
            vswitch: &self.vswitch,
            instance_name: &self.instance_name,
            instance_type: &self.instance_type,
            image: &self.image,
            system_disk_category: &self.system_disk_category,
            system_disk_size: &self.system_disk_size,
            disks: &self.disks,
            quantity: &self.quantity,
        }
    }

    /// Every refusal at its field.
    pub fn check(&self, catalogue: &Catalogue, region: Option<&Region>, errors: &mut Errors) {
        let ecs = self.ecs("");
        ecs.read_machine(catalogue, errors);
        ecs.read_network(catalogue, region, errors);
        ecs.read_name(errors);
        errors.take("eip_bandwidth", bandwidth(&self.eip_bandwidth));
    }

    /// As it is kept: without rows of disks that say nothing.
    #[must_use]
    pub fn kept(&self) -> Self {
        let mut kept = self.clone();
        kept.disks.retain(|row| !row.is_blank());
        kept
    }

    /// In numbers, as its price is made of; none where something can't be read.
    #[must_use]
    pub fn item(&self) -> Option<items::Ecs> {
        let asked = self.disks.iter().filter(|row| !row.is_blank());
        let disks = asked.map(|row| {
            let (size, count) = (parse_number(&row.disk_size)?, parse_number(&row.disk_count)?);
            Some(Disk { category: row.disk_category.clone(), size, count })
        });
        let eip_bandwidth = match self.eip_bandwidth.as_str() {
            "" => None,
            typed => Some(parse_number(typed)?),
        };
        Some(items::Ecs {
            instance_type: self.instance_type.clone(),
            system_disk: SystemDisk {
                category: self.system_disk_category.clone(),
                size: parse_number(&self.system_disk_size)?,
            },
            disks: disks.collect::<Option<_>>()?,
            eip_bandwidth,
            quantity: parse_number(&self.quantity)?,
        })
    }

    /// Each parameter with the key of its label, in words.
    #[must_use]
    pub fn in_words(&self, catalogue: &Catalogue, lang: Lang) -> Vec<(&'static str, String)> {
        let named = |name: Option<String>, code: &str| name.unwrap_or_else(|| code.to_owned());
        let instance_type = catalogue.instance_type(&self.instance_type).map(|it| lang.say(&it.label()));
        let image = catalogue.image(&self.image).map(|it| it.name(lang).to_owned());
        let vpc = catalogue.vpc(&self.vpc).map(|it| lang.say(&it.label()));
        let vswitch = catalogue.vswitch(&self.vswitch).map(|it| lang.say(&it.label()));
        let eip = match self.eip_bandwidth.as_str() {
            "" => lang.t("request-eip-none"),
            bandwidth => format!("{bandwidth} Mbps"),
        };
        vec![
            ("catalogue-field-instance-name", self.instance_name.clone()),
            ("catalogue-field-quantity", self.quantity.clone()),
            ("catalogue-field-instance-type", named(instance_type, &self.instance_type)),
            ("catalogue-field-image", named(image, &self.image)),
            ("request-system-disk", sized(catalogue, lang, &self.system_disk_category, &self.system_disk_size)),
            ("catalogue-field-disks", listed(catalogue, lang, &self.disks)),
            ("catalogue-field-vpc", named(vpc, &self.vpc)),
            ("catalogue-field-vswitch", named(vswitch, &self.vswitch)),
            ("request-field-eip-bandwidth", eip),
        ]
    }
}

/// Mbps; nothing for no public address.
fn bandwidth(typed: &str) -> Result<(), Text> {
    let (least, most) = BANDWIDTH;
    match typed {
        "" => Ok(()),
        typed if parse_number(typed).is_some_and(|mbps| (least..=most).contains(&mbps)) => Ok(()),
        _ => Err(Text::new("request-eip-bandwidth").with("least", least).with("most", most)),
    }
}
