//! Names and words that try to be something else: headers, markup, formulas, text turned about.

use super::{department, one, send};
use crate::support::TestApp;

#[test]
fn strange_names_are_names_in_mail_page_and_export() {
    let app = TestApp::new();
    let admin = app.signed_in("platform.admin");
    let (new, place) = ("/admin/users/new", department(&app, "湖北省水利厅"));
    let make = |username: &str, name: &str| {
        let email = format!("{username}@hubei.gov.cn");
        let says = [("username", username), ("display_name", name), ("department", place.as_str()), ("email", &email)];
        send(&admin, new, &says)
    };
    for name in ["张\u{202e}三", "张\u{2066}三", "张\u{7}三"] {
        make("x.one", name).is_refused_at("display_name");
    }
    make("x.html", "<img src=x onerror=alert(1)>\r\nBcc: a@b.cn").is(303);
    make("x.sum", "=HYPERLINK(\"http://evil.example\",\"点我\")").is(303);
    let list = admin.get("/admin/users?q=x.html").is_ok();
    assert!(!list.has("tbody img") && list.text("tbody").contains("<img src=x onerror=alert(1)> Bcc: a@b.cn"));
    let csv = admin.get("/admin/users.csv?q=x.sum").is_ok().source();
    assert!(csv.contains("\"'=HYPERLINK("), "{csv}");
    let mail = one(&app, "SELECT id FROM mails WHERE address = 'x.html@hubei.gov.cn'");
    let mail = app.visitor().get(&format!("/dev/mailbox/{mail}/html")).is_ok();
    assert!(!mail.has("img") && !mail.source().contains("<img src=x"), "{}", mail.source());
    // Search takes whatever is typed.
    for q in ["%27%3B--", "%25_%5C", "%E2%80%AE", "x.%2A%3A%26%7C%21%28%29"] {
        admin.get(&format!("/admin/users?q={q}")).is_ok();
    }
}
