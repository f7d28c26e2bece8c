//! Whose quota somebody hands on.

use diesel::{
    helper_types::IntoBoxed,
    pg::Pg,
    prelude::*,
    sql_types::{BigInt, Bool, Nullable, Text as SqlText},
};

use crate::{
    db::sql::{Sql, fragment},
    policy::{Actor, Role, Sector},
    schema::departments,
};

/// A department, and the province's side towards one sector: its rights are exercised by who holds them in 省大数据局 for
/// government departments and in 省委政法委 for political-legal ones (spec 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    pub department: i64,
    pub sector: Option<Sector>,
}

impl Seat {
    #[must_use]
    pub fn of(who: &Actor) -> Self {
        let sector = who.roles.iter().find_map(|role| match role {
            Role::BigdataUser | Role::BigdataAdmin => Some(Sector::Government),
            Role::PlcUser | Role::PlcAdmin => Some(Sector::PoliticalLegal),
            _ => None,
        });
        Self { department: who.department.id, sector }
    }

    /// Of departments: whose parent's quota this seat hands on.
    #[must_use]
    pub fn has_child(self) -> Sql<'static, Bool> {
        fragment(
            "(departments.parent_id = $1 OR departments.sector = $2
              AND departments.parent_id = (SELECT id FROM departments WHERE special = 'province'))",
        )
        .bind::<BigInt, _>(self.department)
        .bind::<Nullable<SqlText>, _>(self.sector.map(Sector::code))
    }

    /// Those departments, in use.
    #[must_use]
    pub fn children(self) -> IntoBoxed<'static, departments::table, Pg> {
        departments::table.filter(self.has_child()).filter(departments::disabled_at.is_null()).into_boxed()
    }
}
