//! The list: whose projects, searched, sorted, paged, taken away.

use diesel::{RunQueryDsl, sql_query};

use super::{department, project_of};
use crate::support::{Page, TestApp};

fn names(page: &Page) -> Vec<String> {
    let mut names = page.texts("tbody .t");
    names.sort();
    names
}

#[test]
fn each_role_lists_the_projects_in_its_sight() {
    let app = TestApp::new();
    for (keeper, name) in
        [("yj.user", "应急"), ("yj.unit", "救援"), ("wj.user", "卫健"), ("ga.user", "公安"), ("bigdata.user", "数据")]
    {
        project_of(&app, keeper, name);
    }
    let all = ["公安", "卫健", "应急", "救援", "数据"].as_slice();
    for (who, sees) in [
        ("yj.user", ["应急", "救援"].as_slice()),
        ("yj.admin", &["应急", "救援"]),
        ("yj.unit", &["救援"]),
        ("wj.admin", &["卫健"]),
        ("bigdata.user", all),
        ("bigdata.admin", all),
        ("plc.user", &["公安"]),
        ("plc.admin", &["公安"]),
        ("ops.engineer", all),
        ("ops.manager", all),
    ] {
        assert_eq!(names(&app.signed_in(who).get("/projects").is_ok()), sees, "{who}");
    }
    for who in ["platform.admin", "security.admin", "auditor"] {
        app.signed_in(who).get("/projects").is_forbidden();
        app.signed_in(who).get("/projects.csv").is_forbidden();
    }
}

#[test]
fn operators_look_and_make_none() {
    let app = TestApp::new();
    let path = project_of(&app, "yj.user", "应急指挥平台");
    for who in ["ops.engineer", "ops.manager"] {
        let browser = app.signed_in(who);
        let list = browser.get("/projects");
        assert!(!list.has("a[href='/projects/new']") && !list.has("select[name=mine]"), "{who}");
        browser.get("/projects/new").is_forbidden();
        browser.post("/projects/new", &[("name", "运营")]).is_forbidden();
        let page = browser.get(&path).is_ok();
        assert!(!page.has("main form.act") && !page.has("a[href$='/edit']"), "{who}");
    }
}

#[test]
fn a_project_out_of_sight_is_not_found_whatever_is_done_with_it() {
    let app = TestApp::new();
    let path = project_of(&app, "yj.user", "应急指挥平台");
    for who in ["wj.user", "plc.admin", "yj.unit", "auditor"] {
        let browser = app.signed_in(who);
        for below in ["", "/edit", "/attachments/x"] {
            browser.get(&format!("{path}{below}")).is_not_found();
        }
        for verb in ["edit", "archive", "restore", "take-over"] {
            browser.post(&format!("{path}/{verb}"), &[]).is_not_found();
        }
    }
    app.signed_in("yj.user").get("/projects/999999").is_not_found();
    app.signed_in("yj.user").get("/projects/first").is_not_found();
}

#[test]
fn two_characters_find_a_project_and_filters_narrow_the_list() {
    let app = TestApp::new();
    let command = project_of(&app, "yj.user", "应急指挥平台");
    project_of(&app, "yj.admin", "防汛抗旱信息化");
    project_of(&app, "wj.user", "免疫规划");
    let chen = app.signed_in("yj.user");
    assert_eq!(names(&chen.get("/projects?q=抗旱")), ["防汛抗旱信息化"]);
    assert_eq!(names(&chen.get("/projects?q=刘建")), ["防汛抗旱信息化"], "people are found too");
    assert_eq!(names(&chen.get("/projects?mine=1")), ["应急指挥平台"]);
    chen.post(&format!("{command}/archive"), &[]).is(303);
    assert_eq!(names(&chen.get("/projects?state=archived")), ["应急指挥平台"]);
    assert_eq!(names(&chen.get("/projects?state=active")), ["防汛抗旱信息化"]);
    assert!(chen.get("/projects?q=没有").text(".empty").contains("没有符合条件的记录"));
    let engineer = app.signed_in("ops.engineer");
    let health = department(&app, "湖北省卫生健康委员会");
    assert_eq!(names(&engineer.get(&format!("/projects?department={health}"))), ["免疫规划"]);
}

#[test]
fn the_list_is_sorted_and_paged_and_exported_as_shown() {
    let app = TestApp::new();
    sql_query(
        "INSERT INTO projects (department_id, contact_id, owner_id, keeper_id, name)
         SELECT department_id, id, id, id, '项目' || lpad((n * 37 % 61)::text, 2, '0')
         FROM users, generate_series(1, 60) n WHERE username = 'wj.user'",
    )
    .execute(&mut app.sql())
    .unwrap();
    let li = app.signed_in("wj.user");
    for sort in ["", "created", "name", "-name"] {
        let pages = li.every_page(&format!("/projects?sort={sort}"));
        let shown: Vec<String> = pages.iter().flat_map(|page| page.texts("tbody .t")).collect();
        assert_eq!((pages.len(), shown.len()), (3, 60), "{sort}");
        let back = li.get(&pages[2].attribute("a[rel=prev]", "href").unwrap());
        assert_eq!(back.texts("tbody .t"), pages[1].texts("tbody .t"), "{sort}");
        let csv = li.get(&format!("/projects.csv?sort={sort}")).source();
        let exported: Vec<&str> = csv.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
        assert_eq!(exported, shown, "{sort}");
    }
    let named = li.get("/projects?sort=name&q=项目");
    assert!(named.text(".pager").contains("共 60 条") && named.text("tbody .t").starts_with("项目01 项目02"));
    let csv = li.get("/projects.csv?q=项目07").is_ok();
    assert!(csv.body.starts_with("\u{feff}项目名称,所属单位,".as_bytes()) && csv.source().lines().count() == 2);
    let xlsx = li.get("/projects.xlsx").is_ok();
    assert!(xlsx.body.starts_with(b"PK") && xlsx.header("content-disposition").contains("projects.xlsx"));
    for cursor in ["n5~x", "p5", "n99999999999", "'"] {
        li.get(&format!("/projects?sort=name&cursor={cursor}")).is_ok();
    }
}

#[test]
fn a_filter_of_projects_is_saved_like_any_other() {
    let app = TestApp::new();
    let chen = app.signed_in("yj.user");
    let fields = [("list", "/projects"), ("query", "mine=1"), ("name", "我的项目")];
    chen.post("/me/filters", &fields).is(303);
    assert_eq!(chen.get("/projects?mine=1").text(".saved [aria-current]"), "我的项目");
}
