//! Who may import whom (docs/architecture.md), and what the source must keep to.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use yunwu::{app, policy::Action};

/// What every room stands on. The ground imports no room.
const GROUND: [&str; 19] = [
    "attachments",
    "audit",
    "calendar",
    "config",
    "db",
    "embedded",
    "error",
    "health",
    "metrics",
    "money",
    "outbox",
    "policy",
    "schema",
    "sealing",
    "startup",
    "telemetry",
    "text",
    "ticket_state",
    "web",
];
const ROOMS: [&str; 24] = [
    "account_requests",
    "accounts",
    "announcements",
    "applications",
    "auditing",
    "bills",
    "catalogue",
    "complaints",
    "dashboard",
    "delegations",
    "help",
    "messages",
    "network",
    "people",
    "holidays",
    "organisation",
    "postroom",
    "prices",
    "projects",
    "quotas",
    "requests",
    "search",
    "tickets",
    "upkeep",
];
/// What puts rooms together.
const ON_TOP: [&str; 7] = ["app", "bare", "check", "demo", "load", "main", "worker"];
/// What a room offers to the others.
const OFFERED: [&str; 4] = ["commands", "queries", "model", "state"];

fn sources(below: &str, extension: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(below), &mut found);
    found.retain(|path| path.extension().is_some_and(|found| found == extension));
    found.sort();
    found
}

/// The top-level module a file belongs to.
fn module_of(path: &Path) -> String {
    let below = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    below.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// Modules that a file names after `crate::`, each with the part of it that is named.
fn imports(source: &str) -> BTreeSet<(String, String)> {
    let flat = source.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut found = BTreeSet::new();
    for (at, _) in flat.match_indices("crate::") {
        for module in members(&flat[at + "crate::".len()..]) {
            let name = word(module);
            let parts = module[name.len()..].strip_prefix("::").map(members).unwrap_or_default();
            found.extend(parts.iter().map(|part| (name.clone(), word(part))));
            if parts.is_empty() {
                found.extend(parts_named(&flat, &name).into_iter().map(|part| (name.clone(), part)));
            }
        }
    }
    found
}

/// The parts of a module imported by its name alone that are named after it: `queries` of `network::queries::…`.
fn parts_named(source: &str, module: &str) -> BTreeSet<String> {
    let path = format!("{module}::");
    let starts = |at: usize| !source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
    source.match_indices(&path).filter(|(at, _)| starts(*at)).map(|(at, _)| word(&source[at + path.len()..])).collect()
}

/// What a path names at its first place: one thing, or each thing of a group.
fn members(path: &str) -> Vec<&str> {
    path.strip_prefix('{').map_or_else(|| vec![path], top_level_items)
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The items of `a::b, c::{d, e}, f}` up to its closing brace.
fn top_level_items(group: &str) -> Vec<&str> {
    let (mut depth, mut begin, mut items) = (0, 0, Vec::new());
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => {
                items.push(group[begin..at].trim());
                items.retain(|item| !item.is_empty());
                return items;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(group[begin..at].trim());
                begin = at + 1;
            }
            _ => {}
        }
    }
    items
}

#[test]
fn the_ground_imports_no_room() {
    for path in sources("src", "rs") {
        if !GROUND.contains(&module_of(&path).as_str()) {
            continue;
        }
        for (module, _) in imports(&fs::read_to_string(&path).unwrap()) {
            assert!(!ROOMS.contains(&module.as_str()), "{} imports the room {module}", path.display());
        }
    }
}

#[test]
fn rooms_call_one_another_only_through_what_they_offer_and_never_in_a_circle() {
    let mut calls: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in sources("src", "rs") {
        let room = module_of(&path);
        if !ROOMS.contains(&room.as_str()) {
            continue;
        }
        for (module, part) in imports(&fs::read_to_string(&path).unwrap()) {
            assert!(!ON_TOP.contains(&module.as_str()), "{} imports {module}", path.display());
            if module == room || !ROOMS.contains(&module.as_str()) {
                continue;
            }
            // `self` stands beside parts that are named with it; the network's values are everybody's words, and so are
            // the catalogue's, and what forms about it have in common.
            let is_common = module == "network"
                || module == "catalogue"
                    && ["component", "form", "items", "pricing", "product"].contains(&part.as_str());
            let is_offered = OFFERED.contains(&part.as_str()) || part == "self" || is_common;
            assert!(is_offered, "{} reaches into {module}::{part}", path.display());
            calls.entry(room.clone()).or_default().insert(module);
        }
    }
    for room in ROOMS {
        let mut reached = BTreeSet::new();
        let mut ahead: Vec<String> = calls.get(room).into_iter().flatten().cloned().collect();
        while let Some(next) = ahead.pop() {
            assert_ne!(next, room, "{room} calls itself through {calls:?}");
            if reached.insert(next.clone()) {
                ahead.extend(calls.get(&next).into_iter().flatten().cloned());
            }
        }
    }
}

#[test]
fn no_address_is_made_but_through_the_site_map_which_asks_for_its_action() {
    for path in sources("src", "rs") {
        let below = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_string_lossy().into_owned();
        // The figures and the bare pages have ports of their own.
        if ["src/web/site.rs", "src/metrics.rs", "src/bare.rs"].contains(&below.as_str()) {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        for way in [".route(", ".service(", "#[get(", "#[post(", "web::resource(", "web::scope("] {
            assert!(!source.contains(way), "{below} makes an address with {way}");
        }
    }
}

#[test]
fn only_what_must_be_is_open_without_signing_in() {
    let site = app::site();
    let mut open: Vec<&str> =
        site.addresses().filter(|address| !address.action.needs_sign_in()).map(|address| address.path).collect();
    open.sort_unstable();
    open.dedup();
    let expected = [
        "/account-requests/new",
        "/account-requests/{number}",
        "/dev/mailbox",
        "/dev/mailbox/{id}",
        "/dev/mailbox/{id}/html",
        "/livez",
        "/login",
        "/login/totp",
        "/logout",
        "/me/language",
        "/password/forgotten",
        "/password/reset/{token}",
        "/readyz",
        "/static/{file}",
    ];
    let unexpected: Vec<&&str> = open.iter().filter(|path| !expected.contains(path)).collect();
    assert!(unexpected.is_empty(), "open to everybody: {unexpected:?}");
}

#[test]
fn addresses_are_not_given_twice() {
    let site = app::site();
    let mut seen = BTreeSet::new();
    for address in site.addresses() {
        assert!(seen.insert((address.method.to_string(), address.path)), "{} {} twice", address.method, address.path);
        assert!(Action::ALL.contains(&address.action));
    }
}

#[test]
fn every_migration_can_be_taken_back() {
    for path in sources("migrations", "sql") {
        let down = path.with_file_name("down.sql");
        assert!(fs::read_to_string(&down).is_ok_and(|sql| !sql.trim().is_empty()), "{} is missing", down.display());
    }
}

#[test]
fn no_template_holds_words_scripts_or_styles_of_its_own() {
    for path in sources("templates", "html") {
        // Mail programs know no stylesheet of ours.
        if path.parent().is_some_and(|folder| folder.ends_with("mail")) {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        let name = path.display();
        assert!(
            !source.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && !is_in_comment(&source, c)),
            "{name} holds Chinese"
        );
        for inline in [" style=\"", "<script>", " onclick=", " onchange=", "hx-on"] {
            assert!(!source.contains(inline), "{name} holds {inline}");
        }
    }
}

/// Whether a character stands only in `{# … #}`.
fn is_in_comment(source: &str, character: char) -> bool {
    let mut outside = String::new();
    let mut rest = source;
    while let Some((before, after)) = rest.split_once("{#") {
        outside.push_str(before);
        rest = after.split_once("#}").map_or("", |(_, after)| after);
    }
    outside.push_str(rest);
    !outside.contains(character)
}
