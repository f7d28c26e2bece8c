//! The page of a form of new servers.

use askama::Template;

use crate::{
    catalogue::model::NAME,
    policy::Actor,
    tickets::{
        details::ServerCreateDetails,
        filing::{
            common::{self, Common},
            server::{
                MAX_DISKS, SPECIFICATION,
                disks::DiskRowView,
                names::{
                    disk_choices, image_choices, instance_type_choices, machine_choices, region_choices, vpc_choices,
                    vswitch_choices,
                },
            },
            sheet::Sheet,
        },
    },
    web::{
        Ctx, filters,
        form::{Choice, Errors, Field},
    },
};

#[derive(Template)]
#[template(path = "tickets/server_create_form.html")]
pub struct CreatePage {
    ctx: Ctx,
    errors: Errors,
    common: Common,
    remarks: Field,
    request: Field,
    machine: Field,
    machines: Vec<Choice>,
    region: Field,
    regions: Vec<Choice>,
    instance_type: Field,
    instance_types: Vec<Choice>,
    specification: Field,
    image: Field,
    images: Vec<Choice>,
    system_disk_category: Field,
    system_disk_categories: Vec<Choice>,
    system_disk_size: Field,
    disks: Vec<DiskRowView>,
    max_disks: usize,
    vpc: Field,
    vpcs: Vec<Choice>,
    vswitch: Field,
    vswitches: Vec<Choice>,
    instance_name: Field,
    quantity: Field,
}

impl CreatePage {
    #[must_use]
    pub fn new(ctx: &Ctx, who: &Actor, sheet: &Sheet, details: &ServerCreateDetails, errors: Errors) -> Self {
        let (catalogue, lang) = (&sheet.desk.stock.catalogue, ctx.language());
        let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
        Self {
            common: Common::new(who, sheet, None, &errors),
            remarks: common::remarks(&details.remarks, &errors),
            request: field("request", "ticket-field-request", &details.request).hinted("ticket-field-request-hint"),
            machine: field("machine", "ticket-field-machine", &details.machine)
                .hinted("ticket-field-machine-hint")
                .required(),
            machines: machine_choices(lang, &details.machine),
            region: field("region", "ticket-field-region", &details.region).required(),
            regions: region_choices(catalogue, lang, &details.region),
            instance_type: field("instance_type", "ticket-field-instance-type", &details.instance_type)
                .hinted("ticket-field-instance-type-hint")
                .required(),
            instance_types: instance_type_choices(catalogue, lang, &details.instance_type, None),
            specification: field("specification", "ticket-field-specification", &details.specification)
                .hinted("ticket-field-specification-hint")
                .at_most(SPECIFICATION)
                .required(),
            image: field("image", "ticket-field-image", &details.image).hinted("ticket-field-image-hint").required(),
            images: image_choices(catalogue, lang, &details.image),
            system_disk_category: field(
                "system_disk_category",
                "ticket-field-system-disk-category",
                &details.system_disk_category,
            )
            .required(),
            system_disk_categories: disk_choices(catalogue, lang, &details.system_disk_category, None),
            system_disk_size: field("system_disk_size", "ticket-field-system-disk-size", &details.system_disk_size)
                .hinted("ticket-field-system-disk-size-hint")
                .required(),
            disks: DiskRowView::all(&details.disks, catalogue, lang, &errors),
            max_disks: MAX_DISKS,
            vpc: field("vpc", "ticket-field-vpc", &details.vpc).hinted("ticket-field-vpc-hint").required(),
            vpcs: vpc_choices(catalogue, lang, &details.vpc),
            vswitch: field("vswitch", "ticket-field-vswitch", &details.vswitch).required(),
            vswitches: vswitch_choices(catalogue, lang, &details.vswitch),
            instance_name: field("instance_name", "ticket-field-instance-name", &details.instance_name)
                .hinted("ticket-field-instance-name-hint")
                .at_most(NAME.1)
                .required(),
            quantity: field("quantity", "ticket-field-quantity", &details.quantity)
                .hinted("ticket-field-quantity-hint")
                .required(),
            errors,
            ctx: ctx.clone(),
        }
    }
}
