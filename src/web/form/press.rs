//! Which button was pressed.

use uuid::Uuid;

use super::Fields;
use super::rows::Rows;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    Save,
    Submit,
    /// Look before submitting.
    Preview,
    /// The form of another application.
    Switch,
    /// The problem's template into the description.
    FillTemplate,
    AddRow,
    CopyRow(usize),
    RemoveRow(usize),
    /// What was pasted is in its rows already, whatever was pressed.
    FillRows,
    RemoveFile(Uuid),
    /// No button of this form.
    Unknown,
}

impl Press {
    #[must_use]
    pub fn of(fields: &Fields) -> Self {
        if let Some(id) = fields.first("remove_upload") {
            return id.parse().map_or(Self::Unknown, Self::RemoveFile);
        }
        match (fields.first("rows"), fields.first("action")) {
            (Some(rows), _) => Self::of_rows(rows),
            (None, Some("save")) => Self::Save,
            (None, Some("submit")) => Self::Submit,
            (None, Some("preview")) => Self::Preview,
            (None, Some("switch")) => Self::Switch,
            (None, Some("template")) => Self::FillTemplate,
            (None, _) => Self::Unknown,
        }
    }

    /// What a button of rows does to them.
    pub fn rearrange(self, rows: &mut dyn Rows) {
        match self {
            Self::AddRow => rows.add_row(),
            Self::CopyRow(number) => rows.copy_row(number),
            Self::RemoveRow(number) => rows.remove_row(number),
            _ => {}
        }
    }

    /// A button of rows, by what it posts.
    #[must_use]
    pub fn of_rows(pressed: &str) -> Self {
        let numbered = pressed.split_once('-').and_then(|(verb, number)| Some((verb, number.parse().ok()?)));
        match (pressed, numbered) {
            ("add", _) => Self::AddRow,
            ("paste", _) => Self::FillRows,
            (_, Some(("copy", number))) => Self::CopyRow(number),
            (_, Some(("remove", number))) => Self::RemoveRow(number),
            _ => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(name: &str, value: &str) -> Press {
        Press::of(&Fields(vec![(name.to_owned(), value.to_owned())]))
    }

    #[test]
    fn every_button_is_known_by_what_it_posts() {
        assert_eq!(pressed("action", "save"), Press::Save);
        assert_eq!(pressed("action", "submit"), Press::Submit);
        assert_eq!(pressed("action", "preview"), Press::Preview);
        assert_eq!(pressed("action", "template"), Press::FillTemplate);
        assert_eq!(pressed("rows", "add"), Press::AddRow);
        assert_eq!(pressed("rows", "copy-2"), Press::CopyRow(2));
        assert_eq!(pressed("rows", "remove-20"), Press::RemoveRow(20));
        let id = Uuid::new_v4();
        assert_eq!(pressed("remove_upload", &id.to_string()), Press::RemoveFile(id));
    }

    #[test]
    fn anything_else_is_no_button() {
        for (name, value) in [("action", "delete"), ("rows", "remove"), ("rows", "copy--1"), ("remove_upload", "1")] {
            assert_eq!(pressed(name, value), Press::Unknown);
        }
        assert_eq!(Press::of(&Fields::default()), Press::Unknown);
    }
}
