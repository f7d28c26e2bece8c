//! Every rule of the forms, with its field and its words.

use super::{Asked, at_work, fields, moment, newest, one, with_authorisation};
use crate::support::TestApp;

#[test]
fn every_rule_of_the_form_speaks_at_its_field_and_keeps_what_was_typed() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    for (field, typed, says) in [
        ("type", "", "请选择是咨询还是报障"),
        ("type", "incident", "请选择是咨询还是报障"),
        ("category", "mainframe", "已停用或不存在"),
        ("problem", "", "请选择问题类型"),
        ("problem", "rds-connect", "不属于“云服务器”"),
        ("severity", "", "请选择严重程度"),
        ("severity", "9", "已停用或不存在"),
        ("region", "", "报障请选择发生故障的区域"),
        ("region", "999999", "已停用或不存在"),
        ("contact_hours", "白天", "如 09:00-18:00"),
        ("contact_hours", "18:00-09:00", "结束时间要晚于开始时间"),
        ("contact_hours", "24:00-25:00", "如 09:00-18:00"),
        ("description", "", "请填写需求说明"),
        ("description", "有问题，需要咨询", "不能只说"),
        (
            "description",
            "云服务器名称或IP：\n登录方式（SSH / 远程桌面 / 控制台）：\n错误提示：\n何时开始，最近做过哪些变更：",
            "模板还没有填写",
        ),
    ] {
        let page = Asked::good(&app).with(field, typed).press(&filer, "submit").is(422);
        let errors = page.errors_at(field);
        assert!(errors.contains(says), "{field} {typed:?}: {errors:?}, in all: {}", page.text(".alert.bad"));
        assert!(page.has(&format!(".alert.bad a[href=\"#{field}\"]")), "the summary leads to {field}");
        assert_eq!(page.value("contact_phone"), "027-87234567");
        assert_eq!(one(&app, "SELECT count(*) FROM tickets"), "0");
    }
}

#[test]
fn a_question_needs_no_region_and_hours_are_read_as_they_are_pasted() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    for (typed, kept) in
        [("", "any"), ("任意时间", "any"), ("０９：００～１８：００\t", "09:00-18:00"), ("8:30至12:00", "08:30-12:00")]
    {
        let question = Asked::good(&app).with("type", "consult").with("region", "").with("contact_hours", typed);
        question.press(&filer, "submit").location();
        let hours = "SELECT details ->> 'contact_hours' FROM tickets ORDER BY id DESC LIMIT 1";
        assert_eq!(one(&app, hours), kept, "{typed}");
    }
}

#[test]
fn every_rule_of_granting_speaks_at_its_field_and_keeps_all_but_the_password() {
    let app = TestApp::new();
    let path = with_authorisation(&app, "asked");
    let filer = app.signed_in("yj.user");
    let (past, far) = (moment(&app, -30), moment(&app, 60 * 24 * 400));
    let long = "长".repeat(1_025);
    for (field, typed, says) in [
        ("address", "", "请填写登录地址"),
        ("address", "10.20.6.31;10.20.6.32", "只填一个"),
        ("address", "ssh://10.20.6.31", "协议头"),
        ("port", "", "请填写"),
        ("port", "0", "超出范围"),
        ("port", "65536", "超出范围"),
        ("port", "22,23", "只能填写一个"),
        ("account", " ", "请填写账号"),
        ("account", &long[..3 * 65], "最多 64"),
        ("password", "", "请填写密码"),
        ("password", &long, "最多 1024"),
        ("from", "", "请填写开始时间"),
        ("from", "明天", "例如 2026-12-01 22:00"),
        ("until", "", "请填写结束时间"),
        ("until", &past, "晚于现在"),
        ("until", &far, "最长一年"),
    ] {
        let mut form = fields(&app, "grant");
        form.retain(|(name, _)| *name != field);
        form.push((field, typed.to_owned()));
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = filer.post(&super::address(&app, &path, "grant"), &form).is(422);
        let errors = page.errors_at(field);
        assert!(errors.contains(says), "{field} {typed:?}: {errors:?}, in all: {}", page.text(".alert.bad"));
        assert!(!page.source().contains(super::PASSWORD));
        assert_eq!(page.value("password"), "");
        if field != "address" {
            assert_eq!(page.value("address"), "10.20.6.31");
        }
        assert_eq!(newest(&app), "asked");
    }
}

#[test]
fn asking_and_refusing_need_reasons_of_at_most_300_characters() {
    let app = TestApp::new();
    let path = at_work(&app);
    let operator = app.signed_in("ops.engineer");
    for (field, typed, says) in [
        ("target", "", "请选择登录主机还是控制台"),
        ("text", " ", "请填写申请理由"),
        ("text", &"字".repeat(301), "最多 300"),
    ] {
        let mut form = fields(&app, "request");
        form.retain(|(name, _)| *name != field);
        form.push((field, typed.to_owned()));
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = operator.post(&super::address(&app, &path, "request"), &form).is_refused_at(field);
        assert!(page.errors_at(field).contains(says), "{}", page.errors_at(field));
    }
    super::bring(&app, &path, "asked");
    let filer = app.signed_in("yj.user");
    let refuse = super::address(&app, &path, "refuse");
    filer.post(&refuse, &[("text", "")]).is_refused_at("text");
    filer.post(&refuse, &[("text", &"字".repeat(301))]).is_refused_at("text");
    filer.post(&refuse, &[("text", &"字".repeat(300))]).is(303);
}
