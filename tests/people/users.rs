//! Accounts, as platform administrators make, change, disable and open them.

use super::{GOOD, choose_password, department, id, link_to, one, page_of, press, run, send};
use crate::support::{Browser, Page, TestApp};

const NEW: &str = "/admin/users/new";

fn make(app: &TestApp, browser: &Browser, says: &[(&str, &str)]) -> Page {
    let health = department(app, "湖北省卫生健康委员会");
    let usual = [
        ("username", "Li.Na"),
        ("display_name", "李娜"),
        ("department", health.as_str()),
        ("phone", "138 7123 4567"),
        ("email", "li.na@hubei.gov.cn"),
    ];
    let usual = usual.into_iter().filter(|(name, _)| !says.iter().any(|(said, _)| said == name));
    send(browser, NEW, &usual.chain(says.iter().copied()).collect::<Vec<_>>())
}

#[test]
fn a_newcomer_is_mailed_a_link_and_never_a_password() {
    let app = TestApp::new();
    let admin = app.signed_in("platform.admin");
    let page = admin.follow(&make(&app, &admin, &[])).is_ok();
    assert_eq!(page.state(), "invited");
    assert!(
        page.text("main").contains("13871234567") && page.text("main").contains("厅局用户"),
        "{}",
        page.text("main")
    );
    assert_eq!(one(&app, "SELECT password_hash FROM users WHERE username = 'li.na'"), "!");
    let mail = one(&app, "SELECT body::text FROM mails WHERE address = 'li.na@hubei.gov.cn'");
    assert!(mail.contains("li.na") && mail.contains("72"), "{mail}");

    // Nothing is the password of who has none, and a forgotten one can be asked for.
    for guess in ["!", "", GOOD] {
        app.visitor().post("/login", &[("username", "li.na"), ("password", guess)]).is(422);
    }
    let link = link_to(&app, "li.na@hubei.gov.cn");
    app.visitor().get(&link).is_ok();
    choose_password(&app, &link).is(303);
    choose_password(&app, &link).is_not_found();
    let newcomer = app.visitor();
    newcomer.post("/login", &[("username", "li.na"), ("password", GOOD)]).is(303);
    assert!(newcomer.get("/").is_ok().source().contains("李娜"));
    newcomer.get("/tickets/new").is_ok();
    assert_eq!(admin.get(&page_of(&app, "li.na")).state(), "active");
    let audit = "SELECT action || ' ' || (after ->> 'roles') FROM audit_entries WHERE resource_id = 'li.na' ORDER BY id LIMIT 1";
    assert_eq!(one(&app, audit), "createUser dept_user");
    app.holds_together();
}

#[test]
fn what_cannot_be_an_account_is_refused_at_its_field_and_twice_is_once() {
    let app = TestApp::new();
    let admin = app.signed_in("platform.admin");
    let police = department(&app, "湖北省公安厅");
    run(&app, &format!("INSERT INTO ticket_groups (department_id, name) VALUES ({police}, '网安')"));
    let group = one(&app, "SELECT id FROM ticket_groups WHERE name = '网安'");
    for (field, value, says) in [
        ("username", "", "请输入用户名"),
        ("username", "李娜", "用户名为 2–64 位"),
        ("username", "YJ.user", "已被占用"),
        ("display_name", " ", "请输入姓名"),
        ("department", "", "请从列表中选择部门"),
        ("department", "99999", "请从列表中选择部门"),
        ("ticket_group", group.as_str(), "此工单组属于湖北省公安厅"),
        ("phone", "12345", "电话号码无法识别"),
        ("email", "li.na", "邮箱格式不正确"),
        ("email", "li.na@hubei.gov.cn\r\nBcc: x@y.cn", "邮箱格式不正确"),
    ] {
        let page = make(&app, &admin, &[(field, value)]).is_refused_at(field);
        assert!(page.errors_at(field).contains(says), "{field} {value}: {}", page.errors_at(field));
        assert!(!page.value(if field == "email" { "username" } else { "email" }).is_empty());
    }
    let in_group = make(&app, &admin, &[("department", &police), ("ticket_group", &group)]);
    assert!(admin.follow(&in_group).is_ok().text("main").contains("网安"));

    let form = admin.get(NEW).is_ok().filled(NEW);
    let mut fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    for (name, value) in &mut fields {
        match *name {
            "username" => *value = "wang.wu",
            "display_name" => *value = "王五",
            "department" => *value = &police,
            "email" => *value = "wang.wu@hubei.gov.cn",
            _ => {}
        }
    }
    let first = admin.post(NEW, &fields).location();
    assert_eq!(admin.post(NEW, &fields).location(), first, "twice is once");
    assert_eq!(one(&app, "SELECT count(*) FROM mails WHERE address = 'wang.wu@hubei.gov.cn'"), "1");
}

#[test]
fn an_account_is_disabled_enabled_unlocked_and_shown_the_door() {
    let app = TestApp::new();
    let (admin, user) = (app.signed_in("platform.admin"), app.signed_in("yj.user"));
    let path = page_of(&app, "yj.user");
    assert_eq!(press(&admin, &path, "disable").location(), path);
    assert_eq!(admin.get(&path).state(), "disabled");
    assert_eq!(user.get("/me").status(), 303, "signed out");
    app.visitor().post("/login", &[("username", "yj.user"), ("password", yunwu::demo::PASSWORD)]).is(422);
    admin.post(&format!("{path}/disable"), &[]).is(409);
    admin.post(&format!("{path}/reset"), &[]).is(409);
    press(&admin, &path, "enable").is(303);
    let user = app.signed_in("yj.user");

    for _ in 0..5 {
        app.visitor().post("/login", &[("username", "yj.user"), ("password", "wrong")]).is(422);
    }
    assert_eq!(admin.get(&path).state(), "locked");
    press(&admin, &path, "unlock").is(303);
    app.visitor().post("/login", &[("username", "yj.user"), ("password", "wrong")]).is(422);
    assert_eq!(admin.get(&path).state(), "active", "one more failure doesn't lock again");
    admin.post(&format!("{path}/unlock"), &[]).is(409);

    let session = admin.get(&path).attribute("form[action*='/sessions/']", "action").expect("a session");
    admin.post(&session, &[]).is(303);
    assert_eq!(user.get("/me").status(), 303);
    admin.post(&session, &[]).is_not_found();
    let again = app.signed_in("yj.user");
    admin.post(&format!("{path}/revoke-sessions"), &[]).is(303);
    assert_eq!(again.get("/me").status(), 303);

    press(&admin, &path, "reset").is(303);
    let first = link_to(&app, "yj.user@demo.example");
    press(&admin, &path, "reset").is(303);
    app.visitor().get(&first).is_not_found();
    choose_password(&app, &link_to(&app, "yj.user@demo.example")).is(303);
    let done =
        "SELECT string_agg(DISTINCT action, ' ' ORDER BY action) FROM audit_entries WHERE resource_id = 'yj.user'
                AND actor_name = 'platform.admin'";
    assert_eq!(one(&app, done), "disableUser enableUser revokeSession sendPasswordLink unlockUser");
    assert!(admin.get(&path).text("aside .tl").contains("停用了账号"));
    let own = admin.post(&format!("{}/disable", page_of(&app, "platform.admin")), &[]).is(409);
    assert!(own.text("main").contains("不能停用自己的账号"));
}

#[test]
fn who_moves_to_another_department_must_have_roles_that_fit_and_is_told() {
    let app = TestApp::new();
    let (admin, user) = (app.signed_in("platform.admin"), app.signed_in("yj.user"));
    let edit = format!("{}/edit", page_of(&app, "yj.user"));
    let unfit = send(&admin, &edit, &[("department", &department(&app, "省大数据局"))]).is_refused_at("department");
    assert!(unfit.errors_at("department").contains("厅局用户"), "{}", unfit.errors_at("department"));
    let moved = [("department", department(&app, "湖北省公安厅")), ("email", "chen@hubei.gov.cn".to_owned())];
    let moved: Vec<(&str, &str)> = moved.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = admin.follow(&send(&admin, &edit, &moved)).is_ok();
    assert!(page.text("main").contains("湖北省公安厅"));
    assert_eq!(user.get("/me").status(), 303, "rights of another department begin with another sign-in");
    assert!(app.signed_in("yj.user").get("/me").text("aside").contains("湖北省公安厅"));
    let own = "SELECT g.department_id = u.department_id FROM users u JOIN ticket_groups g ON g.id = u.ticket_group_id
               WHERE username = 'yj.user'";
    assert_eq!(one(&app, own), "true");
    let told = "SELECT count(*) FROM messages WHERE title ->> 'key' = 'people-told-moved'";
    let farewell = "SELECT address FROM mails WHERE title ->> 'key' = 'account-email-changed-title'";
    assert_eq!((one(&app, told).as_str(), one(&app, farewell).as_str()), ("1", "yj.user@demo.example"));
    let after = "SELECT after::text FROM audit_entries WHERE action = 'updateUser'";
    assert!(
        one(&app, after).contains("chen@hubei.gov.cn") && !one(&app, after).contains("phone"),
        "{}",
        one(&app, after)
    );

    // Whoever could change an administrator's address could let themselves in by a link.
    let edit = format!("{}/edit", page_of(&app, "security.admin"));
    send(&admin, &edit, &[("email", "platform.admin@demo.example")]).is_refused_at("email");
    send(&admin, &edit, &[("phone", "027-87235199")]).is(303);
}

#[test]
fn a_page_that_is_out_of_date_changes_nothing_and_shows_what_is_there_now() {
    let app = TestApp::new();
    let admin = app.signed_in("platform.admin");
    let path = page_of(&app, "wj.user");
    let edit = format!("{path}/edit");
    let form = admin.get(&edit).is_ok().filled(&edit);
    let late: Vec<(&str, &str)> = form
        .iter()
        .map(|(name, value)| (name.as_str(), if name == "display_name" { "李小峰" } else { value.as_str() }))
        .collect();
    let old = admin.get(&path).is_ok().hidden_of("/disable");
    send(&admin, &edit, &[("phone", "027-87230000")]).is(303);
    let page = admin.post(&edit, &late).is(409);
    assert!(page.text(".alert.warn").contains("林峰") && page.text(".alert.warn").contains("027-87230000"));
    assert_eq!(page.value("display_name"), "李小峰");
    let old: Vec<(&str, &str)> = old.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    admin.post(&format!("{path}/disable"), &old).is(409);
    assert_eq!(one(&app, "SELECT display_name FROM users WHERE username = 'wj.user'"), "李晓峰");
    send(&admin, &edit, &[("display_name", "李小峰")]).is(303);
    admin.get("/admin/users/999999").is_not_found();
    admin.get("/admin/users/x/edit").is_not_found();
}

#[test]
fn users_are_searched_filtered_sorted_paged_and_exported() {
    let app = TestApp::new();
    run(
        &app,
        "INSERT INTO users (username, display_name, phone, email, department_id, ticket_group_id, password_hash)
         SELECT 'many.' || n, '多人' || n, '', 'many.' || n || '@demo.example', u.department_id, u.ticket_group_id, 'x'
         FROM generate_series(1, 60) n, users u WHERE u.username = 'wj.user'",
    );
    run(&app, "UPDATE users SET disabled_at = now() WHERE username = 'ga.user'");
    let admin = app.signed_in("platform.admin");
    let names = |query: &str| {
        let page = admin.get(&format!("/admin/users?{query}")).is_ok();
        page.texts("tbody td:nth-child(2)").join(" ")
    };
    assert_eq!(names("q=建国"), "yj.admin", "two characters find");
    assert_eq!(names("q=YJ.unit.admin"), "yj.unit.admin");
    assert_eq!(names("q=02787235100"), "");
    assert_eq!(names("q=027-87235100"), "yj.user");
    assert_eq!(names("q=plc.user@demo"), "plc.user");
    assert_eq!(names("role=security_admin"), "security.admin");
    assert_eq!(names("state=disabled"), "ga.user");
    assert_eq!(names("role=none&sort=username").split(' ').count(), 25);
    let health = department(&app, "湖北省卫生健康委员会");
    let pages = admin.every_page(&format!("/admin/users?department={health}&sort=name"));
    let shown: Vec<String> = pages.iter().flat_map(|page| page.texts("tbody td:nth-child(2)")).collect();
    assert_eq!((pages.len(), shown.len()), (3, 62));
    assert!(pages[0].text(".pager").contains("62"));
    let csv = admin.get(&format!("/admin/users.csv?department={health}&q=wj")).is_ok().source();
    assert!(csv.starts_with("\u{feff}用户名,姓名,部门,工单组,联系电话,邮箱,界面语言,角色,"), "{csv}");
    assert!(csv.contains("wj.user,李晓峰,湖北省卫生健康委员会") && csv.lines().count() == 3, "{csv}");
    assert!(admin.get("/admin/users.xlsx").is_ok().body.starts_with(b"PK"));
    assert!(!admin.get("/admin/users.csv").source().contains("argon2"));
    assert_eq!(id(&app, "nobody"), "");
}
