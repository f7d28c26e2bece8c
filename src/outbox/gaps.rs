//! Words with gaps, as administrators write them: `{number}`.

use crate::text::Text;

/// A piece of words with gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Words(&'a str),
    Gap(&'a str),
    /// A brace that belongs to no gap.
    Stray,
}

pub(super) fn pieces(words: &str) -> Vec<Piece<'_>> {
    let (mut found, mut rest) = (Vec::new(), words);
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        found.push(Piece::Words(before));
        let gap = from.strip_prefix('{').and_then(|inside| inside.split_once('}'));
        let (piece, after) = match gap.filter(|(name, _)| !name.contains('{')) {
            Some((name, after)) => (Piece::Gap(name.trim()), after),
            None => (Piece::Stray, &from[1..]),
        };
        found.push(piece);
        rest = after;
    }
    found.push(Piece::Words(rest));
    found
}

/// Words with gaps, as administrators type them: only these gaps, and no brace without one.
///
/// # Errors
/// Names the gap that there isn't, or says that a brace stands alone.
pub fn check_gaps(words: &str, known: &[&str]) -> Result<(), Text> {
    for piece in pieces(words) {
        match piece {
            Piece::Gap(name) if !known.contains(&name) => {
                return Err(Text::new("mail-gap-unknown").with("gap", format!("{{{name}}}")));
            }
            Piece::Stray => return Err("mail-gap-stray".into()),
            Piece::Gap(_) | Piece::Words(_) => {}
        }
    }
    Ok(())
}

/// Without marks that nobody sees and that turn the order of what stands after them, and without control characters
/// but line breaks.
#[must_use]
pub fn harmless(words: &str) -> String {
    words.chars().filter(|c| !is_hidden(*c)).collect()
}

/// Whether a person doesn't see it and a program obeys it.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') || c.is_control() && c != '\n'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_gaps_are_taken() {
        for (words, refused) in [
            ("工单 {number} 已受理", None),
            ("工单 { number } 已受理", None),
            ("没有占位符", None),
            ("{nummer}", Some("mail-gap-unknown")),
            ("{}", Some("mail-gap-unknown")),
            ("{number", Some("mail-gap-stray")),
            ("number}", Some("mail-gap-stray")),
            ("{{number}}", Some("mail-gap-stray")),
        ] {
            let why = check_gaps(words, &["number"]).err().map(|why| why.key);
            assert_eq!(why.as_deref(), refused, "{words}");
        }
    }

    #[test]
    fn marks_that_turn_what_one_reads_are_left_out() {
        assert_eq!(harmless("gpj\u{202e}.exe\u{200f}\r\n\u{2066}好\0"), "gpj.exe\n好");
    }
}
