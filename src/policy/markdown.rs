use super::{Published, Table, published};
use crate::text::Text;

/// `docs/permissions.md`, where `words` gives each text its Chinese.
#[must_use]
pub fn as_markdown(words: impl Fn(&Text) -> String) -> String {
    let Published { notes, tables } = published();
    let notes: Vec<String> = notes.iter().map(|note| format!("- {}", words(note))).collect();
    let mut blocks = vec![
        format!("# {}", words(&Text::new("policy-title"))),
        words(&Text::new("policy-document-origin")),
        notes.join("\n"),
    ];
    for table in &tables {
        blocks.push(format!("## {}", words(&table.title)));
        blocks.push(lines(table, &words).join("\n"));
    }
    blocks.join("\n\n") + "\n"
}

fn lines(table: &Table, words: impl Fn(&Text) -> String) -> Vec<String> {
    let named = |label: &Text, code: &str| match code {
        "" => words(label),
        code => format!("{} `{code}`", words(label)),
    };
    let phrases = |cell: &Vec<Text>| cell.iter().map(&words).collect::<Vec<_>>().join("<br>");
    let columns = table.columns.iter().map(|column| named(&column.label, column.code));
    let mut lines =
        vec![line(words(&table.of), columns), line("---".to_owned(), table.columns.iter().map(|_| "---".to_owned()))];
    lines.extend(table.rows.iter().map(|row| line(named(&row.label, row.code), row.cells.iter().map(phrases))));
    lines
}

fn line(head: String, cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = std::iter::once(head).chain(cells).collect();
    format!("| {} |", cells.join(" | "))
}
