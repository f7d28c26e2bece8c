//! What is typed of many addresses at once.

use std::net::IpAddr;

use crate::{
    network::{
        address::{IpList, Networks},
        host_form::{chosen, words},
        line::Line,
        pool::Pool,
        reserved::is_public,
    },
    text::Text,
    web::form::{Errors, FieldReader, FromFields, tidied},
};

/// Addresses taken in, retired or restored at once.
pub const MOST: u64 = 4_096;

/// As typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RangeForm {
    pub addresses: String,
    pub line: String,
    /// An id; empty for nobody.
    pub department: String,
    pub note: String,
}

/// Addresses as they shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub addresses: IpList,
    pub line: Line,
    pub department: Option<i64>,
    pub note: String,
}

impl FromFields for RangeForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            addresses: fields.text("addresses"),
            line: fields.text("line"),
            department: fields.text("department"),
            note: fields.text("note"),
        }
    }
}

impl RangeForm {
    /// The addresses as they are read, to be shown so.
    pub fn tidy(&mut self) {
        tidied(&mut self.addresses, |typed| IpList::parse(typed, Networks::Allowed));
    }

    /// # Errors
    /// Every refusal, at its field.
    pub fn parse(&self, mut errors: Errors) -> Result<Wanted, Errors> {
        let line = errors.take("line", line(&self.line));
        let addresses = errors.take("addresses", addresses(&self.addresses));
        if let Some((line, addresses)) = line.zip(addresses.as_ref()) {
            errors.take("addresses", of_pool(addresses, line.pool()));
        }
        let department = match self.department.as_str() {
            "" => Some(None),
            id => errors.take("department", chosen(id, "network-department-missing").map(Some)),
        };
        let note = errors.take("note", words(&self.note));
        errors.finish(|| Some(Wanted { addresses: addresses?, line: line?, department: department?, note: note? }))
    }

    /// Those that are meant.
    ///
    /// # Errors
    /// Why they can't be read.
    pub fn meant(&self, mut errors: Errors) -> Result<IpList, Errors> {
        let addresses = errors.take("addresses", addresses(&self.addresses));
        errors.finish(|| addresses)
    }
}

/// # Errors
/// Why it is none.
pub fn line(code: &str) -> Result<Line, Text> {
    if code.is_empty() { Err("network-line-missing".into()) } else { code.parse() }
}

fn addresses(typed: &str) -> Result<IpList, Text> {
    let addresses = IpList::parse(typed, Networks::Allowed)?;
    if addresses.size() > MOST {
        return Err(Text::new("network-pool-too-many").with("count", addresses.size()).with("most", MOST));
    }
    Ok(addresses)
}

/// What the internet reaches is public; the extranet has addresses of its own.
///
/// # Errors
/// Which one isn't.
pub fn of_pool(addresses: &IpList, pool: Pool) -> Result<(), Text> {
    let is_wrong = |ip: &std::net::Ipv4Addr| pool == Pool::Internet && !is_public(IpAddr::V4(*ip));
    match addresses.addresses().find(is_wrong) {
        Some(ip) => Err(Text::new("network-pool-address-private").with("element", ip.to_string())),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(addresses: &str, line: &str) -> RangeForm {
        RangeForm { addresses: addresses.to_owned(), line: line.to_owned(), ..RangeForm::default() }
    }

    #[test]
    fn addresses_come_singly_as_ranges_and_as_networks() {
        for (addresses, count) in [("203.0.113.9", 1), ("203.0.113.1-9；203.0.113.20", 10), ("198.51.100.0/24", 256)] {
            let wanted = typed(addresses, "bgp").parse(Errors::default()).unwrap();
            assert_eq!(wanted.addresses.size(), count, "{addresses}");
        }
    }

    #[test]
    fn what_belongs_to_no_pool_is_refused() {
        for (addresses, line, field, key) in [
            ("", "bgp", "addresses", "network-addresses-missing"),
            ("10.1.2.0/24", "bgp", "addresses", "network-pool-address-private"),
            ("198.51.0.0/16", "bgp", "addresses", "network-pool-too-many"),
            ("203.0.113.9", "", "line", "network-line-missing"),
        ] {
            let errors = typed(addresses, line).parse(Errors::default()).unwrap_err();
            assert_eq!(errors.at(field)[0].key, key, "{addresses}");
        }
        assert!(typed("10.1.2.0/24", "extranet").parse(Errors::default()).is_ok());
    }
}
