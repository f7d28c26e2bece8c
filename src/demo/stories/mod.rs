//! What has happened in the example province: requests of several departments, as people and
//! operators took them further. Each is told as a [`Story`] and played through the product's own
//! commands, so that the example can't hold what the product refuses.

mod access;
mod aged;
mod around;
pub(super) mod clock;
mod complaints;
mod delegations;
mod emergency;
mod filters;
mod neighbours;
mod people;
mod play;
mod prices;
mod projects;
mod requests;
mod servers;
mod story;
mod support;

pub(super) use play::play;
use story::Story;

/// Those of the emergency department first: most of the example is theirs.
fn all() -> impl Iterator<Item = &'static Story> {
    emergency::STORIES
        .iter()
        .chain(&neighbours::STORIES)
        .chain(&access::STORIES)
        .chain(&servers::STORIES)
        .chain(&aged::STORIES)
        .chain(&support::STORIES)
}
