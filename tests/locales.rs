//! Every text exists in both languages, is used, and is asked for by its right name.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

fn files(below: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(below);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_string_lossy()));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Keys and the gaps their sentences fill.
fn entries(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in files(&format!("locales/{language}")) {
        let mut current = String::new();
        for line in fs::read_to_string(&path).unwrap().lines() {
            let is_entry = line.starts_with(|c: char| c.is_ascii_lowercase());
            if let Some((key, _)) = line.split_once('=').filter(|_| is_entry) {
                key.trim().clone_into(&mut current);
                assert!(!found.contains_key(&current), "{current} stands twice in {language}");
                found.insert(current.clone(), BTreeSet::new());
            }
            if let Some(gaps) = found.get_mut(&current) {
                for part in line.split('$').skip(1) {
                    gaps.insert(part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
                }
            }
        }
    }
    found
}

/// Words in quotes that look like a key, in code and templates.
fn asked_for() -> BTreeSet<String> {
    let is_key = |word: &str| {
        word.contains('-')
            && word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    let mut found = BTreeSet::new();
    for path in ["src", "templates"].into_iter().flat_map(files) {
        let Ok(source) = fs::read_to_string(&path) else { continue };
        found.extend(source.split('"').filter(|word| is_key(word)).map(str::to_owned));
    }
    found
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_gaps() {
    let (chinese, english) = (entries("zh-CN"), entries("en"));
    for (key, gaps) in &chinese {
        assert_eq!(Some(gaps), english.get(key), "{key} in English");
    }
    for key in english.keys() {
        assert!(chinese.contains_key(key), "{key} is missing in Chinese");
    }
}

#[test]
fn every_text_is_used() {
    let asked = asked_for();
    let unused: Vec<String> = entries("zh-CN").into_keys().filter(|key| !asked.contains(key)).collect();
    assert!(unused.is_empty(), "unused: {unused:#?}");
}

#[test]
fn every_text_that_is_asked_for_exists() {
    let known = entries("zh-CN");
    let rooms: BTreeSet<&str> = known.keys().filter_map(|key| key.split('-').next()).collect();
    // Class names and element ids look alike; what begins like a room's keys must be one.
    let is_ours = |key: &str| key.split('-').next().is_some_and(|room| rooms.contains(room));
    let missing: Vec<String> =
        asked_for().into_iter().filter(|key| is_ours(key) && !known.contains_key(key) && !is_no_text(key)).collect();
    assert!(missing.is_empty(), "missing: {missing:#?}");
}

/// Names of elements, files and kinds of problems that begin like a text's key.
fn is_no_text(word: &str) -> bool {
    let source = include_str!("locales_exceptions.txt");
    source.lines().any(|line| line == word)
}
