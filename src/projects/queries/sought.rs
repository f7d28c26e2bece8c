use diesel::prelude::*;

use super::find::visible_to;
use crate::{
    policy::{Action, Actor},
    projects::{model::projects_with_people as known, state::State},
    web::search::{Mark, READ, Source, nothing, says},
};

/// Projects among what is searched for everywhere: the newest that `words` find; none for who doesn't see them.
#[must_use]
pub fn sought(who: &Actor, words: &str) -> Option<Source> {
    if !who.may(Action::ViewResources) {
        return None;
    }
    let found = visible_to(who).filter(says("projects_with_people.search", words)).order(known::id.desc()).limit(READ);
    let rows = found.select((known::id, nothing(), known::name, known::contact, known::department, known::state));
    Some(Source::new("search-projects", "/projects", rows, |row| {
        let mark = row.state.parse::<State>().ok().map(|state| Mark::of(state.family(), state.code(), state.label()));
        let path = format!("/projects/{}", row.key);
        row.at(path, mark)
    }))
}
