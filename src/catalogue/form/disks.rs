//! Rows of data disks: added, copied, taken away, read.

use serde::{Deserialize, Serialize};

use super::{
    WORD,
    names::{chosen_by, current, disk_choices, number_tidied},
};
use crate::{
    catalogue::model::{Catalogue, Disk, parse_number},
    text::Text,
    web::{
        form::{Choice, Errors, Field, FieldReader, Rows, at_most, half_width},
        i18n::Lang,
    },
};

/// Data disks of one machine (spec 3, "Catalogue").
pub const MAX_DISKS: usize = 16;

/// Data disks of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiskRow {
    pub disk_category: String,
    /// GiB.
    pub disk_size: String,
    pub disk_count: String,
}

impl DiskRow {
    /// Nothing is typed; the category is a choice made beforehand.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.disk_size.is_empty() && self.disk_count.is_empty()
    }

    /// `2 × cloud_ssd 500 GiB`
    #[must_use]
    pub fn in_words(&self) -> String {
        format!("{} \u{d7} {} {} GiB", self.disk_count, self.disk_category, self.disk_size)
    }

    fn blank() -> Self {
        Self { disk_count: "1".to_owned(), ..Self::default() }
    }
}

impl Rows for Vec<DiskRow> {
    fn add_row(&mut self) {
        if self.len() < MAX_DISKS {
            self.push(DiskRow::blank());
        }
    }

    fn copy_row(&mut self, number: usize) {
        if self.len() < MAX_DISKS
            && let Some(row) = number.checked_sub(1).and_then(|index| self.get(index)).cloned()
        {
            self.insert(number, row);
        }
    }

    fn remove_row(&mut self, number: usize) {
        if (1..=self.len()).contains(&number) {
            self.remove(number - 1);
        }
    }
}

/// The rows as they are typed.
#[must_use]
pub fn read(fields: &mut FieldReader<'_>) -> Vec<DiskRow> {
    let columns = ["disk_category", "disk_size", "disk_count"].map(|name| fields.column(name));
    let rows = columns.iter().map(Vec::len).max().unwrap_or_default();
    let cell = |column: usize, row: usize| columns[column].get(row).cloned().unwrap_or_default();
    (0..rows)
        .map(|row| DiskRow { disk_category: cell(0, row), disk_size: cell(1, row), disk_count: cell(2, row) })
        .collect()
}

/// Rows as one cell of a spreadsheet says them: `SSD 云盘 500 × 2; ESSD 100`, the count last, where it is more than one.
/// `offered` are the categories.
#[must_use]
pub fn in_a_cell(cell: &str, offered: &dyn Fn(Lang) -> Vec<Choice>) -> Vec<DiskRow> {
    let half: String = cell.chars().map(half_width).map(|c| if c == '\u{d7}' || c == '*' { ' ' } else { c }).collect();
    let rows = half.split([';', '\u{3001}', ',']).map(str::trim).filter(|row| !row.is_empty());
    rows.map(|row| {
        let mut words: Vec<&str> = row.split_whitespace().filter(|word| !word.eq_ignore_ascii_case("gib")).collect();
        let numbers = words.iter().rev().take_while(|word| parse_number(word).is_some()).count().min(2);
        let numbers = words.split_off(words.len() - numbers);
        DiskRow {
            disk_category: chosen_by(&words.join(" "), offered),
            disk_size: numbers.first().copied().unwrap_or_default().to_owned(),
            disk_count: numbers.get(1).copied().unwrap_or("1").to_owned(),
        }
    })
    .collect()
}

pub fn tidy(rows: &mut [DiskRow]) {
    for row in rows {
        row.disk_category = row.disk_category.trim().to_owned();
        number_tidied(&mut row.disk_size);
        number_tidied(&mut row.disk_count);
    }
}

/// Notes every cell that is longer than what can be kept of it, and rows without end.
pub fn check_lengths(rows: &[DiskRow], errors: &mut Errors) {
    for (row, number) in rows.iter().zip(1..) {
        for (name, value) in
            [("disk_category", &row.disk_category), ("disk_size", &row.disk_size), ("disk_count", &row.disk_count)]
        {
            errors.take(format!("{name}-{number}"), at_most(value, WORD));
        }
    }
    if rows.len() > MAX_DISKS {
        errors.add("disk_count-1", too_many(rows.len()));
    }
}

/// The disks that the rows say; blank ones say nothing.
pub fn parse(rows: &[DiskRow], catalogue: &Catalogue, errors: &mut Errors) -> Option<Vec<Disk>> {
    let mut disks = Vec::new();
    let mut total = 0;
    for (row, number) in rows.iter().zip(1..).filter(|(row, _)| !row.is_blank()) {
        let at = |name: &str| format!("{name}-{number}");
        let known = current(catalogue.disk_category(&row.disk_category), "catalogue-disk-category-missing");
        let category = errors.take(at("disk_category"), known);
        let size = category
            .and_then(|category| errors.take(at("disk_size"), category.data.take(parse_number(&row.disk_size))));
        let count = errors.take(at("disk_count"), count(&row.disk_count));
        total += count.map_or(0, |count| count as usize);
        if count.is_some() && total > MAX_DISKS {
            errors.add(at("disk_count"), too_many(total));
        }
        if let (Some(category), Some(size), Some(count)) = (category, size, count) {
            disks.push(Disk { category: category.code.clone(), size, count });
        }
    }
    let asked = rows.iter().filter(|row| !row.is_blank()).count();
    (asked == disks.len() && total <= MAX_DISKS).then_some(disks)
}

fn count(typed: &str) -> Result<u32, Text> {
    let count = parse_number(typed).filter(|count| (1..=MAX_DISKS).contains(&(*count as usize)));
    count.ok_or_else(|| Text::new("catalogue-disk-count").with("most", MAX_DISKS))
}

fn too_many(count: usize) -> Text {
    Text::new("catalogue-disks-too-many").with("count", count).with("most", MAX_DISKS)
}

/// A row with its fields.
pub struct DiskRowView {
    pub number: usize,
    pub disk_category: Field,
    pub categories: Vec<Choice>,
    pub disk_size: Field,
    pub disk_count: Field,
}

impl DiskRowView {
    #[must_use]
    pub fn all(rows: &[DiskRow], catalogue: &Catalogue, lang: Lang, errors: &Errors) -> Vec<Self> {
        (1..).zip(rows).map(|(number, row)| Self::of(number, row, catalogue, lang, errors)).collect()
    }

    fn of(number: usize, row: &DiskRow, catalogue: &Catalogue, lang: Lang, errors: &Errors) -> Self {
        let field = |name, label, value: &str| Field::new(name, label, value).in_row(number).checked(errors).required();
        Self {
            number,
            disk_category: field("disk_category", "catalogue-field-disk-category", &row.disk_category),
            categories: disk_choices(catalogue, lang, &row.disk_category, None),
            disk_size: field("disk_size", "catalogue-field-disk-size", &row.disk_size),
            disk_count: field("disk_count", "catalogue-field-disk-count", &row.disk_count),
        }
    }
}

/// The rows in one line.
#[must_use]
pub fn in_words(rows: &[DiskRow]) -> String {
    let rows = rows.iter().filter(|row| !row.is_blank()).map(DiskRow::in_words);
    rows.collect::<Vec<_>>().join("; ")
}

impl From<Disk> for DiskRow {
    fn from(disk: Disk) -> Self {
        let Disk { category, size, count } = disk;
        Self { disk_category: category, disk_size: size.to_string(), disk_count: count.to_string() }
    }
}
