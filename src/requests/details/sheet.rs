//! Items as rows of a spreadsheet (spec 3, "Batch request").

use super::{Details, EcsDetails};
use crate::{
    catalogue::{
        form::{
            chosen_by, disk_choices, disks, image_choices, instance_type_choices, parameters, vpc_choices,
            vswitch_choices,
        },
        model::Catalogue,
        product::Product,
    },
    web::{
        form::Choice,
        i18n::Lang,
        import::{Column, Row},
    },
};

const fn column(field: &'static str, label: &'static str) -> Column {
    Column { field, label, hint: "" }
}

/// Of servers, in this order where a sheet has no headings.
const ECS: [Column; 10] = [
    column("instance_name", "catalogue-field-instance-name"),
    column("instance_type", "catalogue-field-instance-type"),
    column("quantity", "catalogue-field-quantity"),
    column("image", "catalogue-field-image"),
    column("system_disk_category", "catalogue-field-system-disk-category"),
    column("system_disk_size", "catalogue-field-system-disk-size"),
    column("disks", "catalogue-field-disks"),
    column("vpc", "catalogue-field-vpc"),
    column("vswitch", "catalogue-field-vswitch"),
    column("eip_bandwidth", "request-field-eip-bandwidth"),
];

/// What a sheet can say of that product. The first tells rows apart.
#[must_use]
pub fn columns(product: Product) -> Vec<Column> {
    match product {
        Product::Ecs => ECS.into(),
        other => parameters::table::of(other).iter().map(|parameter| column(parameter.name, parameter.label)).collect(),
    }
}

impl Details {
    /// The same with what the cells of `row` say; an empty cell says nothing. `hosts` are the department's, by their
    /// floating IPs and names.
    #[must_use]
    pub fn filled(&self, row: &Row, catalogue: &Catalogue, hosts: &[(String, String)]) -> Self {
        let mut filled = match self {
            Self::Server(server) => Self::Server(Box::new(server.filled(row, catalogue))),
            Self::Other(parameters) => Self::Other(parameters.filled(row, catalogue, hosts)),
        };
        filled.tidy();
        filled
    }
}

impl EcsDetails {
    fn filled(&self, row: &Row, catalogue: &Catalogue) -> Self {
        let said = |field| Some(row.said(field)).filter(|cell| !cell.is_empty());
        let typed = |field, now: &String| said(field).map_or_else(|| now.clone(), str::to_owned);
        let chosen = |field, now: &String, offered: &dyn Fn(Lang) -> Vec<Choice>| {
            said(field).map_or_else(|| now.clone(), |cell| chosen_by(cell, offered))
        };
        let disk = |lang| disk_choices(catalogue, lang, "", None);
        Self {
            instance_name: typed("instance_name", &self.instance_name),
            instance_type: chosen("instance_type", &self.instance_type, &|lang| {
                instance_type_choices(catalogue, lang, "", None)
            }),
            quantity: typed("quantity", &self.quantity),
            image: chosen("image", &self.image, &|lang| image_choices(catalogue, lang, "")),
            system_disk_category: chosen("system_disk_category", &self.system_disk_category, &disk),
            system_disk_size: typed("system_disk_size", &self.system_disk_size),
            disks: said("disks").map_or_else(|| self.disks.clone(), |cell| disks::in_a_cell(cell, &disk)),
            vpc: chosen("vpc", &self.vpc, &|lang| vpc_choices(catalogue, lang, "")),
            vswitch: chosen("vswitch", &self.vswitch, &|lang| vswitch_choices(catalogue, lang, "")),
            eip_bandwidth: typed("eip_bandwidth", &self.eip_bandwidth),
        }
    }
}
