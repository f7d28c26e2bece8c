//! A department's own words for its tickets.

use std::str::FromStr;

use diesel::{prelude::*, sql_types::BigInt};
use serde::Deserialize;

use crate::{
    db::sql::statement,
    error::{AppError, AppResult},
    policy::Actor,
    schema::labels,
    text::Text,
    web::form::{Errors, FieldReader, FromFields},
};

/// On one ticket.
pub const MOST: usize = 5;
/// Of one department.
pub const MOST_OF_A_DEPARTMENT: i64 = 50;
/// Characters of a name.
pub const LONGEST_NAME: usize = 20;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Label {
    pub id: i64,
    pub name: String,
    pub colour: Colour,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    #[default]
    Grey,
    Blue,
    Green,
    Amber,
    Red,
    Purple,
}

impl Colour {
    pub const ALL: [Self; 6] = [Self::Grey, Self::Blue, Self::Green, Self::Amber, Self::Red, Self::Purple];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Grey => "grey",
            Self::Blue => "blue",
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Red => "red",
            Self::Purple => "purple",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Grey => "ticket-label-grey",
            Self::Blue => "ticket-label-blue",
            Self::Green => "ticket-label-green",
            Self::Amber => "ticket-label-amber",
            Self::Red => "ticket-label-red",
            Self::Purple => "ticket-label-purple",
        }
    }
}

impl FromStr for Colour {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        Self::ALL.into_iter().find(|colour| colour.code() == code).ok_or_else(|| "ticket-label-colour-missing".into())
    }
}

/// A label as it is typed.
#[derive(Clone, Debug, Default)]
pub struct LabelForm {
    pub name: String,
    pub colour: String,
}

/// A label as it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub name: String,
    pub colour: Colour,
}

impl FromFields for LabelForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { name: fields.text("name"), colour: fields.text("colour") }
    }
}

impl From<&Label> for LabelForm {
    fn from(label: &Label) -> Self {
        Self { name: label.name.clone(), colour: label.colour.code().to_owned() }
    }
}

impl LabelForm {
    /// # Errors
    /// At `name` or `colour`.
    pub fn parse(&self, mut errors: Errors) -> Result<Wanted, Errors> {
        let name = errors.take("name", name(&self.name));
        let colour = errors.take("colour", self.colour.parse());
        errors.finish(|| Some(Wanted { name: name?, colour: colour? }))
    }
}

/// Several spaces count as one: they look alike, and names must differ visibly.
fn name(typed: &str) -> Result<String, Text> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err("ticket-label-name-missing".into()),
        1..=LONGEST_NAME => Ok(name),
        _ => Err(Text::new("ticket-label-name-too-long").with("most", LONGEST_NAME)),
    }
}

type Stored = (i64, String, String);

/// What the table's check allows is what a colour understands.
fn label((id, name, colour): Stored) -> Label {
    Label { id, name, colour: colour.parse().unwrap_or_default() }
}

/// A label of `who`'s department.
///
/// # Errors
/// 404 when there is none.
pub fn find(c: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Label> {
    let own = labels::table.find(id).filter(labels::department_id.eq(who.department.id));
    Ok(label(own.select((labels::id, labels::name, labels::colour)).first(c)?))
}

/// Of those, which are labels of the department.
///
/// # Errors
/// When the database can't be had.
pub fn of_department(c: &mut PgConnection, department: i64, ids: &[i64]) -> AppResult<Vec<Label>> {
    let own = labels::table.filter(labels::department_id.eq(department)).filter(labels::id.eq_any(ids));
    let found: Vec<Stored> = own.select((labels::id, labels::name, labels::colour)).load(c)?;
    Ok(found.into_iter().map(label).collect())
}

/// A label, and how many tickets bear it.
pub struct Used {
    pub label: Label,
    pub tickets: i64,
}

/// Those of `who`'s department by name.
///
/// # Errors
/// When the database can't be had.
pub fn all_of(c: &mut PgConnection, who: &Actor) -> AppResult<Vec<Used>> {
    #[derive(QueryableByName)]
    #[diesel(table_name = labels, check_for_backend(diesel::pg::Pg))]
    struct Row {
        id: i64,
        name: String,
        colour: String,
        #[diesel(sql_type = BigInt)]
        tickets: i64,
    }
    let rows: Vec<Row> = statement(
        "SELECT l.id, l.name, l.colour, (SELECT count(*) FROM ticket_labels h WHERE h.label_id = l.id) AS tickets
         FROM labels l WHERE l.department_id = $1 ORDER BY l.name, l.id",
    )
    .bind::<BigInt, _>(who.department.id)
    .load(c)?;
    Ok(rows
        .into_iter()
        .map(|row| Used { tickets: row.tickets, label: label((row.id, row.name, row.colour)) })
        .collect())
}

/// Puts these on the ticket, in this order, instead of those it had.
///
/// # Errors
/// 422 where one was deleted at this moment.
pub fn put(tx: &mut PgConnection, ticket: i64, wanted: &[i64]) -> AppResult<()> {
    use crate::schema::ticket_labels as borne;
    diesel::delete(borne::table.filter(borne::ticket_id.eq(ticket))).execute(tx)?;
    let rows: Vec<_> = (1_i16..)
        .zip(wanted)
        .map(|(place, label)| (borne::ticket_id.eq(ticket), borne::place.eq(place), borne::label_id.eq(*label)))
        .collect();
    match diesel::insert_into(borne::table).values(rows).execute(tx) {
        Err(diesel::result::Error::DatabaseError(diesel::result::DatabaseErrorKind::ForeignKeyViolation, _)) => {
            Err(AppError::at("labels", "ticket-label-unknown"))
        }
        done => Ok(done.map(drop)?),
    }
}

/// Names of what the ticket bears.
///
/// # Errors
/// When the database can't be had.
pub fn names_on(c: &mut PgConnection, ticket: i64) -> AppResult<Vec<String>> {
    use crate::schema::ticket_labels as borne;
    let of_it = borne::table.inner_join(labels::table).filter(borne::ticket_id.eq(ticket));
    Ok(of_it.order(borne::place).select(labels::name).load(c)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_is_found_by_its_code() {
        for colour in Colour::ALL {
            assert_eq!(colour.code().parse(), Ok(colour));
        }
        assert!("pink".parse::<Colour>().is_err());
    }

    #[test]
    fn a_name_has_one_to_twenty_characters() {
        for (typed, taken) in [(" ", false), ("急", true), (&"急".repeat(20), true), (&"急".repeat(21), false)] {
            let form = LabelForm { name: typed.to_owned(), colour: "red".to_owned() };
            assert_eq!(form.parse(Errors::default()).is_ok(), taken, "{typed}");
        }
        assert_eq!(name(" 汛期 \u{3000} 保障 "), Ok("汛期 保障".to_owned()));
    }
}
