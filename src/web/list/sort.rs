//! Which column a list is sorted by, as its address says it.

/// What a list can be sorted by. The default is how it comes unless asked otherwise.
pub trait Column: Copy + Default + PartialEq + 'static {
    const ALL: &'static [Self];

    /// As in the list's address.
    fn code(self) -> &'static str;

    /// Whether the greatest or the latest comes first, at the first press of the column's head.
    fn falls(self) -> bool;
}

/// A column, and which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort<C> {
    pub column: C,
    pub descending: bool,
}

/// A column's head that sorts.
#[derive(Clone, Debug)]
pub struct Head {
    pub href: String,
    /// For `aria-sort`: empty unless the list is sorted by it.
    pub order: &'static str,
}

impl<C: Column> Default for Sort<C> {
    fn default() -> Self {
        Self::by(C::default())
    }
}

impl<C: Column> Sort<C> {
    #[must_use]
    pub fn by(column: C) -> Self {
        Self { column, descending: column.falls() }
    }

    /// `name`, or `-name` from the end; anything else is the usual order.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let (descending, code) = text.strip_prefix('-').map_or((false, text), |code| (true, code));
        let column = C::ALL.iter().find(|column| column.code() == code);
        column.map_or_else(Self::default, |column| Self { column: *column, descending })
    }

    /// As in the list's address; nothing for the usual order.
    #[must_use]
    pub fn code(self) -> String {
        if self == Self::default() {
            return String::new();
        }
        format!("{}{}", if self.descending { "-" } else { "" }, self.column.code())
    }

    /// The head of `column`: pressed again, it sorts the other way. `address` is the list's with an order.
    pub fn head(self, column: C, address: impl FnOnce(Self) -> String) -> Head {
        if self.column != column {
            return Head { href: address(Self::by(column)), order: "" };
        }
        let order = if self.descending { "descending" } else { "ascending" };
        Head { href: address(Self { descending: !self.descending, ..self }), order }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    enum Of {
        #[default]
        Made,
        Name,
    }

    impl Column for Of {
        const ALL: &'static [Self] = &[Self::Made, Self::Name];

        fn code(self) -> &'static str {
            match self {
                Self::Made => "made",
                Self::Name => "name",
            }
        }

        fn falls(self) -> bool {
            self == Self::Made
        }
    }

    #[test]
    fn an_order_comes_back_from_its_own_code() {
        for (code, column, descending) in
            [("", Of::Made, true), ("made", Of::Made, false), ("name", Of::Name, false), ("-name", Of::Name, true)]
        {
            let sort = Sort { column, descending };
            assert_eq!((Sort::parse(code), sort.code().as_str()), (sort, code));
        }
        assert_eq!(Sort::<Of>::parse("--name"), Sort::default());
    }

    #[test]
    fn a_head_sorts_as_one_expects_and_pressed_again_the_other_way() {
        let head = |sort: &str, column| Sort::<Of>::parse(sort).head(column, Sort::code);
        assert_eq!((head("", Of::Name).href.as_str(), head("", Of::Name).order), ("name", ""));
        assert_eq!((head("name", Of::Name).href.as_str(), head("name", Of::Name).order), ("-name", "ascending"));
        assert_eq!((head("", Of::Made).href.as_str(), head("", Of::Made).order), ("made", "descending"));
    }
}
