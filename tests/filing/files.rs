//! Papers that travel with the form.

use crate::support::{Browser, TestApp};

use super::{
    NEW, number_of,
    typed::{PDF, Typed, day},
    word,
};

#[test]
fn files_of_a_refused_form_stay_and_can_be_removed() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let mysql = Typed::good(&app).with("internal_port", "3306").guarded(&day(30)).with("description", "");
    let page = mysql.submit(&browser).is_refused_at("description");
    assert!(page.text(".files").contains("盖章申请单.pdf") && page.text(".files").contains("移除"));
    assert!(page.errors_at("approval_file").is_empty());
    let id = page.value("uploaded_approval_file");
    let removed = Typed::on(&page).press(&browser, NEW, "remove_upload", &id).is_ok();
    assert!(!removed.has(".files"));
    Typed::on(&removed).with("description", super::typed::PURPOSE).submit(&browser).is_refused_at("approval_file");
    let page = mysql.submit(&browser).is(422);
    let path = Typed::on(&page).with("description", super::typed::PURPOSE).submit(&browser).location();
    let tied = format!(
        "SELECT string_agg(a.field || ' ' || a.file_name, ';') FROM attachments a JOIN tickets t ON t.id = a.ticket_id WHERE t.number = '{}'",
        number_of(&path)
    );
    assert_eq!(word(&mut app.sql(), &tied), "approval_file 盖章申请单.pdf");
}

#[test]
fn a_file_must_be_what_its_name_says() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let with = |name: &str, content: &[u8]| Typed::good(&app).file("filing_file", name, content);
    with("备案.exe", PDF).submit(&browser).is_refused_at("filing_file");
    with("备案.pdf", b"MZ\x90\0").submit(&browser).is_refused_at("filing_file");
    with("备案.pdf", &vec![b'x'; 4 * 1024 * 1024 + 1]).submit(&browser).is_refused_at("filing_file");
    assert_eq!(super::count_tickets(&mut app.sql()), "0");
}

#[test]
fn five_files_are_the_most_and_a_strange_field_is_an_attachment() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let six = (0..6).fold(Typed::good(&app), |typed, n| typed.file("attachments", &format!("{n}.pdf"), PDF));
    let page = six.submit(&browser).is_refused_at("attachments");
    assert_eq!(page.values("uploaded_attachments").len(), 5);
    let page = Typed::good(&app).file("anything", "说明.pdf", PDF).with("description", "").submit(&browser).is(422);
    assert_eq!(page.values("uploaded_attachments").len(), 1);
}

#[test]
fn somebody_elses_upload_proves_nothing() {
    let app = TestApp::new();
    let page = Typed::good(&app)
        .file("approval_file", "盖章.pdf", PDF)
        .with("description", "")
        .submit(&app.signed_in("yj.admin"));
    let id = page.value("uploaded_approval_file");
    let mysql = Typed::good(&app)
        .with("internal_port", "3306")
        .with("whitelist", "198.51.100.7")
        .with("validity", "until")
        .with("valid_until", &day(9));
    mysql.and("uploaded_approval_file", &id).submit(&app.signed_in("yj.user")).is_refused_at("approval_file");
}

#[test]
fn files_of_a_draft_are_listed_when_it_is_edited_and_go_when_removed() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let path = Typed::good(&app).file("attachments", "说明.pdf", PDF).save(&browser).location();
    let edit = format!("{path}/edit");
    let page = browser.get(&edit).is_ok();
    assert!(page.text(".files").contains("说明.pdf"));
    Typed::on(&page).press(&browser, &edit, "action", "save").is(303);
    assert_eq!(word(&mut app.sql(), "SELECT count(*) FROM attachments WHERE ticket_id IS NOT NULL"), "1");
    let page = browser.get(&edit);
    let removed = Typed::on(&page).press(&browser, &edit, "remove_upload", &page.value("uploaded_attachments")).is_ok();
    Typed::on(&removed).press(&browser, &edit, "action", "save").is(303);
    assert_eq!(word(&mut app.sql(), "SELECT count(*) FROM attachments WHERE ticket_id IS NOT NULL"), "0");
}

/// Six files that lie loose, of two forms that were refused.
fn six_loose(app: &TestApp, browser: &Browser) -> Vec<String> {
    let three = (0..3).fold(Typed::good(app), |typed, n| typed.file("attachments", &format!("{n}.pdf"), PDF));
    let refused = three.with("description", "");
    (0..2).flat_map(|_| refused.submit(browser).is(422).values("uploaded_attachments")).collect()
}

#[test]
fn a_form_carries_five_files_however_many_posts_they_came_in() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let files = six_loose(&app, &browser);
    let with =
        |files: &[String]| files.iter().fold(Typed::good(&app), |typed, id| typed.and("uploaded_attachments", id));
    for page in [with(&files).save(&browser), with(&files).submit(&browser)] {
        let page = page.is_refused_at("attachments");
        assert!(page.errors_at("attachments").contains("附件共 6 个"));
        assert_eq!(page.values("uploaded_attachments").len(), 6, "so that one can be taken away");
    }
    assert_eq!(super::count_tickets(&mut app.sql()), "0");
    with(&[&files[..5], &files[..1]].concat()).submit(&browser).is(303);
    assert_eq!(word(&mut app.sql(), "SELECT count(*) FROM attachments WHERE ticket_id IS NOT NULL"), "5");
}

#[test]
fn what_was_sent_with_a_returned_ticket_counts_though_its_form_leaves_it_out() {
    let app = TestApp::new();
    let (browser, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    let three = (0..3).fold(Typed::good(&app), |typed, n| typed.file("attachments", &format!("{n}.pdf"), PDF));
    let path = three.submit(&browser).location();
    operator.post(&format!("{path}/return"), &[("text", "请补盖章")]).is(303);
    let edit = format!("{path}/edit");
    let page = three.press(&browser, &edit, "action", "submit").is_refused_at("attachments");
    assert_eq!(page.values("uploaded_attachments").len(), 2, "beside the three that the operators have seen");
    let loose = six_loose(&app, &browser);
    let again = loose[..3].iter().fold(Typed::good(&app), |typed, id| typed.and("uploaded_attachments", id));
    let page = again.press(&browser, &edit, "action", "submit").is_refused_at("attachments");
    assert!(page.errors_at("attachments").contains("附件共 6 个"));
}
