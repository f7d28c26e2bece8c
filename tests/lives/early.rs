//! What its department cancels before its end.

use crate::support::TestApp;

use super::{at_once, ends_in, entry, one, opened, renew, resolve, states, told};

#[test]
fn a_department_cancels_what_it_needs_no_longer_and_operators_close_it() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443", "9444"], "");
    let filer = app.signed_in("yj.user");
    let path = entry(&app, &ticket);
    let cancel = format!("{path}/cancel");
    assert!(filer.get(&format!("/tickets/{ticket}")).has(&format!(".mapping a[href='{path}']")));
    assert!(filer.get(&path).is_ok().has(&format!("form[action='{cancel}']")));
    let page = filer.follow(&filer.post(&cancel, &[])).is_ok();
    assert!(page.text(".flash").contains("待运维人员在网关上拆除"), "{}", page.text(".flash"));
    assert!(page.text("main").contains("单位提前取消") && !page.has(&format!("form[action='{cancel}']")));
    assert_eq!(states(&app, &ticket), "to_remove active");
    assert_eq!(told(&app, "network-told-to-remove"), "ops.engineer ops.engineer2");
    let line = filer.get(&format!("/tickets/{ticket}")).text(".tl");
    assert!(line.contains("取消了 203.0.113.18:9443/TCP，待拆除（单位提前取消）"), "{line}");
    let again = filer.post(&cancel, &[]).is(409).text("main");
    assert!(again.contains("当前为待拆除"), "{again}");
}

#[test]
fn what_is_renewed_is_cancelled_after_its_renewal() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443"], &super::day(&app, 20));
    ends_in(&app, &ticket, 5);
    let filer = app.signed_in("yj.user");
    let old = entry(&app, &ticket);
    let renewal = renew(&filer, &ticket).location();
    let number = renewal.trim_start_matches("/tickets/").to_owned();
    let refused = filer.post(&format!("{old}/cancel"), &[]).is(409).text("main");
    assert!(refused.contains(&number) && refused.contains("请先关闭该工单"), "{refused}");
    assert!(!filer.get(&old).is_ok().has("form[action$='/cancel']"));

    resolve(&app, &renewal);
    filer.post(&format!("{old}/cancel"), &[]).is(409);
    let later = entry(&app, &number);
    filer.post(&format!("{later}/cancel"), &[]).is(303);
    assert_eq!((states(&app, &ticket).as_str(), states(&app, &number).as_str()), ("active", "released"));
    let ticket_now = filer.get(&renewal).is_ok();
    let line = ticket_now.text(".tl");
    assert!(line.contains("取消了尚未开始的续期 203.0.113.18:9443/TCP"), "{line}");
    assert!(ticket_now.text(".mapping").contains("已释放"), "{}", ticket_now.text(".mapping"));
    assert!(told(&app, "network-told-to-remove").is_empty(), "nothing is to be closed yet");
    filer.post(&format!("{old}/cancel"), &[]).is(303);
    assert_eq!(states(&app, &ticket), "to_remove");
    app.holds_together();
}

#[test]
fn only_its_department_cancels_it_and_twice_at_once_is_once() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443"], "");
    let cancel = format!("{}/cancel", entry(&app, &ticket));
    app.signed_in("wj.user").post(&cancel, &[]).is_not_found();
    app.signed_in("ops.engineer").post(&cancel, &[]).is_forbidden();
    let (filer, administrator) = (app.signed_in("yj.user"), app.signed_in("yj.admin"));
    let answers = at_once(|| filer.post(&cancel, &[]).status(), || administrator.post(&cancel, &[]).status());
    assert!(answers.contains(&303) && answers.contains(&409), "{answers:?}");
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE action = 'endMapping'"), "1");
}
