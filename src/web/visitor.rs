//! Who is asking: one query that answers with everything a page needs to know of its reader.

use std::{net::IpAddr, str::FromStr};

use actix_web::HttpRequest;
use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_query,
    sql_types::{Array, BigInt, Bool, Nullable, Text as SqlText, Timestamptz, Uuid as SqlUuid},
};
use ipnet::IpNet;
use uuid::Uuid;

use super::i18n::Lang;
use crate::{
    error::AppResult,
    policy::{Actor, Grant, Home, Origin, Role, Sector},
};

/// A signed-in person as a page needs to know them.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub actor: Actor,
    pub lang: Lang,
    pub unread: i64,
    pub must_change_password: bool,
    /// Single keys do something.
    pub shortcuts: bool,
    pub session: Uuid,
    pub last_seen_at: DateTime<Utc>,
}

/// What makes an [`Actor`], of `users u` and `departments d`.
const PERSON: &str = "u.id, u.username, u.display_name, u.ticket_group_id,
    u.department_id, d.name AS department_name, d.sector, department_subtree(d.id) AS subtree,
    ARRAY(SELECT role FROM user_roles WHERE user_id = u.id ORDER BY role) AS roles,
    ARRAY(SELECT permission FROM user_grants WHERE user_id = u.id ORDER BY permission) AS grants";

#[derive(QueryableByName)]
struct Person {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = SqlText)]
    username: String,
    #[diesel(sql_type = SqlText)]
    display_name: String,
    #[diesel(sql_type = BigInt)]
    ticket_group_id: i64,
    #[diesel(sql_type = BigInt)]
    department_id: i64,
    #[diesel(sql_type = SqlText)]
    department_name: String,
    #[diesel(sql_type = Nullable<SqlText>)]
    sector: Option<String>,
    #[diesel(sql_type = Array<BigInt>)]
    subtree: Vec<i64>,
    #[diesel(sql_type = Array<SqlText>)]
    roles: Vec<String>,
    #[diesel(sql_type = Array<SqlText>)]
    grants: Vec<String>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(embed)]
    person: Person,
    #[diesel(sql_type = SqlText)]
    language: String,
    #[diesel(sql_type = Bool)]
    must_change_password: bool,
    #[diesel(sql_type = Bool)]
    shortcuts: bool,
    #[diesel(sql_type = BigInt)]
    unread: i64,
    #[diesel(sql_type = Timestamptz)]
    last_seen_at: DateTime<Utc>,
}

/// The visitor behind a living session, unless their account was disabled meanwhile.
///
/// # Errors
/// When the database can't be had.
pub fn find(c: &mut PgConnection, user: i64, session: Uuid, origin: Origin) -> AppResult<Option<Visitor>> {
    let row: Option<Row> = sql_query(format!(
        "SELECT {PERSON}, u.language, u.must_change_password, u.shortcuts,
                (SELECT count(*) FROM (
                    SELECT FROM messages WHERE recipient_id = u.id AND read_at IS NULL LIMIT 100) AS few) AS unread,
                s.last_seen_at
         FROM users u
         JOIN departments d ON d.id = u.department_id
         JOIN sessions s ON s.id = $2 AND s.user_id = u.id
         WHERE u.id = $1 AND u.disabled_at IS NULL",
    ))
    .bind::<BigInt, _>(user)
    .bind::<SqlUuid, _>(session)
    .get_result(c)
    .optional()?;
    Ok(row.map(|row| row.into_visitor(session, origin)))
}

/// The person of that username, without a session.
///
/// # Errors
/// 404 when there is none.
pub fn actor_named(c: &mut PgConnection, username: &str, origin: Origin) -> AppResult<Actor> {
    let person: Person = sql_query(format!(
        "SELECT {PERSON} FROM users u JOIN departments d ON d.id = u.department_id
         WHERE u.username = $1 AND u.disabled_at IS NULL",
    ))
    .bind::<SqlText, _>(username)
    .get_result(c)?;
    Ok(person.into_actor(origin))
}

impl Row {
    fn into_visitor(self, session: Uuid, origin: Origin) -> Visitor {
        Visitor {
            lang: Lang::from_code(&self.language).unwrap_or_default(),
            unread: self.unread,
            must_change_password: self.must_change_password,
            shortcuts: self.shortcuts,
            session,
            last_seen_at: self.last_seen_at,
            actor: self.person.into_actor(origin),
        }
    }
}

impl Person {
    /// What the tables' checks allow is what roles, grants and sectors understand.
    fn into_actor(self, origin: Origin) -> Actor {
        Actor {
            id: self.id,
            username: self.username,
            display_name: self.display_name,
            department: Home {
                id: self.department_id,
                name: self.department_name,
                sector: self.sector.and_then(|code| Sector::from_str(&code).ok()),
                subtree: self.subtree,
            },
            roles: self.roles.iter().filter_map(|word| Role::from_str(word).ok()).collect(),
            grants: self.grants.iter().filter_map(|word| Grant::from_str(word).ok()).collect(),
            ticket_group: self.ticket_group_id,
            origin,
        }
    }
}

/// The client's address: the peer's, unless the peer is a proxy we trust.
#[must_use]
pub fn address(request: &HttpRequest, trusted: &[IpNet]) -> String {
    let Some(peer) = request.peer_addr().map(|peer| peer.ip()) else { return "-".to_owned() };
    let is_trusted = |ip: &IpAddr| trusted.iter().any(|net| net.contains(ip));
    if !is_trusted(&peer) {
        return peer.to_string();
    }
    let forwarded = request.headers().get("x-forwarded-for").and_then(|value| value.to_str().ok()).unwrap_or_default();
    // The last address that none of ours wrote.
    let hops = forwarded.rsplit(',').filter_map(|hop| hop.trim().parse::<IpAddr>().ok());
    hops.into_iter().find(|hop| !is_trusted(hop)).unwrap_or(peer).to_string()
}
