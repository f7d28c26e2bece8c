//! One line of words, as names are.

/// What can't be seen, or turns the direction in which the rest is read.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The words of a name: line breaks and several spaces are one space, and what can't be seen is left out, since names must
/// differ visibly.
#[must_use]
pub fn one_line(typed: &str) -> String {
    let visible: String = typed.chars().filter(|c| !is_invisible(*c)).collect();
    let spaced = visible.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    spaced.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn breaks_and_what_cannot_be_seen_are_no_part_of_a_name() {
        for (typed, name) in [
            ("  应急　管理厅 ", "应急 管理厅"),
            ("应急\r\n管理厅", "应急 管理厅"),
            ("应急\u{202e}厅\u{200b}", "应急厅"),
            ("a\u{0}b", "a b"),
            ("\u{feff}", ""),
        ] {
            assert_eq!(one_line(typed), name, "{typed:?}");
        }
    }
}
