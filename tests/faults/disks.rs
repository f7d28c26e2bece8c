//! Disks without room: the database's, and that of uploads.

use std::{fs, path::Path};

use super::{
    briefly_or,
    filing::{Answers, Filled, NEW, all_are_whole, in_peace, send_all, word},
};
use crate::support::{Browser, TestApp, Upload, own_cluster::OwnCluster, program::Plan, small_disk::SmallDisk};

#[test]
fn a_database_without_room_refuses_changes_and_shows_what_is_there_until_it_has_room_again() {
    let Some(disk) = SmallDisk::of_mebibytes(400) else { return };
    let cluster = OwnCluster::in_folder(disk.folder());
    let app = TestApp::new();
    let plan = Plan::new(cluster.url(), &app.data());
    let portal = plan.serve();
    let browsers: Vec<Browser> = (0..2).map(|_| portal.signed_in("yj.user")).collect();
    let peaceful = in_peace(&mut cluster.sql(), &browsers[0]);
    let (each, answers) = (briefly_or(40, 200), Answers::default());
    let forms = Filled::forms(&mut cluster.sql(), 30_000, 3_000);
    let mut sent = 0;
    for _ in 0..briefly_or(1, 3) {
        disk.fill(0);
        let refused = answers.count(503);
        while answers.count(503) < refused + 4 {
            assert!(sent + each <= forms.len(), "the disk is not full: {answers:?}");
            send_all(&browsers, &forms[sent..sent + each], &answers);
            sent += each;
        }
        browsers[0].get("/tickets").is_ok();
        browsers[0].get(&format!("/tickets/{peaceful}")).is_ok();
        portal.browser().get("/readyz").is_ok();
        disk.make_room();
        all_are_whole(&mut cluster.sql(), &peaceful, &answers.tickets());
    }
    answers.are_only(&[303, 503]);
    for form in &forms[..sent] {
        form.send(&browsers[0]).is(303);
    }
    assert_eq!(word(&mut cluster.sql(), "SELECT count(*) FROM tickets"), (sent + 1).to_string());
    all_are_whole(&mut cluster.sql(), &peaceful, &answers.tickets());
}

#[test]
fn a_file_that_finds_no_room_is_refused_at_its_field_and_leaves_no_half_while_all_that_was_typed_stays() {
    let Some(disk) = SmallDisk::of_mebibytes(3) else { return };
    let app = TestApp::with(|settings| settings.data = disk.folder());
    let browser = app.signed_in("yj.user");
    let (small, large) = (vec![b'a'; 512 << 10], vec![b'a'; 4 << 20]);
    let form = Filled::new(&mut app.sql(), 29_443);
    let submit = |content: &[u8]| {
        let file = Upload { field: "attachments", file_name: "说明.txt", content };
        browser.upload(NEW, &form.fields(), &[file])
    };
    let page = submit(&large).is_refused_at("attachments");
    assert!(page.errors_at("attachments").contains("存储空间不足"), "{}", page.errors_at("attachments"));
    assert!(page.value("description").contains("实时险情"));
    assert_eq!(word(&mut app.sql(), "SELECT count(*) FROM attachments"), "0");
    assert_eq!(word(&mut app.sql(), "SELECT coalesce(sum(bytes), 0) FROM daily_uploads"), "0", "not counted either");
    assert_eq!(files_below(&disk.folder().join("files")), 0, "no half file");

    disk.fill(0);
    submit(&small).is_refused_at("attachments");
    assert_eq!(files_below(&disk.folder().join("files")), 0);
    disk.make_room();
    submit(&small).is(303);
    assert_eq!(word(&mut app.sql(), "SELECT count(*) FROM attachments WHERE ticket_id IS NOT NULL"), "1");
}

fn files_below(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("an entry").path());
    entries.map(|path| if path.is_dir() { files_below(&path) } else { 1 }).sum()
}
