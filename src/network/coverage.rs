//! What of a rule is new, open already, or somebody's (spec 2, "Preview"): atom by atom.

use chrono::{DateTime, Utc};

use super::{
    mapping::MappingState,
    opening::Opening,
    policy::{AccessRule, Atom},
};

/// Atoms that are looked at; a rule of more is of the size of networks, and its first ones tell enough.
pub const MOST: usize = 10_000;

/// What opening an atom would do; by the place of who has it among the openings looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// 新开
    New,
    /// Goes on where what it prolongs ends.
    Renewal,
    /// 已开通: all of it is in force.
    Open(usize),
    /// 冲突: another ticket asked for it and waits, or had the very same, which is to be removed first.
    Taken(usize),
}

/// A rule beside what its department has.
#[derive(Clone, Debug)]
pub struct Coverage {
    pub atoms: Vec<(Atom, Cover)>,
    /// How many atoms there are in all.
    pub total: usize,
    /// Held, in force, or to be removed.
    pub there: Vec<Opening>,
}

impl Coverage {
    /// `rule` beside `there`; it prolongs the opening `renews`.
    #[must_use]
    pub fn of(rule: &AccessRule, renews: Option<i64>, there: Vec<Opening>, now: DateTime<Utc>) -> Self {
        let atoms = rule.atoms().take(MOST);
        let atoms = atoms.map(|atom| {
            let cover = cover(rule, &atom, renews, &there, now);
            (atom, cover)
        });
        Self { atoms: atoms.collect(), total: rule.size(), there }
    }

    /// Who has the first atom that can't be had.
    #[must_use]
    pub fn taken(&self) -> Option<&Opening> {
        self.atoms.iter().find_map(|(_, cover)| match cover {
            Cover::Taken(by) => self.there.get(*by),
            _ => None,
        })
    }

    /// Who opened the first atom, where all of them are open.
    #[must_use]
    pub fn open(&self) -> Option<&Opening> {
        let all = self.total == self.atoms.len() && self.atoms.iter().all(|(_, it)| matches!(it, Cover::Open(_)));
        let by = self.atoms.first().map(|(_, cover)| *cover).filter(|_| all);
        match by {
            Some(Cover::Open(by)) => self.there.get(by),
            _ => None,
        }
    }
}

fn cover(rule: &AccessRule, atom: &Atom, renews: Option<i64>, there: &[Opening], now: DateTime<Utc>) -> Cover {
    let has = |opening: &Opening| {
        opening.rule().is_some_and(|other| rule.is_between_the_sides_of(other) && other.covers(atom))
    };
    let place = |wanted: &dyn Fn(&Opening) -> bool| there.iter().position(|it| has(it) && wanted(it));
    let in_force = |it: &Opening| it.state == MappingState::Active && !it.period.is_over(now);
    if place(&|it| Some(it.id) == renews).is_some() {
        return Cover::Renewal;
    }
    // Policies come and go at the gateway without each other; only the same one can't be put back while it is there.
    let is_the_same = |it: &Opening| it.rule().is_some_and(|other| rule.is_the_access_of(other));
    let in_the_way = |it: &Opening| it.state == MappingState::Held || !in_force(it) && is_the_same(it);
    match (place(&in_force), place(&in_the_way)) {
        (Some(open), _) => Cover::Open(open),
        (None, Some(taken)) => Cover::Taken(taken),
        (None, None) => Cover::New,
    }
}
