//! The page on which a room does things to many of its records, and what it shows.

use std::{collections::HashMap, sync::Arc};

use uuid::Uuid;

use super::{Deed, Picked, Row, Tally, Tried, outcome::one_by_one};
use crate::{
    db::Db,
    error::AppResult,
    policy::Actor,
    web::{
        form::{Errors, Field, FieldReader, FromFields},
        kept,
        own_path::OwnPath,
    },
};

/// Where a room does so; `templates/shared/bulk_page.html` draws it.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub path: &'static str,
    /// The key of its title.
    pub title: &'static str,
    /// The list in which records are picked, as it is entered.
    pub list: &'static str,
    /// The key of the list's name.
    pub list_title: &'static str,
    /// What the rows' boxes are posted as.
    pub boxes: &'static str,
    pub icon: &'static str,
}

/// The picked records and what became of them, as the page shows them.
#[derive(Clone, Debug)]
pub struct Shown<T> {
    pub errors: Errors,
    pub done: Option<Tally>,
    /// The boxes, as one field.
    pub picked: Field,
    pub rows: Vec<Row<T>>,
}

impl Place {
    /// What `user` had picked before the session ran out.
    ///
    /// # Errors
    /// When the database can't be had.
    pub async fn left<S: FromFields>(&self, db: &Db, user: i64) -> AppResult<Option<S>> {
        let path = self.path;
        let kept = db.read(move |c| kept::find(c, user, path)).await?;
        Ok(kept.map(|kept| S::from_fields(&mut FieldReader::new(&kept.fields))))
    }

    /// Does what is `asked` for to each, and keeps the form no longer.
    ///
    /// # Errors
    /// When the database can't be had.
    pub async fn try_each(
        &self,
        asked: Result<(impl Deed, Vec<Picked>), Errors>,
        db: &Db,
        who: &Arc<Actor>,
        submission: Option<Uuid>,
    ) -> AppResult<Tried> {
        let (deed, picked) = match asked {
            Err(errors) => return Ok(Tried::Refused(errors)),
            Ok(asked) => asked,
        };
        let outcomes = one_by_one(&deed, picked, db, who, submission).await;
        let (path, user) = (self.path, who.id);
        db.write(move |tx| kept::forget(tx, user, path)).await?;
        Ok(Tried::Done(deed.name(), outcomes))
    }

    /// As it is shown: of the records that were picked, as they are now. What was refused and `may_go_well` another time is
    /// ticked for it.
    #[must_use]
    pub fn shown<T>(
        &self,
        tried: Tried,
        picked: Vec<String>,
        records: HashMap<String, T>,
        may_go_well: impl Fn(&T) -> bool,
    ) -> Shown<T> {
        let (errors, done, rows) = tried.rows(picked, records, may_go_well);
        let picked = Field::new(self.boxes, "bulk-column", "").checked(&errors);
        Shown { errors, done, picked, rows }
    }

    /// The page of the list that was come from; the list itself when that is somewhere else.
    #[must_use]
    pub fn back(&self, from: &str) -> String {
        let path = self.list.split('?').next().unwrap_or_default();
        match OwnPath::read(from).as_str() {
            list if list.starts_with(path) => list.to_owned(),
            _ => self.list.to_owned(),
        }
    }
}

impl<T> Shown<T> {
    /// Whether there is one of which that is so.
    pub fn any(&self, is_so: impl Fn(&T) -> bool) -> bool {
        self.rows.iter().filter_map(|row| row.record.as_ref()).any(is_so)
    }
}
