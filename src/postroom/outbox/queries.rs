//! Reading the outbox.

use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Text as SqlText},
};

use super::filter::Filter;
use crate::{
    db::sql::{Bindings, planned_for_values, statement},
    error::AppResult,
    outbox::{KINDS, MAIL_COLUMNS, MAILS, MailKind, StoredMail},
    text::Text,
    web::{
        i18n::Lang,
        list::{COUNTED, Cursor, EXACT, Key, Order},
    },
};

/// The newest first.
const ORDER: Order = Order { id: "m.id", key: Key::Id, descending: true };

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// How many wait and how many are parked, as far as the tabs say it.
#[derive(Clone, Copy, Debug, QueryableByName)]
pub struct Standing {
    #[diesel(sql_type = BigInt)]
    pub waiting: i64,
    #[diesel(sql_type = BigInt)]
    pub parked: i64,
}

/// Up to `most` mails in the list's order, read away from the cursor; `found` is how many there are. What few mails say is
/// looked up, and what many say is soon met by going through them: the planner doesn't know which it is.
///
/// # Errors
/// When the database can't be had.
pub fn page(
    c: &mut PgConnection,
    filter: &Filter,
    found: i64,
    cursor: Option<&Cursor>,
    most: i64,
) -> AppResult<Vec<StoredMail>> {
    let mut bindings = Bindings::default();
    let conditions = all_of(&conditions(filter, &mut bindings));
    let (few, among) = if !filter.q.is_empty() && found <= EXACT {
        let few = format!("WITH found AS MATERIALIZED (SELECT m.id FROM mails m WHERE {conditions})");
        (few, "m.id IN (SELECT id FROM found)".to_owned())
    } else {
        (String::new(), conditions)
    };
    let beyond = cursor.map(|cursor| format!(" AND {}", bindings.add_part(ORDER.beyond(cursor)))).unwrap_or_default();
    let limit = bindings.add::<BigInt, _>(most);
    let query = format!(
        "{few} SELECT {MAIL_COLUMNS} FROM {MAILS} WHERE {among}{beyond} ORDER BY {} LIMIT {limit}",
        ORDER.away_from_sql(cursor)
    );
    planned_for_values(c, |c| Ok(bindings.into_statement(query).load(c)?))
}

/// How many there are, as exactly as lists count.
///
/// # Errors
/// When the database can't be had.
pub fn count(c: &mut PgConnection, filter: &Filter) -> AppResult<i64> {
    let mut bindings = Bindings::default();
    let conditions = conditions(filter, &mut bindings);
    let limit = bindings.add::<BigInt, _>(COUNTED);
    let query =
        format!("SELECT count(*) FROM (SELECT FROM mails m WHERE {} LIMIT {limit}) AS few", all_of(&conditions));
    let counted: Count = planned_for_values(c, |c| Ok(bindings.into_statement(query).get_result(c)?))?;
    Ok(counted.count)
}

/// # Errors
/// When the database can't be had.
pub fn standing(c: &mut PgConnection) -> AppResult<Standing> {
    let of =
        |state: &str| format!("(SELECT count(*) FROM (SELECT FROM mails WHERE state = '{state}' LIMIT 100) AS few)");
    Ok(statement(format!("SELECT {} AS waiting, {} AS parked", of("waiting"), of("parked"))).get_result(c)?)
}

/// Those of these ids.
///
/// # Errors
/// When the database can't be had.
pub fn numbered(c: &mut PgConnection, ids: &[i64]) -> AppResult<Vec<StoredMail>> {
    let query = format!("SELECT {MAIL_COLUMNS} FROM {MAILS} WHERE m.id = ANY($1)");
    Ok(statement(query).bind::<Array<BigInt>, _>(ids.to_vec()).load(c)?)
}

/// The mail of that id, which nobody else touches until the transaction ends.
///
/// # Errors
/// 404 when there is none.
pub fn lock(tx: &mut PgConnection, id: i64) -> AppResult<StoredMail> {
    let query = format!("SELECT {MAIL_COLUMNS} FROM {MAILS} WHERE m.id = $1 FOR UPDATE OF m");
    Ok(statement(query).bind::<BigInt, _>(id).get_result(tx)?)
}

fn all_of(conditions: &[String]) -> String {
    if conditions.is_empty() { "true".to_owned() } else { conditions.join(" AND ") }
}

fn conditions(filter: &Filter, bindings: &mut Bindings<'_>) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(tab) = filter.tab {
        let states: Vec<String> = tab.states().iter().map(|state| format!("'{}'", state.code())).collect();
        found.push(format!("m.state IN ({})", states.join(", ")));
    }
    if let Some(kind) = filter.kind {
        found.push(format!("m.title ->> 'key' = {}", bindings.add::<SqlText, _>(kind.code)));
    }
    for word in filter.q.split_whitespace() {
        let words = bindings.add::<SqlText, _>(word.to_owned());
        let named = format!("search_vector(mail_words(m.address, m.title)) @@ search_query({words})");
        let saying = kinds_saying(word);
        found.push(if saying.is_empty() {
            named
        } else {
            format!("({named} OR m.title ->> 'key' = ANY({}))", bindings.add::<Array<SqlText>, _>(saying))
        });
    }
    found
}

/// The kinds whose titles say it themselves, in any language, since subjects are written in their readers'; what fills
/// their gaps is another matter.
fn kinds_saying(word: &str) -> Vec<&'static str> {
    let word = word.to_lowercase();
    let says = |kind: &&MailKind| {
        let title = kind.gaps.iter().fold(Text::new(kind.code), |title, gap| title.with(gap, ""));
        Lang::ALL.into_iter().any(|lang| lang.say(&title).to_lowercase().contains(&word))
    };
    KINDS.iter().filter(says).map(|kind| kind.code).collect()
}
