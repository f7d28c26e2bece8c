//! What an operator records of the machines that were made (spec 3, "Delivering").

use std::net::Ipv4Addr;

use super::queries::{Revision, Unit};
use crate::{
    network::address::parse_ipv4,
    text::Text,
    web::{
        form::{Errors, FieldReader, FromFields, at_most, cells},
        import::{self, Column, Limits, Sheet},
    },
};

/// Characters.
const INSTANCE_ID: usize = 80;
const ADDRESS: usize = 200;
const NOTE: usize = 500;

/// The rows as they are typed, and what was pasted and had no room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliveryForm {
    pub rows: Vec<UnitRow>,
    pub pasted: String,
}

/// One machine, by its number among all of the request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitRow {
    pub unit: String,
    pub instance_id: String,
    pub floating_ip: String,
    pub address: String,
    pub note: String,
}

/// A machine that was made, with the row that says so, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    pub row: usize,
    pub unit: usize,
    pub instance_id: String,
    /// Of a server.
    pub floating_ip: Option<Ipv4Addr>,
    pub address: String,
    pub note: String,
}

impl UnitRow {
    /// Nothing is said of it: it isn't made yet.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        [&self.instance_id, &self.floating_ip, &self.address, &self.note].iter().all(|cell| cell.is_empty())
    }

    /// A line of a spreadsheet: instance, floating IP, address, note.
    fn fill(&mut self, line: &str) {
        [self.instance_id, self.floating_ip, self.address, self.note] = cells(line).map(str::to_owned);
    }
}

impl FromFields for DeliveryForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        let columns = ["unit", "instance_id", "floating_ip", "address", "note"].map(|name| fields.column(name));
        let count = columns.iter().map(Vec::len).max().unwrap_or_default();
        let cell =
            |column: usize, row: usize| columns[column].get(row).map(|it| it.trim().to_owned()).unwrap_or_default();
        let mut rows: Vec<UnitRow> = (0..count)
            .map(|row| UnitRow {
                unit: cell(0, row),
                instance_id: cell(1, row),
                floating_ip: cell(2, row),
                address: cell(3, row),
                note: cell(4, row),
            })
            .collect();
        let pasted = fields.text("pasted");
        // A head has no digits.
        let mut lines = pasted.lines().filter(|line| line.chars().any(char::is_numeric)).peekable();
        for row in rows.iter_mut().filter(|row| row.is_blank()) {
            let Some(line) = lines.next() else { break };
            row.fill(line);
        }
        Self { rows, pasted: lines.collect::<Vec<_>>().join("\n") }
    }
}

/// What a spreadsheet says of machines, in this order where it has no headings.
const COLUMNS: [Column; 4] = [
    Column { field: "instance_id", label: "request-unit-instance-id", hint: "" },
    Column { field: "floating_ip", label: "request-unit-floating-ip", hint: "" },
    Column { field: "address", label: "request-unit-address", hint: "" },
    Column { field: "note", label: "request-unit-note", hint: "" },
];
/// Of a spreadsheet: as many machines as are delivered at once, and its headings.
const SHEET: Limits = Limits { lines: 2_001, columns: 32, cell: NOTE, text: 1024 * 1024 };

impl DeliveryForm {
    /// Fills the rows that say nothing yet from a spreadsheet; how many. What has no room stays as pasted.
    ///
    /// # Errors
    /// What is the matter with the file, and what to do instead.
    pub fn fill_from(&mut self, content: &[u8]) -> Result<usize, Text> {
        let sheet = Sheet::of(import::file(content, SHEET)?, &COLUMNS, "instance_id", "request-sheet-empty")?;
        let mut lines = sheet.rows.iter().map(|row| COLUMNS.map(|column| row.said(column.field).to_owned()));
        let mut filled = 0;
        for (row, line) in self.rows.iter_mut().filter(|row| row.is_blank()).zip(lines.by_ref()) {
            [row.instance_id, row.floating_ip, row.address, row.note] = line;
            filled += 1;
        }
        let left = lines.map(|line| line.join("\t"));
        self.pasted = self.pasted.lines().map(str::to_owned).chain(left).collect::<Vec<_>>().join("\n");
        Ok(filled)
    }

    /// What is noted of a resource that was changed or given back.
    ///
    /// # Errors
    /// That it is too long.
    pub fn note(&self, mut errors: Errors) -> Result<&str, Errors> {
        let note = self.rows.first().map(|row| row.note.as_str()).unwrap_or_default();
        errors.take("note-1", at_most(note, NOTE));
        errors.finish(|| Some(note))
    }

    /// Every row that says something, with every refusal at its cell.
    ///
    /// # Errors
    /// Every refusal there is.
    pub fn parse(&self, mut errors: Errors) -> Result<Vec<Made>, Errors> {
        let filled = (1..).zip(&self.rows).filter(|(_, row)| !row.is_blank());
        let made: Vec<Made> = filled.filter_map(|(number, row)| parse(row, number, &mut errors)).collect();
        for (at, machine) in made.iter().enumerate() {
            let is_same = |other: &&Made| other.floating_ip.is_some() && other.floating_ip == machine.floating_ip;
            if let Some(other) = made[..at].iter().find(is_same) {
                let says = Text::new("request-floating-ip-twice").with("unit", other.unit);
                errors.add(format!("floating_ip-{}", machine.row), says);
            }
        }
        if self.rows.iter().all(UnitRow::is_blank) {
            errors.add("instance_id-1", "request-units-none");
        }
        if !self.pasted.is_empty() {
            let left = self.pasted.lines().count();
            errors.add("pasted", Text::new("request-pasted-too-many").with("count", left));
        }
        errors.finish(|| Some(made))
    }
}

fn parse(row: &UnitRow, number: usize, errors: &mut Errors) -> Option<Made> {
    let at = |field: &str| format!("{field}-{number}");
    let unit = row.unit.parse().map_err(|_| Text::new("request-unit-unknown").with("unit", row.unit.as_str()));
    let unit = errors.take(at("unit"), unit);
    let instance_id = match row.instance_id.as_str() {
        "" => Err("request-instance-id-missing".into()),
        id => at_most(id, INSTANCE_ID).map(|()| id.to_owned()),
    };
    let instance_id = errors.take(at("instance_id"), instance_id);
    let floating_ip = match row.floating_ip.as_str() {
        "" => Ok(None),
        typed => parse_ipv4(typed).map(Some),
    };
    let floating_ip = errors.take(at("floating_ip"), floating_ip);
    errors.take(at("address"), at_most(&row.address, ADDRESS));
    errors.take(at("note"), at_most(&row.note, NOTE));
    Some(Made {
        row: number,
        unit: unit?,
        instance_id: instance_id?,
        floating_ip: floating_ip?,
        address: row.address.clone(),
        note: row.note.clone(),
    })
}

/// The machines that are still to be made: their numbers among all of the request, each with the place of its item and
/// its own number in it.
#[must_use]
pub fn pending(revision: &Revision, units: &[Unit]) -> Vec<(usize, i32, i32)> {
    let all = revision.items.iter().flat_map(|item| (1..=item.quantity).map(move |unit| (item.place, unit)));
    let is_made = |place: i32, unit: i32| units.iter().any(|made| (made.place, made.unit) == (place, unit));
    (1..)
        .zip(all)
        .filter(|(_, (place, unit))| !is_made(*place, *unit))
        .map(|(n, (place, unit))| (n, place, unit))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::form::Fields;

    fn typed(pairs: &[(&str, &str)]) -> DeliveryForm {
        let fields = Fields(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect());
        DeliveryForm::from_fields(&mut FieldReader::new(&fields))
    }

    fn refused_at(form: &DeliveryForm) -> Vec<String> {
        let errors = form.parse(Errors::default()).unwrap_err();
        errors.iter().map(|(field, _)| field.to_owned()).collect()
    }

    #[test]
    fn rows_that_say_nothing_are_left_for_later() {
        let form = typed(&[
            ("unit", "1"),
            ("instance_id", "i-1"),
            ("floating_ip", "１０。２０。６。７１"),
            ("unit", "2"),
            ("instance_id", ""),
            ("floating_ip", ""),
        ]);
        let made = form.parse(Errors::default()).unwrap();
        assert_eq!(made.len(), 1);
        assert_eq!((made[0].unit, made[0].floating_ip), (1, "10.20.6.71".parse().ok()));
    }

    #[test]
    fn a_machine_has_an_instance_and_an_address_of_its_own() {
        assert_eq!(refused_at(&typed(&[("unit", "1"), ("instance_id", ""), ("floating_ip", "")])), ["instance_id-1"]);
        let half = [("unit", "1"), ("instance_id", ""), ("floating_ip", "10.20.6"), ("note", "x")];
        assert_eq!(refused_at(&typed(&half)), ["instance_id-1", "floating_ip-1"]);
        let twice = [
            ("unit", "1"),
            ("instance_id", "a"),
            ("floating_ip", "10.20.6.71"),
            ("unit", "2"),
            ("instance_id", "b"),
            ("floating_ip", "10.20.6.71"),
        ];
        assert_eq!(refused_at(&typed(&twice)), ["floating_ip-2"]);
    }

    #[test]
    fn lines_of_a_spreadsheet_fill_blank_rows_and_what_has_no_room_is_told() {
        let form = typed(&[
            ("unit", "1"),
            ("unit", "2"),
            ("pasted", "实例\t浮动IP\ni-1\t10.20.6.71\t172.16.1.5\t已装探针\ni-2 10.20.6.72"),
        ]);
        let made = form.parse(Errors::default()).unwrap();
        assert_eq!((made[0].note.as_str(), made[1].instance_id.as_str()), ("已装探针", "i-2"));
        let form = typed(&[("unit", "1"), ("pasted", "i-1 10.20.6.71\ni-2 10.20.6.72")]);
        assert_eq!(refused_at(&form), ["pasted"]);
    }
}
