//! Forgiving input (spec 0, "Everywhere"): whatever an input method or a spreadsheet puts between
//! and inside addresses and ports is read as the one strict form that is shown, stored and validated.
//!
//! The unusual characters are written as code points: as themselves they look alike.

use crate::{text::Text, web::form::half_width};

/// Elements that one field may hold (spec 2, "Network forms").
pub const MAX_ELEMENTS: usize = 256;

/// How much of a bad element an error repeats.
const SHOWN: usize = 40;

/// The elements of a list, each in half-width characters with `-` for a range.
///
/// Semicolons, commas, enumeration commas, quotes and line breaks separate; so do spaces, unless they
/// stand around a range's dash or a network's slash.
#[must_use]
pub fn elements(typed: &str) -> Vec<String> {
    let mut elements = Vec::new();
    let mut element = String::new();
    let mut after_space = false;
    for (raw, c) in typed.chars().filter_map(|raw| Some((raw, fold(raw)?))) {
        match c {
            ';' => elements.push(std::mem::take(&mut element)),
            ' ' => {
                after_space = true;
                continue;
            }
            // Chinese keyboards write one dash as two em dashes.
            '-' if raw != '-' && element.ends_with('-') => {}
            '-' | '/' => element.push(c),
            _ => {
                if after_space && !element.ends_with(['-', '/']) {
                    elements.push(std::mem::take(&mut element));
                }
                element.push(c);
            }
        }
        after_space = false;
    }
    elements.push(element);
    elements.retain(|element| !element.is_empty());
    elements
}

/// The elements of a field, as many as a field may hold.
pub(super) fn limited_elements(typed: &str) -> Result<Vec<String>, Text> {
    let elements = elements(typed);
    if elements.len() > MAX_ELEMENTS {
        return Err(Text::new("network-list-too-long").with("count", elements.len()).with("limit", MAX_ELEMENTS));
    }
    Ok(elements)
}

/// A refusal that names the bad element, cut where someone pasted a page.
pub(super) fn refuse(key: &'static str, element: &str) -> Text {
    let mut shown: String = element.chars().take(SHOWN).collect();
    if shown.len() < element.len() {
        shown.push('\u{2026}');
    }
    Text::new(key).with("element", shown)
}

/// One character in its strict form; `None` for what can't be seen.
fn fold(c: char) -> Option<char> {
    Some(match c {
        '\u{FF01}'..='\u{FF5E}' => return fold(half_width(c)),
        // Ideographic, half-width and small full stops.
        '\u{3002}' | '\u{FF61}' | '\u{FE52}' => '.',
        // Commas, enumeration commas, small forms; line, next-line and paragraph breaks.
        // Spreadsheets put quotes around a cell of several lines.
        ',' | '"' | '\u{201C}' | '\u{201D}' | '\u{3001}' | '\u{FF64}' | '\u{FE50}' | '\u{FE51}' | '\u{FE54}' | '\n'
        | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ';',
        // Hyphens, dashes, minus signs; tildes and wave dashes.
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '~' | '\u{223C}' | '\u{301C}' | '\u{3030}' => {
            '-'
        }
        // Soft hyphen, zero-width characters and marks of direction, as copied from documents and pages.
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' => return None,
        c if c.is_whitespace() => ' ',
        c => c,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_separates_is_read_as_a_semicolon() {
        for separator in [
            ";",
            ",",
            "；",
            "，",
            "、",
            "\n",
            "\r\n",
            " ",
            "\t",
            "\u{3000}",
            " ; ",
            "；；",
            "\u{a0}",
            "﹔",
            "\"",
            "”，“",
        ] {
            assert_eq!(elements(&format!("80{separator}443")), ["80", "443"], "{separator:?}");
        }
    }

    #[test]
    fn whatever_joins_is_read_as_a_dash() {
        for dash in ["-", "－", "—", "——", "–", "~", "～", "〜", " - ", " — ", "- ", " ～", "−", "‑"]
        {
            assert_eq!(elements(&format!("8000{dash}8010")), ["8000-8010"], "{dash:?}");
        }
    }

    #[test]
    fn full_width_digits_slashes_and_stops_become_narrow() {
        assert_eq!(elements("１０。１．２｡０／２４"), ["10.1.2.0/24"]);
        assert_eq!(elements("10.1.2.0 / 24"), ["10.1.2.0/24"]);
    }

    #[test]
    fn what_can_not_be_seen_is_left_out() {
        assert_eq!(elements("\u{feff}10.1.2.3\u{200b}；\u{202d}10.1.2.4\u{202c}"), ["10.1.2.3", "10.1.2.4"]);
    }

    #[test]
    fn a_line_break_ends_an_element_even_after_a_dash() {
        assert_eq!(elements("10.1.2.3-\n10.1.2.9"), ["10.1.2.3-", "10.1.2.9"]);
    }

    #[test]
    fn two_plain_hyphens_stay_two() {
        assert_eq!(elements("xn--fiqs8s"), ["xn--fiqs8s"]);
    }

    #[test]
    fn blank_input_has_no_elements() {
        assert!(elements(" ；\r\n，\u{3000}").is_empty());
    }

    #[test]
    fn a_long_element_is_cut_in_the_refusal() {
        let refusal = refuse("network-port-invalid", &"九".repeat(100_000));
        assert_eq!(refusal.args["element"], format!("{}…", "九".repeat(40)).into());
    }
}
