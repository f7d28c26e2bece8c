//! Hosts from a spreadsheet (spec 2, "Hosts"): first a report of every row with nothing written, then all or nothing.
//!
//! Words: a *row* says what one host shall be; the *stock* is all that is registered and concerns a sheet's rows; a *step*
//! is what a row would do to it.

pub mod judge;
pub mod stock;

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use diesel::PgConnection;

use self::judge::{Step, steps};
use super::{commands, queries};
use crate::{
    error::AppResult,
    policy::{Action, Actor},
    web::{
        i18n::Lang,
        import::{Column, Desk, Judged, Note, Report, Row, Verdict},
    },
};

/// In the export's order.
pub const COLUMNS: [Column; 8] = [
    Column { field: "name", label: "network-host-name", hint: "network-import-hint-name" },
    Column { field: "floating_ip", label: "network-host-floating-ip", hint: "network-import-hint-floating-ip" },
    Column { field: "department", label: "network-department", hint: "network-import-hint-department" },
    Column { field: "application", label: "network-host-application", hint: "network-import-hint-application" },
    Column { field: "region", label: "network-host-region", hint: "network-import-hint-region" },
    Column { field: "specification", label: "network-host-specification", hint: "network-import-hint-words" },
    Column { field: "source", label: "network-host-source", hint: "network-import-hint-words" },
    Column { field: "state", label: "network-host-state", hint: "network-import-hint-state" },
];

/// What this room says of its sheets.
pub static DESK: Desk = Desk {
    kind: "hosts",
    paths: [
        "/network/hosts/import",
        "/network/hosts/import/template.xlsx",
        "/network/hosts/import/template.csv",
        "/network/hosts/import/{id}",
        "/network/hosts/import/{id}/confirm",
    ],
    list: "/network/hosts",
    list_label: "network-hosts",
    about: "network-import-about",
    template_hint: "network-import-template-hint",
    empty: "network-import-empty",
    ready: "network-import-ready",
    most: 20_000,
    // No host has more than a few hundred bytes of it.
    text: 8 * 1024 * 1024,
    columns: &COLUMNS,
    key: "floating_ip",
    action: Action::ManageHosts,
    audited: ("importHosts", "host_import"),
    lock: queries::lock_hosts_of,
    judge,
    write: commands::import_hosts,
};

fn judge(c: &mut PgConnection, who: &Actor, rows: &[Row], lang: Lang, _: DateTime<Utc>) -> AppResult<Report> {
    let stock = queries::stock(c, who, rows)?;
    let judged = rows.iter().zip(steps(rows, &stock, who, lang)).map(|(row, step)| judged(row, step));
    Ok(Report(judged.collect()))
}

fn judged(row: &Row, step: Step) -> Judged {
    let said = |field| row.said(field).to_owned();
    let (version, verdict, notes) = match step {
        Step::Wrong(reasons) => {
            let notes = reasons.into_iter().map(|(column, why)| Note::Wrong { column: column.label, why });
            (0, Verdict::Wrong, notes.collect())
        }
        Step::New(wanted) => {
            let words = [said("department"), said("application"), wanted.specification];
            (0, Verdict::New, words.into_iter().filter(|word| !word.is_empty()).map(Note::Word).collect())
        }
        Step::Changed(host, _, differences) => {
            let notes = differences.into_iter().map(|it| Note::Change {
                column: it.column,
                before: it.before,
                after: it.after,
            });
            (host.version, Verdict::Changed, notes.collect())
        }
        Step::Same => (0, Verdict::Same, Vec::new()),
    };
    Judged { line: row.line, name: said("name"), code: said("floating_ip"), verdict, notes, version }
}
