//! What operators do to servers, as a part of the work order (spec 2, "Servers", "Work order for the gateway").

use super::{
    servers::{compared, window},
    sheet::Sheet,
    work_order::Part,
};
use crate::{
    catalogue::{
        form::{listed, sized},
        model::parse_number,
    },
    network::{gateway::Order, mapping::MappingState, opening::Opening},
    tickets::details::{Fields, ServerChangeDetails, ServerCreateDetails, ServerRecycleDetails},
    web::i18n::Lang,
};

const CREATE: [&str; 7] = [
    "ticket-server-column-name",
    "ticket-server-column-region",
    "ticket-server-column-specification",
    "ticket-server-column-image",
    "ticket-server-column-system-disk",
    "ticket-server-column-data-disks",
    "ticket-server-column-network",
];
const CHANGE: [&str; 6] = [
    "ticket-server-column-floating-ip",
    "ticket-server-column-name",
    "ticket-server-column-item",
    "ticket-server-column-now",
    "ticket-server-column-then",
    "ticket-server-column-when",
];
const RETIRE: [&str; 4] = [
    "ticket-server-column-floating-ip",
    "ticket-server-column-name",
    "ticket-server-column-specification",
    "ticket-server-column-when",
];

/// What there is to do; nothing for a ticket about something else.
#[must_use]
pub fn parts(sheet: &Sheet, lang: Lang) -> Vec<Part> {
    match sheet.ticket.details.fields() {
        Fields::ServerCreate(details) => vec![create(details, sheet, lang)],
        Fields::ServerChange(details) => vec![change(details, sheet, lang)],
        Fields::ServerRecycle(details) => retire(details, sheet, lang),
        Fields::Mapping(_) | Fields::Access(_) | Fields::Support(_) => Vec::new(),
    }
}

fn create(details: &ServerCreateDetails, sheet: &Sheet, lang: Lang) -> Part {
    let catalogue = &sheet.catalogue;
    let region = catalogue.region(&details.region).map_or_else(|| details.region.clone(), |it| it.name.clone());
    let of_catalogue = |cell: String| if details.is_physical() { String::new() } else { cell };
    let instance_type = catalogue.instance_type(&details.instance_type).map(|it| lang.say(&it.label()));
    let specification = if details.is_physical() {
        details.specification.clone()
    } else {
        instance_type.unwrap_or_else(|| details.instance_type.clone())
    };
    let image = catalogue.image(&details.image).map_or(details.image.as_str(), |it| it.name(lang));
    let networks = [
        catalogue.vpc(&details.vpc).map(|it| lang.say(&it.label())),
        catalogue.vswitch(&details.vswitch).map(|it| lang.say(&it.label())),
    ];
    let network = networks.into_iter().flatten().collect::<Vec<_>>().join(" / ");
    let row = vec![
        details.instance_name.clone(),
        region,
        specification,
        of_catalogue(image.to_owned()),
        of_catalogue(sized(catalogue, lang, &details.system_disk_category, &details.system_disk_size)),
        of_catalogue(listed(catalogue, lang, &details.disks)),
        of_catalogue(network),
    ];
    let quantity = parse_number(&details.quantity).unwrap_or(1) as usize;
    Part::without_script("ticket-work-order-create", "to-create", &CREATE, vec![row; quantity])
}

fn change(details: &ServerChangeDetails, sheet: &Sheet, lang: Lang) -> Part {
    let host = sheet.hosts.first();
    let name = host.map(|host| host.name.clone()).unwrap_or_default();
    let when = lang.say(&window(details));
    let rows = compared(details, host, &sheet.catalogue, lang).into_iter().map(|part| {
        let item = lang.t(part.label);
        vec![details.floating_ip.clone(), name.clone(), item, part.now, part.then, when.clone()]
    });
    Part::without_script("ticket-work-order-change", "to-change", &CHANGE, rows.collect())
}

/// The hosts, and what is to be removed with them: what ends already, and what will.
fn retire(details: &ServerRecycleDetails, sheet: &Sheet, lang: Lang) -> Vec<Part> {
    let rows = sheet.hosts.iter().map(|host| {
        let (address, when) = (host.floating_ip.to_string(), details.recycle_date.clone());
        vec![address, host.name.clone(), host.size.specification.clone(), when]
    });
    let hosts = Part::without_script("ticket-work-order-retire", "to-retire", &RETIRE, rows.collect());
    let goes = |it: &Opening| matches!(it.state, MappingState::Active | MappingState::ToRemove);
    let going = sheet.leading.iter().filter(|it| it.ends && goes(&it.opening)).map(|it| &it.opening);
    let (mappings, policies): (Vec<&Opening>, Vec<&Opening>) = going.partition(|it| it.rule().is_none());
    let remove = [(mappings, "to-remove"), (policies, "to-remove-access")].map(|(openings, id)| {
        let order = Order::of(&openings, lang);
        Part::new("ticket-work-order-remove", "", id, order, Order::to_remove)
    });
    [hosts].into_iter().chain(remove).filter(|part| !part.rows.is_empty()).collect()
}
