//! Where a department may stand, and when it may be disabled: decisions alone.

use super::{
    model::{Carried, Department},
    special::Special,
};
use crate::{policy::Sector, text::Text};

/// The sector of what lies below `parent`; below the province it is chosen.
///
/// # Errors
/// Why it can't be that.
pub fn sector_below(parent: &Department, chosen: Option<Sector>) -> Result<Option<Sector>, Text> {
    match (parent.special(), chosen) {
        (Some(Special::Province), None) => Err("organisation-sector-missing".into()),
        (Some(Special::Province), chosen) => Ok(chosen),
        (_, Some(other)) if parent.sector() != Some(other) => Err("organisation-sector-is-its-parents".into()),
        _ => Ok(parent.sector()),
    }
}

/// Whether something can be put below `parent`.
///
/// # Errors
/// Why it can't.
pub fn takes_units(parent: &Department) -> Result<(), Text> {
    if parent.disabled_at.is_some() {
        return Err(Text::new("organisation-parent-disabled").with("name", parent.name.as_str()));
    }
    Ok(())
}

/// Whether `it` can be of that sector while `reviews` of it and its units are under way: these go the way of the sector
/// they were submitted in, and those who decide there couldn't see them any more.
///
/// # Errors
/// Why it can't.
pub fn resector(it: &Department, sector: Option<Sector>, reviews: i64) -> Result<(), Text> {
    if sector != it.sector() && reviews > 0 {
        return Err(Text::new("organisation-sector-reviews").with("count", reviews));
    }
    Ok(())
}

/// Whether a special department's place is at stake.
///
/// # Errors
/// That it stays.
pub fn is_ordinary(it: &Department) -> Result<(), Text> {
    match it.special() {
        Some(special) => Err(Text::new("organisation-special-stays").with("special", Text::new(special.label()))),
        None => Ok(()),
    }
}

/// The sector that `it` has below `parent`.
///
/// # Errors
/// Why it can't be put there.
pub fn place(it: &Department, parent: &Department, reviews: i64) -> Result<Option<Sector>, Text> {
    if it.subtree.contains(&parent.id) {
        return Err("organisation-parent-below".into());
    }
    if it.parent_id == Some(parent.id) {
        return Err(Text::new("organisation-parent-same").with("name", parent.name.as_str()));
    }
    takes_units(parent)?;
    let is_root = parent.special() == Some(Special::Province);
    if it.is_of_the_operator() != parent.is_of_the_operator() || it.is_of_the_operator() && is_root {
        return Err("organisation-operator-apart".into());
    }
    let sector = if is_root { it.sector() } else { parent.sector() };
    resector(it, sector, reviews)?;
    Ok(sector)
}

/// Whether it may be disabled; all that is in the way at once.
///
/// # Errors
/// What is.
pub fn disable(it: &Department, carried: &Carried) -> Result<(), Text> {
    is_ordinary(it)?;
    if it.disabled_at.is_some() {
        return Err("organisation-disabled-already".into());
    }
    let Carried { units, users, tickets, requests, .. } = *carried;
    if units + users + tickets + requests > 0 {
        return Err(Text::new("organisation-in-use")
            .with("units", units)
            .with("users", users)
            .with("tickets", tickets)
            .with("requests", requests));
    }
    Ok(())
}

/// Whether it may be used again.
///
/// # Errors
/// Why it can't.
pub fn enable(it: &Department) -> Result<(), Text> {
    if it.disabled_at.is_none() {
        Err("organisation-enabled-already".into())
    } else if it.parent_is_disabled {
        Err(Text::new("organisation-parent-disabled").with("name", it.parent.as_deref().unwrap_or_default()))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOVERNMENT: Option<Sector> = Some(Sector::Government);
    const LAW: Option<Sector> = Some(Sector::PoliticalLegal);

    fn province() -> Department {
        let top = Department::sample(1, None).that_is(Special::Province);
        Department { parent_id: None, parent: None, ..top }
    }

    fn operator() -> Department {
        Department::sample(2, None).that_is(Special::Operator)
    }

    fn key<T>(result: Result<T, Text>) -> String {
        result.map_or_else(|why| why.key.into_owned(), |_| "taken".to_owned())
    }

    #[test]
    fn below_the_province_a_sector_is_chosen_and_elsewhere_taken_over() {
        let (office, team) = (Department::sample(3, GOVERNMENT), operator());
        assert_eq!(sector_below(&province(), LAW), Ok(LAW));
        assert_eq!(key(sector_below(&province(), None)), "organisation-sector-missing");
        assert_eq!(sector_below(&office, None), Ok(GOVERNMENT));
        assert_eq!(sector_below(&office, GOVERNMENT), Ok(GOVERNMENT));
        assert_eq!(key(sector_below(&office, LAW)), "organisation-sector-is-its-parents");
        assert_eq!(sector_below(&team, None), Ok(None));
        assert_eq!(key(sector_below(&team, LAW)), "organisation-sector-is-its-parents");
    }

    #[test]
    fn a_department_goes_where_its_sector_may_follow() {
        let it = Department { subtree: vec![3, 4], ..Department::sample(3, GOVERNMENT) };
        let other = Department::sample(5, GOVERNMENT);
        let police = Department::sample(6, LAW);
        let gone = Department { disabled_at: Some(chrono::Utc::now()), ..Department::sample(7, GOVERNMENT) };
        let deep = Department { parent_id: Some(5), ..Department::sample(8, GOVERNMENT) };
        for (moved, to, reviews, expected) in [
            (&it, &other, 9, "taken"),
            (&it, &police, 0, "taken"),
            (&it, &police, 1, "organisation-sector-reviews"),
            (&it, &it, 0, "organisation-parent-below"),
            (&it, &Department::sample(4, GOVERNMENT), 0, "organisation-parent-below"),
            (&it, &province(), 0, "organisation-parent-same"),
            (&deep, &province(), 3, "taken"),
            (&it, &gone, 0, "organisation-parent-disabled"),
            (&it, &operator(), 0, "organisation-operator-apart"),
        ] {
            assert_eq!(key(place(moved, to, reviews)), expected, "{} to {}", moved.id, to.id);
        }
        assert_eq!(place(&deep, &province(), 0), Ok(GOVERNMENT));
        assert_eq!(place(&it, &police, 0), Ok(LAW));
    }

    #[test]
    fn only_what_nobody_needs_any_more_is_disabled() {
        let nothing = Carried {
            units: 0,
            users: 0,
            tickets: 0,
            requests: 0,
            reviews: 0,
            applications: 3,
            projects: 2,
            hosts: 9,
            addresses: 1,
            groups: 1,
        };
        let it = Department::sample(3, GOVERNMENT);
        assert_eq!(disable(&it, &nothing), Ok(()));
        for carried in [
            Carried { units: 1, ..nothing.clone() },
            Carried { users: 1, ..nothing.clone() },
            Carried { tickets: 1, ..nothing.clone() },
            Carried { requests: 1, ..nothing.clone() },
        ] {
            assert_eq!(key(disable(&it, &carried)), "organisation-in-use");
        }
        for special in Special::ALL {
            assert_eq!(key(disable(&it.clone().that_is(special), &nothing)), "organisation-special-stays");
        }
        let gone = Department { disabled_at: Some(chrono::Utc::now()), ..it.clone() };
        assert_eq!(key(disable(&gone, &nothing)), "organisation-disabled-already");
        assert_eq!(enable(&gone), Ok(()));
        assert_eq!(key(enable(&it)), "organisation-enabled-already");
        assert_eq!(key(enable(&Department { parent_is_disabled: true, ..gone })), "organisation-parent-disabled");
    }
}
