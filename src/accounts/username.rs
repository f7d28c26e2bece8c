//! The name one signs in with.

/// A name that an account could have. Case and spaces around it don't count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Username(String);

impl Username {
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let name = typed.trim().to_lowercase();
        let begins_well = name.starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit());
        let is_plain =
            name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-'));
        (begins_well && is_plain && (2..=64).contains(&name.len())).then_some(Self(name))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Username;

    #[test]
    fn case_and_surrounding_spaces_do_not_count() {
        assert_eq!(Username::parse(" YJ.User\u{3000}").as_ref().map(Username::as_str), Some("yj.user"));
    }

    #[test]
    fn what_no_account_could_be_called_is_no_username() {
        for typed in ["", "a", ".yj", "张三", "yj user", "Yunwu@Demo2026", &"a".repeat(65)] {
            assert_eq!(Username::parse(typed), None, "{typed:?}");
        }
    }
}
