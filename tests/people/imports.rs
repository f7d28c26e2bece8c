//! Users from a spreadsheet: first a report with nothing written, then all or nothing.

use super::{choose_password, link_to, one};
use crate::support::{Browser, Page, TestApp};

const IMPORT: &str = "/admin/users/import";
const HEAD: &str = "用户名,姓名,部门,联系电话,邮箱,角色";

fn report_of(browser: &Browser, lines: &[String]) -> (String, Page) {
    let text = std::iter::once(HEAD.to_owned()).chain(lines.iter().cloned()).collect::<Vec<_>>().join("\n");
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
fn each_wrong_row_is_named_with_its_reason_and_nothing_is_written() {
    let app = TestApp::new();
    let admin = app.signed_in("platform.admin");
    let rows = [
        "a.li,李安,湖北省水利厅,,a.li@hubei.gov.cn,",
        "a.li,李二,湖北省水利厅,,b@hubei.gov.cn,",
        "yj.user,别人,湖北省水利厅,,c@hubei.gov.cn,",
        "a.wang,王安,湖北省火星厅,,d@hubei.gov.cn,",
        "a.zhou,周安,SLT,12,e@hubei.gov.cn,",
        "a.wu,吴安,SLT,,无,",
        "张三,张三,SLT,,f@hubei.gov.cn,",
        "a.sun,孙安,SLT,,g@hubei.gov.cn,厅局管理员",
        "a.ops,钱安,YDY,,h@hubei.gov.cn,auditor",
        "a.zhao,,SLT,,i@hubei.gov.cn,dept_user",
    ]
    .map(str::to_owned);
    let (path, page) = report_of(&admin, &rows);
    assert_eq!(page.text(".tabs"), "有误 9 新增 1");
    let said = page.texts("tbody tr");
    for (nth, says) in [
        "与第 2 行的用户名相同",
        "用户名已被“陈静”占用",
        "没有名为“湖北省火星厅”的部门",
        "电话号码无法识别",
        "邮箱格式不正确",
        "用户名为 2–64 位",
        "导入只能授予“厅局用户”",
        "运营商人员的角色由一朵云管理员（安全）设置",
        "请输入姓名",
    ]
    .iter()
    .enumerate()
    {
        assert!(said[nth].contains(says), "{says}: {}", said[nth]);
    }
    assert!(!page.has("form[action$='/confirm']"));
    confirm(&admin, &path, &page).is(409);
    assert_eq!(one(&app, "SELECT count(*) FROM users WHERE username LIKE 'a.%'"), "0");
}

#[test]
fn confirmed_everybody_has_an_account_and_a_link_once() {
    let app = TestApp::new();
    let admin = app.signed_in("platform.admin");
    let rows: Vec<String> = (1..=300)
        .map(|n| match n % 3 {
            0 => format!("in.{n},新人{n},省大数据局,,in.{n}@hubei.gov.cn,省大数据局用户"),
            1 => format!("In.{n},新人{n},湖北省水利厅,13871234567,in.{n}@hubei.gov.cn,"),
            _ => format!("in.{n},新人{n},YJT,,in.{n}@hubei.gov.cn,dept_user"),
        })
        .collect();
    let (path, page) = report_of(&admin, &rows);
    assert!(page.text(".alert").contains("创建 300 个账号"), "{}", page.text(".alert"));
    for _ in 0..2 {
        assert_eq!(confirm(&admin, &path, &page).location(), path, "twice is once");
    }
    assert_eq!(one(&app, "SELECT count(*) FROM people WHERE username LIKE 'in.%' AND state = 'invited'"), "300");
    let roles = "SELECT string_agg(DISTINCT role, ' ' ORDER BY role) FROM user_roles r JOIN users u ON u.id = r.user_id
                 WHERE username LIKE 'in.%'";
    assert_eq!(one(&app, roles), "bigdata_user dept_user");
    assert_eq!(one(&app, "SELECT count(DISTINCT link) FROM mails WHERE address LIKE 'in.%'"), "300");
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE action = 'createUser'"), "300");
    choose_password(&app, &link_to(&app, "in.7@hubei.gov.cn")).is(303);
    let again = report_of(&admin, &rows[..2]).1;
    assert!(again.text(".tabs").contains("无变化 2"), "{}", again.text(".tabs"));
    let head = admin.get("/admin/users/import/template.csv").is_ok().source();
    assert!(head.contains("用户名,姓名,部门,工单组,联系电话,邮箱,界面语言,角色"), "{head}");
    app.holds_together();
}
