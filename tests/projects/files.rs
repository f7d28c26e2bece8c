//! What a project carries: two files of twenty mebibytes.

use super::{count, project_of, user};
use crate::support::{Browser, Page, TestApp, Upload};

const NEW: &str = "/projects/new";

fn send(app: &TestApp, browser: &Browser, path: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Page {
    let person = user(app, "yj.user");
    let mut all = vec![("name", "应急指挥平台"), ("contact_id", person.as_str()), ("owner_id", person.as_str())];
    all.retain(|(name, _)| !fields.iter().any(|(given, _)| given == name));
    all.extend_from_slice(fields);
    let files: Vec<Upload<'_>> =
        files.iter().map(|(file_name, content)| Upload { field: "attachments", file_name, content }).collect();
    browser.upload(path, &all, &files)
}

/// Where the file of that name is opened.
fn link(page: &Page, name: &str) -> String {
    let place = page.texts(".files a.name").iter().position(|found| found == name).unwrap();
    let html = page.html();
    let links = scraper::Selector::parse(".files a.name").unwrap();
    html.select(&links).nth(place).and_then(|link| link.attr("href")).unwrap().to_owned()
}

#[test]
fn two_files_go_with_a_project_and_are_read_by_who_sees_it() {
    let app = TestApp::new();
    let chen = app.signed_in("yj.user");
    let files: [(&str, &[u8]); 2] = [("批复.pdf", b"%PDF-1.7\nhello"), ("方案.txt", b"plan")];
    let page = chen.follow(&send(&app, &chen, NEW, &[], &files)).is_ok();
    assert!(page.text(".files").contains("批复.pdf") && page.text(".files").contains("方案.txt"));
    let href = link(&page, "批复.pdf");
    let pdf = app.signed_in("ops.engineer").get(&href).is_ok();
    assert_eq!(
        (pdf.body.as_slice(), pdf.header("content-type").as_str()),
        (&b"%PDF-1.7\nhello"[..], "application/pdf")
    );
    assert!(
        pdf.header("content-disposition").starts_with("attachment")
            && pdf.header("x-content-type-options") == "nosniff"
    );
    app.signed_in("wj.user").get(&href).is_not_found();
    let other = project_of(&app, "yj.user", "别的项目");
    chen.get(&format!("{other}/attachments/{}", href.rsplit('/').next().unwrap())).is_not_found();
    app.holds_together();
}

#[test]
fn a_third_file_is_refused_with_a_hint_to_zip_and_the_first_two_stay() {
    let app = TestApp::new();
    let chen = app.signed_in("yj.user");
    let three: [(&str, &[u8]); 3] = [("1.txt", b"one"), ("2.txt", b"two"), ("3.txt", b"three")];
    let page = send(&app, &chen, NEW, &[], &three).is_refused_at("attachments");
    assert!(
        page.errors_at("attachments").contains("最多上传 2 个附件") && page.errors_at("attachments").contains("zip")
    );
    assert_eq!(page.value("name"), "应急指挥平台");
    let here = page.values("uploaded_attachments");
    assert_eq!(here.len(), 2);
    let listed: Vec<(&str, &str)> = here.iter().map(|id| ("uploaded_attachments", id.as_str())).collect();
    send(&app, &chen, NEW, &listed, &[("3.txt", b"three")]).is_refused_at("attachments");
    let removal = [listed.as_slice(), &[("remove_upload", here[0].as_str())]].concat();
    let page = send(&app, &chen, NEW, &removal, &[]).is_ok();
    assert_eq!(page.values("uploaded_attachments"), here[1..]);
    let page = chen.follow(&send(&app, &chen, NEW, &listed[1..], &[("3.txt", b"three")])).is_ok();
    assert_eq!(page.count(".files li"), 2);
}

#[test]
fn twenty_mebibytes_fit_and_a_byte_more_is_refused() {
    let app = TestApp::new();
    let chen = app.signed_in("yj.user");
    let (fits, over) = (vec![b'a'; 20 << 20], vec![b'a'; (20 << 20) + 1]);
    let page = send(&app, &chen, NEW, &[], &[("over.txt", &over)]).is_refused_at("attachments");
    assert!(page.errors_at("attachments").contains("over.txt 超过 20 MB"), "{}", page.errors_at("attachments"));
    send(&app, &chen, NEW, &[], &[("fits.txt", &fits)]).is(303);
    let bad = send(&app, &chen, NEW, &[("name", "另一个项目")], &[("bad.pdf", b"hello")]).is(422);
    assert!(bad.errors_at("attachments").contains("内容与扩展名不符"));
}

#[test]
fn files_are_taken_away_and_added_where_a_project_is_edited() {
    let app = TestApp::new();
    let chen = app.signed_in("yj.user");
    let path = send(&app, &chen, NEW, &[], &[("旧.txt", b"old"), ("留.txt", b"stay")]).location();
    let edit = format!("{path}/edit");
    let form = chen.get(&edit);
    let mut here = form.values("uploaded_attachments");
    if form.texts(".files .name")[0] != "旧.txt" {
        here.reverse();
    }
    let removal =
        [("uploaded_attachments", here[0].as_str()), ("uploaded_attachments", &here[1]), ("remove_upload", &here[0])];
    let page = send(&app, &chen, &edit, &removal, &[]).is_ok();
    assert_eq!(page.values("uploaded_attachments"), here[1..]);
    assert_eq!(chen.get(&path).count(".files li"), 2, "until it is saved");
    let stays = [("uploaded_attachments", here[1].as_str())];
    let saved = chen.follow(&send(&app, &chen, &edit, &stays, &[("新.txt", b"new")])).is_ok();
    let files = saved.text(".files");
    assert!(!files.contains("旧.txt") && files.contains("留.txt") && files.contains("新.txt"), "{files}");
    assert!(saved.text(".tl").contains("修改了附件"));
    app.holds_together();
}

#[test]
fn a_projects_large_file_goes_with_no_ticket_and_nobody_takes_anothers_file() {
    let app = TestApp::new();
    let chen = app.signed_in("yj.user");
    let large = vec![b'a'; 5 << 20];
    let page = send(&app, &chen, NEW, &[("name", "")], &[("large.txt", &large)]).is(422);
    let id = page.value("uploaded_attachments");
    send(&app, &app.signed_in("yj.admin"), NEW, &[("uploaded_attachments", &id)], &[]).is(303);
    assert_eq!(count(&app, "attachments WHERE project_id IS NOT NULL"), 0);
    let ticket = [("action", "save"), ("description", "带上大文件"), ("uploaded_attachments", id.as_str())];
    chen.post("/tickets/new/support", &ticket).is(303);
    assert_eq!(count(&app, "attachments WHERE ticket_id IS NOT NULL"), 0);
    send(&app, &chen, NEW, &[("name", "带附件的项目"), ("uploaded_attachments", &id)], &[]).is(303);
    assert_eq!(count(&app, "attachments WHERE project_id IS NOT NULL"), 1);
}
