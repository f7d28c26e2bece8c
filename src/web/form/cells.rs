//! Lines that are pasted from a spreadsheet or typed as one.

/// The cells of `line`, apart by tabs, or by blanks where it has no tab. The last one is all that is left.
#[must_use]
pub fn cells<const N: usize>(line: &str) -> [&str; N] {
    let is_between = if line.contains('\t') { |c: char| c == '\t' } else { char::is_whitespace };
    let mut left = line;
    std::array::from_fn(|nth| {
        // Of a sheet's cells some are empty; blanks in a row are one.
        left = left.trim_start_matches(|c: char| c.is_whitespace() && c != '\t');
        let (cell, after) = left.split_once(is_between).filter(|_| nth + 1 < N).unwrap_or((left, ""));
        left = after;
        cell.trim()
    })
}

#[cfg(test)]
mod tests {
    use super::cells;

    #[test]
    fn cells_are_apart_by_tabs_or_by_any_blanks() {
        assert_eq!(cells("i-1\t\t172.16.1.5\t主 用"), ["i-1", "", "172.16.1.5", "主 用"]);
        assert_eq!(cells(" i-1  10.20.6.71 　172.16.1.5   主 用 "), ["i-1", "10.20.6.71", "172.16.1.5", "主 用"]);
        assert_eq!(cells("i-1"), ["i-1", "", ""]);
    }
}
