//! What an uploaded file is called.

/// Longer names are cut, their ending kept; the database refuses more than 255.
const LONGEST: usize = 120;

/// The name without folders, without what can't be seen and without what turns its reading
/// direction (`gpj.exe` would show as `exe.jpg`).
#[must_use]
pub fn safe(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen: String = last.chars().filter(|c| !c.is_control() && !is_invisible(*c)).collect();
    let name = seen.trim_matches(|c: char| c.is_whitespace() || c == '.');
    shortened(name)
}

/// What follows the last dot, in small letters.
#[must_use]
pub fn extension(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let ending: String = ending.chars().take(8).collect();
    let stem: String = stem.chars().take(LONGEST - 9).collect();
    format!("{stem}.{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_what_cannot_be_seen_are_taken_away() {
        assert_eq!(safe("C:\\Users\\me\\申请单.pdf"), "申请单.pdf");
        assert_eq!(safe("../../etc/passwd.txt"), "passwd.txt");
        assert_eq!(safe(" a\u{202e}gpj.exe\n"), "agpj.exe");
        assert_eq!(safe(".."), "");
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let name = safe(&format!("{}.pdf", "长".repeat(400)));
        assert!(name.ends_with("长.pdf") && name.chars().count() <= LONGEST);
    }

    #[test]
    fn the_extension_is_what_follows_the_last_dot() {
        assert_eq!(extension("a.tar.ZIP"), "zip");
        assert_eq!(extension("README"), "");
    }
}
