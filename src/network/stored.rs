//! How addresses and codes look in the database.

use std::{net::Ipv4Addr, str::FromStr};

use anyhow::anyhow;
use diesel::{
    deserialize::{self, FromSql, FromSqlRow},
    expression::AsExpression,
    pg::{Pg, PgValue},
    serialize::{self, Output, ToSql},
    sql_types,
};
use ipnet::{IpNet, Ipv4Net};

use super::port::Port;
use crate::error::{AppError, AppResult};

/// One IPv4 address as an `inet`; checks of the tables keep networks and IPv6 out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromSqlRow, AsExpression)]
#[diesel(sql_type = sql_types::Inet)]
pub struct Inet(pub Ipv4Addr);

impl ToSql<sql_types::Inet, Pg> for Inet {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        let net = IpNet::V4(Ipv4Net::from(self.0));
        ToSql::<sql_types::Inet, Pg>::to_sql(&net, &mut out.reborrow())
    }
}

impl FromSql<sql_types::Inet, Pg> for Inet {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        match <IpNet as FromSql<sql_types::Inet, Pg>>::from_sql(value)? {
            IpNet::V4(net) => Ok(Self(net.addr())),
            IpNet::V6(_) => Err("an IPv6 address where only IPv4 is stored".into()),
        }
    }
}

/// A code whose values the database checks.
pub fn code<T: FromStr>(code: &str) -> AppResult<T> {
    code.parse().map_err(|_| AppError::Ours(anyhow!("stored code {code:?} means nothing")))
}

/// A port whose range the database checks.
pub fn port(number: i32) -> AppResult<Port> {
    let port = u16::try_from(number).ok().and_then(Port::new);
    port.ok_or_else(|| AppError::Ours(anyhow!("stored port {number} is none")))
}

impl From<Inet> for Ipv4Addr {
    fn from(stored: Inet) -> Self {
        stored.0
    }
}
