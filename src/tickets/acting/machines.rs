//! Machines as their operator records them with the resolution (spec 2, `server-create`).

use std::net::Ipv4Addr;

use crate::{
    network::{address::parse_ipv4, machine::Delivered},
    text::Text,
    web::form::{Errors, FieldReader, cells},
};

/// Characters of a host's name, and of its specification.
pub const NAME: usize = 80;
pub const SPECIFICATION: usize = 200;

/// One of them as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MachineRow {
    pub host_name: String,
    pub floating_ip: String,
    pub specification: String,
}

/// Those that are filled in, each with its row from 1, and what of the rows isn't.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Machines {
    pub rows: Vec<(usize, Delivered)>,
    /// The first row without a floating IP, which is none that was delivered.
    first_blank: Option<usize>,
}

/// Rows as they are typed; what was pasted fills those that have no floating IP yet, and what has no room stays.
#[must_use]
pub fn read(fields: &mut FieldReader<'_>) -> (Vec<MachineRow>, String) {
    let columns = ["host_name", "floating_ip", "specification"].map(|name| fields.column(name));
    let count = columns.iter().map(Vec::len).max().unwrap_or_default();
    let cell =
        |column: usize, row: usize| columns[column].get(row).map(|cell| cell.trim().to_owned()).unwrap_or_default();
    let mut rows: Vec<MachineRow> = (0..count)
        .map(|row| MachineRow { host_name: cell(0, row), floating_ip: cell(1, row), specification: cell(2, row) })
        .collect();
    let pasted = fields.text("pasted_machines");
    let mut lines = pasted.lines().filter(|line| line.chars().any(char::is_numeric)).peekable();
    for row in rows.iter_mut().filter(|row| row.is_blank()) {
        let Some(line) = lines.next() else { break };
        row.fill(line);
    }
    let left: Vec<&str> = lines.collect();
    (rows, left.join("\n"))
}

impl MachineRow {
    /// Its name and specification are proposed; without an address there is no machine.
    fn is_blank(&self) -> bool {
        self.floating_ip.is_empty()
    }

    /// A line of a spreadsheet: name, floating IP, specification. What it doesn't say stays as it was proposed.
    fn fill(&mut self, line: &str) {
        let proposed = [&mut self.host_name, &mut self.floating_ip, &mut self.specification];
        for (cell, said) in proposed.into_iter().zip(cells::<3>(line)).filter(|(_, said)| !said.is_empty()) {
            said.clone_into(cell);
        }
    }

    fn parse(&self, number: usize, errors: &mut Errors) -> Option<Delivered> {
        let at = |name: &str| format!("{name}-{number}");
        let name = errors.take(at("host_name"), words(&self.host_name, NAME, "ticket-machine-name-missing"));
        let floating_ip = errors.take(at("floating_ip"), parse_ipv4(&self.floating_ip));
        let specification = words(&self.specification, SPECIFICATION, "ticket-machine-specification-missing");
        let specification = errors.take(at("specification"), specification);
        Some(Delivered { name: name?, floating_ip: floating_ip?, specification: specification? })
    }
}

impl Machines {
    /// Reads every row that has an address, with every refusal at its cell.
    pub fn parse(rows: &[MachineRow], left: &str, errors: &mut Errors) -> Self {
        let filled = (1..).zip(rows).filter(|(_, row)| !row.is_blank());
        let read: Vec<(usize, Delivered)> =
            filled.filter_map(|(number, row)| Some((number, row.parse(number, errors)?))).collect();
        for (at, (number, machine)) in read.iter().enumerate() {
            if let Some((row, _)) = read[..at].iter().find(|(_, other)| other.floating_ip == machine.floating_ip) {
                let says = Text::new("ticket-machine-twice").with("row", *row);
                errors.add(format!("floating_ip-{number}"), says.with("address", machine.floating_ip.to_string()));
            }
        }
        match left.lines().count() {
            0 => {}
            count => errors.add("pasted_machines", Text::new("ticket-machines-pasted-left").with("count", count)),
        }
        Self { rows: read, first_blank: rows.iter().position(MachineRow::is_blank).map(|index| index + 1) }
    }

    /// Exactly `quantity` of them.
    ///
    /// # Errors
    /// How many are missing, at the first row to fill; or that there are too many, at the first that is.
    pub fn all(self, quantity: usize) -> Result<Vec<(usize, Delivered)>, (String, Text)> {
        let count = self.rows.len();
        if let Some((number, _)) = self.rows.get(quantity) {
            let says = Text::new("ticket-machines-too-many").with("quantity", quantity);
            return Err((format!("floating_ip-{number}"), says));
        }
        if count < quantity {
            let says = Text::new("ticket-machines-missing").with("quantity", quantity);
            let says = says.with("count", count).with("missing", quantity - count);
            return Err((format!("floating_ip-{}", self.first_blank.unwrap_or(1)), says));
        }
        Ok(self.rows)
    }
}

fn words(typed: &str, most: usize, missing: &'static str) -> Result<String, Text> {
    match typed.chars().count() {
        0 => Err(missing.into()),
        count if count > most => Err(Text::new("ticket-machine-too-long").with("most", most)),
        _ => Ok(typed.to_owned()),
    }
}

/// The rows of those whose floating IP another host has.
#[must_use]
pub fn taken(rows: &[(usize, Delivered)], taken: &[usize]) -> Errors {
    let mut errors = Errors::default();
    for (number, machine) in taken.iter().filter_map(|at| rows.get(*at)) {
        let address: Ipv4Addr = machine.floating_ip;
        let says = Text::new("ticket-machine-taken").with("address", address.to_string());
        errors.add(format!("floating_ip-{number}"), says);
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::form::Fields;

    fn typed(rows: &[[&str; 3]], pasted: &str) -> (Vec<MachineRow>, String) {
        let names = ["host_name", "floating_ip", "specification"];
        let cells = rows.iter().flat_map(|row| names.into_iter().zip(*row));
        let fields = cells.chain([("pasted_machines", pasted)]);
        let fields = Fields(fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect());
        read(&mut FieldReader::new(&fields))
    }

    fn refusals(rows: &[[&str; 3]], quantity: usize) -> Vec<(String, String)> {
        let (rows, left) = typed(rows, "");
        let mut errors = Errors::default();
        let machines = Machines::parse(&rows, &left, &mut errors);
        if errors.is_empty()
            && let Err((field, why)) = machines.all(quantity)
        {
            errors.add(field, why);
        }
        errors.iter().map(|(field, why)| (field.to_owned(), why.key.to_string())).collect()
    }

    #[test]
    fn each_cell_is_refused_where_it_is_wrong() {
        let (good, long) = (["yj-web-01", "10.20.9.1", "ecs.g6.large"], "长".repeat(81));
        assert_eq!(refusals(&[good], 1), []);
        for (row, field, key) in [
            (["", "10.20.9.1", "g6"], "host_name-2", "ticket-machine-name-missing"),
            ([long.as_str(), "10.20.9.1", "g6"], "host_name-2", "ticket-machine-too-long"),
            (["b", "10.20.9", "g6"], "floating_ip-2", "network-address-invalid"),
            (["b", "10.20.9.2-3", "g6"], "floating_ip-2", "network-address-only-one"),
            (["b", "10.20.9.2", ""], "specification-2", "ticket-machine-specification-missing"),
            (["b", "１０．２０．９．１", "g6"], "floating_ip-2", "ticket-machine-twice"),
            (["b", "", "g6"], "floating_ip-2", "ticket-machines-missing"),
        ] {
            let refused = refusals(&[good, row], 2);
            assert!(refused.iter().any(|(at, why)| at == field && why == key), "{row:?}: {refused:?}");
        }
    }

    #[test]
    fn exactly_as_many_as_were_asked_for_are_delivered() {
        let row = |ip| ["web", ip, "ecs.g6.large"];
        let missing = vec![("floating_ip-1".to_owned(), "ticket-machines-missing".to_owned())];
        assert_eq!(refusals(&[], 1), missing);
        assert_eq!(refusals(&[row(""), row("10.20.9.1")], 2), missing);
        let more = vec![("floating_ip-2".to_owned(), "ticket-machines-too-many".to_owned())];
        assert_eq!(refusals(&[row("10.20.9.1"), row("10.20.9.2")], 1), more);
    }

    #[test]
    fn pasted_lines_fill_the_rows_without_an_address_and_the_rest_stays() {
        let rows = [["yj-web-01", "10.20.9.1", "g6"], ["yj-web-02", "", "g6"]];
        let (rows, left) = typed(&rows, "名称\t浮动IP\t规格\n应急-2\t10.20.9.2\t\nweb-03 10.20.9.3 ecs.g6.large x\n");
        assert_eq!(
            rows[1],
            MachineRow { host_name: "应急-2".into(), floating_ip: "10.20.9.2".into(), specification: "g6".into() }
        );
        assert_eq!(left, "web-03 10.20.9.3 ecs.g6.large x");
    }
}
