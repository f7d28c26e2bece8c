use diesel::{prelude::*, sql_types::BigInt};

use crate::{
    applications,
    db::sql::{Bindings, planned_for_values},
    error::AppResult,
    network, people,
    policy::Actor,
    projects, requests, tickets,
    web::search::{Hit, Row, SHOWN, Source},
};

/// What was found of one kind.
pub struct Found {
    pub label: &'static str,
    pub list: &'static str,
    pub hits: Vec<Hit>,
    pub has_more: bool,
}

#[derive(QueryableByName)]
struct Stored {
    #[diesel(sql_type = BigInt)]
    source: i64,
    #[diesel(embed)]
    row: Row,
}

/// Whatever `who` may look for.
fn sources(who: &Actor, words: &str) -> Vec<Source> {
    let all = [
        tickets::queries::sought(who, words),
        requests::queries::sought_requests(who, words),
        requests::queries::sought_resources(who, words),
        projects::queries::sought(who, words),
        applications::queries::sought(who, words),
        network::queries::sought_hosts(who, words),
        network::queries::sought_addresses(who, words),
        people::queries::sought(who, words),
    ];
    all.into_iter().flatten().collect()
}

/// The first of each kind that `words` find, kinds with nothing left out. One query, planned for its words.
///
/// # Errors
/// When the database can't be had.
pub fn find(c: &mut PgConnection, who: &Actor, words: &str) -> AppResult<Vec<Found>> {
    let mut bindings = Bindings::default();
    let (mut found, mut parts) = (Vec::new(), Vec::new());
    for (nth, source) in sources(who, words).into_iter().enumerate() {
        let Source { label, list, hit, .. } = source;
        found.push((Found { label, list, hits: Vec::new(), has_more: false }, hit));
        parts.push(format!(
            "SELECT {nth}::bigint AS source, of.* FROM ({}) AS of",
            bindings.add_part(source.into_rows())
        ));
    }
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    let all = bindings.into_statement(parts.join(" UNION ALL "));
    let rows: Vec<Stored> = planned_for_values(c, |c| Ok(all.load(c)?))?;
    for Stored { source, row } in rows {
        let Some((found, hit)) = usize::try_from(source).ok().and_then(|nth| found.get_mut(nth)) else { continue };
        if found.hits.len() < SHOWN { found.hits.push(hit(row)) } else { found.has_more = true }
    }
    Ok(found.into_iter().map(|(found, _)| found).filter(|found| !found.hits.is_empty()).collect())
}
