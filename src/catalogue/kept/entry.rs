//! An entry as it is stored, whatever its kind.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Int4, Json, Nullable, Text as SqlText, Timestamptz},
};
use serde_json::{Value, json};

use super::kind::Kind;
use crate::{db::Gathered, outbox::Record, text::Text, web::i18n::Lang};

/// What the timeline calls it.
pub const RECORD_KIND: &str = "catalogue_entry";

#[derive(Clone, Debug, QueryableByName)]
pub struct Entry {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = SqlText)]
    kind: String,
    #[diesel(sql_type = SqlText)]
    pub code: String,
    #[diesel(sql_type = Int4)]
    pub place: i32,
    #[diesel(sql_type = SqlText)]
    pub name: String,
    #[diesel(sql_type = SqlText)]
    pub name_en: String,
    #[diesel(sql_type = Json)]
    numbers: Gathered<BTreeMap<String, u32>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub retired_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Int4)]
    pub version: i32,
}

impl Entry {
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind.parse().unwrap_or_default()
    }

    #[must_use]
    pub fn path(&self) -> String {
        path_of(self.kind(), &self.code)
    }

    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Chinese => &self.name,
            Lang::English => &self.name_en,
        }
    }

    #[must_use]
    pub fn number(&self, field: &str) -> Option<u32> {
        self.numbers.0.get(field).copied()
    }

    /// What it says beside its names, if its name doesn't say it already.
    #[must_use]
    pub fn limits(&self) -> Option<Text> {
        let of = |field| self.number(field).unwrap_or_default();
        match self.kind() {
            Kind::Image => Some(Text::new("catalogue-entry-image-limits").with("least", of("least_disk"))),
            Kind::DiskCategory => Some(
                Text::new("catalogue-entry-disk-limits")
                    .with("system_least", of("system_least"))
                    .with("system_most", of("system_most"))
                    .with("data_least", of("data_least"))
                    .with("data_most", of("data_most")),
            ),
            _ => None,
        }
    }

    /// Colour, code and name of its state.
    #[must_use]
    pub fn state(&self) -> (&'static str, &'static str, &'static str) {
        match self.retired_at {
            None => ("ok", "offered", "catalogue-is-offered"),
            Some(_) => ("mute", "retired", "catalogue-is-retired"),
        }
    }

    #[must_use]
    pub fn record(&self) -> Record {
        Record { kind: RECORD_KIND, id: self.id, number: self.code.clone(), path: self.path() }
    }

    /// What the audit log keeps of it.
    #[must_use]
    pub fn facts(&self) -> Value {
        let mut facts =
            json!({ "code": self.code, "name": self.name, "name_en": self.name_en, "state": self.state().1 });
        for (field, number) in &self.numbers.0 {
            facts[field] = (*number).into();
        }
        facts
    }
}

#[must_use]
pub fn path_of(kind: Kind, code: &str) -> String {
    format!("/admin/catalogue/{}/{code}", kind.code())
}
