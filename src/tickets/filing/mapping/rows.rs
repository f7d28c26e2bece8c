//! Rows without scripts: added, copied, taken away, pasted from a spreadsheet.

use super::side::Side;
use crate::{
    tickets::details::{MappingDetails, MappingRow, Term},
    web::form::Rows,
};

/// Rows of one ticket (spec 2, `mappings`).
pub const MAX_ROWS: usize = 20;

impl MappingRow {
    #[must_use]
    pub fn blank() -> Self {
        Self { protocol: "tcp".to_owned(), ..Self::default() }
    }

    /// A line of a spreadsheet, its cells in the order of the form's columns.
    fn of_line(line: &str, side: Side) -> Self {
        let separator = if line.contains('\t') { |c: char| c == '\t' } else { char::is_whitespace };
        let mut cells = line.split(separator).filter(|cell| line.contains('\t') || !cell.is_empty()).map(str::trim);
        let mut next = || cells.next().unwrap_or_default().to_owned();
        let row = Self {
            public_port: next(),
            floating_ip: next(),
            internal_port: next(),
            protocol: next(),
            access_url: if side.is_internet() { next() } else { String::new() },
        };
        if row.protocol.is_empty() { Self { protocol: "tcp".to_owned(), ..row } } else { row }
    }

    fn as_line(&self) -> String {
        let cells = [&self.public_port, &self.floating_ip, &self.internal_port, &self.protocol, &self.access_url];
        cells.map(String::as_str).join("\t")
    }
}

/// Nothing is typed; the protocol is a choice made beforehand.
pub(super) fn is_blank(row: &MappingRow) -> bool {
    [&row.public_port, &row.floating_ip, &row.internal_port, &row.access_url].map(String::as_str).concat().is_empty()
}

impl MappingDetails {
    /// The form of somebody who begins.
    #[must_use]
    pub fn blank() -> Self {
        Self { rows: vec![MappingRow::blank()], term: Term::unlimited(), ..Self::default() }
    }
}

impl Rows for MappingDetails {
    fn add_row(&mut self) {
        if self.rows.len() < MAX_ROWS {
            self.rows.push(MappingRow::blank());
        }
    }

    fn copy_row(&mut self, number: usize) {
        if self.rows.len() < MAX_ROWS
            && let Some(row) = number.checked_sub(1).and_then(|index| self.rows.get(index)).cloned()
        {
            self.rows.insert(number, row);
        }
    }

    /// The last row is emptied instead, so that there is always one to fill.
    fn remove_row(&mut self, number: usize) {
        if (1..=self.rows.len()).contains(&number) {
            self.rows.remove(number - 1);
        }
        if self.rows.is_empty() {
            self.rows.push(MappingRow::blank());
        }
    }
}

/// Fills rows from what was pasted, blank ones at the end first; lines for which there is no room stay.
pub fn take_pasted(details: &mut MappingDetails, pasted_rows: &mut String, side: Side) {
    let pasted = std::mem::take(pasted_rows);
    let lines = pasted.lines().filter(|line| !line.trim().is_empty());
    let is_header = |(nth, line): &(usize, &str)| *nth == 0 && !line.chars().any(char::is_numeric);
    let pasted = lines.enumerate().filter(|line| !is_header(line)).map(|(_, line)| MappingRow::of_line(line, side));
    let mut pasted = pasted.peekable();
    let rows = &mut details.rows;
    if pasted.peek().is_some() {
        while rows.last().is_some_and(is_blank) {
            rows.pop();
        }
    }
    rows.extend(pasted);
    let without_room = rows.split_off(rows.len().min(MAX_ROWS));
    *pasted_rows = without_room.iter().map(MappingRow::as_line).collect::<Vec<_>>().join("\n");
    if rows.is_empty() {
        rows.push(MappingRow::blank());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::tickets::kind::Kind;

    fn pasted(text: &str) -> (MappingDetails, String) {
        let (mut details, mut left) = (MappingDetails::blank(), text.to_owned());
        take_pasted(&mut details, &mut left, Side::of(Kind::InternetMapping));
        (details, left)
    }

    #[test]
    fn lines_of_a_spreadsheet_become_rows_and_its_header_does_not() {
        let (form, left) = pasted(
            "互联网端口\t浮动IP\t内网端口\t协议\t链接\n8443\t10.20.1.5\t443\tUDP\thttps://a.example.com\n８０８１\t10.20.1.6\t81\n",
        );
        let rows: Vec<String> = form.rows.iter().map(MappingRow::as_line).collect();
        assert_eq!(rows, ["8443\t10.20.1.5\t443\tUDP\thttps://a.example.com", "８０８１\t10.20.1.6\t81\ttcp\t"]);
        assert_eq!(left, "");
    }

    #[test]
    fn cells_may_be_separated_by_spaces() {
        assert_eq!(pasted("8443  10.20.1.5 443 tcp").0.rows[0].as_line(), "8443\t10.20.1.5\t443\ttcp\t");
    }

    #[test]
    fn lines_without_room_stay_where_they_were_pasted() {
        let lines: Vec<String> = (1..=10_000).map(|port| format!("{port}\t10.20.1.5\t{port}\ttcp\t")).collect();
        let (form, left) = pasted(&lines.join("\n"));
        assert_eq!(form.rows.len(), MAX_ROWS);
        assert_eq!(left, lines[MAX_ROWS..].join("\n"));
    }

    #[test]
    fn rows_are_added_copied_and_taken_away_by_their_number() {
        let (mut form, _) = pasted("1\n2\n3");
        form.copy_row(2);
        form.remove_row(1);
        form.add_row();
        let ports: Vec<&str> = form.rows.iter().map(|row| row.public_port.as_str()).collect();
        assert_eq!(ports, ["2", "2", "3", ""]);
        for strange in [0, 9, usize::MAX] {
            form.copy_row(strange);
            form.remove_row(strange);
        }
        assert_eq!(form.rows.len(), 4);
    }

    #[test]
    fn the_last_row_is_emptied() {
        let (mut form, _) = pasted("8443");
        form.remove_row(1);
        assert_eq!(form.rows, [MappingRow::blank()]);
    }
}
