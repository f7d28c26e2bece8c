use crate::{
    access::one,
    support::{Browser, Page, TestApp},
};

const IMPORT: &str = "/admin/departments/import";

fn report_of(browser: &Browser, lines: &[&str]) -> (String, Page) {
    let text = [&["部门名称,编码,上级部门,领域"], lines].concat().join("\n");
    let path = browser.post(IMPORT, &[("pasted", &text)]).location();
    let page = browser.get(&path).is_ok();
    (path, page)
}

fn confirm(browser: &Browser, path: &str, report: &Page) -> Page {
    let fields = report.hidden_of("/confirm");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(&format!("{path}/confirm"), &fields)
}

#[test]
fn the_report_names_every_wrong_row_and_writes_nothing() {
    let app = TestApp::new();
    let keeper = app.signed_in("platform.admin");
    let (_, page) = report_of(
        &keeper,
        &[
            "湖北省农业农村厅,NYT,湖北省,",
            "湖北省农科院,NKY,湖北省农业农村厅,",
            "湖北省应急管理厅,NEW1,湖北省,政务",
            "甲单位,A1,乙单位,",
            "乙单位,B1,甲单位,",
            "丙单位,C1,没有的厅,政务",
            "丁单位,NYT,湖北省,政务",
            "湖北省水利厅,SLT,湖北省公安厅,",
            "戊单位,E1,湖北省水利厅,政法",
            "己单位,F1,湖北省,海外",
        ],
    );
    let rows = page.texts("tbody tr");
    for (nth, says) in [
        (0, "请选择领域"),
        (1, "所在行（nyt）有误"),
        (2, "已有同名的部门"),
        (3, "互相循环"),
        (4, "互相循环"),
        (5, "没有名称或编码为“没有的厅”的部门"),
        (6, "与第 2 行重复"),
        (7, "不能通过导入更改"),
        (8, "领域随上级部门"),
        (9, "没有“海外”这个领域"),
    ] {
        assert!(rows[nth].contains(says), "{says}: {}", rows[nth]);
    }
    assert!(!page.has("form[action$='/confirm']"));
    assert_eq!(one(&app, "SELECT count(*) FROM departments"), "18");
}

#[test]
fn parents_come_in_the_same_sheet_in_any_order_and_all_at_once() {
    let app = TestApp::new();
    let keeper = app.signed_in("platform.admin");
    let (path, page) = report_of(
        &keeper,
        &[
            "湖北省农科院粮作所,NKY-LZ,NKY,",
            "湖北省农科院,NKY,湖北省农业农村厅,",
            "湖北省农业农村厅,NYT,湖北省,政务",
            "湖北省水利局,SLT,湖北省,政务",
            "湖北省教育厅,JYT,,",
        ],
    );
    assert_eq!(page.text(".tabs"), "新增 3 更新 1 无变化 1");
    for _ in 0..2 {
        assert_eq!(confirm(&keeper, &path, &page).location(), path, "twice is once");
    }
    let made = "SELECT string_agg(d.name || '<' || p.name || ':' || d.sector, ' ' ORDER BY d.id)
                FROM departments d JOIN departments p ON p.id = d.parent_id WHERE d.code LIKE 'N%'";
    assert_eq!(
        one(&app, made),
        "湖北省农业农村厅<湖北省:government 湖北省农科院<湖北省农业农村厅:government 湖北省农科院粮作所<湖北省农科院:government"
    );
    assert_eq!(one(&app, "SELECT name FROM departments WHERE code = 'SLT'"), "湖北省水利局");
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE action = 'createDepartment'"), "3");
    let exported = keeper.get("/admin/departments.csv").is_ok().source();
    let again = keeper.post(IMPORT, &[("pasted", exported.trim_start_matches('\u{feff}'))]).location();
    let page = keeper.get(&again).is_ok();
    assert!(page.text("main").contains("21") && !page.text(".tabs").contains("有误"), "{}", page.text("main"));
    assert!(
        keeper.get("/admin/departments/import/template.csv").is_ok().source().contains("部门名称,编码,上级部门,领域")
    );
}
