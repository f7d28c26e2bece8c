//! Rows and addresses as the form shows them.

use super::{
    reading::Reading,
    row_reading::{Mark, Risk, RowReading},
    side::Side,
};
use crate::{
    network::{mapping::Mapping, pool_address::path_of, protocol::Protocol, queries::PoolIp},
    policy::Actor,
    text::Text,
    tickets::{
        details::{MappingDetails, MappingRow},
        filing::{desk::Desk, mark_view::MarkView},
    },
    web::form::{Choice, Errors, Field},
};

/// One row with its fields, and what was found out about it.
pub struct RowView {
    pub number: usize,
    pub public_port: Field,
    pub floating_ip: Field,
    pub internal_port: Field,
    pub protocol: Field,
    pub protocols: Vec<Choice>,
    /// On the internet.
    pub access_url: Option<Field>,
    pub mark: Option<MarkView>,
    pub risk: Option<Text>,
}

impl RowView {
    fn new(side: Side, number: usize, row: &MappingRow, read: Option<&RowReading>, errors: &Errors, days: u64) -> Self {
        let field = |name: &'static str, label: &'static str, hints: &'static str, value: &str| {
            Field::new(name, label, value).in_row(number).hinted_elsewhere(hints).checked(errors)
        };
        let protocols = Protocol::ALL.map(|it| Choice::new(it.as_str(), it.as_str().to_uppercase(), &row.protocol));
        let unknown =
            (!protocols.iter().any(|it| it.selected)).then(|| Choice::new(&row.protocol, &row.protocol, &row.protocol));
        Self {
            number,
            public_port: field(side.port, side.port_label, "hint-public-port", &row.public_port).required(),
            floating_ip: field("floating_ip", "ticket-field-floating-ip", "hint-floating-ip", &row.floating_ip)
                .required(),
            internal_port: field(
                "internal_port",
                "ticket-field-internal-port",
                "hint-internal-port",
                &row.internal_port,
            )
            .required(),
            protocol: Field::new("protocol", "ticket-field-protocol", row.protocol.as_str())
                .in_row(number)
                .checked(errors)
                .required(),
            protocols: unknown.into_iter().chain(protocols).collect(),
            access_url: side
                .is_internet()
                .then(|| field("access_url", "ticket-field-access-url", "hint-access-url", &row.access_url)),
            mark: read.and_then(|read| read.mark.as_ref()).map(Mark::view),
            risk: read.and_then(|read| read.risk.as_ref()).filter(|risk| !risk.refused).map(|risk| needs(risk, days)),
        }
    }

    #[must_use]
    pub fn all(
        side: Side,
        details: &MappingDetails,
        reading: Option<&Reading>,
        errors: &Errors,
        days: u64,
    ) -> Vec<Self> {
        let read = |index: usize| reading.and_then(|reading| reading.rows.get(index));
        let rows = details.rows.iter().enumerate();
        rows.map(|(index, row)| Self::new(side, index + 1, row, read(index), errors, days)).collect()
    }
}

impl Mark {
    fn view(&self) -> MarkView {
        match self {
            Self::New => MarkView::new("ticket-mark-new".into()),
            Self::Renewal(day) => MarkView::new(Text::new("ticket-mark-renewal").with("day", *day)),
            Self::Open(ticket) => MarkView::open(Text::new("ticket-mark-open").with("ticket", ticket.as_str())),
            Self::Taken(says) => MarkView::taken(Text::new("ticket-mark-taken").with("says", says.clone())),
        }
    }
}

/// What a guarded port needs beside itself.
fn needs(risk: &Risk, days: u64) -> Text {
    let class = risk.of.class.name();
    risk.says("ticket-row-high-risk").with("class", class).with("days", i64::try_from(days).unwrap_or(i64::MAX))
}

/// A pool address to choose, with what is occupied on it.
pub struct IpView {
    pub address: String,
    /// The key of its carrier's name; empty for what was typed and is none of theirs.
    pub line: &'static str,
    pub chosen: bool,
    pub occupied: Vec<PortView>,
    pub occupied_count: i64,
    /// The address's own page, where not all of them are shown here.
    pub more: Option<String>,
}

/// An occupied port: whose, and until when.
pub struct PortView {
    pub port: String,
    pub protocol: &'static str,
    pub own: bool,
    pub says: Text,
}

impl IpView {
    /// The department's addresses; what was typed instead stays beside them.
    #[must_use]
    pub fn all(desk: &Desk, typed: &str, who: &Actor) -> Vec<Self> {
        let theirs = desk.facts.pool_ips.iter().map(|ip| Self::of(ip, typed, who));
        let mut all: Vec<Self> = theirs.collect();
        if !typed.is_empty() && !all.iter().any(|ip| ip.chosen) {
            all.push(Self {
                address: typed.to_owned(),
                line: "",
                chosen: true,
                occupied: vec![],
                occupied_count: 0,
                more: None,
            });
        }
        all
    }

    fn of(ip: &PoolIp, typed: &str, who: &Actor) -> Self {
        let address = ip.address.to_string();
        Self {
            chosen: address == typed,
            address,
            line: ip.line.label(),
            occupied: ip.occupied.iter().map(|mapping| PortView::of(mapping, who)).collect(),
            occupied_count: ip.occupied_count,
            more: (ip.occupied_count > ip.occupied.len() as i64).then(|| path_of(ip.address)),
        }
    }
}

impl PortView {
    fn of(mapping: &Mapping, who: &Actor) -> Self {
        let until = match mapping.period.last_day() {
            Some(day) => Text::new("ticket-port-until").with("day", day),
            None => "ticket-port-unlimited".into(),
        };
        let says = if mapping.ticket_is_shown_to(who) {
            Text::new("ticket-port-of-ticket")
                .with("application", mapping.application.as_str())
                .with("ticket", mapping.ticket_number.as_str())
                .with("state", Text::new(mapping.state.label()))
        } else {
            "ticket-port-of-others".into()
        };
        Self {
            port: mapping.public_port.to_string(),
            protocol: mapping.protocol.as_str(),
            own: mapping.department_id == who.department.id,
            says: Text::new("ticket-port-occupied").with("whose", says).with("until", until),
        }
    }
}
