//! The page of a form that changes a host.

use askama::Template;

use crate::{
    catalogue::{
        form::{DiskRowView, MAX_DISKS, disk_choices, instance_type_choices},
        model::Catalogue,
    },
    network::machine::{Known, Machine},
    policy::Actor,
    tickets::{
        details::{KEEP, SET, ServerChangeDetails},
        filing::{
            common::{self, Common},
            server::SPECIFICATION,
            sheet::Sheet,
        },
        size::{Compared, ServerSize},
    },
    web::{
        Ctx, filters,
        form::{Choice, Errors, Field},
        i18n::Lang,
    },
};

#[derive(Template)]
#[template(path = "tickets/server_change_form.html")]
pub struct ChangePage {
    ctx: Ctx,
    errors: Errors,
    common: Common,
    remarks: Field,
    floating_ip: Field,
    hosts: Vec<Choice>,
    /// The host, once it is known, beside what it shall be.
    compared: Vec<Compared>,
    /// What can be asked of the host as far as it is known; all of it before.
    asks_catalogue: bool,
    asks_words: bool,
    instance_type: Field,
    instance_types: Vec<Choice>,
    specification: Field,
    system_disk_category: Field,
    system_disk_categories: Vec<Choice>,
    system_disk_size: Field,
    data_disks: Field,
    data_disks_choices: Vec<Choice>,
    disks: Vec<DiskRowView>,
    max_disks: usize,
    window_from: Field,
    window_until: Field,
}

impl ChangePage {
    #[must_use]
    pub fn new(ctx: &Ctx, who: &Actor, sheet: &Sheet, details: &ServerChangeDetails, errors: Errors) -> Self {
        let (stock, lang) = (&sheet.desk.stock, ctx.language());
        let (catalogue, host) = (&stock.catalogue, stock.host_typed(&details.floating_ip));
        let is = |machine: Machine| host.is_none_or(|host| host.machine == machine);
        let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
        let typed_catalogue = [&details.instance_type, &details.system_disk_category, &details.system_disk_size];
        let keep = "ticket-change-keep";
        Self {
            common: Common::new(who, sheet, None, &errors),
            remarks: common::remarks(&details.remarks, &errors),
            floating_ip: field("floating_ip", "ticket-field-host", &details.floating_ip)
                .hinted("ticket-field-host-hint")
                .required(),
            hosts: stock.host_choices(),
            compared: host.map(|host| compare(host, details, catalogue, lang)).unwrap_or_default(),
            asks_catalogue: is(Machine::Vm) || typed_catalogue.iter().any(|it| !it.is_empty()) || details.sets_disks(),
            asks_words: is(Machine::Physical) || !details.specification.is_empty(),
            instance_type: field("instance_type", "ticket-field-new-instance-type", &details.instance_type)
                .hinted("ticket-field-new-instance-type-hint"),
            instance_types: instance_type_choices(catalogue, lang, &details.instance_type, Some(keep)),
            specification: field("specification", "ticket-field-new-specification", &details.specification)
                .hinted("ticket-field-new-specification-hint")
                .at_most(SPECIFICATION),
            system_disk_category: field(
                "system_disk_category",
                "ticket-field-new-system-disk-category",
                &details.system_disk_category,
            ),
            system_disk_categories: disk_choices(catalogue, lang, &details.system_disk_category, Some(keep)),
            system_disk_size: field("system_disk_size", "ticket-field-new-system-disk-size", &details.system_disk_size)
                .hinted("ticket-field-new-system-disk-size-hint"),
            data_disks: field("data_disks", "catalogue-field-disks", &details.data_disks)
                .hinted("ticket-field-data-disks-hint")
                .required(),
            data_disks_choices: [(KEEP, "ticket-data-disks-keep"), (SET, "ticket-data-disks-set")]
                .map(|(code, label)| Choice::new(code, lang.t(label), &details.data_disks))
                .into(),
            disks: DiskRowView::all(&details.disks, catalogue, lang, &errors),
            max_disks: MAX_DISKS,
            window_from: field("window_from", "ticket-field-window-from", &details.window_from)
                .hinted("ticket-field-window-hint")
                .required(),
            window_until: field("window_until", "ticket-field-window-until", &details.window_until).required(),
            errors,
            ctx: ctx.clone(),
        }
    }
}

fn compare(host: &Known, details: &ServerChangeDetails, catalogue: &Catalogue, lang: Lang) -> Vec<Compared> {
    let parts = ServerSize::from(host).compare(details, catalogue, lang);
    // Words alone say what a physical machine is.
    let shown = if host.machine == Machine::Physical { 1 } else { parts.len() };
    parts.into_iter().take(shown).collect()
}
