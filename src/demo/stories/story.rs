//! How a story is told.

use super::servers::Servers;
use crate::tickets::{authorisations::Target, kind::Kind};

/// One request, and what became of it.
#[derive(Clone, Copy)]
pub struct Story {
    pub kind: Kind,
    pub application: &'static str,
    pub purpose: &'static str,
    /// The pool address, where ports are mapped.
    pub public_ip: &'static str,
    pub rows: &'static [Row],
    /// What is to be reached, where access is asked for.
    pub access: Access,
    /// What is to become of servers, where it is about them.
    pub servers: Servers,
    /// What is asked, or out of order.
    pub support: Support,
    /// So many days from today, or before it; without end, if none.
    pub ends_in: Option<i64>,
    /// Given for high-risk ports, and the stamped form with it.
    pub whitelist: &'static str,
    /// Given for web ports, and its papers with it.
    pub filing_no: &'static str,
    pub remarks: &'static str,
    pub then: &'static [Beat],
}

/// From hosts to somewhere else.
#[derive(Clone, Copy)]
pub struct Access {
    pub from: &'static str,
    pub to: &'static str,
    pub tcp: &'static str,
    pub udp: &'static str,
    /// Between tenants: whose the other side is.
    pub tenant: &'static str,
    /// Between tenants: the other side may set out too.
    pub both_ways: bool,
    /// To the extranet: as others see it; told by who opens it.
    pub translated_ip: &'static str,
}

/// What most accesses leave out.
pub const NOWHERE: Access =
    Access { from: "", to: "", tcp: "", udp: "", tenant: "", both_ways: false, translated_ip: "" };

/// A question or a fault, by the codes of what is offered.
#[derive(Clone, Copy)]
pub struct Support {
    pub sort: &'static str,
    pub problem: &'static str,
    pub severity: &'static str,
    /// The region's code.
    pub region: &'static str,
    pub hours: &'static str,
}

/// What all others leave out.
pub const NOTHING: Support = Support { sort: "", problem: "", severity: "", region: "", hours: "" };

/// (public port, floating IP, internal port, protocol, address of the site)
pub type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// (when, who, what)
pub type Beat = (When, &'static str, Step);

/// A time that stays in the past, whenever the example is loaded.
#[derive(Clone, Copy)]
pub enum When {
    /// So many working days before today, at an hour and a minute in Shanghai.
    Day(u16, u8, u8),
    /// So many minutes before the example is loaded.
    Minutes(u16),
}

/// What somebody does to the ticket, in their words.
#[derive(Clone, Copy)]
pub enum Step {
    Save,
    /// Tells the purpose in other words.
    Mend(&'static str),
    Submit,
    Accept,
    Ask(&'static str),
    Reply(&'static str),
    Return(&'static str),
    Resolve(&'static str),
    /// With marks for timeliness and result.
    Confirm(u8, u8, &'static str),
    Reopen(&'static str),
    Close(&'static str),
    Urge,
    /// To the operator of that username.
    Assign(&'static str),
    Message(&'static str),
    Secret(&'static str),
    /// For so many hours, to do that.
    AskAccess(Target, i64, &'static str),
    /// To (address, port, account), for so many hours.
    Grant(&'static str, u16, &'static str, i64),
    RefuseAccess(&'static str),
    Revoke,
    CancelAsking,
    ReadPassword,
    /// What was cancelled is closed at the gateway.
    Remove,
    /// What has no end is said to be needed for another year.
    Keep,
    /// Seven working days went by without a rating.
    TimeOut,
}

/// What most stories leave out.
pub const PLAIN: Story = Story {
    kind: Kind::InternetMapping,
    application: "",
    purpose: "",
    public_ip: "",
    rows: &[],
    access: NOWHERE,
    servers: Servers::None,
    support: NOTHING,
    ends_in: None,
    whitelist: "",
    filing_no: "",
    remarks: "",
    then: &[],
};
