use diesel::prelude::*;

use super::find::visible_to;
use crate::{
    applications::state::State,
    policy::{Action, Actor},
    schema::{applications, departments, users},
    web::search::{Mark, READ, Source, nothing, says},
};

/// Applications among what is searched for everywhere: the newest that `words` find; none for who doesn't see them.
#[must_use]
pub fn sought(who: &Actor, words: &str) -> Option<Source> {
    if !who.may(Action::ViewApplications) {
        return None;
    }
    let found = visible_to(who).filter(says("applications.search", words)).order(applications::id.desc()).limit(READ);
    let rows = found.select((
        applications::id,
        nothing(),
        applications::name,
        users::display_name,
        departments::name,
        applications::state,
    ));
    Some(Source::new("search-applications", "/applications", rows, |row| {
        let mark = row.state.parse::<State>().ok().map(|state| Mark::of(state.family(), state.code(), state.label()));
        let path = format!("/applications/{}", row.key);
        row.at(path, mark)
    }))
}
