use super::{Ticket, one, run};
use crate::support::{Browser, Page, TestApp, Upload};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01";

fn send(browser: &Browser, ticket: &Ticket<'_>, files: &[(&str, &[u8])]) -> Page {
    let files: Vec<Upload<'_>> =
        files.iter().map(|(file_name, content)| Upload { field: "attachments", file_name, content }).collect();
    browser.upload(&format!("{}/message", ticket.path), &[("text", "见附件")], &files)
}

fn link(page: &Page, name: &str) -> String {
    let html = page.html();
    let links = scraper::Selector::parse(".files a.name").unwrap();
    let found = html.select(&links).find(|link| link.text().collect::<String>() == name);
    found.and_then(|link| link.attr("href")).unwrap().to_owned()
}

#[test]
fn a_file_is_stored_whole_and_downloaded_by_who_sees_the_ticket() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let filer = app.signed_in("yj.user");
    send(&filer, &ticket, &[("申请单.pdf", b"%PDF-1.7\nhello"), ("截图.png", PNG)]).is(303);
    let operator = app.signed_in("ops.engineer");
    let page = operator.get(&ticket.path);
    let pdf = operator.get(&link(&page, "申请单.pdf")).is_ok();
    assert_eq!(pdf.body, b"%PDF-1.7\nhello");
    assert!(pdf.header("content-disposition").starts_with("attachment; filename="));
    assert_eq!(pdf.header("content-type"), "application/pdf");
    assert_eq!(pdf.header("x-content-type-options"), "nosniff");
    assert!(pdf.header("content-security-policy").starts_with("sandbox"));
    let png = operator.get(&link(&page, "截图.png")).is_ok();
    assert!(png.header("content-disposition").starts_with("inline"));
    assert!(png.header("content-security-policy").starts_with("sandbox"));
    app.signed_in("wj.user").get(&link(&page, "申请单.pdf")).is_not_found();
    operator.get(&format!("{}/attachments/nonsense", ticket.path)).is_not_found();
}

#[test]
fn content_that_differs_from_its_name_is_refused_and_the_text_kept() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let filer = app.signed_in("yj.user");
    for (name, content) in [
        ("a.pdf", PNG),
        ("a.png", &b"<script>alert(1)</script>"[..]),
        ("a.docx", b"PK\x03\x04 no document"),
        ("a.txt", b"MZ\x90\0\x03"),
        ("a.exe", b"MZ\x90\0\x03"),
        ("a.svg", b"<svg/>"),
        ("noextension", b"text"),
        ("empty.txt", b""),
    ] {
        let page = send(&filer, &ticket, &[(name, content)]).is_refused_at("attachments");
        assert!(page.text("textarea").contains("见附件"), "{name}");
    }
    assert_eq!(one(&app, "SELECT count(*) FROM attachments"), "0");
}

#[test]
fn a_name_with_folders_in_it_is_only_a_name() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let filer = app.signed_in("yj.user");
    for name in ["../../../../etc/cron.d/evil.txt", "..\\..\\evil.txt", "/etc/evil.txt"] {
        send(&filer, &ticket, &[(name, b"hello")]).is(303);
    }
    assert_eq!(one(&app, "SELECT string_agg(DISTINCT file_name, ' ') FROM attachments"), "evil.txt");
    assert_eq!(walk(&app.data().join("files")), 3, "all under names of our own");
    let file = filer.get(&link(&filer.get(&ticket.path), "evil.txt")).is_ok();
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"evil.txt\"; filename*=UTF-8''evil%2Etxt");
}

#[test]
fn the_good_files_of_a_refused_form_stay_listed_and_go_with_the_next_try() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let filer = app.signed_in("yj.user");
    let page = send(&filer, &ticket, &[("good.txt", b"hello"), ("bad.pdf", b"hello")]).is_refused_at("attachments");
    let here = page.value("uploaded_attachments");
    assert!(page.text(".files").contains("good.txt"));
    let fields = [("text", "见附件"), ("uploaded_attachments", here.as_str())];
    let taken_away = [("remove_upload", here.as_str())];
    let page = filer.post(&format!("{}/message", ticket.path), &[fields.as_slice(), &taken_away].concat()).is_ok();
    assert_eq!(page.value("uploaded_attachments"), "");
    let page = send(&filer, &ticket, &[("good.txt", b"hello"), ("bad.pdf", b"hello")]);
    let here = page.value("uploaded_attachments");
    let fields = [("text", "见附件"), ("uploaded_attachments", here.as_str())];
    filer.post(&format!("{}/message", ticket.path), &fields).is(303);
    assert_eq!(one(&app, "SELECT count(*) FROM attachments WHERE message_id IS NOT NULL"), "1");
}

#[test]
fn others_loose_files_cannot_be_claimed() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let page = send(&app.signed_in("yj.user"), &ticket, &[("good.txt", b"hello"), ("bad.pdf", b"hello")]);
    let theirs = page.value("uploaded_attachments");
    let fields = [("text", "见附件"), ("uploaded_attachments", theirs.as_str())];
    app.signed_in("yj.colleague").post(&format!("{}/message", ticket.path), &fields).is(303);
    assert_eq!(one(&app, "SELECT count(*) FROM attachments WHERE message_id IS NOT NULL"), "0");
}

#[test]
fn a_file_may_be_four_mebibytes_and_five_may_come_at_once() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let filer = app.signed_in("yj.user");
    let (fits, over) = (vec![b'a'; 4 << 20], vec![b'a'; (4 << 20) + 1]);
    send(&filer, &ticket, &[("fits.txt", &fits)]).is(303);
    send(&filer, &ticket, &[("over.txt", &over)]).is_refused_at("attachments");
    let names: Vec<String> = (1..=6).map(|number| format!("{number}.txt")).collect();
    let six: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"hello"[..])).collect();
    send(&filer, &ticket, &six).is_refused_at("attachments");
    send(&filer, &ticket, &six[..5]).is(303);
}

#[test]
fn a_person_uploads_a_hundred_mebibytes_a_day() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let filer = app.signed_in("yj.user");
    send(&filer, &ticket, &[("a.txt", b"hello"), ("b.txt", b"hello")]).is(303);
    assert_eq!(one(&app, "SELECT bytes FROM daily_uploads"), "10");
    run(&app, "UPDATE daily_uploads SET bytes = 100 * 1024 * 1024 - 9");
    send(&filer, &ticket, &[("a.txt", b"hello")]).is(303);
    send(&filer, &ticket, &[("a.txt", b"hello")]).is_refused_at("attachments");
    run(&app, "UPDATE daily_uploads SET day = day - 1");
    send(&filer, &ticket, &[("a.txt", b"hello")]).is(303);
}

#[test]
fn what_is_taken_away_again_was_uploaded_all_the_same() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let filer = app.signed_in("yj.user");
    let message = format!("{}/message", ticket.path);
    let page = send(&filer, &ticket, &[("a.txt", b"hello"), ("bad.pdf", b"hello")]).is(422);
    filer.post(&message, &[("remove_upload", &page.value("uploaded_attachments"))]).is_ok();
    assert_eq!(one(&app, "SELECT count(*) FROM attachments"), "0");
    assert_eq!(one(&app, "SELECT bytes FROM daily_uploads"), "5");
}

#[test]
fn uploads_at_once_do_not_both_find_the_last_room() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let filer = app.signed_in("yj.user");
    send(&filer, &ticket, &[("a.txt", b"hello")]).is(303);
    run(&app, "UPDATE daily_uploads SET bytes = 100 * 1024 * 1024 - 9");
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let sent: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| send(&app.signed_in("yj.user"), &ticket, &[("a.txt", b"hello")]).status()))
            .collect();
        sent.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
}

#[test]
fn a_message_carries_five_files_however_many_posts_they_came_in() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let filer = app.signed_in("yj.user");
    let loose = |names: &[&str]| -> Vec<String> {
        let mut files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, &b"hello"[..])).collect();
        files.push(("bad.pdf", b"hello"));
        send(&filer, &ticket, &files).is(422).values("uploaded_attachments")
    };
    let files = [loose(&["1.txt", "2.txt", "3.txt"]), loose(&["4.txt", "5.txt", "6.txt"])].concat();
    let message = format!("{}/message", ticket.path);
    let say = |files: &[String]| {
        let ids = files.iter().map(|id| ("uploaded_attachments", id.as_str()));
        filer.post(&message, &[("text", "见附件")].into_iter().chain(ids).collect::<Vec<_>>())
    };
    let page = say(&files).is_refused_at("attachments");
    assert!(page.errors_at("attachments").contains("附件共 6 个"));
    assert_eq!(page.values("uploaded_attachments").len(), 6, "so that one can be taken away");
    let twice = [&files[..5], &files[..5]].concat();
    say(&twice).is(303);
    assert_eq!(one(&app, "SELECT count(*) FROM attachments WHERE message_id IS NOT NULL"), "5");
}

#[test]
fn what_nothing_carries_is_swept_after_a_day_and_what_was_counted_some_days_later() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    let filer = app.signed_in("yj.user");
    send(&filer, &ticket, &[("sent.txt", b"hello")]).is(303);
    send(&filer, &ticket, &[("loose.txt", b"hello"), ("bad.pdf", b"hello")]).is(422);
    let files = yunwu::attachments::Files::new(app.data().join("files"));
    let now = chrono::Utc::now();
    yunwu::attachments::sweep(&app.db(), &files, now).unwrap();
    assert_eq!(one(&app, "SELECT count(*) FROM attachments"), "2");
    yunwu::attachments::sweep(&app.db(), &files, now + chrono::TimeDelta::hours(25)).unwrap();
    yunwu::attachments::sweep(&app.db(), &files, now + chrono::TimeDelta::hours(25)).unwrap();
    assert_eq!(one(&app, "SELECT string_agg(file_name, ' ') FROM attachments"), "sent.txt");
    let stored = walk(&app.data().join("files"));
    assert_eq!(stored, 1);
    assert_eq!(one(&app, "SELECT count(*) FROM daily_uploads"), "1");
    yunwu::attachments::sweep(&app.db(), &files, now + chrono::TimeDelta::days(4)).unwrap();
    assert_eq!(one(&app, "SELECT count(*) FROM daily_uploads"), "0");
}

fn walk(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { walk(&path) } else { 1 }).sum()
}
