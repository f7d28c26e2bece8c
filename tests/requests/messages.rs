//! Who is told of what, row by row of spec 6.

use super::{Asked, act, approved, deliver, filed, one};
use crate::support::{TestApp, news::told};

fn row(app: &TestApp, title: &str, messages: &str, mails: &str) {
    assert_eq!(told(app, title), [messages, mails], "{title}");
}

const ENGINEERS: &str = "ops.engineer ops.engineer2";

#[test]
fn a_government_request_tells_each_step_to_whom_it_concerns() {
    let app = TestApp::new();
    let form = Asked::good(&app, "yj.user")
        .and("user_id", &super::user(&app, "yj.colleague"))
        .and("user_name", "周工")
        .and("user_phone", "027-87651234")
        .and("user_email", "zhou@gis.example.com");
    let path = form.filed(&app.signed_in("yj.user"));
    row(&app, "request-told-to-decide", ENGINEERS, ENGINEERS);
    row(&app, "request-told-submitted", "ops.manager", "");
    act(&app.signed_in("ops.engineer"), &path, "approve", "").is(303);
    row(&app, "request-told-approved", "ops.manager yj.user", "yj.user");
    row(&app, "request-told-to-decide", &format!("bigdata.admin {ENGINEERS}"), &format!("bigdata.admin {ENGINEERS}"));
    act(&app.signed_in("bigdata.admin"), &path, "approve", "").is(303);
    row(&app, "request-told-to-deliver", ENGINEERS, ENGINEERS);
    let operator = app.signed_in("ops.engineer");
    deliver(&operator, &path, &[["1", "i-1", "10.20.6.71"]]).is(303);
    row(&app, "request-told-partly-delivered", "yj.user", "yj.user");
    deliver(&operator, &path, &[["2", "i-2", "10.20.6.72"]]).is(303);
    let everybody = "ops.manager yj.colleague yj.user";
    row(&app, "request-told-delivered", everybody, &format!("{everybody} zhou@gis.example.com"));
    let link = "SELECT record_path FROM messages WHERE title ->> 'key' = 'request-told-delivered' LIMIT 1";
    assert_eq!(one(&app, link), path);
}

#[test]
fn a_political_legal_request_is_told_to_its_commission() {
    let app = TestApp::new();
    let path = filed(&app, "ga.user");
    row(&app, "request-told-to-decide", "plc.admin", "plc.admin");
    row(&app, "request-told-submitted", "ops.manager", "");
    act(&app.signed_in("plc.admin"), &path, "reject", "请补充负载").is(303);
    row(&app, "request-told-rejected", "ga.user ops.manager", "ga.user");
    let said = "SELECT quote FROM mails WHERE title ->> 'key' = 'request-told-rejected'";
    assert_eq!(one(&app, said), "请补充负载");
}

#[test]
fn a_change_is_told_to_who_decides_with_what_changed_and_a_withdrawal_too() {
    let app = TestApp::new();
    let path = filed(&app, "yj.user");
    let filer = app.signed_in("yj.user");
    Asked::good(&app, "yj.user")
        .with("quantity", "3")
        .press(&filer, &format!("{path}/edit"), "action", "submit")
        .is(303);
    row(&app, "request-told-changed", ENGINEERS, ENGINEERS);
    let body = "SELECT body -> 'args' ? 'fields' FROM mails WHERE title ->> 'key' = 'request-told-changed' LIMIT 1";
    assert_eq!(one(&app, body), "true");
    act(&filer, &path, "withdraw", "").is(303);
    row(&app, "request-told-withdrawn", ENGINEERS, "");
}

#[test]
fn a_mail_leads_to_the_decision_page_and_looking_decides_nothing() {
    let app = TestApp::new();
    let path = approved(&app);
    let next = filed(&app, "yj.user");
    let visitor = app.visitor().get(&next);
    assert!(visitor.location().starts_with("/login?next="));
    for verb in ["approve", "reject", "withdraw", "deliver"] {
        app.signed_in("ops.engineer").get(&format!("{next}/{verb}")).is(405);
    }
    let english = app.signed_in("ops.engineer");
    english.post("/me/language", &[("language", "en"), ("next", "/")]).is(303);
    let page = english.get(&next).is_ok();
    assert!(page.text("main").contains("First review") && page.text("main").contains("Cloud server (ECS)"));
    assert!(english.get(&path).is_ok().text("main").contains("To be delivered"));
}
