//! Who is asking: everything a page needs to know of its reader.

use std::{
    net::{IpAddr, SocketAddr},
    str::FromStr,
};

use actix_web::HttpRequest;
use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Bool, Json, Nullable, Text as SqlText},
};
use ipnet::IpNet;
use serde::Deserialize;
use uuid::Uuid;

use super::{
    announced::{self, Announced},
    i18n::Lang,
    maintenance::{self, Window},
    saved_filters::{self, SavedFilter},
    waiting,
};
use crate::{
    db::{Gathered, sql::statement},
    error::AppResult,
    policy::{Actor, Home, Origin, Principal, Sector},
};

/// A signed-in person as a page needs to know them.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub actor: Actor,
    pub lang: Lang,
    pub unread: i64,
    /// What waits for their decision, to a hundred.
    pub waiting: i64,
    /// Mails that couldn't be sent, to a hundred, for who looks after them.
    pub parked_mails: i64,
    /// Requests for accounts that wait for them, to a hundred.
    pub account_requests: i64,
    pub must_change_password: bool,
    /// Whether one-time codes are asked for at their sign-in.
    pub second_factor: bool,
    /// Single keys do something.
    pub shortcuts: bool,
    /// Their own, of the list they look at.
    pub saved_filters: Vec<SavedFilter>,
    /// That run for them.
    pub announcements: Vec<Announced>,
    /// A time of maintenance, on or near.
    pub maintenance: Option<Window>,
    pub session: Uuid,
    pub last_seen_at: DateTime<Utc>,
}

/// What makes an [`Actor`], of `users u` and `departments d`.
const PERSON: &str = "u.id, u.username, u.display_name, u.ticket_group_id,
    u.department_id, d.name AS department_name, d.sector, d.subtree,
    ARRAY(SELECT role FROM user_roles WHERE user_id = u.id ORDER BY role) AS roles,
    ARRAY(SELECT permission FROM user_grants WHERE user_id = u.id ORDER BY permission) AS grants,
    (SELECT json_agg(json_build_object(
         'id', p.id, 'username', p.username, 'display_name', p.display_name,
         'roles', ARRAY(SELECT role FROM user_roles WHERE user_id = p.id ORDER BY role),
         'grants', ARRAY(SELECT permission FROM user_grants WHERE user_id = p.id ORDER BY permission)) ORDER BY p.id)
     FROM delegations_in_force f JOIN users p ON p.id = f.delegator_id WHERE f.delegate_id = u.id) AS stands_in_for";

/// What makes a [`Reader`], of the same; `$2` is the address they look at.
#[must_use]
pub fn reader_columns() -> String {
    format!(
        "{PERSON}, u.language, u.must_change_password, u.shortcuts, {} AS saved_filters, {} AS announcements, {} AS maintenance, {}, {}, {},
         EXISTS (SELECT FROM second_factors f WHERE f.user_id = u.id AND f.enabled_at IS NOT NULL) AS second_factor,
         (SELECT count(*) FROM (
             SELECT FROM messages WHERE recipient_id = u.id AND read_at IS NULL LIMIT 100) AS few) AS unread",
        saved_filters::OF_THE_LIST,
        announced::RUNNING,
        maintenance::WINDOW,
        waiting::column(),
        waiting::parked_mails(),
        waiting::account_requests()
    )
}

#[derive(Clone, Debug, QueryableByName)]
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
    #[diesel(sql_type = Nullable<Json>)]
    stands_in_for: Option<Gathered<Vec<Delegator>>>,
}

/// Somebody in whose place a person decides now.
#[derive(Clone, Debug, Deserialize)]
struct Delegator {
    id: i64,
    username: String,
    display_name: String,
    roles: Vec<String>,
    grants: Vec<String>,
}

/// Whoever a session belongs to, as the session's store reads them in the same query.
#[derive(Clone, Debug, QueryableByName)]
pub struct Reader {
    #[diesel(embed)]
    person: Person,
    #[diesel(sql_type = SqlText)]
    language: String,
    #[diesel(sql_type = Bool)]
    must_change_password: bool,
    #[diesel(sql_type = Bool)]
    second_factor: bool,
    #[diesel(sql_type = Bool)]
    shortcuts: bool,
    #[diesel(sql_type = Nullable<Json>)]
    saved_filters: Option<Gathered<Vec<SavedFilter>>>,
    #[diesel(sql_type = Nullable<Json>)]
    announcements: Option<Gathered<Vec<Announced>>>,
    #[diesel(sql_type = Nullable<Json>)]
    maintenance: Option<Gathered<Window>>,
    #[diesel(sql_type = BigInt)]
    unread: i64,
    #[diesel(sql_type = BigInt)]
    waiting: i64,
    #[diesel(sql_type = BigInt)]
    parked_mails: i64,
    #[diesel(sql_type = BigInt)]
    account_requests: i64,
}

/// The person of that username, without a session.
///
/// # Errors
/// 404 when there is none.
pub fn actor_named(c: &mut PgConnection, username: &str, origin: Origin) -> AppResult<Actor> {
    let person: Person = statement(format!(
        "SELECT {PERSON} FROM users u JOIN departments d ON d.id = u.department_id
         WHERE u.username = $1 AND u.disabled_at IS NULL",
    ))
    .bind::<SqlText, _>(username)
    .get_result(c)?;
    Ok(person.into_actor(origin))
}

impl Reader {
    #[must_use]
    pub fn into_visitor(self, session: Uuid, last_seen_at: DateTime<Utc>, origin: Origin) -> Visitor {
        Visitor {
            lang: Lang::from_code(&self.language).unwrap_or_default(),
            unread: self.unread,
            waiting: self.waiting,
            parked_mails: self.parked_mails,
            account_requests: self.account_requests,
            must_change_password: self.must_change_password,
            second_factor: self.second_factor,
            shortcuts: self.shortcuts,
            saved_filters: Gathered::or_none(self.saved_filters),
            announcements: Gathered::or_none(self.announcements),
            maintenance: self.maintenance.map(|found| found.0),
            session,
            last_seen_at,
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
            roles: understood(&self.roles),
            grants: understood(&self.grants),
            ticket_group: self.ticket_group_id,
            stands_in_for: Gathered::or_none(self.stands_in_for).into_iter().map(Principal::from).collect(),
            origin,
        }
    }
}

impl From<Delegator> for Principal {
    fn from(it: Delegator) -> Self {
        let (roles, grants) = (understood(&it.roles), understood(&it.grants));
        Self { id: it.id, username: it.username, display_name: it.display_name, roles, grants }
    }
}

fn understood<T: FromStr>(words: &[String]) -> Vec<T> {
    words.iter().filter_map(|word| word.parse().ok()).collect()
}

/// The client's address: the peer's, unless the peer is a proxy we trust.
#[must_use]
pub fn address(request: &HttpRequest, trusted: &[IpNet]) -> String {
    let Some(peer) = request.peer_addr().map(|peer| peer.ip().to_canonical()) else { return "-".to_owned() };
    let is_trusted = |ip: &IpAddr| trusted.iter().any(|net| net.contains(ip));
    // Some proxies add a line of their own instead of appending to the one that came.
    let lines = request.headers().get_all("x-forwarded-for").map(|line| line.to_str().unwrap_or_default());
    let hops: Vec<&str> = lines.flat_map(|line| line.split(',')).collect();
    let mut client = peer;
    // The last address that none of ours wrote; what can't be read is nobody's word.
    for hop in hops.into_iter().rev() {
        match read_hop(hop) {
            Some(before) if is_trusted(&client) => client = before,
            _ => break,
        }
    }
    client.to_string()
}

/// An address as proxies write it: some of them with its port.
fn read_hop(written: &str) -> Option<IpAddr> {
    let written = written.trim();
    let with_port = || written.parse::<SocketAddr>().map(|address| address.ip());
    written.parse::<IpAddr>().or_else(|_| with_port()).ok().map(|ip| ip.to_canonical())
}
