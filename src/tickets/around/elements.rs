//! Several things typed into one field (spec 0, "Forgiving input").

use crate::web::form::half_width;

/// The things, each as it is written, in half width.
pub fn elements(typed: &str) -> Vec<String> {
    let separates = |c: char| c.is_whitespace() || ";,、".contains(c);
    let narrow: String = typed.chars().map(half_width).collect();
    narrow.split(separates).filter(|one| !one.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_people_write_between_things_separates_them() {
        assert_eq!(elements(" a；b，c、d\ne; ,ｆ\u{3000}g "), ["a", "b", "c", "d", "e", "f", "g"]);
        assert!(elements(" ；\n").is_empty());
    }
}
