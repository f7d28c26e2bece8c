//! What submitting would do, atom by atom, as the form shows it (spec 2, "Preview").

use chrono::{DateTime, Utc};

use crate::{
    network::{
        coverage::{Cover, Coverage},
        opening::Opening,
        policy::Atom,
    },
    policy::Actor,
    text::Text,
    tickets::filing::mark_view::MarkView,
};

/// Lines that are shown; what can't be had comes first.
const SHOWN: usize = 60;

pub struct Preview {
    pub lines: Vec<AtomLine>,
    pub total: usize,
    pub more: usize,
}

pub struct AtomLine {
    pub from: String,
    pub to: String,
    pub over: String,
    pub mark: MarkView,
}

impl Preview {
    #[must_use]
    pub fn of(coverage: &Coverage, who: &Actor, now: DateTime<Utc>) -> Self {
        let mut atoms: Vec<&(Atom, Cover)> = coverage.atoms.iter().collect();
        atoms.sort_by_key(|(_, cover)| match cover {
            Cover::Taken(_) => 0,
            Cover::Open(_) => 1,
            Cover::Renewal | Cover::New => 2,
        });
        let line = |(atom, cover): &(Atom, Cover)| AtomLine {
            from: atom.source.to_string(),
            to: atom.destination.to_string(),
            over: format!("{} {}", atom.protocol.as_str().to_uppercase(), atom.ports),
            mark: mark(*cover, &coverage.there, who, now),
        };
        let lines: Vec<AtomLine> = atoms.into_iter().take(SHOWN).map(line).collect();
        Self { total: coverage.total, more: coverage.total - lines.len(), lines }
    }
}

fn mark(cover: Cover, there: &[Opening], who: &Actor, now: DateTime<Utc>) -> MarkView {
    let says = |by: usize| there.get(by).map_or("ticket-mark-new-access".into(), |it| it.is_in_the_way(who, now));
    match cover {
        Cover::New => MarkView::new("ticket-mark-new-access".into()),
        Cover::Renewal => MarkView::new("ticket-mark-renewal-access".into()),
        Cover::Open(by) => MarkView::open(Text::new("ticket-mark-open-access").with("says", says(by))),
        Cover::Taken(by) => MarkView::taken(Text::new("ticket-mark-taken").with("says", says(by))),
    }
}
