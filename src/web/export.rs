//! What a list shows, as Excel and as CSV (spec 0, lists).

use std::{
    convert::Infallible,
    future::{Ready, ready},
    path::Path,
};

use actix_web::{
    FromRequest, HttpRequest, HttpResponse,
    dev::Payload,
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    web::Bytes,
};
use diesel::{PgConnection, connection::SimpleConnection};
use futures_util::stream;
use rust_xlsxwriter::{Workbook, Worksheet};

use super::list::Cursor;
use crate::{db::Db, error::AppResult};

/// Rows of an Excel file.
pub const XLSX_ROWS: usize = 100_000;
/// Rows read at a time.
pub const BATCH: usize = 1_000;

/// One row's cells as text.
pub type Cells = Vec<String>;

/// Some rows in the order of the list, and where the next ones begin; none after the last.
pub type Batch = (Vec<Cells>, Option<Cursor>);

/// Reads the rows that begin there.
pub trait Batches: FnMut(&mut PgConnection, Option<&Cursor>) -> AppResult<Batch> + Send + 'static {}
impl<F> Batches for F where F: FnMut(&mut PgConnection, Option<&Cursor>) -> AppResult<Batch> + Send + 'static {}

/// What kind of file is asked for: the address ends in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Xlsx,
    Csv,
}

impl FromRequest for Format {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let is_csv = Path::new(request.path()).extension().is_some_and(|ending| ending == "csv");
        ready(Ok(if is_csv { Self::Csv } else { Self::Xlsx }))
    }
}

impl Format {
    /// The rows as a file, whose name is given without its ending.
    ///
    /// # Errors
    /// For Excel when the database can't be had, or the file can't be made.
    pub async fn answer(self, db: &Db, name: &str, head: Cells, batches: impl Batches) -> AppResult<HttpResponse> {
        match self {
            Self::Xlsx => xlsx(db, &format!("{name}.xlsx"), head, batches).await,
            Self::Csv => Ok(csv(db, &format!("{name}.csv"), &head, batches)),
        }
    }
}

/// An Excel file of up to [`XLSX_ROWS`] rows.
///
/// # Errors
/// When the database can't be had, or the file can't be made.
pub async fn xlsx(db: &Db, file_name: &str, head: Cells, mut batches: impl Batches) -> AppResult<HttpResponse> {
    let content = db
        .write(move |c| {
            allow_a_minute(c)?;
            let mut workbook = Workbook::new();
            let sheet = workbook.add_worksheet_with_constant_memory().map_err(anyhow::Error::from)?;
            let write_row = |sheet: &mut Worksheet,
                             row: u32,
                             cells: &Cells,
                             format: &rust_xlsxwriter::Format|
             -> anyhow::Result<()> {
                cells
                    .iter()
                    .zip(0u16..)
                    .try_for_each(|(text, column)| {
                        sheet.write_string_with_format(row, column, text, format).map(|_| ())
                    })
                    .map_err(anyhow::Error::from)
            };
            write_row(sheet, 0, &head, &rust_xlsxwriter::Format::new().set_bold())?;
            let (plain, mut from, mut row) = (rust_xlsxwriter::Format::new(), None, 1);
            while (row as usize) <= XLSX_ROWS {
                let (rows, next) = batches(c, from.as_ref())?;
                for cells in rows.iter().take(XLSX_ROWS + 1 - row as usize) {
                    write_row(sheet, row, cells, &plain)?;
                    row += 1;
                }
                from = next;
                if from.is_none() {
                    break;
                }
            }
            Ok(workbook.save_to_buffer().map_err(anyhow::Error::from)?)
        })
        .await?;
    Ok(download(file_name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").body(content))
}

/// Nobody's page waits behind an export, and cut off it would be worth nothing.
fn allow_a_minute(tx: &mut PgConnection) -> AppResult<()> {
    Ok(tx.batch_execute("SET LOCAL statement_timeout = '60s'")?)
}

/// A CSV file, read and sent batch by batch: UTF-8 with BOM, formulas neutralised.
pub fn csv(db: &Db, file_name: &str, head: &Cells, batches: impl Batches) -> HttpResponse {
    let first = format!("\u{feff}{}", lines(std::slice::from_ref(head)));
    let body = stream::unfold(Some((db.clone(), batches, None, Some(first))), |state| async move {
        let (db, mut batches, from, first) = state?;
        if let Some(first) = first {
            return Some((Ok(Bytes::from(first)), Some((db, batches, from, None))));
        }
        let read = db
            .write(move |c| {
                allow_a_minute(c)?;
                let read = batches(c, from.as_ref())?;
                Ok((read, batches))
            })
            .await;
        match read {
            Err(error) => Some((Err(error), None)),
            Ok(((rows, _), _)) if rows.is_empty() => None,
            Ok(((rows, next), batches)) => {
                let chunk = Bytes::from(lines(&rows));
                Some((Ok(chunk), next.map(|next| (db, batches, Some(next), None))))
            }
        }
    });
    download(file_name, "text/csv; charset=utf-8").streaming(body)
}

fn lines(rows: &[Cells]) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for cells in rows {
        // Writing to memory can't fail, nor can text be anything but UTF-8.
        let _ = writer.write_record(cells.iter().map(|cell| neutralised(cell)));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// A cell that a spreadsheet would take for a formula is shown as the text it is.
#[must_use]
pub fn neutralised(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

/// An answer the browser stores instead of showing.
pub fn download(file_name: &str, media_type: &str) -> actix_web::HttpResponseBuilder {
    let ascii: String =
        file_name.chars().map(|c| if c.is_ascii_alphanumeric() || ".-_".contains(c) { c } else { '_' }).collect();
    let full = percent_encoding::utf8_percent_encode(file_name, percent_encoding::NON_ALPHANUMERIC);
    let mut response = HttpResponse::Ok();
    response
        .insert_header((CONTENT_TYPE, media_type))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{full}")));
    response
}

#[cfg(test)]
mod tests {
    use super::neutralised;

    #[test]
    fn what_a_spreadsheet_would_compute_is_shown_as_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(neutralised(formula), format!("'{formula}"));
        }
        assert_eq!(neutralised("443"), "443");
    }
}
