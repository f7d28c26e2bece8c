//! Who is told of account requests and of what happens to an account, row by row of spec 6.

use super::{GOOD, ask, asked, department, one, press, run};
use crate::support::{TestApp, news::told};

const ENGINEERS: &str = "ops.engineer ops.engineer2";

#[track_caller]
fn row(app: &TestApp, title: &str, messages: &str, mails: &str) {
    assert_eq!(told(app, title), [messages, mails], "{title}");
}

#[test]
fn operators_hear_of_a_request_the_department_may_object_and_the_applicant_is_mailed() {
    let app = TestApp::new();
    let place = department(&app, "湖北省应急管理厅");
    let path = asked(&app, &[("department", &place)]);
    row(&app, "account-request-told-filed", ENGINEERS, ENGINEERS);
    row(&app, "account-request-told-department", "yj.admin", "yj.admin");
    row(&app, "account-request-told-consent", "", "");
    row(&app, "account-request-receipt-title", "", "zhang.san@hubei.gov.cn");
    press(&app.signed_in("ops.engineer"), &path, "approve", &[]).is(303);
    row(&app, "account-request-told-approved", "ops.engineer2 yj.admin", "ops.engineer2");
    row(&app, "account-invitation-title", "", "zhang.san");

    let bureau = department(&app, "省大数据局");
    let more = asked(&app, &[("username", "han.xue"), ("department", &bureau), ("role", "bigdata_user")]);
    row(&app, "account-request-told-consent", "security.admin", "security.admin");
    press(&app.signed_in("security.admin"), &more, "consent", &[]).is(303);
    row(&app, "account-request-told-consented", ENGINEERS, ENGINEERS);
    press(&app.signed_in("ops.engineer"), &more, "refuse", &[("text", "请先由本单位确认")]).is(303);
    row(&app, "account-request-told-refused", "bigdata.admin ops.engineer2", "ops.engineer2");
    row(&app, "account-request-mail-refused", "", "zhang.san@hubei.gov.cn");
}

#[test]
fn a_political_legal_departments_request_is_told_to_its_own_administrator() {
    let app = TestApp::new();
    let police = department(&app, "湖北省公安厅");
    ask(&app, &app.visitor(), &[("department", &police)]).is(303);
    row(&app, "account-request-told-filed", ENGINEERS, ENGINEERS);
    row(&app, "account-request-told-department", "ga.admin", "ga.admin");
}

#[test]
fn what_happens_to_an_account_is_told_to_its_owner_alone() {
    let app = TestApp::new();
    for _ in 0..5 {
        app.visitor().post("/login", &[("username", "yj.colleague"), ("password", "not this one")]).is(422);
    }
    row(&app, "account-locked-title", "yj.colleague", "yj.colleague");

    let owner = app.signed_in("yj.user");
    let new = [("current_password", "Yunwu@Demo2026"), ("new_password", GOOD), ("new_password_again", GOOD)];
    owner.post("/me/password", &new).is(303);
    row(&app, "account-password-changed-title", "yj.user", "yj.user");

    let page = one(&app, "SELECT '/admin/grants/' || id FROM users WHERE username = 'wj.user'");
    let security = app.signed_in("security.admin");
    let hidden = security.get(&page).is_ok().hidden_of(&page);
    let hidden = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    security.post(&page, &hidden.chain([("role", "dept_admin")]).collect::<Vec<_>>()).is(303);
    row(&app, "people-told-rights", "wj.user", "wj.user");

    run(
        &app,
        "UPDATE users SET last_signed_in_at = now(), last_signed_in_from = '10.20.0.8' WHERE username = 'ga.user'",
    );
    app.visitor().post("/login", &[("username", "ga.user"), ("password", "Yunwu@Demo2026")]).is(303);
    row(&app, "account-elsewhere-title", "ga.user", "ga.user");
}
