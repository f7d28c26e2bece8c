//! Hosts and pool addresses among what is searched for everywhere.

use diesel::{prelude::*, sql_types::Text as SqlText};

use super::{addresses, hosts as machines};
use crate::{
    db::sql::fragment,
    network::{host::HostState, pool::Pool},
    policy::{Action, Actor},
    schema::{departments, hosts, pool_ips},
    web::search::{Hit, Mark, NEAR, READ, Row, Source, is_newest, nothing, says, words_of},
};

/// The newest that `words` find; none for who doesn't see the network.
#[must_use]
pub fn sought_hosts(who: &Actor, words: &str) -> Option<Source> {
    if !who.may(Action::ViewNetwork) {
        return None;
    }
    let seen = || machines::visible_to(who);
    let near = seen().order(hosts::id.desc()).limit(NEAR).select((hosts::id, words_of("hosts.search")));
    let far = seen().filter(says("hosts.search", words)).select(hosts::id);
    let found = seen().filter(is_newest("hosts.id", words, near, far)).order(hosts::id.desc()).limit(READ);
    let address = fragment::<SqlText>("host(hosts.floating_ip)");
    let rows = found.select((hosts::id, nothing(), hosts::name, address, departments::name, hosts::state));
    Some(Source::new("search-hosts", "/network/hosts", rows, |row| {
        let state = row.state.parse::<HostState>().ok();
        let path = format!("/network/hosts/{}", row.key);
        row.at(path, state.map(|state| Mark::of(state.family(), state.code(), state.label())))
    }))
}

/// The first that `words` find; none for who doesn't see the network.
#[must_use]
pub fn sought_addresses(who: &Actor, words: &str) -> Option<Source> {
    if !who.may(Action::ViewNetwork) {
        return None;
    }
    let found = addresses::visible_to(who).filter(says("pool_ips.search", words)).order(pool_ips::address).limit(READ);
    let address = || fragment::<SqlText>("host(pool_ips.address)");
    let rows = found.select((address(), pool_ips::pool, address(), nothing(), departments::name.nullable(), nothing()));
    Some(Source::new("search-addresses", "/network/internet-ips", rows, pool_address))
}

/// Of whichever pool: the page leads on.
fn pool_address(row: Row) -> Hit {
    let kind = row.kind.parse::<Pool>().ok().map(Pool::name);
    let path = format!("/network/internet-ips/{}", row.key);
    Hit { kind, ..row.at(path, None) }
}
