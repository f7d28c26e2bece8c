//! Text with a separator: CSV, or the tabs of pasted cells.

use super::lines::Lines;
use crate::text::Text;

/// Which one it is, the first line tells.
const SEPARATORS: [char; 4] = ['\t', ',', ';', '，'];

/// # Errors
/// When it is more than fits.
pub(super) fn read(text: &str, lines: &mut Lines) -> Result<(), Text> {
    let mut text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let mut separator = separator(&text);
    if separator == '，' {
        // The separator of a hand-made list is one byte to the reader.
        text = text.replace('，', ",");
        separator = ',';
    }
    // The last line ends like all others, so that every record ends where the next line begins.
    text.push('\n');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(separator).unwrap_or(b','))
        .from_reader(text.as_bytes());
    let (mut record, mut inside) = (csv::StringRecord::new(), 0);
    while reader.read_record(&mut record).map_err(|_| broken(&reader))? {
        // A spreadsheet counts a cell of two lines in one row, and a row with nothing in it too.
        inside += record.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
        lines.push(line_of(&reader) - 1 - inside, record.iter())?;
    }
    Ok(())
}

/// The line that would be read next.
fn line_of(reader: &csv::Reader<&[u8]>) -> usize {
    usize::try_from(reader.position().line()).unwrap_or(usize::MAX)
}

fn broken(reader: &csv::Reader<&[u8]>) -> Text {
    Text::new("import-broken-line").with("line", line_of(reader))
}

fn separator(text: &str) -> char {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: &char| first.matches(*separator).count();
    // Of equally many the earlier one: commas may stand inside the cells that tabs part.
    let most = SEPARATORS.iter().map(count).max().unwrap_or_default();
    SEPARATORS.into_iter().find(|separator| most > 0 && count(separator) == most).unwrap_or(',')
}

#[cfg(test)]
mod tests {
    use super::super::{Limits, Line, pasted};

    const LIMITS: Limits = Limits { lines: 3, columns: 3, cell: 8, text: 60 };

    fn cells(text: &str) -> Vec<(usize, String)> {
        let lines = pasted(text, LIMITS).unwrap();
        lines.into_iter().map(|Line { number, cells }| (number, cells.join("|"))).collect()
    }

    #[test]
    fn commas_semicolons_and_tabs_part_cells_as_the_first_line_does() {
        for text in ["a,b\n1,2", "a;b\r\n1;2", "a\tb\n1\t2\n", "a，b\n1，2", "\u{feff}a,b\n1,2\n\n"] {
            assert_eq!(cells(text), [(1, "a|b".to_owned()), (2, "1|2".to_owned())], "{text:?}");
        }
        assert_eq!(cells("a\t\"b,\"\"c\""), [(1, "a|b,\"c".to_owned())]);
    }

    #[test]
    fn empty_lines_are_counted_and_left_out() {
        for text in ["a,b\n\n , \n1,2", "a,b\r\n\r\n,\r\n1,2\r\n", "a,b\r\r\r1,2"] {
            assert_eq!(cells(text), [(1, "a|b".to_owned()), (4, "1|2".to_owned())], "{text:?}");
        }
        assert_eq!(cells("\n\na,b"), [(3, "a|b".to_owned())]);
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        assert_eq!(cells("\"a\nb\",c\n\n1,2"), [(1, "a b|c".to_owned()), (3, "1|2".to_owned())]);
    }

    #[test]
    fn a_cell_is_one_line_without_what_no_database_takes_nor_our_own_guard() {
        assert_eq!(cells("\"a\nb\",'=1+1,x\0"), [(1, "a b|=1+1|x".to_owned())]);
        assert_eq!(cells("123456789,,,far"), [(1, "12345678||".to_owned())]);
    }

    #[test]
    fn more_than_fits_is_refused_by_name() {
        assert_eq!(pasted("1\n2\n3\n4", LIMITS).unwrap_err().key, "import-too-many-lines");
        let long = format!("{0},{0},{0}\n{0},{0},{0}\n{0},{0},{0}", "12345678");
        assert_eq!(pasted(&long, LIMITS).unwrap_err().key, "import-too-much-text");
    }
}
