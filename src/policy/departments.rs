//! The departments that a sight reaches, for queries and for filters.

use diesel::{helper_types::IntoBoxed, pg::Pg, prelude::*};

use super::Sight;
use crate::{error::AppResult, schema::departments};

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

    /// Their ids and names, to choose from.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn named_departments(&self, c: &mut PgConnection) -> AppResult<Vec<(i64, String)>> {
        let in_use = self.departments().filter(departments::disabled_at.is_null());
        Ok(in_use.order(departments::id).select((departments::id, departments::name)).load(c)?)
    }
}
