//! What planned tickets ask for, and what was opened of it: of ten tickets six map a port, two go to the internet, one
//! to the extranet, one to another tenant.

use std::{collections::Bound, net::Ipv4Addr};

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use super::plan::Planned;
use crate::{
    calendar,
    network::{policy::Reach, stored::Inet},
    schema::{access_policies, port_mappings},
    tickets::{
        details::{AccessDetails, BOTH, Details, MappingDetails, MappingRow, ONE_WAY, Term},
        state::State,
    },
};

/// Addresses of an extranet service.
const SERVICE: u32 = 16;
/// Whatever asks to reach all of the internet, of so many that ask to reach something there.
const ANYWHERE: i64 = 500;

/// Rows of a table of openings: its own columns, and a life.
macro_rules! rows {
    ($row:ident: $own:ident of $table:ident { $($column:ident: $type:ty,)+ }) => {
        struct $own {
            $($column: $type,)+
        }

        #[derive(Insertable)]
        #[diesel(table_name = $table, treat_none_as_default_value = false)]
        pub struct $row {
            $($column: $type,)+
            ticket_id: i64,
            row_number: i32,
            department_id: i64,
            application_id: i64,
            valid: (Bound<DateTime<Utc>>, Bound<DateTime<Utc>>),
            state: &'static str,
            opened_by_id: Option<i64>,
            opened_at: Option<DateTime<Utc>>,
            ended_at: Option<DateTime<Utc>>,
            end_reason: Option<String>,
            removed_by_id: Option<i64>,
            removed_at: Option<DateTime<Utc>>,
        }

        impl $own {
            fn living(self, of: &Planned<'_>, life: Life) -> $row {
                $row {
                    $($column: self.$column,)+
                    ticket_id: of.id,
                    row_number: 1,
                    department_id: of.department.id,
                    application_id: of.application().0,
                    valid: life.valid,
                    state: life.state,
                    opened_by_id: of.is_opened().then_some(of.operator.0),
                    opened_at: of.is_opened().then_some(of.updated_at),
                    ended_at: life.ended_at,
                    end_reason: life.removed_at.map(|_| "not_needed".to_owned()),
                    removed_by_id: life.removed_at.map(|_| of.operator.0),
                    removed_at: life.removed_at,
                }
            }
        }
    };
}

rows!(MappingOfTicket: Mapped of port_mappings {
    pool_ip: Inet,
    protocol: &'static str,
    public_port: i32,
    floating_ip: Inet,
    internal_port: i32,
});

rows!(PolicyOfTicket: Allowed of access_policies {
    kind: &'static str,
    sources: String,
    source_tenant: String,
    destinations: String,
    destination_tenant: String,
    both_ways: bool,
    tcp_ports: String,
    translated_ip: Option<Inet>,
    source_ranges: Vec<(Bound<i64>, Bound<i64>)>,
    destination_ranges: Vec<(Bound<i64>, Bound<i64>)>,
});

/// How far it came.
struct Life {
    state: &'static str,
    valid: (Bound<DateTime<Utc>>, Bound<DateTime<Utc>>),
    ended_at: Option<DateTime<Utc>>,
    removed_at: Option<DateTime<Utc>>,
}

/// Where an access leads: first and last address, and a name instead where it has none.
enum Leads {
    Anywhere,
    To(String),
    Between(Ipv4Addr, Ipv4Addr),
}

impl Planned<'_> {
    fn reach(&self) -> Option<Reach> {
        match self.nth % 10 {
            6 | 7 => Some(Reach::Internet),
            8 => Some(Reach::Extranet),
            9 => Some(Reach::Tenant),
            _ => None,
        }
    }

    pub fn details(&self) -> Details {
        match self.reach() {
            None => Details::InternetMapping(self.mapping_details()),
            Some(Reach::Internet) => Details::InternetAccess(self.access_details(Reach::Internet)),
            Some(Reach::Extranet) => Details::ExtranetAccess(self.access_details(Reach::Extranet)),
            Some(Reach::Tenant) => Details::TenantAccess(self.access_details(Reach::Tenant)),
        }
    }

    fn mapping_details(&self) -> MappingDetails {
        MappingDetails {
            public_ip: self.pool_ip().to_string(),
            rows: vec![MappingRow {
                public_port: self.public_port().to_string(),
                floating_ip: self.host().to_string(),
                internal_port: "8443".to_owned(),
                protocol: self.protocol().to_owned(),
                access_url: String::new(),
            }],
            term: Term::unlimited(),
            ..MappingDetails::default()
        }
    }

    fn access_details(&self, reach: Reach) -> AccessDetails {
        let direction = match reach {
            Reach::Tenant if self.is_both_ways(reach) => BOTH,
            Reach::Tenant => ONE_WAY,
            _ => "",
        };
        AccessDetails {
            source_ips: self.host().to_string(),
            source_tenant: self.source_tenant(reach),
            translated_ip: self.translated_ip(reach).map(|ip| ip.to_string()).unwrap_or_default(),
            destinations: self.leads(reach).to_string(),
            destination_tenant: self.destination_tenant(reach),
            direction: direction.to_owned(),
            tcp_ports: self.tcp_port(),
            term: Term::unlimited(),
            ..AccessDetails::default()
        }
    }

    /// None where it asks for access, was never asked for, or was returned.
    pub fn mapping(&self) -> Option<MappingOfTicket> {
        let life = self.life().filter(|_| self.reach().is_none())?;
        let mapped = Mapped {
            pool_ip: Inet(self.pool_ip()),
            protocol: self.protocol(),
            public_port: self.public_port(),
            floating_ip: Inet(self.host()),
            internal_port: 8443,
        };
        Some(mapped.living(self, life))
    }

    /// None where it maps a port, was never asked for, or was returned.
    pub fn policy(&self) -> Option<PolicyOfTicket> {
        let (reach, life) = (self.reach()?, self.life()?);
        let (host, leads) = (self.host(), self.leads(reach));
        let allowed = Allowed {
            kind: reach.code(),
            sources: host.to_string(),
            source_tenant: self.source_tenant(reach),
            destinations: leads.to_string(),
            destination_tenant: self.destination_tenant(reach),
            both_ways: self.is_both_ways(reach),
            tcp_ports: self.tcp_port(),
            translated_ip: self.translated_ip(reach).map(Inet),
            source_ranges: vec![range(host, host)],
            destination_ranges: match leads {
                Leads::Anywhere => vec![(Bound::Unbounded, Bound::Unbounded)],
                Leads::To(_) => vec![],
                Leads::Between(first, last) => vec![range(first, last)],
            },
        };
        Some(allowed.living(self, life))
    }

    fn leads(&self, reach: Reach) -> Leads {
        let nth = u32::try_from(self.nth).unwrap_or_default();
        match reach {
            Reach::Internet if self.nth % ANYWHERE == 6 => Leads::Anywhere,
            Reach::Internet if self.nth % 20 < 10 => Leads::To(format!("mirror{}.load.example", self.nth)),
            Reach::Internet => single(Ipv4Addr::from(u32::from(Ipv4Addr::new(203, 0, 113, 0)) + nth % 256)),
            Reach::Extranet => {
                let first = u32::from(Ipv4Addr::new(59, 2, 0, 0)) + nth % 4096 * SERVICE;
                Leads::Between(Ipv4Addr::from(first), Ipv4Addr::from(first + SERVICE - 1))
            }
            Reach::Tenant => single(self.neighbour.host(self.nth / 10)),
        }
    }

    const fn is_both_ways(&self, reach: Reach) -> bool {
        matches!(reach, Reach::Tenant) && self.nth % 40 == 9
    }

    fn source_tenant(&self, reach: Reach) -> String {
        if reach == Reach::Tenant { self.department.name.clone() } else { String::new() }
    }

    fn destination_tenant(&self, reach: Reach) -> String {
        if reach == Reach::Tenant { self.neighbour.name.clone() } else { String::new() }
    }

    fn translated_ip(&self, reach: Reach) -> Option<Ipv4Addr> {
        (reach == Reach::Extranet).then(|| self.department.extranet_ip())
    }

    /// No two tickets of a department ask for the same.
    fn tcp_port(&self) -> String {
        (1 + self.nth % 65_535).to_string()
    }

    fn life(&self) -> Option<Life> {
        let is_old = self.now - self.created_at > TimeDelta::days(360);
        let state = match self.state {
            State::Draft | State::Returned => return None,
            State::Pending | State::Processing | State::WaitingReply => "held",
            State::Closed => "released",
            // Of what is old a tenth is still needed.
            State::Completed if is_old && self.nth / 10 % 10 != 0 => "removed",
            State::Resolved | State::Completed => "active",
        };
        let ended_at = matches!(state, "released" | "removed").then_some(self.updated_at);
        let removed_at = ended_at.filter(|_| state == "removed");
        let last_day = (self.nth % 3 == 0).then(|| self.now + TimeDelta::days(60 + self.nth % 600));
        let until = ended_at.or_else(|| last_day.map(|at| calendar::start_of(calendar::date_of(at))));
        let valid = (Bound::Included(self.created_at), until.map_or(Bound::Unbounded, Bound::Excluded));
        Some(Life { state, valid, ended_at, removed_at })
    }
}

fn single(address: Ipv4Addr) -> Leads {
    Leads::Between(address, address)
}

fn range(first: Ipv4Addr, last: Ipv4Addr) -> (Bound<i64>, Bound<i64>) {
    let number = |address: Ipv4Addr| i64::from(u32::from(address));
    (Bound::Included(number(first)), Bound::Included(number(last)))
}

/// As normalised.
impl std::fmt::Display for Leads {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Anywhere => f.write_str("*"),
            Self::To(name) => f.write_str(name),
            Self::Between(first, last) if first == last => write!(f, "{first}"),
            Self::Between(first, last) => write!(f, "{first}-{last}"),
        }
    }
}
