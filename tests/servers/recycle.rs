//! `server-recycle`: hosts go, and what leads to or from them alone ends with them.

use super::{Asked, RECYCLE, day, host, mapped_to, number_of, one, opened, operator_at, resolve};
use crate::{
    access::{self, INTERNET},
    support::TestApp,
};

#[test]
fn what_is_mapped_to_hosts_is_listed_and_ends_with_them() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let mapping = mapped_to(&app, "10.20.6.31", "18443");
    opened(&app, &mapping);
    let own = access::Asked::good(&app, INTERNET).filed(&app);
    access::resolve(&app, &own, "").is(303);
    let shared = access::Asked::good(&app, INTERNET)
        .with("source_ips", "10.20.6.31;10.20.6.32")
        .with("destinations", "b.example.com")
        .filed(&app);
    access::resolve(&app, &shared, "").is(303);

    let asked = Asked::good(&app, RECYCLE);
    let looked = asked.press(&filer, "action", "preview").is_ok();
    let lines = looked.texts("#leading > li");
    let about = |number: &str| lines.iter().find(|line| line.contains(number)).expect(number).clone();
    assert_eq!(lines.len(), 3, "{lines:#?}");
    assert!(
        about(number_of(&mapping)).contains("203.0.113.18:18443")
            && about(number_of(&mapping)).contains("随服务器终止")
    );
    assert!(about(number_of(&own)).contains("随服务器终止"));
    assert!(about(number_of(&shared)).contains("仍供其他服务器使用"));

    let path = asked.filed(&app);
    assert_eq!(filer.get(&path).count("#leading > li"), 3);
    let operator = operator_at(&app, &path);
    let order = operator.get(&format!("{path}/work-order")).is_ok();
    assert!(order.text("#to-retire-rows").contains("10.20.6.31"));
    assert!(order.text("#to-remove-script").contains("203.0.113.18"), "{}", order.text("main"));
    assert!(operator.get(&format!("{path}/work-order.csv")).is_ok().source().contains("203.0.113.18"));
    assert!(operator.get(&path).text("main").contains(&format!("约定从 {} 起回收", day(&app, 1))));
    resolve(&operator, &path, &[]).is(303);

    assert_eq!(host(&app, "10.20.6.31", "state"), "retired");
    let states = "SELECT string_agg(state || ' ' || coalesce(end_reason, ''), '; ' ORDER BY id) FROM openings";
    assert_eq!(one(&app, states), "to_remove host_retired; to_remove host_retired; active ");
    let removals = operator.get("/network/removals").is_ok();
    assert!(removals.text("main").contains("203.0.113.18:18443") && removals.text("main").contains("服务器已回收"));
    let after = filer.get(&path).is_ok();
    let lines = after.texts("#leading > li");
    assert_eq!(lines.iter().filter(|line| line.contains("待拆除")).count(), 2, "what ended with it: {lines:#?}");
    assert!(filer.get("/messages").text("main").contains("已随服务器回收终止"));
    let history = filer.get(&after.attribute("#servers a", "href").unwrap()).is_ok();
    assert!(history.text("aside").contains(&format!("按工单 {} 回收", number_of(&path))));
    filer.post(&format!("{path}/confirm"), &[("timeliness", "5"), ("result", "5")]).is(303);

    // Nothing new begins at it, and nothing is asked of it any more.
    let page = access::Asked::good(&app, INTERNET).with("destinations", "c.example.com").submit(&filer);
    page.is_refused_at("source_ips");
    Asked::good(&app, RECYCLE).submit(&filer).is_refused_at("floating_ips");
    // With the other host the shared policy goes too.
    let rest = Asked::good(&app, RECYCLE).with("floating_ips", "10.20.6.32").filed(&app);
    resolve(&operator_at(&app, &rest), &rest, &[]).is(303);
    assert_eq!(one(&app, "SELECT count(*) FROM openings WHERE state = 'active'"), "0");
    assert_eq!(one(&app, "SELECT count(*) FROM openings WHERE end_reason = 'host_retired'"), "3");
}

#[test]
fn access_that_outlived_one_of_its_hosts_is_renewed_as_it_stands() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let shared = access::Asked::good(&app, INTERNET)
        .with("source_ips", "10.20.6.31;10.20.6.32")
        .until(&day(&app, 20))
        .filed(&app);
    access::resolve(&app, &shared, "").is(303);
    let gone = Asked::good(&app, RECYCLE).filed(&app);
    resolve(&operator_at(&app, &gone), &gone, &[]).is(303);
    assert_eq!(host(&app, "10.20.6.31", "state"), "retired");

    let form = filer.get(&format!("{INTERNET}?renew={}", number_of(&shared))).is_ok();
    let until = day(&app, 50);
    let filled = form.filled(INTERNET);
    let typed = filled.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let kept = typed.filter(|(name, _)| !["action", "valid_until"].contains(name));
    let fields: Vec<_> = kept.chain([("valid_until", until.as_str()), ("action", "submit")]).collect();
    let renewal = filer.post(INTERNET, &fields).location();
    access::resolve(&app, &renewal, "").is(303);
    assert_eq!(one(&app, "SELECT count(*) FROM access_policies WHERE state = 'active'"), "2");
}

#[test]
fn what_still_waits_to_be_opened_comes_first() {
    let app = TestApp::new();
    let mapping = mapped_to(&app, "10.20.6.31", "18443");
    let path = Asked::good(&app, RECYCLE).filed(&app);
    let filer = app.signed_in("yj.user");
    assert!(filer.get(&path).text("#leading").contains("正在办理，办结或退回后才能回收"));
    let operator = operator_at(&app, &path);
    let page = resolve(&operator, &path, &[]).is(409);
    assert!(page.text(".alert").contains(number_of(&mapping)), "{}", page.text(".alert"));
    assert_eq!(host(&app, "10.20.6.31", "state"), "running");
    filer.post(&format!("{mapping}/close"), &[("text", "不再需要")]).is(303);
    resolve(&operator, &path, &[]).is(303);
    assert_eq!(host(&app, "10.20.6.31", "state"), "retired");
}

#[test]
fn what_does_not_fit_is_refused_at_its_field() {
    let app = TestApp::new();
    let (filer, good) = (app.signed_in("yj.user"), Asked::good(&app, RECYCLE));
    let yesterday = day(&app, -1);
    for (field, typed, says) in [
        ("floating_ips", "", "请填写至少一个 IP 地址"),
        ("floating_ips", "10.20.6.31;10.20.8.12", "10.20.8.12 不是本单位在用云主机的浮动IP"),
        ("floating_ips", "10.20.6.0/24", "10.20.6.0-10.20.6.255"),
        ("recycle_date", "", "请填写回收日期"),
        ("recycle_date", yesterday.as_str(), "应为今天"),
        ("backup_confirmed", "", "请先备份"),
    ] {
        let page = good.clone().with(field, typed).submit(&filer).is(422);
        assert!(page.errors_at(field).contains(says), "{field}: {}", page.text(".alert.bad"));
    }
    let path = good.with("floating_ips", "10.20.6.31，\n10.20.6.32").with("recycle_date", &day(&app, 0)).filed(&app);
    assert!(filer.get(&path).text("main").contains("10.20.6.31;10.20.6.32"));
    let copy = filer.get(&format!("{RECYCLE}?copy={}", number_of(&path))).is_ok();
    assert_eq!(copy.value("backup_confirmed"), "", "a confirmation isn't copied");
}
