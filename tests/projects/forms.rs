//! What the form takes, and what it says to the rest.

use super::{count, create, department, project_of, run, user};
use crate::support::TestApp;

#[test]
fn a_new_project_is_ones_departments_and_ones_own_to_keep_and_has_a_history() {
    let app = TestApp::new();
    let chen = app.signed_in("yj.user");
    let form = chen.get("/projects/new").is_ok();
    assert_eq!(form.value("contact_id"), user(&app, "yj.user"), "one's own name is offered as contact");
    assert!(!form.has("select[name=department]"), "the account fixes the department");
    assert!(form.text("#contact_id").contains("吴志强（yj.unit，湖北省应急救援中心）"), "of the units too");
    let fields = [
        ("name", " 应急　指挥平台 ".to_owned()),
        ("description", "全省应急指挥".to_owned()),
        ("contact_id", user(&app, "yj.unit")),
        ("owner_id", user(&app, "yj.admin")),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = chen.follow(&chen.post("/projects/new", &fields)).is_ok();
    assert_eq!((page.text("h1").as_str(), page.state().as_str()), ("应急 指挥平台 进行中", "active"));
    let facts = page.text("main .dl");
    for said in ["湖北省应急管理厅", "维护人陈静", "吴志强", "yj.unit@demo.example", "刘建国", "全省应急指挥"]
    {
        assert!(facts.contains(said), "{said}: {facts}");
    }
    assert!(page.text(".tl").contains("创建了项目 陈静") && page.text(".empty").contains("还没有应用"));
    app.holds_together();
}

#[test]
fn every_refusal_stands_at_its_field_and_nothing_typed_is_lost() {
    let app = TestApp::new();
    let chen = app.signed_in("yj.user");
    let long = "述".repeat(1_001);
    let fields = [("name", "图"), ("description", long.as_str()), ("contact_id", ""), ("owner_id", "x")];
    let page = chen.post("/projects/new", &fields).is(422);
    for (field, says) in [
        ("name", "2 到 80"),
        ("description", "最多 1000"),
        ("contact_id", "请选择项目联系人"),
        ("owner_id", "请选择项目负责人"),
    ] {
        assert!(page.errors_at(field).contains(says), "{field}: {}", page.errors_at(field));
    }
    assert_eq!((page.value("name").as_str(), page.value("description").as_str()), ("图", long.as_str()));
    assert!(page.text("title").starts_with("错误："));
    assert!(create(&app, &chen, "　", "yj.user").is_refused_at("name").errors_at("name").contains("请填写项目名称"));
    create(&app, &chen, &"名".repeat(81), "yj.user").is_refused_at("name");
    create(&app, &chen, &"名".repeat(80), "yj.user").is(303);
    create(&app, &chen, "二字", "yj.user").is(303);
}

#[test]
fn a_name_is_unique_in_its_department_alone() {
    let app = TestApp::new();
    project_of(&app, "yj.user", "应急指挥平台");
    let taken = create(&app, &app.signed_in("yj.admin"), "应急指挥平台", "yj.admin").is_refused_at("name");
    assert!(taken.errors_at("name").contains("该单位已有同名项目"));
    assert_eq!(taken.value("name"), "应急指挥平台");
    create(&app, &app.signed_in("wj.user"), "应急指挥平台", "wj.user").is(303);
}

#[test]
fn of_two_who_give_the_same_name_at_once_one_is_told_at_the_field() {
    let app = TestApp::new();
    for round in 0..8 {
        let name = format!("同名项目{round}");
        let statuses: Vec<u16> = std::thread::scope(|scope| {
            let tries = ["yj.user", "yj.admin"].map(|who| {
                let (app, name) = (&app, &name);
                let browser = app.signed_in(who);
                scope.spawn(move || create(app, &browser, name, who).status())
            });
            tries.into_iter().map(|attempt| attempt.join().unwrap()).collect()
        });
        let mut sorted = statuses.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, [303, 422], "{statuses:?}");
        assert_eq!(count(&app, &format!("projects WHERE name = '{name}'")), 1);
    }
}

#[test]
fn pressing_the_button_twice_makes_one_project() {
    let app = TestApp::new();
    let (chen, person) = (app.signed_in("yj.user"), user(&app, "yj.user"));
    let submission = chen.get("/projects/new").value("submission");
    let fields =
        [("submission", submission.as_str()), ("name", "应急平台"), ("contact_id", &person), ("owner_id", &person)];
    let first = chen.post("/projects/new", &fields).location();
    assert_eq!(chen.post("/projects/new", &fields).location(), first);
    assert_eq!(count(&app, "projects"), 1);
}

#[test]
fn only_active_accounts_of_the_department_and_its_units_can_be_named() {
    let app = TestApp::new();
    let chen = app.signed_in("yj.user");
    run(&app, "UPDATE users SET disabled_at = now() WHERE username = 'yj.colleague'");
    assert!(!chen.get("/projects/new").text("#owner_id").contains("周敏"));
    for stranger in ["wj.user", "ops.engineer", "yj.colleague", "bigdata.admin"] {
        let page = create(&app, &chen, "应急平台", stranger).is_refused_at("contact_id");
        assert!(page.errors_at("owner_id").contains("不是所属单位的有效账号"), "{stranger}");
    }
    let above = create(&app, &app.signed_in("yj.unit"), "救援平台", "yj.user");
    above.is_refused_at("contact_id");
    let nobody = [("name", "应急平台"), ("contact_id", "999999"), ("owner_id", "-1")];
    chen.post("/projects/new", &nobody).is_refused_at("owner_id");
}

#[test]
fn who_applies_across_departments_chooses_one_and_its_people() {
    let app = TestApp::new();
    let (health, police) = (department(&app, "湖北省卫生健康委员会"), department(&app, "湖北省公安厅"));
    let he = app.signed_in("bigdata.user");
    let form = he.get("/projects/new").is_ok();
    let offered = form.text("select[name=department]");
    assert!(offered.contains("湖北省卫生健康委员会") && offered.contains("省大数据局"), "{offered}");
    assert!(!offered.contains("湖北省公安厅") && !offered.contains("一朵云运营中心"));
    let switched = he.post("/projects/new", &[("name", "全民健康"), ("department", &health), ("action", "switch")]);
    let switched = switched.is_ok();
    assert_eq!((switched.value("name").as_str(), switched.value("department")), ("全民健康", health.clone()));
    assert!(switched.text("#contact_id").contains("李晓峰") && !switched.text("#contact_id").contains("何琳"));
    let li = user(&app, "wj.user");
    let fields = [("name", "全民健康"), ("department", &health), ("contact_id", &li), ("owner_id", &li)];
    let page = he.follow(&he.post("/projects/new", &fields)).is_ok();
    assert!(page.text("main .dl").contains("湖北省卫生健康委员会") && page.text("main .dl").contains("维护人何琳"));

    let ma = app.signed_in("plc.user");
    let offered = ma.get("/projects/new").text("select[name=department]");
    assert!(offered.contains("湖北省公安厅") && !offered.contains("湖北省教育厅"), "{offered}");
    let zhao = user(&app, "ga.user");
    let fields = [("name", "雪亮工程"), ("department", &police), ("contact_id", &zhao), ("owner_id", &zhao)];
    ma.post("/projects/new", &fields).is(303);
}

#[test]
fn a_department_that_is_not_ones_to_choose_is_refused_at_its_field() {
    let app = TestApp::new();
    let ids =
        ["湖北省卫生健康委员会", "湖北省公安厅", "湖北省应急救援中心", "湖北省"].map(|name| department(&app, name));
    let [health, police, rescue, province] = &ids;
    for (who, foreign) in [
        ("yj.user", health),
        ("yj.admin", rescue),
        ("bigdata.admin", police),
        ("bigdata.user", province),
        ("plc.user", health),
    ] {
        let (browser, person) = (app.signed_in(who), user(&app, who));
        for department in [foreign.as_str(), "x", "999999"] {
            let fields =
                [("name", "某项目"), ("department", department), ("contact_id", &person), ("owner_id", &person)];
            browser.post("/projects/new", &fields).is_refused_at("department");
        }
    }
    assert_eq!(count(&app, "projects"), 0);
}

#[test]
fn what_one_types_is_kept_for_its_author() {
    let app = TestApp::new();
    let chen = app.signed_in("yj.user");
    chen.post("/kept?path=/projects/new", &[("name", "写到一半的项目")]).is(204);
    let form = chen.get("/projects/new");
    assert!(form.value("name") == "写到一半的项目" && form.text("form.alert").contains("已恢复"));
    create(&app, &chen, "写完的项目", "yj.user").is(303);
    assert_eq!(chen.get("/projects/new").value("name"), "");
}
