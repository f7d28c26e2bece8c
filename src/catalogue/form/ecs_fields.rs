//! The fields of a cloud server, with what they offer.

use super::{
    Ecs,
    disks::{DiskRowView, MAX_DISKS},
    names::{disk_choices, image_choices, instance_type_choices, region_choices, vpc_choices, vswitch_choices},
};
use crate::{
    catalogue::model::{Catalogue, NAME},
    web::{
        form::{Choice, Errors, Field},
        i18n::Lang,
    },
};

pub struct EcsFields {
    pub region: Field,
    pub regions: Vec<Choice>,
    pub instance_type: Field,
    pub instance_types: Vec<Choice>,
    pub image: Field,
    pub images: Vec<Choice>,
    pub system_disk_category: Field,
    pub system_disk_categories: Vec<Choice>,
    pub system_disk_size: Field,
    pub disks: Vec<DiskRowView>,
    pub max_disks: usize,
    pub vpc: Field,
    pub vpcs: Vec<Choice>,
    pub vswitch: Field,
    pub vswitches: Vec<Choice>,
    pub instance_name: Field,
    pub quantity: Field,
}

impl EcsFields {
    #[must_use]
    pub fn new(ecs: &Ecs<'_>, catalogue: &Catalogue, lang: Lang, errors: &Errors) -> Self {
        let field = |name, label, value: &str| Field::new(name, label, value).checked(errors).required();
        Self {
            region: field("region", "catalogue-field-region", ecs.region),
            regions: region_choices(catalogue, lang, ecs.region),
            instance_type: field("instance_type", "catalogue-field-instance-type", ecs.instance_type)
                .hinted("catalogue-field-instance-type-hint"),
            instance_types: instance_type_choices(catalogue, lang, ecs.instance_type, None),
            image: field("image", "catalogue-field-image", ecs.image).hinted("catalogue-field-image-hint"),
            images: image_choices(catalogue, lang, ecs.image),
            system_disk_category: field(
                "system_disk_category",
                "catalogue-field-system-disk-category",
                ecs.system_disk_category,
            ),
            system_disk_categories: disk_choices(catalogue, lang, ecs.system_disk_category, None),
            system_disk_size: field("system_disk_size", "catalogue-field-system-disk-size", ecs.system_disk_size)
                .hinted("catalogue-field-system-disk-size-hint"),
            disks: DiskRowView::all(ecs.disks, catalogue, lang, errors),
            max_disks: MAX_DISKS,
            vpc: field("vpc", "catalogue-field-vpc", ecs.vpc).hinted("catalogue-field-vpc-hint"),
            vpcs: vpc_choices(catalogue, lang, ecs.vpc),
            vswitch: field("vswitch", "catalogue-field-vswitch", ecs.vswitch),
            vswitches: vswitch_choices(catalogue, lang, ecs.vswitch),
            instance_name: field("instance_name", "catalogue-field-instance-name", ecs.instance_name)
                .hinted("catalogue-field-instance-name-hint")
                .at_most(NAME.1),
            quantity: field("quantity", "catalogue-field-quantity", ecs.quantity)
                .hinted("catalogue-field-quantity-hint"),
        }
    }
}
