//! The form: what it offers, keeps and refuses.

use super::{APPLY, Asked, act, filed, number_of, one, project, run, state, user};
use crate::support::{Browser, Page, TestApp, Upload};

#[test]
fn a_form_opens_with_what_fits_together_and_leads_to_a_number() {
    let app = TestApp::new();
    project(&app, "yj.user", "应急指挥平台");
    let filer = app.signed_in("yj.user");
    let chooser = filer.get("/resources/apply").is_ok();
    assert!(chooser.has(&format!("a[href=\"{APPLY}\"]")));
    let form = filer.get(APPLY).is_ok();
    assert_eq!([form.value("quantity"), form.value("system_disk_size")], ["1", "40"]);
    assert!(form.has(&format!("input[name=user_id][value='{}'][checked]", user(&app, "yj.user"))));
    assert!(form.text("select[name=project]").contains("应急指挥平台"));
    assert!(form.text("aside").contains("运维初审") && form.text("aside").contains("省大数据局复审"));
    assert!(!form.text("select[name=vpc]").contains("wj-prod"), "another department's networks are its own");

    let sent = Asked::good(&app, "yj.user").submit(&filer).is(303);
    assert!(sent.location().starts_with("/resources/requests/ZY"));
    let page = filer.get(&sent.location()).is_ok();
    assert!(page.text("#submitted").contains("资源单号 ZY") && page.has("#submitted a[href^='/resources/requests']"));
    assert_eq!(page.state(), "first_review");
    for fact in ["应急指挥平台", "花山公有云区", "ecs.g6.large（2 vCPU，8 GiB）", "麒麟 V10", "陈静", "申请单.pdf"]
    {
        assert!(page.text("main").contains(fact), "{fact}");
    }
    let path = sent.location().trim_end_matches("?submitted").to_owned();
    let due = "SELECT due_at > now() + interval '8 days' AND submitted_at IS NOT NULL FROM resource_requests";
    assert_eq!(one(&app, due), "true", "seven working days from the day after");
    let href = page.attribute(".files a.name", "href").unwrap();
    assert_eq!(filer.get(&href).is_ok().body, b"%PDF-1.7\nwhy");
    app.signed_in("wj.user").get(&href).is_not_found();
    app.signed_in("wj.user").get(&path).is_not_found();
    app.signed_in("ga.user").get(&path).is_not_found();
    app.holds_together();
}

#[test]
fn what_does_not_fit_is_refused_at_its_field_with_everything_kept() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let good = Asked::good(&app, "yj.user");
    let foreign_project = project(&app, "wj.user", "智慧医疗便民服务");
    let foreign_user = user(&app, "wj.user");
    let foreign_vpc = one(&app, "SELECT id FROM vpcs WHERE name = 'wj-prod'");
    let long = "字".repeat(501);
    for (field, typed) in [
        ("project", ""),
        ("project", foreign_project.as_str()),
        ("project", "x"),
        ("region", ""),
        ("user_id", ""),
        ("user_id", foreign_user.as_str()),
        ("vpc", foreign_vpc.as_str()),
        ("instance_name", "1x"),
        ("instance_type", "ecs.g9.large"),
        ("image", ""),
        ("system_disk_size", "39"),
        ("eip_bandwidth", "0"),
        ("eip_bandwidth", "201"),
        ("quantity", "0"),
        ("quantity", "101"),
        ("remarks", long.as_str()),
    ] {
        let page = good.clone().with(field, typed).submit(&filer).is_refused_at(field);
        if field != "instance_name" {
            assert_eq!(page.value("instance_name"), "yj-gis", "{field}");
        }
        assert!(page.text(".files").contains("申请单.pdf"), "{field}: the file stays");
        assert!(page.text("title").starts_with("错误："));
    }
    good.clone().without_paper().submit(&filer).is_refused_at("attachments");
    let department = one(&app, "SELECT department_id FROM users WHERE username = 'wj.user'");
    let page = good.clone().with("department", &department).submit(&filer).is_refused_at("department");
    assert_eq!(page.errors_at("department").matches("不能为该单位申请").count(), 1, "{}", page.errors_at("department"));
    assert_eq!(one(&app, "SELECT count(*) FROM resource_requests"), "0");
    // Boundaries, in full width too.
    good.clone().with("quantity", "１００").with("eip_bandwidth", "２００").submit(&filer).is(303);
    app.holds_together();
}

#[test]
fn people_without_an_account_are_named_with_how_to_reach_them() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let rows = Asked::good(&app, "yj.user")
        .without("user_id")
        .and("user_name", "周工")
        .and("user_phone", "０２７－８７６５１２３４")
        .and("user_email", "zhou")
        .and("user_name", "")
        .and("user_phone", "")
        .and("user_email", "");
    let page = rows.submit(&filer).is_refused_at("user_email-1");
    assert_eq!(page.values("user_phone"), ["027-87651234", ""]);
    rows.clone().with("user_name", "").submit(&filer).is_refused_at("user_name-1");
    let path = rows.with("user_email", "zhou@gis.example.com").filed(&filer);
    assert!(filer.get(&path).text("main").contains("zhou@gis.example.com"));
    assert_eq!(one(&app, "SELECT name FROM request_users WHERE user_id IS NULL"), "周工");
    // Without scripts rows are added and taken away by buttons of their own.
    let page = Asked::good(&app, "yj.user").press(&filer, APPLY, "user_rows", "add").is_ok();
    assert_eq!(page.values("user_name"), [""]);
    let page = Asked::good(&app, "yj.user").press(&filer, APPLY, "rows", "add").is_ok();
    assert_eq!((page.values("disk_count"), page.values("user_name")), (vec!["1".to_owned()], vec![]));
}

#[test]
fn two_files_are_taken_and_a_third_is_refused() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let good = Asked::good(&app, "yj.user");
    let fields: Vec<(&str, &str)> =
        good.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain([("action", "submit")]).collect();
    let file = |file_name| Upload { field: "attachments", file_name, content: b"%PDF-1.7\nwhy" };
    let three = [file("1.pdf"), file("2.pdf"), file("3.pdf")];
    let page = filer.upload(APPLY, &fields, &three).is_refused_at("attachments");
    assert!(page.text(".files").contains("1.pdf") && page.text(".files").contains("2.pdf"));
    assert!(page.errors_at("attachments").contains("zip"), "{}", page.errors_at("attachments"));
    let large = vec![b' '; 5 * 1024 * 1024];
    let content: Vec<u8> = b"%PDF-1.7\n".iter().copied().chain(large).collect();
    let large = Upload { field: "attachments", file_name: "大.pdf", content: &content };
    filer.upload(APPLY, &fields, &[large]).is(303);
}

#[test]
fn a_draft_is_kept_with_what_is_missing_and_is_its_authors_alone() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let half = Asked::good(&app, "yj.user").with("instance_name", "").with("quantity", "many").without_paper();
    let path = half.press(&filer, APPLY, "action", "save").location();
    assert_eq!(state(&app, &path), "draft");
    assert_eq!(filer.get(&path).is_ok().state(), "draft");
    for other in ["yj.admin", "ops.engineer", "bigdata.admin", "ops.manager"] {
        app.signed_in(other).get(&path).is_not_found();
    }
    let edit = format!("{path}/edit");
    assert_eq!(filer.get(&edit).is_ok().value("quantity"), "many");
    let long = half.clone().with("remarks", &"字".repeat(501));
    long.press(&filer, APPLY, "action", "save").is_refused_at("remarks");
    half.press(&filer, &edit, "action", "submit").is_refused_at("instance_name");
    assert_eq!(state(&app, &path), "draft");
    Asked::good(&app, "yj.user").press(&filer, &edit, "action", "submit").is(303);
    assert_eq!(state(&app, &path), "first_review");
    assert_eq!(one(&app, "SELECT count(*) FROM resource_requests"), "1");
    app.holds_together();
}

#[test]
fn the_files_of_a_rejected_request_stay_as_they_were_saved() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let path = filed(&app, "yj.user");
    act(&app.signed_in("ops.engineer"), &path, "reject", "请附测算").is(303);
    let edit = format!("{path}/edit");
    let form = || Asked::shown(&filer, &edit);
    let listed = || filer.get(&edit).is_ok().texts(".files .name");
    let another = Upload { field: "attachments", file_name: "测算.pdf", content: b"%PDF-1.7\nhow" };
    form().press_with(&[another], &filer, &edit, ("action", "save")).is(303);
    assert_eq!(listed(), ["申请单.pdf", "测算.pdf"]);
    let ids = filer.get(&edit).is_ok().values("uploaded_attachments");
    form().with("uploaded_attachments", &ids[1]).press(&filer, &edit, "action", "save").is(303);
    assert_eq!(listed(), ["测算.pdf"]);
    assert_eq!(filer.get(&path).is_ok().texts(".files .name"), ["申请单.pdf"], "as approvers were shown it");
    form().press(&filer, &edit, "action", "submit").is(303);
    assert_eq!(filer.get(&path).is_ok().texts(".files .name"), ["测算.pdf"]);
    assert_eq!(one(&app, "SELECT count(*) FROM attachments WHERE request_id IS NOT NULL"), "2", "none is lost");
    app.holds_together();
}

#[test]
fn a_form_sent_twice_is_filed_once() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let submission = filer.get(APPLY).is_ok().value("submission");
    let form = Asked::good(&app, "yj.user").with("submission", &submission);
    let (first, again) = (form.submit(&filer).location(), form.submit(&filer).location());
    assert_eq!(first, again);
    assert_eq!(one(&app, "SELECT count(*) FROM resource_requests"), "1");
    // It is read from the page, and nothing depends on it.
    let path = filed(&app, "yj.user");
    assert_ne!(number_of(&path), number_of(first.trim_end_matches("?submitted")));
}

/// Makes the project that a form was left for, as its page comes; back in the form.
fn made_on_the_way(browser: &Browser, away: &str, person: &str) -> Page {
    let mut fields = browser.get(away).is_ok().filled(away);
    fields.retain(|(name, _)| !["name", "contact_id", "owner_id"].contains(&name.as_str()));
    let mut fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.extend([("name", "新建的项目"), ("contact_id", person), ("owner_id", person)]);
    browser.follow(&browser.post("/projects/new", &fields)).is_ok()
}

#[test]
fn a_project_is_made_on_the_way_and_chosen_when_one_comes_back_with_the_files_that_lay_there() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let form = Asked::good(&app, "yj.user").with("instance_name", "yj-kept");
    let away = form.press(&filer, APPLY, "action", "new_project").location();
    assert!(away.starts_with("/projects/new?back="), "{away}");
    let form = made_on_the_way(&filer, &away, &user(&app, "yj.user"));
    assert_eq!(form.value("instance_name"), "yj-kept");
    assert_eq!(form.value("project"), one(&app, "SELECT id FROM projects WHERE name = '新建的项目'"));
    assert_eq!(form.texts(".files .name"), ["申请单.pdf"]);
    Asked::shown(&filer, APPLY).submit(&filer).is(303);
    // What can't be taken is said before one leaves.
    let script = [Upload { field: "attachments", file_name: "a.exe", content: b"MZ" }];
    let form = Asked::good(&app, "yj.user").press_with(&script, &filer, APPLY, ("action", "new_project"));
    form.is_refused_at("attachments");
    app.holds_together();
}

#[test]
fn a_project_made_on_the_way_is_the_departments_that_one_applies_for() {
    let app = TestApp::new();
    let bigdata = app.signed_in("bigdata.user");
    let department = one(&app, "SELECT department_id FROM users WHERE username = 'yj.user'");
    let form = Asked::good(&app, "yj.user").with("department", &department);
    let away = form.press(&bigdata, APPLY, "action", "new_project").location();
    assert_eq!(bigdata.get(&away).is_ok().value("department"), department);
    let form = made_on_the_way(&bigdata, &away, &user(&app, "yj.user"));
    let made = format!("SELECT id FROM projects WHERE name = '新建的项目' AND department_id = {department}");
    assert_eq!((form.value("project"), form.value("department")), (one(&app, &made), department));
    Asked::shown(&bigdata, APPLY).submit(&bigdata).is(303);
    app.holds_together();
}

#[test]
fn special_departments_apply_for_those_of_their_sector_and_operators_for_nobody() {
    let app = TestApp::new();
    let bigdata = app.signed_in("bigdata.user");
    let department = one(&app, "SELECT department_id FROM users WHERE username = 'yj.user'");
    let form = bigdata.get(APPLY).is_ok();
    assert!(form.text("select[name=department]").contains("湖北省应急管理厅"));
    assert!(!form.text("select[name=department]").contains("公安厅"));
    let good = Asked::good(&app, "yj.user").with("department", &department);
    let switched = good.press(&bigdata, APPLY, "action", "switch").is_ok();
    assert!(switched.text("select[name=project]").contains("应急指挥平台"));
    let path = good.filed(&bigdata);
    assert!(app.signed_in("yj.admin").get(&path).is_ok().text("main").contains("何琳"));
    let police = one(&app, "SELECT department_id FROM users WHERE username = 'ga.user'");
    Asked::good(&app, "ga.user").with("department", &police).submit(&bigdata).is_refused_at("department");
    for operator in ["ops.engineer", "ops.manager", "platform.admin", "auditor"] {
        app.signed_in(operator).get(APPLY).is_forbidden();
        Asked::good(&app, "yj.user").submit(&app.signed_in(operator)).is_forbidden();
    }
    run(&app, "UPDATE projects SET state = 'archived'");
    Asked::good(&app, "yj.user").submit(&app.signed_in("yj.user")).is_refused_at("project");
}
