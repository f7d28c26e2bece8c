//! What a ticket about servers asks for, and what became of it, as its page shows it (spec 2, "Servers").

use std::net::Ipv4Addr;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{facts::Own, sheet::Sheet};
use crate::{
    calendar::date_of,
    catalogue::{
        form::{listed, sized},
        model::{Catalogue, InstanceType, Vpc, Vswitch},
    },
    network::{
        address::{IpList, Networks},
        host::HostState,
    },
    policy::Actor,
    text::Text,
    tickets::{
        details::{Fields, ServerChangeDetails, ServerCreateDetails, ServerRecycleDetails},
        filing::LeadingView,
        size::{Compared, ServerSize},
    },
    web::i18n::Lang,
};

/// A host that the ticket made, or has a plan for.
#[derive(Clone, Debug, Deserialize)]
pub struct HostOfTicket {
    pub id: i64,
    pub name: String,
    pub floating_ip: Ipv4Addr,
    state: String,
    #[serde(flatten)]
    pub size: ServerSize,
    /// As it was, once the plan for it was carried out.
    before: Option<ServerSize>,
}

/// The part of the page that is about servers.
#[derive(Default)]
pub struct Servers {
    pub facts: Vec<Own>,
    /// How the hosts below came to stand here.
    pub title: &'static str,
    pub hosts: Vec<HostOfTicket>,
    /// Part by part: as it is or was, and as it shall be.
    pub compared: Vec<Compared>,
    /// What leads to or from hosts that go.
    pub leading: Option<Vec<LeadingView>>,
    /// Before which day they aren't to go.
    pub not_before: Option<NaiveDate>,
}

impl HostOfTicket {
    #[must_use]
    pub fn state(&self) -> HostState {
        self.state.parse().unwrap_or(HostState::Running)
    }
}

impl Servers {
    #[must_use]
    pub fn of(sheet: &Sheet, who: &Actor, lang: Lang) -> Option<Self> {
        let catalogue = &sheet.catalogue;
        let hosts = sheet.hosts.clone();
        match sheet.ticket.details.fields() {
            Fields::ServerCreate(details) => {
                let facts = created(details, catalogue, lang);
                Some(Self { facts, title: "ticket-servers-delivered", hosts, ..Self::default() })
            }
            Fields::ServerChange(details) => {
                let compared = compared(details, hosts.first(), catalogue, lang);
                let facts = vec![
                    Own::new("ticket-field-host", &details.floating_ip, "mono"),
                    Own::says("ticket-form-window", window(details)),
                ];
                Some(Self { facts, title: "ticket-servers-concerned", hosts, compared, ..Self::default() })
            }
            Fields::ServerRecycle(details) => Some(Self {
                facts: vec![
                    Own::new("ticket-field-hosts-to-recycle", &details.floating_ips, "full mono"),
                    Own::new("ticket-field-recycle-date", &details.recycle_date, ""),
                ],
                title: "ticket-servers-concerned",
                hosts,
                leading: Some(LeadingView::all(&sheet.leading, who, lang)),
                not_before: not_before(sheet, details),
                ..Self::default()
            }),
            Fields::Mapping(_) | Fields::Access(_) | Fields::Support(_) => None,
        }
    }
}

/// The addresses that a ticket wants to return, as far as they can be read.
#[must_use]
pub fn going(fields: Fields<'_>) -> Vec<Ipv4Addr> {
    let Fields::ServerRecycle(details) = fields else { return Vec::new() };
    let list = IpList::parse(&details.floating_ips, Networks::Refused);
    list.map(|list| list.addresses().collect()).unwrap_or_default()
}

/// While it isn't done, and the day is still to come.
fn not_before(sheet: &Sheet, details: &ServerRecycleDetails) -> Option<NaiveDate> {
    let day: NaiveDate = details.recycle_date.parse().ok()?;
    (!sheet.ticket.opened && day > date_of(sheet.now)).then_some(day)
}

fn created(details: &ServerCreateDetails, catalogue: &Catalogue, lang: Lang) -> Vec<Own> {
    let region = catalogue.region(&details.region).map_or(details.region.as_str(), |region| &region.name);
    let quantity = Text::new("ticket-servers-each").with("quantity", details.quantity.as_str());
    let request = Some(&details.request).filter(|request| !request.is_empty());
    let request = request.map(|request| Own::new("ticket-field-request", request, "mono"));
    let machine = if details.is_physical() { "network-machine-physical" } else { "network-machine-vm" };
    let mut facts: Vec<Own> = request
        .into_iter()
        .chain([
            Own::says("ticket-field-machine", machine.into()),
            Own::new("catalogue-field-region", region, ""),
            Own::new("catalogue-field-instance-name", &details.instance_name, ""),
            Own::says("catalogue-field-quantity", quantity),
        ])
        .collect();
    if details.is_physical() {
        facts.push(Own::new("ticket-field-specification", &details.specification, "full"));
        return facts;
    }
    let named = |text: Option<Text>, else_: &str| text.map_or_else(|| else_.to_owned(), |text| lang.say(&text));
    let instance_type = catalogue.instance_type(&details.instance_type).map(InstanceType::label);
    let image = catalogue.image(&details.image).map_or(details.image.as_str(), |image| image.name(lang));
    let vpc = named(catalogue.vpc(&details.vpc).map(Vpc::label), &details.vpc);
    let vswitch = named(catalogue.vswitch(&details.vswitch).map(Vswitch::label), &details.vswitch);
    let system_disk = sized(catalogue, lang, &details.system_disk_category, &details.system_disk_size);
    facts.extend([
        Own::new("catalogue-field-instance-type", &named(instance_type, &details.instance_type), ""),
        Own::new("catalogue-field-image", image, ""),
        Own::new("ticket-compare-system-disk", &system_disk, ""),
        Own::new("catalogue-field-disks", &listed(catalogue, lang, &details.disks), ""),
        Own::new("catalogue-field-vpc", &vpc, ""),
        Own::new("catalogue-field-vswitch", &vswitch, ""),
    ]);
    facts
}

/// `2026-12-01 22:00 至 2026-12-02 02:00`
pub(super) fn window(details: &ServerChangeDetails) -> Text {
    let moment = |typed: &str| typed.replace('T', " ");
    Text::new("ticket-server-window")
        .with("from", moment(&details.window_from))
        .with("until", moment(&details.window_until))
}

/// The host as it is, or as it was when it was changed, beside what it shall be or has become.
pub(super) fn compared(
    details: &ServerChangeDetails,
    host: Option<&HostOfTicket>,
    catalogue: &Catalogue,
    lang: Lang,
) -> Vec<Compared> {
    let size = host.map(|host| host.before.as_ref().unwrap_or(&host.size)).cloned().unwrap_or_default();
    let parts = size.compare(details, catalogue, lang);
    parts.into_iter().filter(|part| !part.then.is_empty()).collect()
}
