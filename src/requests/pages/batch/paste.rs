//! Rows of a spreadsheet as items of a batch: all of them, or none with what is wrong in each row.

use super::item_form::ItemForm;
use crate::{
    attachments::{self, name},
    requests::{
        details::{Details, columns},
        filing::{Desk, ITEMS},
    },
    text::Text,
    web::{
        form::{Errors, Upload},
        import::{self, Limits, Line, Sheet},
    },
};

/// The field that a spreadsheet travels under.
pub const SHEET: &str = "sheet";

/// More rows than a batch has are read, so that it can be said how many there are.
const LIMITS: Limits = Limits { lines: 5 * ITEMS, columns: 32, cell: 300, text: 256 * 1024 };

/// The rows of a spreadsheet as lines to paste, so that what is wrong in them can be mended in place.
///
/// # Errors
/// What is the matter with the file, and what to do instead.
pub fn lines_of(upload: &Upload) -> Result<String, Text> {
    let most = attachments::Limits::SHEET;
    if upload.is_too_big || upload.content.len() > most.size {
        return Err(most.too_big(&name::safe(&upload.file_name)));
    }
    let lines = import::file(&upload.content, LIMITS)?;
    let line = |line: Line| line.cells.join("\t");
    Ok(lines.into_iter().map(line).collect::<Vec<_>>().join("\n"))
}

/// What is pasted, each row like the form where its cells say nothing.
///
/// # Errors
/// Every refusal of every row.
pub fn items(form: &ItemForm, desk: &Desk, region: &str, mut errors: Errors) -> Result<Vec<Details>, Errors> {
    let columns = columns(form.details.product());
    let key = columns.first().map(|column| column.field).unwrap_or_default();
    let lines = import::pasted(&form.pasted, LIMITS);
    let sheet = errors.take("pasted", lines.and_then(|it| Sheet::of(it, &columns, key, "request-paste-empty")));
    for heading in sheet.iter().flat_map(|sheet| &sheet.ignored) {
        errors.add("pasted", Text::new("request-paste-heading").with("heading", heading.as_str()));
    }
    let (hosts, addresses) = (desk.named_hosts(), desk.addresses());
    let mut items = Vec::new();
    for row in sheet.iter().flat_map(|sheet| &sheet.rows) {
        let item = form.details.filled(row, &desk.catalogue, &hosts);
        let mut own = Errors::default();
        item.check(&desk.catalogue, desk.catalogue.region(region), &addresses, &mut own);
        for (_, why) in own.iter() {
            errors.add("pasted", Text::new("request-paste-row").with("line", row.line).with("why", why.clone()));
        }
        items.push(item.kept());
    }
    errors.finish(|| Some(items))
}
