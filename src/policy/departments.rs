//! The departments that a sight reaches, for queries and for filters.

use diesel::{
    helper_types::IntoBoxed,
    pg::Pg,
    prelude::*,
    sql_types::{Array, BigInt},
};

use super::Sight;
use crate::{db::sql::Bindings, error::AppResult, schema::departments};

/// A query of departments.
pub type Departments = IntoBoxed<'static, departments::table, Pg>;

impl Sight {
    /// The departments whose records are in sight.
    #[must_use]
    pub fn departments(&self) -> Departments {
        let all = departments::table.into_boxed();
        match self {
            Self::Nothing => all.filter(departments::id.eq_any(Vec::<i64>::new())),
            Self::Departments(own) => all.filter(departments::id.eq_any(own.clone())),
            Self::Sector(all_of, own) => {
                all.filter(departments::sector.eq(all_of.code()).or(departments::id.nullable().eq_any(own.clone())))
            }
            Self::All => all,
        }
    }

    /// Those in sight of the department chosen, or of all, as rows `department (id)` of a query that goes through them
    /// one by one; none where nothing is left out.
    pub fn one_by_one(&self, chosen: Option<i64>, bindings: &mut Bindings<'static>) -> Option<String> {
        let is_chosen = |id: &i64| chosen.is_none_or(|chosen| chosen == *id);
        let known = match (self, chosen) {
            (Self::All, None) => return None,
            (Self::All, Some(id)) => vec![id],
            (Self::Nothing, _) => vec![],
            (Self::Departments(own), _) => own.iter().copied().filter(is_chosen).collect(),
            (Self::Sector(..), _) => {
                let mut seen = self.departments();
                if let Some(id) = chosen {
                    seen = seen.filter(departments::id.eq(id));
                }
                let seen = bindings.add_part(seen.select(departments::id));
                return Some(format!("({seen}) AS department (id)"));
            }
        };
        let known = bindings.add::<Array<BigInt>, _>(known);
        Some(format!("unnest({known}) AS department (id)"))
    }

    /// Their ids and names, to choose from.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn named_departments(&self, c: &mut PgConnection) -> AppResult<Vec<(i64, String)>> {
        let in_use = self.departments().filter(departments::disabled_at.is_null());
        Ok(in_use.order(departments::id).select((departments::id, departments::name)).load(c)?)
    }
}
