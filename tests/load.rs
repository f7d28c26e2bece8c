//! `yunwu load`: what it writes is what the portal would have written.

use chrono::Utc;
use yunwu::{attachments::Files, check, load};

use crate::support::TestApp;

#[test]
fn loaded_tickets_break_nothing_and_are_listed_counted_and_found() {
    let app = TestApp::new();
    crate::demo::load(&app, Utc::now());
    let hash = yunwu::accounts::hashing::hash(yunwu::demo::PASSWORD).unwrap();
    load::run(&app.db(), 1_300, &hash, Utc::now(), |_| {}).unwrap();

    let files = Files::new(app.data().join("files"));
    load::requests(&app.db(), &files, 240, Utc::now(), |_| {}).unwrap();
    for finding in check::run(&app.db(), &files).unwrap() {
        assert_eq!(finding.broken_by, Vec::<String>::new(), "{}", finding.what);
    }
    let filer = app.signed_in("load.1.2");
    let list = filer.get("/tickets").is_ok();
    assert_eq!(list.count("main tbody tr"), 11, "1,300 tickets among 120 departments, of the first eleven");
    assert_eq!(filer.get("/tickets?q=防汛值守").is_ok().count("main tbody tr"), 11);
    let requests = filer.get("/resources/requests").is_ok();
    assert_eq!(requests.count("main tbody tr"), 2, "240 requests among 120 departments");
    let ticket = list.attribute("main tbody a[href^='/tickets/GD']", "href").unwrap();
    filer.get(&ticket).is_ok();
}
