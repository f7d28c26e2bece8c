//! docs/security.md can't rot: what it names is there, and what it counts is counted.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

const DOCUMENT: &str = include_str!("../../docs/security.md");

/// What the state of a requirement may be.
const STATES: [&str; 5] = ["Met", "Part", "Open", "Host", "n/a"];

/// The names that `cargo test` prints, read from the sources.
fn tests() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeSet::new();
    for (below, inline) in [("src", "::tests"), ("tests", "")] {
        for file in sources(&root.join(below)) {
            let module = module_of(file.strip_prefix(root.join(below)).expect("a file below"));
            let source = fs::read_to_string(&file).expect("a readable source");
            let inline = if module.split("::").any(|part| part == "tests") { "" } else { inline };
            found.extend(tests_in(&source).map(|name| format!("{module}{inline}::{name}")));
        }
    }
    found
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let files = entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] });
    files.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

/// `web/own_path.rs` is `web::own_path`, `web/mod.rs` is `web`.
fn module_of(file: &Path) -> String {
    let file = file.with_extension("");
    let parts: Vec<_> = file.iter().map(|part| part.to_string_lossy()).filter(|part| part != "mod").collect();
    parts.join("::")
}

/// The functions under `#[test]`.
fn tests_in(source: &str) -> impl Iterator<Item = &str> {
    let mut is_test = false;
    source.lines().map(str::trim).filter_map(move |line| {
        if matches!(line, "#[test]" | "#[actix_web::test]") {
            is_test = true;
            return None;
        }
        let (_, rest) = line.split_once("fn ").filter(|_| is_test)?;
        is_test = false;
        rest.split_once('(').map(|(name, _)| name)
    })
}

/// What stands between backticks.
fn code() -> impl Iterator<Item = &'static str> {
    DOCUMENT.split('`').skip(1).step_by(2)
}

/// The cells of every row of a table whose first cell is an id: of the standard, or of GB/T 22239.
fn rows() -> Vec<Vec<&'static str>> {
    let tables = DOCUMENT.lines().filter(|line| line.starts_with("| V") || line.starts_with("| 8.1.4."));
    tables.map(|line| line.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

fn requirements() -> Vec<Vec<&'static str>> {
    rows().into_iter().filter(|row| row[0].starts_with('V')).collect()
}

#[test]
fn every_test_that_the_document_names_exists() {
    let tests = tests();
    let named: BTreeSet<&str> = code().filter(|code| code.contains("::")).collect();
    assert!(named.len() > 100, "the tests are found: {}", named.len());
    let missing: Vec<&&str> = named.iter().filter(|name| !tests.contains(**name)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_file_that_the_document_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let is_file = |code: &&str| {
        let top = code.split('/').next().unwrap_or_default();
        ["docs", "migrations", "src", "static", "templates", "tests"].contains(&top) && code.contains('/')
    };
    let missing: Vec<&str> = code().filter(is_file).filter(|code| !root.join(code).exists()).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_requirement_of_both_levels_stands_in_it_once() {
    let mut ids = BTreeSet::new();
    let mut levels: BTreeMap<&str, usize> = BTreeMap::new();
    for row in requirements() {
        assert_eq!(row.len(), 6, "id, level, requirement, state, how and test: {row:?}");
        assert!(ids.insert(row[0]), "{} stands there twice", row[0]);
        assert!(STATES.contains(&row[3]), "{}: {}", row[0], row[3]);
        assert!(!row[2].is_empty() && !row[4].is_empty() && !row[5].is_empty(), "{} says all it should", row[0]);
        *levels.entry(row[1]).or_default() += 1;
    }
    // Level 1 and level 2 of version 5.0.0.
    assert_eq!(levels, BTreeMap::from([("1", 70), ("2", 183)]));
}

#[test]
fn the_summary_counts_what_the_tables_say() {
    let count = |level: &str, state: &str| {
        requirements().iter().filter(|row| row[1] == level && row[3] == state).count().to_string()
    };
    for state in STATES {
        let line = format!("| {state} | {} | {} |", count("1", state), count("2", state));
        assert!(DOCUMENT.contains(&line), "{line}");
    }
}

#[test]
fn every_item_of_the_computing_environment_stands_in_it_once() {
    let mut items = BTreeSet::new();
    for row in rows().into_iter().filter(|row| row[0].starts_with("8.1.4.")) {
        assert_eq!(row.len(), 5, "item, requirement, state, how and test: {row:?}");
        assert!(items.insert(row[0]), "{} stands there twice", row[0]);
        assert!(STATES.contains(&row[2]), "{}: {}", row[0], row[2]);
    }
    assert_eq!(items.len(), 34, "{items:?}");
}
