//! Requests and resources among what is searched for everywhere.

use diesel::prelude::*;

use super::{find, resources};
use crate::{
    policy::{Action, Actor},
    requests::{
        model::{path_of, requests_with_names},
        resource::{resources_with_names, state_mark},
        state::State,
    },
    web::search::{Hit, Mark, NEAR, READ, Row, Source, is_newest, nothing, says, words_of},
};

/// The newest that `words` find; none for who doesn't see resources.
#[must_use]
pub fn sought_requests(who: &Actor, words: &str) -> Option<Source> {
    use requests_with_names::{department, id, number, state, summary};
    if !who.may(Action::ViewResources) {
        return None;
    }
    let seen = || find::visible_to(who);
    let near = seen().order(id.desc()).limit(NEAR).select((id, words_of("requests_with_names.search")));
    let far = seen().filter(says("requests_with_names.search", words)).select(id);
    let found = seen().filter(is_newest("requests_with_names.id", words, near, far)).order(id.desc()).limit(READ);
    let rows = found.select((number, nothing(), number, summary, department, state));
    Some(Source::new("search-requests", "/resources/requests", rows, request))
}

fn request(row: Row) -> Hit {
    let mark = row.state.parse::<State>().ok().map(|state| Mark::of(state.family(), state.code(), state.label()));
    let path = path_of(&row.key);
    row.at(path, mark)
}

/// The same of resources.
#[must_use]
pub fn sought_resources(who: &Actor, words: &str) -> Option<Source> {
    use resources_with_names::{department, id, name, specification, state};
    if !who.may(Action::ViewResources) {
        return None;
    }
    let seen = || resources::visible_to(who);
    let near = seen().order(id.desc()).limit(NEAR).select((id, words_of("resources_with_names.search")));
    let far = seen().filter(says("resources_with_names.search", words)).select(id);
    let found = seen().filter(is_newest("resources_with_names.id", words, near, far)).order(id.desc()).limit(READ);
    let rows = found.select((id, nothing(), name, specification, department, state));
    Some(Source::new("search-resources", "/resources", rows, resource))
}

fn resource(row: Row) -> Hit {
    let (family, code, label) = state_mark(&row.state);
    let path = format!("/resources/{}", row.key);
    row.at(path, Some(Mark::of(family, code, label)))
}
