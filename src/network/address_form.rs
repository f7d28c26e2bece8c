//! The form of a pool address.

use std::net::{IpAddr, Ipv4Addr};

use super::{
    address::parse_ipv4,
    host_form::{chosen, words},
    line::Line,
    pool::Pool,
    pool_address::PoolAddress,
    reserved::is_public,
};
use crate::{
    text::Text,
    web::form::{Errors, FieldReader, FromFields},
};

/// As typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressForm {
    pub address: String,
    pub line: String,
    pub department: String,
    pub note: String,
}

/// As it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedAddress {
    pub address: Ipv4Addr,
    pub line: Line,
    /// None: kept for later.
    pub department: Option<i64>,
    pub note: String,
}

impl FromFields for AddressForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            address: fields.text("address"),
            line: fields.text("line"),
            department: fields.text("department"),
            note: fields.text("note"),
        }
    }
}

impl From<&PoolAddress> for AddressForm {
    fn from(ip: &PoolAddress) -> Self {
        Self {
            address: ip.address.to_string(),
            line: ip.line.code().to_owned(),
            department: ip.department_id.map(|id| id.to_string()).unwrap_or_default(),
            note: ip.note.clone(),
        }
    }
}

impl AddressForm {
    /// # Errors
    /// Every refusal, at its field.
    pub fn parse(&self, pool: Pool, mut errors: Errors) -> Result<WantedAddress, Errors> {
        let address = errors.take("address", parse_ipv4(&self.address).and_then(|it| of_pool(it, pool)));
        let line = errors.take("line", line(&self.line, pool));
        let department = match self.department.as_str() {
            "" => Some(None),
            id => errors.take("department", chosen(id, "network-department-missing").map(Some)),
        };
        let note = errors.take("note", words(&self.note));
        errors.finish(|| Some(WantedAddress { address: address?, line: line?, department: department?, note: note? }))
    }
}

/// What the internet reaches is public; the extranet has addresses of its own.
fn of_pool(address: Ipv4Addr, pool: Pool) -> Result<Ipv4Addr, Text> {
    if pool == Pool::Extranet || is_public(IpAddr::V4(address)) {
        Ok(address)
    } else {
        Err(Text::new("network-pool-address-private").with("element", address.to_string()))
    }
}

fn line(code: &str, pool: Pool) -> Result<Line, Text> {
    if code.is_empty() {
        return Err("network-line-missing".into());
    }
    let line = code.parse::<Line>()?;
    // Another pool's line leads elsewhere.
    if line.pool() == pool { Ok(line) } else { Err("network-line-missing".into()) }
}
