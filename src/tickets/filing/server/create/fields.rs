//! The fields of new servers as they are typed.

use crate::{
    catalogue::{
        form::{Offer, disks, number_tidied},
        model::{Catalogue, NAME, parse_name},
    },
    tickets::{
        details::{ServerCreateDetails, VM},
        filing::{
            form::tidied,
            lengths::{REMARKS, WORD, at_most},
            server::SPECIFICATION,
        },
    },
    web::form::{Change, Errors, FieldReader, half_width},
};

impl ServerCreateDetails {
    /// The form of somebody who begins, before the catalogue is known.
    #[must_use]
    pub fn blank() -> Self {
        Self { machine: VM.to_owned(), quantity: "1".to_owned(), ..Self::default() }
    }
}

/// Fills in what can be had and fits together, for somebody who begins.
pub fn offer(details: &mut ServerCreateDetails, catalogue: &Catalogue) {
    let offer = Offer::of(catalogue);
    details.region = offer.region;
    details.vpc = offer.vpc;
    details.vswitch = offer.vswitch;
    details.instance_type = offer.instance_type;
    details.image = offer.image;
    details.system_disk_category = offer.system_disk_category;
    details.system_disk_size = offer.system_disk_size;
}

/// What is typed.
#[must_use]
pub fn read(fields: &mut FieldReader<'_>) -> ServerCreateDetails {
    ServerCreateDetails {
        request: fields.text("request"),
        machine: fields.text("machine"),
        region: fields.text("region"),
        instance_type: fields.text("instance_type"),
        specification: fields.text("specification"),
        image: fields.text("image"),
        system_disk_category: fields.text("system_disk_category"),
        system_disk_size: fields.text("system_disk_size"),
        disks: disks::read(fields),
        vpc: fields.text("vpc"),
        vswitch: fields.text("vswitch"),
        instance_name: fields.text("instance_name"),
        quantity: fields.text("quantity"),
        remarks: fields.text("remarks"),
    }
}

/// Whatever can be read, in its normal form.
pub fn tidy(details: &mut ServerCreateDetails) {
    let request = details.request.trim().chars().map(half_width).collect::<String>();
    details.request = request.to_uppercase();
    for words in [
        &mut details.machine,
        &mut details.region,
        &mut details.instance_type,
        &mut details.image,
        &mut details.system_disk_category,
        &mut details.vpc,
        &mut details.vswitch,
        &mut details.remarks,
    ] {
        *words = words.trim().to_owned();
    }
    details.specification = details.specification.split_whitespace().collect::<Vec<_>>().join(" ");
    tidied(&mut details.instance_name, parse_name);
    number_tidied(&mut details.system_disk_size);
    number_tidied(&mut details.quantity);
    disks::tidy(&mut details.disks);
}

/// Notes every field that is longer than what can be kept of it.
pub fn check_lengths(details: &ServerCreateDetails, errors: &mut Errors) {
    let lengths = [
        ("request", &details.request, WORD),
        ("machine", &details.machine, WORD),
        ("region", &details.region, WORD),
        ("instance_type", &details.instance_type, WORD),
        ("specification", &details.specification, SPECIFICATION),
        ("image", &details.image, WORD),
        ("system_disk_category", &details.system_disk_category, WORD),
        ("system_disk_size", &details.system_disk_size, WORD),
        ("vpc", &details.vpc, WORD),
        ("vswitch", &details.vswitch, WORD),
        ("instance_name", &details.instance_name, NAME.1),
        ("quantity", &details.quantity, WORD),
        ("remarks", &details.remarks, REMARKS),
    ];
    for (field, value, limit) in lengths {
        errors.take(field, at_most(value, limit));
    }
    disks::check_lengths(&details.disks, errors);
}

/// Where the ticket, as it is now, differs from what was typed.
#[must_use]
pub fn differences(now: &ServerCreateDetails, typed: &ServerCreateDetails) -> Vec<Change> {
    let change =
        |label: &'static str, of: fn(&ServerCreateDetails) -> String| Change { label, now: of(now), typed: of(typed) };
    vec![
        change("ticket-field-request", |it| it.request.clone()),
        change("catalogue-field-instance-type", |it| it.instance_type.clone()),
        change("ticket-field-specification", |it| it.specification.clone()),
        change("catalogue-field-image", |it| it.image.clone()),
        change("catalogue-field-system-disk-size", |it| it.system_disk_size.clone()),
        change("catalogue-field-disks", |it| disks::in_words(&it.disks)),
        change("catalogue-field-instance-name", |it| it.instance_name.clone()),
        change("catalogue-field-quantity", |it| it.quantity.clone()),
        change("ticket-field-remarks", |it| it.remarks.clone()),
    ]
}
