use super::{id_of, make, page_of};
use crate::{
    access::{one, run},
    support::TestApp,
};

#[test]
fn a_department_is_made_edited_moved_disabled_and_used_again() {
    let app = TestApp::new();
    let keeper = app.signed_in("platform.admin");
    let page =
        keeper.follow(&make(&app, &keeper, "湖北省水利厅", " 湖北省\r\n防汛中心\u{202e} ", "SLT-FX", "")).is_ok();
    assert!(page.text("h1").contains("湖北省 防汛中心") && page.text("main").contains("政务"), "{}", page.text("main"));
    assert!(page.text("main").contains("本部门及各级上级都没有管理员"), "{}", page.text("main"));
    let path = page_of(&app, "湖北省 防汛中心");
    keeper.post(&format!("{path}/edit"), &[("name", "湖北省防汛中心"), ("code", "SLT-FX")]).is(303);

    let emergency = id_of(&app, "湖北省应急管理厅");
    let moved = keeper.follow(&keeper.post(&format!("{path}/move"), &[("parent", &emergency)])).is_ok();
    assert!(moved.text("main").contains("由上级代管： 湖北省应急管理厅"), "{}", moved.text("main"));
    assert!(moved.text("aside").contains("从湖北省水利厅移到湖北省应急管理厅"), "{}", moved.text("aside"));
    let subtree =
        format!("SELECT {} = ANY (subtree) FROM departments WHERE id = {emergency}", id_of(&app, "湖北省防汛中心"));
    assert_eq!(one(&app, &subtree), "true");

    keeper.post(&format!("{path}/disable"), &[]).is(303);
    keeper.post(&format!("{path}/disable"), &[]).is(409);
    let offered = app.signed_in("ops.engineer").get("/network/hosts/new").is_ok().text("select[name=department]");
    assert!(offered.contains("湖北省水利厅") && !offered.contains("防汛中心"), "{offered}");
    keeper.post(&format!("{path}/enable"), &[]).is(303);
    let told = "SELECT string_agg(action, ' ' ORDER BY id) FROM audit_entries WHERE resource_type = 'department'";
    assert_eq!(one(&app, told), "createDepartment updateDepartment moveDepartment disableDepartment enableDepartment");
    assert_eq!(
        one(
            &app,
            "SELECT count(*) FROM ticket_groups g JOIN departments d ON d.id = g.department_id WHERE d.code = 'SLT-FX'"
        ),
        "1"
    );
    app.holds_together();
}

#[test]
fn what_a_form_says_wrong_is_told_at_its_field() {
    let app = TestApp::new();
    let keeper = app.signed_in("platform.admin");
    for (parent, name, code, sector, field, says) in [
        ("湖北省", "", "X1", "government", "name", "请填写部门名称"),
        ("湖北省", "湖北省水利厅", "X1", "government", "name", "已有同名的部门"),
        ("湖北省", "新厅", "SLT", "government", "code", "已有部门使用这个编码"),
        ("湖北省", "新厅", "=1+1", "government", "code", "字母、数字"),
        ("湖北省", "新厅", "X1", "", "sector", "请选择领域"),
        ("湖北省水利厅", "新所", "X1", "political_legal", "sector", "领域随上级部门"),
    ] {
        let page = make(&app, &keeper, parent, name, code, sector).is_refused_at(field);
        assert!(page.errors_at(field).contains(says), "{name} {code}: {}", page.errors_at(field));
        assert_eq!((page.value("name"), page.value("code")), (name.to_owned(), code.to_owned()));
    }
    keeper
        .post("/admin/departments/new", &[("parent", "999"), ("name", "新厅"), ("code", "X1")])
        .is_refused_at("parent");
    let page = make(&app, &keeper, "湖北省", "<b>新厅</b>", "X1", "government");
    assert!(keeper.follow(&page).is_ok().source().contains("&#60;b&#62;新厅"));
}

#[test]
fn a_sector_passes_to_the_units_below_but_not_while_requests_are_under_review() {
    let app = TestApp::new();
    crate::demo::load(&app, chrono::Utc::now());
    let keeper = app.signed_in("platform.admin");
    let path = page_of(&app, "湖北省应急管理厅");
    let fields = [("name", "湖北省应急管理厅"), ("code", "YJT"), ("sector", "political_legal")];
    let refused = keeper.post(&format!("{path}/edit"), &fields).is_refused_at("sector");
    assert!(refused.errors_at("sector").contains("正在审批"), "{}", refused.errors_at("sector"));
    let police = id_of(&app, "湖北省公安厅");
    let refused = keeper.post(&format!("{path}/move"), &[("parent", &police)]).is_refused_at("parent");
    assert!(refused.errors_at("parent").contains("正在审批") && refused.value("parent") == police);

    let path = page_of(&app, "湖北省公安厅");
    let free = "SELECT count(*) FROM resource_requests r JOIN departments d ON d.id = r.department_id
                WHERE d.code LIKE 'GAT%' AND r.state IN ('first_review', 'second_review', 'plc_review')";
    if one(&app, free) == "0" {
        let fields = [("name", "湖北省公安厅"), ("code", "GAT"), ("sector", "government")];
        keeper.post(&format!("{path}/edit"), &fields).is(303);
        assert_eq!(one(&app, "SELECT sector FROM departments WHERE code = 'GAT-JG'"), "government");
    }
    app.holds_together();
}

#[test]
fn what_the_matrix_names_stays_where_it_is() {
    let app = TestApp::new();
    let keeper = app.signed_in("platform.admin");
    for name in ["湖北省", "省大数据局", "省委政法委", "一朵云运营中心"] {
        let path = page_of(&app, name);
        keeper.post(&format!("{path}/disable"), &[]).is(409);
        keeper.get(&format!("{path}/move")).is(409);
        keeper.post(&format!("{path}/move"), &[("parent", &id_of(&app, "湖北省水利厅"))]).is(409);
        let page = keeper.get(&path).is_ok();
        assert!(page.text("aside").contains("不能移动或停用") && !page.has("form[action$='/disable']"), "{name}");
    }
    let path = page_of(&app, "湖北省应急管理厅");
    let refused = keeper.post(&format!("{path}/move"), &[("parent", &id_of(&app, "湖北省应急救援中心"))]);
    assert!(refused.is_refused_at("parent").errors_at("parent").contains("不能移到自己"));
    let refused = keeper.post(&format!("{path}/disable"), &[]).is(409).text("main");
    assert!(refused.contains("下属单位 2 个、用户 3 人"), "{refused}");
}

#[test]
fn who_comes_too_late_sees_what_changed_and_goes_on() {
    let app = TestApp::new();
    let (one_keeper, other) = (app.signed_in("platform.admin"), app.signed_in("platform.admin"));
    let path = page_of(&app, "湖北省水利厅");
    let seen = other.get(&format!("{path}/edit")).is_ok().value("version");
    let fields = [("name", "湖北省水利厅"), ("code", "SLJ"), ("sector", "government"), ("version", &*seen)];
    one_keeper.post(&format!("{path}/edit"), &fields).is(303);
    let fields = [("name", "省水利厅"), ("code", "SLT"), ("sector", "government"), ("version", &*seen)];
    let stale = other.post(&format!("{path}/edit"), &fields).is(409);
    assert!(stale.text("main").contains("SLJ") && stale.value("name") == "省水利厅", "{}", stale.text("main"));
    other.post(&format!("{path}/disable"), &[("version", &seen)]).is(409);
}

#[test]
fn a_move_shows_at_once_to_those_above() {
    let app = TestApp::new();
    let (keeper, above) = (app.signed_in("platform.admin"), app.signed_in("wj.user"));
    let applications = |browser: &crate::support::Browser| browser.get("/applications").is_ok().text("tbody");
    run(
        &app,
        "INSERT INTO applications (department_id, name, contact_id)
         SELECT department_id, '救援调度', id FROM users WHERE username = 'yj.unit'",
    );
    assert!(!applications(&above).contains("救援调度"));
    let path = page_of(&app, "湖北省应急救援中心");
    keeper.post(&format!("{path}/move"), &[("parent", &id_of(&app, "湖北省卫生健康委员会"))]).is(303);
    assert!(applications(&above).contains("救援调度"));
    assert!(!applications(&app.signed_in("yj.user")).contains("救援调度"));
}

#[test]
fn the_tree_is_searched_by_two_characters_and_exported() {
    let app = TestApp::new();
    let keeper = app.signed_in("platform.admin");
    let page = keeper.get("/admin/departments").is_ok();
    assert!(page.count(".tree li") == 18 && page.count(".tree details[open]") == 1, "{}", page.count(".tree li"));
    let page = keeper.get("/admin/departments?q=救援").is_ok();
    assert_eq!((page.texts(".tree mark"), page.count(".tree li")), (vec!["湖北省应急救援中心".to_owned()], 3));
    assert!(keeper.get("/admin/departments?q=nobody").is_ok().has(".empty"));
    let csv = keeper.get("/admin/departments.csv?q=yjt-").is_ok().source();
    assert!(csv.contains("湖北省应急救援中心,YJT-JY,湖北省应急管理厅,政务") && !csv.contains("SLT"), "{csv}");
    keeper.get("/admin/departments.xlsx").is_ok();
}

#[test]
fn a_real_installation_begins_with_its_operator_and_makes_the_rest() {
    let app = TestApp::new();
    // As it is after the first administrator alone was made.
    run(
        &app,
        "DO $$ BEGIN
            SET LOCAL session_replication_role = replica;
            TRUNCATE departments, regions CASCADE;
         END $$",
    );
    run(&app, "INSERT INTO departments (name, code, special) VALUES ('运营商', 'operator', 'operator')");
    run(&app, "INSERT INTO ticket_groups (department_id, name) SELECT id, '' FROM departments");
    run(
        &app,
        &format!(
            "INSERT INTO users (username, display_name, email, department_id, ticket_group_id, password_hash, must_change_password)
             SELECT 'first', '首个', 'first@demo.example', d.id, g.id, '{}', false FROM departments d, ticket_groups g",
            crate::support::database::cheap_hash()
        ),
    );
    run(&app, "INSERT INTO user_roles (user_id, role) SELECT id, 'platform_admin' FROM users");
    let keeper = app.signed_in("first");
    let new = |special: &str, parent: &str, name: &str, code: &str| {
        let fields = [("special", special), ("parent", parent), ("name", name), ("code", code)];
        keeper.post("/admin/departments/new", &fields)
    };
    new("", "", "湖北省水利厅", "SLT").is_refused_at("parent");
    new("province", "", "湖北省", "420000").is(303);
    let province = id_of(&app, "湖北省");
    assert_eq!(one(&app, "SELECT parent_id FROM departments WHERE special = 'operator'"), province);
    new("bigdata", &province, "省大数据局", "DSJ").is(303);
    new("plc", &province, "省委政法委", "ZFW").is(303);
    // All three are there: the form has no such field any more, and says it above itself.
    new("plc", &province, "又一个", "ZFW2").is(422);
    assert_eq!(
        one(&app, "SELECT string_agg(sector, ' ' ORDER BY id) FROM departments WHERE sector IS NOT NULL"),
        "government political_legal"
    );
    assert!(!keeper.get("/admin/departments/new").is_ok().has("select[name=special]"));
}
