//! Operators answer; the department may object, security consents to what is more than a department's.

use chrono::{TimeDelta, Utc};
use yunwu::account_requests::commands::timed;

use super::{GOOD, ask, asked, department, one, press, run};
use crate::support::{Browser, TestApp};

#[test]
fn approved_somebody_has_an_account_a_link_and_their_project() {
    let app = TestApp::new();
    let keeper = one(&app, "SELECT id FROM users WHERE username = 'yj.user'");
    let fields =
        [("name", "应急一张图工程"), ("contact_id", keeper.as_str()), ("owner_id", &keeper), ("description", "值守")];
    app.signed_in("yj.user").post("/projects/new", &fields).is(303);
    let place = department(&app, "湖北省应急管理厅");
    let path = asked(
        &app,
        &[
            ("department", &place),
            ("project", "应急一张图工程"),
            ("quota_permissions", "quota_view"),
            ("quota_permissions", "quota_request"),
        ],
    );
    let operator = app.signed_in("ops.engineer");
    let queue = operator.get("/admin/account-requests").is_ok();
    assert!(
        queue.text("tbody").contains("张三") && queue.text("tbody").contains("剩余 47 小时"),
        "{}",
        queue.text("tbody")
    );
    assert!(operator.get(&path).is_ok().text("tr.mine").contains("厅局用户"));
    assert_eq!(press(&operator, &path, "approve", &[]).location(), path);
    assert_eq!(operator.get(&path).state(), "approved");
    let rights =
        "SELECT string_agg(permission, ' ' ORDER BY permission) FROM user_grants g JOIN users u ON u.id = g.user_id
                  WHERE username = 'zhang.san'";
    assert_eq!(one(&app, rights), "quota_request quota_view ticket_admin");
    let link = "SELECT link FROM mails WHERE address = 'zhang.san@hubei.gov.cn' AND link_is_secret";
    let (link, newcomer) = (one(&app, link), app.visitor());
    newcomer.post(&link, &[("new_password", GOOD), ("new_password_again", GOOD)]).is(303);
    newcomer.post("/login", &[("username", "zhang.san"), ("password", GOOD)]).is(303);
    newcomer.get("/tickets/new").is_ok();
    let project = one(&app, "SELECT '/projects/' || id FROM projects WHERE name = '应急一张图工程'");
    let page = newcomer.get(&project).is_ok();
    assert!(page.text("main").contains("项目成员") && page.text("main").contains("张三"), "{}", page.text("main"));
    app.visitor().get(&link).is_not_found();
    let told = "SELECT count(*) FROM messages m JOIN users u ON u.id = m.recipient_id
                WHERE m.title ->> 'key' = 'account-request-told-department' AND u.username = 'yj.admin'";
    assert_eq!(one(&app, told), "1");
    let audit = "SELECT string_agg(action, ' ' ORDER BY id) FROM audit_entries WHERE actor_name = 'ops.engineer' AND action NOT IN ('signIn')";
    assert_eq!(one(&app, audit), "createUser joinProject approveAccountRequest");
    app.holds_together();
}

#[test]
fn a_refusal_needs_a_reason_which_the_applicant_is_mailed() {
    let app = TestApp::new();
    let path = asked(&app, &[]);
    let operator = app.signed_in("ops.engineer");
    press(&operator, &path, "refuse", &[("text", " ")]).is_refused_at("text");
    press(&operator, &path, "refuse", &[("text", "请由本人申请")]).is(303);
    assert_eq!(operator.get(&path).state(), "refused");
    assert_eq!(app.visitor().get(path.trim_start_matches("/admin")).state(), "refused");
    let mail = "SELECT body::text FROM mails WHERE title ->> 'key' = 'account-request-mail-refused'";
    assert!(one(&app, mail).contains("请由本人申请"));
    for action in ["approve", "refuse", "overrule"] {
        operator.post(&format!("{path}/{action}"), &[("text", "x")]).is(409);
    }
    assert_eq!(one(&app, "SELECT count(*) FROM users WHERE username = 'zhang.san'"), "0");
    let statement = "UPDATE account_requests SET state = 'pending', answered_at = NULL, answered_by_id = NULL";
    assert!(diesel::RunQueryDsl::execute(diesel::sql_query(statement), &mut app.sql()).is_err());
}

#[test]
fn more_than_a_departments_role_takes_the_consent_of_security() {
    let app = TestApp::new();
    let (bureau, own) = (department(&app, "省大数据局"), asked(&app, &[]));
    let path = asked(&app, &[("username", "han.xue"), ("department", &bureau), ("role", "bigdata_user")]);
    let (operator, security) = (app.signed_in("ops.engineer"), app.signed_in("security.admin"));
    operator.post(&format!("{path}/approve"), &[]).is(409);
    operator.post(&format!("{path}/consent"), &[]).is_forbidden();
    let list = security.get("/admin/account-requests").is_ok();
    assert_eq!(list.count("tbody tr"), 1, "what takes no consent isn't theirs to see");
    security.get(&own).is_not_found();
    security.post(&format!("{own}/consent"), &[]).is_not_found();
    security.post(&format!("{path}/approve"), &[]).is_forbidden();
    press(&security, &path, "consent", &[]).is(303);
    security.post(&format!("{path}/consent"), &[]).is(409);
    press(&operator, &path, "approve", &[]).is(303);
    assert_eq!(
        one(&app, "SELECT role FROM user_roles r JOIN users u ON u.id = r.user_id WHERE username = 'han.xue'"),
        "bigdata_user"
    );

    let path = asked(&app, &[("username", "he.bin"), ("department", &bureau), ("role", "bigdata_admin")]);
    let unconsented = "UPDATE account_requests SET state = 'approved', answered_at = now(),
        answered_by_id = (SELECT id FROM users WHERE username = 'ops.engineer'),
        user_id = (SELECT id FROM users WHERE username = 'han.xue') WHERE username = 'he.bin'";
    assert!(diesel::RunQueryDsl::execute(diesel::sql_query(unconsented), &mut app.sql()).is_err());
    press(&security, &path, "refuse", &[("text", "不同意授予该角色")]).is(303);
    assert_eq!(operator.get(&path).state(), "refused");
    app.holds_together();
}

#[test]
fn the_department_may_object_and_operators_must_say_why_they_go_on() {
    let app = TestApp::new();
    let place = department(&app, "湖北省应急救援中心");
    let path = asked(&app, &[("department", &place)]);
    let operator = app.signed_in("ops.engineer");
    app.signed_in("wj.admin").get(&path).is_not_found();
    app.signed_in("yj.user").get(&path).is_not_found();
    app.signed_in("yj.user").get("/admin/account-requests").is_forbidden();
    for name in ["platform.admin", "auditor", "ops.manager"] {
        app.signed_in(name).get("/admin/account-requests").is_forbidden();
        app.signed_in(name).post(&format!("{path}/approve"), &[]).is_not_found();
    }
    let administrator = app.signed_in("yj.unit.admin");
    administrator.post(&format!("{path}/approve"), &[]).is_forbidden();
    operator.post(&format!("{path}/object"), &[("text", "x")]).is_forbidden();
    press(&administrator, &path, "object", &[("text", "")]).is_refused_at("text");
    press(&administrator, &path, "object", &[("text", "不是本单位人员")]).is(303);
    assert!(
        app.signed_in("yj.admin").get(&path).is_ok().text("main").contains("不是本单位人员"),
        "and the one above sees it"
    );
    let blocked = operator.post(&format!("{path}/approve"), &[]).is(409);
    assert!(blocked.text("main").contains("异议"), "{}", blocked.text("main"));
    press(&operator, &path, "overrule", &[("text", "已与单位核实，为借调人员")]).is(303);
    press(&operator, &path, "approve", &[]).is(303);
    let told = "SELECT count(*) FROM messages m JOIN users u ON u.id = m.recipient_id
                WHERE m.title ->> 'key' = 'account-request-told-overruled' AND u.username = 'yj.unit.admin'";
    assert_eq!(one(&app, told), "1");
    let audit = "SELECT string_agg(action, ' ' ORDER BY id) FROM audit_entries WHERE resource_type = 'account_request'";
    let all = "createAccountRequest objectAccountRequest overruleAccountRequest approveAccountRequest";
    assert_eq!(one(&app, audit), all);
}

#[test]
fn a_name_that_is_taken_is_given_as_another_and_a_stale_answer_is_none() {
    let app = TestApp::new();
    let path = asked(&app, &[("username", "yj.user")]);
    let operator = app.signed_in("ops.engineer");
    let page = operator.get(&path).is_ok();
    assert!(page.text("main").contains("用户名已被他人占用"));
    let old = page.hidden_of("/approve");
    press(&operator, &path, "approve", &[("username", "yj.user")]).is_refused_at("username");
    press(&app.signed_in("ops.engineer2"), &path, "refuse", &[("text", "")]).is(422);
    run(&app, "UPDATE account_requests SET version = version + 1");
    let old: Vec<(&str, &str)> = old.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    operator.post(&format!("{path}/approve"), &[&old[..], &[("username", "zhang.san2")]].concat()).is(409);
    press(&operator, &path, "approve", &[("username", "Zhang.San2")]).is(303);
    assert_eq!(one(&app, "SELECT username FROM users WHERE display_name = '张三'"), "zhang.san2");
}

#[test]
fn who_has_an_account_asks_for_more_by_the_same_form() {
    let app = TestApp::new();
    let user = app.signed_in("yj.user");
    let page = user.get("/account-requests/new").is_ok();
    assert_eq!((page.value("username").as_str(), page.value("email").as_str()), ("yj.user", "yj.user@demo.example"));
    // What the page fixes nobody says otherwise.
    let says = [
        ("username", "wj.user"),
        ("role", "dept_admin"),
        ("quota_permissions", "quota_view"),
        ("email", "yj.user@demo.example"),
    ];
    let path = format!("/admin{}", ask(&app, &user, &says).location());
    let operator = app.signed_in("ops.engineer");
    press(&operator, &path, "approve", &[]).is(303);
    let rights = "SELECT (SELECT string_agg(role, ' ') FROM user_roles WHERE user_id = u.id) || ' ' ||
                         (SELECT string_agg(permission, ' ' ORDER BY permission) FROM user_grants WHERE user_id = u.id)
                  FROM users u WHERE username = 'yj.user'";
    assert_eq!(one(&app, rights), "dept_admin quota_view ticket_admin");
    assert_eq!(user.get("/me").status(), 303, "rights begin with a new sign-in");
    assert_eq!(one(&app, "SELECT count(*) FROM users WHERE display_name = '张三'"), "0");

    // Nobody answers what they asked for themselves.
    let own = format!("/admin{}", ask(&app, &operator, &[("role", "ops_manager")]).location());
    press(&app.signed_in("security.admin"), &own, "consent", &[]).is(303);
    operator.post(&format!("{own}/approve"), &[]).is_forbidden();
    press(&app.signed_in("ops.engineer2"), &own, "approve", &[]).is(303);
    app.holds_together();
}

#[test]
fn operators_see_how_many_wait_and_are_reminded_before_and_after_48_hours() {
    let app = TestApp::new();
    let bureau = department(&app, "省大数据局");
    asked(&app, &[]);
    let path = asked(&app, &[("username", "han.xue"), ("department", &bureau), ("role", "bigdata_user")]);
    let (operator, security) = (app.signed_in("ops.engineer"), app.signed_in("security.admin"));
    let counted = |browser: &Browser| browser.get("/").is_ok().text(".nav a[href='/admin/account-requests'] .count");
    assert_eq!((counted(&operator), counted(&security)), ("2".to_owned(), "1".to_owned()));
    press(&security, &path, "consent", &[]).is(303);
    assert!(!security.get("/").is_ok().has(".nav a[href='/admin/account-requests'] .count"));

    let (db, now) = (app.db(), Utc::now());
    let reminded = |key: &str| {
        one(
            &app,
            &format!(
                "SELECT count(DISTINCT record_id) || ' ' || count(*) FROM messages WHERE title ->> 'key' = '{key}'"
            ),
        )
    };
    let operators = 2;
    for (hours, near, past) in [(35, 0, 0), (37, 2, 0), (37, 2, 0), (49, 2, 2), (50, 2, 2)] {
        timed::remind_due(&db, now + TimeDelta::hours(hours)).expect("a job");
        let told = |requests: i64| format!("{requests} {}", requests * operators);
        assert_eq!(reminded("account-request-told-due-soon"), told(near), "after {hours} hours");
        assert_eq!(reminded("account-request-told-overdue"), told(past), "after {hours} hours");
    }
    assert!(operator.get(&path).is_ok().text("main").contains("已超过 48 小时未答复"));
    app.holds_together();
}

#[test]
fn unanswered_for_thirty_days_it_expires_once() {
    let app = TestApp::new();
    let path = asked(&app, &[]);
    let (db, now) = (app.db(), Utc::now());
    timed::expire_unanswered(&db, now + TimeDelta::days(29)).expect("nothing yet");
    assert_eq!(one(&app, "SELECT state FROM account_requests"), "pending");
    let operator = app.signed_in("ops.engineer");
    run(
        &app,
        "UPDATE account_requests SET due_at = due_at - interval '50 hours', filed_at = filed_at - interval '50 hours'",
    );
    assert!(
        operator.get(&path).is_ok().text(".alert").contains("已超时 2 小时"),
        "{}",
        operator.get(&path).text(".alert")
    );
    for _ in 0..2 {
        timed::expire_unanswered(&db, now + TimeDelta::days(31)).expect("a job");
    }
    assert_eq!(operator.get(&path).state(), "expired");
    operator.post(&format!("{path}/approve"), &[]).is(409);
    assert_eq!(one(&app, "SELECT count(*) FROM mails WHERE title ->> 'key' = 'account-request-mail-expired'"), "1");
    let list = |query: &str| operator.get(&format!("/admin/account-requests?{query}")).is_ok().count("tbody tr");
    assert_eq!(
        (list(""), list("state=expired&q=张三"), list("state=all&q=zhang.san"), list("state=refused")),
        (0, 1, 1, 0)
    );
    assert!(operator.get("/admin/account-requests.xlsx?state=all").is_ok().body.starts_with(b"PK"));
    app.holds_together();
}
