//! The first sheet of an Excel file, cell by cell.

use std::io::{self, Cursor, Read};

use calamine::{DataRef, Reader, Xlsx};
use zip::ZipArchive;

use super::lines::Lines;
use crate::text::Text;

/// What a file may unpack to, bytes. Twenty thousand hosts take a tenth of it.
const UNPACKED: u64 = 64 * 1024 * 1024;
/// Parts of a workbook.
const PARTS: usize = 500;

/// # Errors
/// When it is no workbook, or more than fits.
pub(super) fn read(content: &[u8], lines: &mut Lines) -> Result<(), Text> {
    weigh(content)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(content)).map_err(|_| unreadable())?;
    let first = book.sheet_names().first().cloned().ok_or_else(unreadable)?;
    // Not `worksheet_range`: it makes room for the whole rectangle that two far cells span.
    let mut cells = book.worksheet_cells_reader(&first).map_err(|_| unreadable())?;
    let (mut row, mut line) = (0, Vec::new());
    while let Some(cell) = cells.next_cell().map_err(|_| unreadable())? {
        let (at, column) = cell.get_position();
        if at != row {
            push(lines, row, &line)?;
            (row, line) = (at, Vec::new());
        }
        let column = column as usize;
        if column < lines.columns() {
            line.resize(line.len().max(column + 1), String::new());
            line[column] = said(cell.get_value());
        }
    }
    push(lines, row, &line)
}

fn push(lines: &mut Lines, row: u32, line: &[String]) -> Result<(), Text> {
    lines.push(row as usize + 1, line.iter().map(String::as_str))
}

/// Unpacks every part into nothing: what an archive says of its sizes needn't be true.
fn weigh(content: &[u8]) -> Result<(), Text> {
    let mut archive = ZipArchive::new(Cursor::new(content)).map_err(|_| unreadable())?;
    if archive.len() > PARTS {
        return Err("import-too-heavy".into());
    }
    let mut left = UNPACKED;
    for nth in 0..archive.len() {
        let part = archive.by_index(nth).map_err(|_| unreadable())?;
        let size = io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(|_| unreadable())?;
        left = left.checked_sub(size).ok_or_else(|| Text::new("import-too-heavy"))?;
    }
    Ok(())
}

fn unreadable() -> Text {
    "import-unreadable-excel".into()
}

/// What the cell shows, or nearly.
fn said(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(is) => is.to_string(),
        DataRef::DateTime(time) => time.as_f64().to_string(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use rust_xlsxwriter::Workbook;
    use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

    use super::super::{Limits, file};

    const LIMITS: Limits = Limits { lines: 10, columns: 8, cell: 100, text: 10_000 };

    fn workbook(cells: &[(u32, u16, &str)]) -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (row, column, text) in cells {
            sheet.write_string(*row, *column, *text).unwrap();
        }
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn the_first_sheet_is_read_with_its_own_line_numbers() {
        let content = workbook(&[(0, 0, "名称"), (0, 2, "浮动IP"), (4, 2, "10.20.1.1")]);
        let lines = file(&content, LIMITS).unwrap();
        let said: Vec<(usize, String)> = lines.into_iter().map(|line| (line.number, line.cells.join("|"))).collect();
        assert_eq!(said, [(1, "名称||浮动IP".to_owned()), (5, "||10.20.1.1".to_owned())]);
    }

    #[test]
    fn numbers_are_said_without_decimals_they_do_not_have() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_number(0, 0, 8.0).unwrap();
        sheet.write_boolean(0, 1, true).unwrap();
        let lines = file(&book.save_to_buffer().unwrap(), LIMITS).unwrap();
        assert_eq!(lines[0].cells, ["8", "true"]);
    }

    #[test]
    fn two_cells_at_the_ends_of_the_world_take_no_more_room_than_two() {
        let content = workbook(&[(0, 0, "a"), (1_048_575, 16_383, "far"), (1_048_575, 1, "z")]);
        let lines = file(&content, LIMITS).unwrap();
        assert_eq!((lines.len(), lines[1].number, lines[1].cells.join("|")), (2, 1_048_576, "|z".to_owned()));
    }

    #[test]
    fn a_bomb_is_refused_before_it_goes_off() {
        let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        archive.start_file("xl/worksheets/sheet1.xml", packed).unwrap();
        let zeros = vec![0; 1024 * 1024];
        for _ in 0..65 {
            archive.write_all(&zeros).unwrap();
        }
        let content = archive.finish().unwrap().into_inner();
        assert!(content.len() < 1024 * 1024);
        assert_eq!(file(&content, LIMITS).unwrap_err().key, "import-too-heavy");
    }

    #[test]
    fn what_only_looks_like_a_workbook_is_refused_by_name() {
        let whole = workbook(&[(0, 0, "a")]);
        for content in [&b"PK\x03\x04 and nothing else"[..], &whole[..whole.len() / 2]] {
            assert_eq!(file(content, LIMITS).unwrap_err().key, "import-unreadable-excel");
        }
        assert_eq!(file(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", LIMITS).unwrap_err().key, "import-old-excel");
    }
}
