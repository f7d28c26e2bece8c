//! The fields of a change as they are typed.

use crate::{
    catalogue::form::{disks, number_tidied},
    network::address::parse_ipv4,
    tickets::{
        details::{KEEP, ServerChangeDetails},
        filing::{
            form::tidied,
            lengths::{REMARKS, WORD, at_most},
            server::SPECIFICATION,
        },
        hours::{control_moment, moment},
    },
    web::form::{Change, Errors, FieldReader},
};

impl ServerChangeDetails {
    /// The form of somebody who begins.
    #[must_use]
    pub fn blank() -> Self {
        Self { data_disks: KEEP.to_owned(), ..Self::default() }
    }
}

/// What is typed.
#[must_use]
pub fn read(fields: &mut FieldReader<'_>) -> ServerChangeDetails {
    ServerChangeDetails {
        floating_ip: fields.text("floating_ip"),
        instance_type: fields.text("instance_type"),
        specification: fields.text("specification"),
        system_disk_category: fields.text("system_disk_category"),
        system_disk_size: fields.text("system_disk_size"),
        data_disks: fields.text("data_disks"),
        disks: disks::read(fields),
        window_from: fields.text("window_from"),
        window_until: fields.text("window_until"),
        remarks: fields.text("remarks"),
    }
}

/// Whatever can be read, in its normal form.
pub fn tidy(details: &mut ServerChangeDetails) {
    tidied(&mut details.floating_ip, parse_ipv4);
    for words in
        [&mut details.instance_type, &mut details.system_disk_category, &mut details.data_disks, &mut details.remarks]
    {
        *words = words.trim().to_owned();
    }
    details.specification = details.specification.split_whitespace().collect::<Vec<_>>().join(" ");
    number_tidied(&mut details.system_disk_size);
    disks::tidy(&mut details.disks);
    for typed in [&mut details.window_from, &mut details.window_until] {
        tidied(typed, |typed| moment(typed, "ticket-window-from-missing").map(control_moment));
    }
}

/// Notes every field that is longer than what can be kept of it.
pub fn check_lengths(details: &ServerChangeDetails, errors: &mut Errors) {
    let lengths = [
        ("floating_ip", &details.floating_ip, WORD),
        ("instance_type", &details.instance_type, WORD),
        ("specification", &details.specification, SPECIFICATION),
        ("system_disk_category", &details.system_disk_category, WORD),
        ("system_disk_size", &details.system_disk_size, WORD),
        ("data_disks", &details.data_disks, WORD),
        ("window_from", &details.window_from, WORD),
        ("window_until", &details.window_until, WORD),
        ("remarks", &details.remarks, REMARKS),
    ];
    for (field, value, limit) in lengths {
        errors.take(field, at_most(value, limit));
    }
    disks::check_lengths(&details.disks, errors);
}

/// Where the ticket, as it is now, differs from what was typed.
#[must_use]
pub fn differences(now: &ServerChangeDetails, typed: &ServerChangeDetails) -> Vec<Change> {
    let change =
        |label: &'static str, of: fn(&ServerChangeDetails) -> String| Change { label, now: of(now), typed: of(typed) };
    vec![
        change("ticket-field-host", |it| it.floating_ip.clone()),
        change("ticket-field-new-instance-type", |it| it.instance_type.clone()),
        change("ticket-field-new-specification", |it| it.specification.clone()),
        change("ticket-field-new-system-disk-size", |it| it.system_disk_size.clone()),
        change("catalogue-field-disks", |it| disks::in_words(&it.disks)),
        change("ticket-field-window-from", |it| it.window_from.replace('T', " ")),
        change("ticket-field-window-until", |it| it.window_until.replace('T', " ")),
        change("ticket-field-remarks", |it| it.remarks.clone()),
    ]
}
