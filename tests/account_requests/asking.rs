//! The public form: forgiving, throttled, and the same for everybody.

use super::{NEW, ask, asked, department, one, run};
use crate::support::TestApp;

#[test]
fn a_stranger_gets_a_number_by_page_and_mail_and_can_look_up_little_by_it() {
    let app = TestApp::new();
    let stranger = app.visitor();
    assert!(stranger.get("/login").is_ok().has("a[href='/account-requests/new']"));
    let page = stranger.get(NEW).is_ok();
    assert!(page.text("main").contains("最小化原则") && page.has("tr:nth-child(9)"), "the matrix stands beside it");
    let roles = page.texts("select[name=role] option").join(" ");
    assert!(!roles.contains("系统") && !roles.contains("安全") && roles.contains("审计员"), "{roles}");

    let receipt = ask(&app, &stranger, &[]).location();
    let number = receipt.trim_start_matches("/account-requests/");
    assert!(number.starts_with("ZH") && number.len() >= 14, "{number}");
    let page = stranger.get(&receipt).is_ok();
    assert_eq!(page.state(), "pending");
    for secret in ["张三", "zhang.san", "湖北省水利厅", "水情监测", "厅局用户"] {
        assert!(!page.source().contains(secret), "{secret}");
    }
    assert!(page.text("main").contains(number));
    let mail = "SELECT (title ->> 'key') || ' ' || link FROM mails WHERE address = 'zhang.san@hubei.gov.cn'";
    assert_eq!(one(&app, mail), format!("account-request-receipt-title {receipt}"));
    stranger.get("/account-requests/ZH209901010001").is_not_found();
    let due = "SELECT due_at - filed_at = interval '48 hours' FROM account_requests";
    assert_eq!(one(&app, due), "true");
    let told = "SELECT string_agg(DISTINCT u.username, ' ' ORDER BY u.username) FROM messages m JOIN users u ON u.id = m.recipient_id";
    assert_eq!(one(&app, told), "ops.engineer ops.engineer2");
    assert_eq!(
        one(&app, "SELECT string_agg(action, ' ') FROM audit_entries WHERE resource_type = 'account_request'"),
        "createAccountRequest"
    );
    app.holds_together();
}

#[test]
fn every_refusal_stands_at_its_field_and_everything_typed_stays() {
    let app = TestApp::new();
    let stranger = app.visitor();
    for (field, value) in [
        ("region", ""),
        ("department", ""),
        ("username", "张三"),
        ("display_name", ""),
        ("role", ""),
        ("role", "security_admin"),
        ("role", "ops_engineer"),
        ("quota_permissions", "approve"),
        ("phone", "1"),
        ("email", "x@y\r\nBcc: z@y.cn"),
        ("reason", ""),
    ] {
        let page = ask(&app, &stranger, &[(field, value)]).is_refused_at(field);
        assert!(!page.value(if field == "reason" { "region" } else { "reason" }).is_empty(), "{field}");
    }
    assert_eq!(one(&app, "SELECT count(*) FROM account_requests"), "0");
}

#[test]
fn a_pasted_mail_fills_the_form_and_files_nothing() {
    let app = TestApp::new();
    let stranger = app.visitor();
    let mail = "Region：武钢专有云区\n部门：湖北省水利厅\n账号所加项目：水情监测\n账号名：Li.Si\n显示名：李四\n\
                申请角色：厅局管理员 #请参照角色说明\n配额权限：查看配额、分配配额\n电话：027-87235100\n邮箱：li.si@hubei.gov.cn";
    let page = stranger.post(NEW, &[("action", "fill"), ("pasted", mail), ("reason", "先写好的理由")]).is_ok();
    assert!(page.text(".alert.ok").contains("已识别 9 个字段"), "{}", page.text(".alert"));
    let said = ["region", "department", "project", "username", "display_name", "role", "phone", "email", "reason"]
        .map(|name| page.value(name));
    let water = department(&app, "湖北省水利厅");
    let expected = [
        "武钢专有云区",
        water.as_str(),
        "水情监测",
        "Li.Si",
        "李四",
        "dept_admin",
        "027-87235100",
        "li.si@hubei.gov.cn",
        "先写好的理由",
    ];
    assert_eq!(said, expected.map(str::to_owned));
    assert_eq!(page.count("input[name=quota_permissions][checked]"), 2);
    stranger.post(NEW, &[("action", "fill"), ("pasted", "您好，请帮我开个账号")]).is_refused_at("pasted");
    assert_eq!(one(&app, "SELECT count(*) FROM account_requests"), "0");
}

#[test]
fn nobody_learns_by_it_who_has_an_account() {
    let app = TestApp::new();
    run(
        &app,
        "INSERT INTO projects (department_id, name, contact_id, owner_id, keeper_id)
               SELECT department_id, '秘密工程', id, id, id FROM users WHERE username = 'yj.user'",
    );
    let place = department(&app, "湖北省应急管理厅");
    let say = |username: &str, email: &str, project: &str| {
        let browser = app.visitor();
        let page = ask(
            &app,
            &browser,
            &[("username", username), ("email", email), ("department", &place), ("project", project)],
        );
        let led = browser.get(&page.location()).is_ok();
        led.text("main").replace(|c: char| c.is_ascii_digit(), "0")
    };
    let known = say("yj.user", "yj.user@demo.example", "秘密工程");
    let unknown = say("nobody.here", "nobody@demo.example", "没有的工程");
    assert_eq!(known, unknown);
    for page in [app.visitor().get(NEW).is_ok(), ask(&app, &app.visitor(), &[("role", "")])] {
        for secret in ["秘密工程", "花山公有云区\"", "yj.user", "陈静"] {
            let options = page.texts("option").join(" ");
            assert!(!options.contains(secret), "{secret}");
        }
    }
}

#[test]
fn one_address_asks_only_so_often_and_fills_nobodys_mailbox() {
    let app = TestApp::new();
    for n in 0..20 {
        ask(&app, &app.visitor(), &[("username", &format!("u{n:02}"))]).is(303);
    }
    let page = ask(&app, &app.visitor(), &[]).is(429);
    assert_eq!((page.header("retry-after").as_str(), page.value("reason").as_str()), ("900", "水情监测"));
    assert_eq!(one(&app, "SELECT count(*) FROM mails WHERE address = 'zhang.san@hubei.gov.cn'"), "5");
}

#[test]
fn sent_twice_it_is_one_request() {
    let app = TestApp::new();
    let stranger = app.visitor();
    let submission = ("submission", "7b0cbb5e-5f3b-4f0a-9a7e-2f3c6f9a1b2c");
    let first = ask(&app, &stranger, &[submission]).location();
    assert_eq!(ask(&app, &stranger, &[submission]).location(), first);
    assert_eq!(one(&app, "SELECT count(*) FROM account_requests"), "1");
    assert_eq!(one(&app, "SELECT count(*) FROM mails WHERE address = 'zhang.san@hubei.gov.cn'"), "1");
}

#[test]
fn strange_words_stay_words_in_mail_page_and_export() {
    let app = TestApp::new();
    let path = asked(
        &app,
        &[
            ("display_name", "<b>张三</b>\r\nBcc: a@b.cn"),
            ("reason", "=cmd|' /C calc'!A0\r\n<script>alert(1)</script>\u{202e}倒"),
            ("region", "@花山\u{2066}"),
            ("project", "<img src=x>"),
        ],
    );
    let operator = app.signed_in("ops.engineer");
    let page = operator.get(&path).is_ok();
    assert!(!page.has("main script:not([src])") && !page.has("main img") && !page.has("main b > b"));
    assert!(page.text("main").contains("<script>alert(1)</script>倒") && !page.source().contains('\u{202e}'));
    let csv = operator.get("/admin/account-requests.csv").is_ok().source();
    assert!(csv.contains("'=cmd|") && csv.contains("'@花山"), "{csv}");
    let mail = one(&app, "SELECT id FROM mails WHERE address = 'zhang.san@hubei.gov.cn'");
    let mail = app.visitor().get(&format!("/dev/mailbox/{mail}/html")).is_ok();
    assert!(!mail.has("script") && mail.text("body").contains("<b>张三</b> Bcc: a@b.cn"), "{}", mail.text("body"));
}
