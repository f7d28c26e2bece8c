use diesel::prelude::*;

use crate::{
    people::{model::people, state::State},
    policy::{Action, Actor},
    web::search::{Hit, Mark, READ, Row, Source, nothing, says},
};

/// People among what is searched for everywhere: the newest that `words` find, for who keeps accounts or their rights.
#[must_use]
pub fn sought(who: &Actor, words: &str) -> Option<Source> {
    let (list, hit): (_, fn(Row) -> Hit) = if who.may(Action::ManageUsers) {
        ("/admin/users", |row| account("/admin/users", row))
    } else if who.may(Action::ManageRoles) {
        ("/admin/grants", |row| account("/admin/grants", row))
    } else {
        return None;
    };
    let found = people::table.filter(says("people.search", words)).order(people::id.desc()).limit(READ);
    let rows = found.select((
        people::id,
        nothing(),
        people::username,
        people::display_name,
        people::department,
        people::state,
    ));
    Some(Source::new("search-people", list, rows, hit))
}

fn account(list: &str, row: Row) -> Hit {
    let mark = row.state.parse::<State>().ok().map(|state| Mark::of(state.family(), state.code(), state.label()));
    let path = format!("{list}/{}", row.key);
    row.at(path, mark)
}
