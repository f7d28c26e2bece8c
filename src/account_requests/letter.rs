//! The mail by which accounts were always asked for, read field by field (spec 1): in any order, with what people put
//! around it.

/// What a pasted mail says, by the names of the form's fields, in its own order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said(Vec<(&'static str, String)>);

/// The form's fields, and what people call them: compared without spaces and marks, in small letters.
const CALLED: [(&str, &[&str]); 10] = [
    ("region", &["region", "区域", "云区", "云区域", "所在区域", "申请区域"]),
    ("department", &["部门", "单位", "所属部门", "所属单位", "部门名称", "单位名称", "申请部门", "department"]),
    (
        "project",
        &["账号所加项目", "帐号所加项目", "所加项目", "加入项目", "项目", "项目名称", "project", "projecttojoin"],
    ),
    ("username", &["账号名", "帐号名", "账号", "帐号", "用户名", "登录名", "username", "accountname"]),
    ("display_name", &["显示名", "显示名称", "姓名", "displayname", "name"]),
    ("role", &["申请角色", "角色", "role"]),
    ("quota_permissions", &["配额权限", "quotapermissions"]),
    ("phone", &["电话", "联系电话", "手机", "手机号", "手机号码", "电话号码", "phone"]),
    ("email", &["邮箱", "电子邮箱", "邮件", "邮箱地址", "电子邮件", "email", "mail"]),
    ("reason", &["申请理由", "理由", "申请原因", "原因", "申请说明", "用途", "reason"]),
];
/// The one that takes several lines.
const LONG: &str = "reason";

impl Said {
    /// What it says of a field; empty for nothing.
    #[must_use]
    pub fn of(&self, field: &str) -> &str {
        self.0.iter().find(|(name, _)| *name == field).map_or("", |(_, value)| value)
    }

    /// How many fields it says something of.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.iter().filter(|(_, value)| !value.is_empty()).count()
    }
}

/// Reads a pasted mail. What isn't understood is left out; of a field that is said twice the first counts.
#[must_use]
pub fn read(mail: &str) -> Said {
    let mut said: Vec<(&'static str, String)> = Vec::new();
    let mut current: Option<usize> = None;
    for line in mail.lines() {
        if let Some((field, value)) = labelled(line) {
            let is_new = !said.iter().any(|(name, _)| *name == field);
            current = is_new.then_some(said.len());
            if is_new {
                said.push((field, without_comment(value)));
            }
        } else if let Some((field, value)) = current.and_then(|nth| said.get_mut(nth)) {
            go_on(field, value, without_comment(line));
        }
    }
    Said(said)
}

/// A value may stand below its label; only the long one has more lines than that.
fn go_on(field: &str, value: &mut String, line: String) {
    if line.is_empty() {
        return;
    }
    if value.is_empty() {
        *value = line;
    } else if field == LONG {
        value.push('\n');
        value.push_str(&line);
    }
}

/// `账号名：zhang.san`, however the line is marked, quoted or numbered.
fn labelled(line: &str) -> Option<(&'static str, &str)> {
    let (label, value) = line.split_once([':', '：', '︰', '='])?;
    let label: String = label.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let (field, _) = CALLED.iter().find(|(_, names)| names.contains(&label.as_str()))?;
    Some((field, value))
}

/// The template explains some fields behind a `#`.
fn without_comment(value: &str) -> String {
    let said = value.split(['#', '＃']).next().unwrap_or_default();
    said.trim_matches(|c: char| c.is_whitespace() || matches!(c, '>' | '\u{feff}')).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILLED: &str = "标题：省应急管理厅部门申请云平台账号
正文：
湖北省应急管理厅部门需要在花山公有云区区域申请云平台账号,信息如下：
Region：花山公有云区
部门: 湖北省应急管理厅
账号所加项目：应急指挥一张图
账号名: Zhang.San
显示名：张三
申请角色： 厅局用户 #申请角色时请参照上一章的角色说明进行申请
配额权限：查看配额、查看下级部门配额 #当前有三种权限
电话：138 7123 4567
邮箱：zhangsan@hubei.gov.cn
申请理由：防汛值守，
需要提交端口映射工单。";

    #[test]
    fn a_filled_template_is_read_field_by_field() {
        let said = read(FILLED);
        let expected = [
            ("region", "花山公有云区"),
            ("department", "湖北省应急管理厅"),
            ("project", "应急指挥一张图"),
            ("username", "Zhang.San"),
            ("display_name", "张三"),
            ("role", "厅局用户"),
            ("quota_permissions", "查看配额、查看下级部门配额"),
            ("phone", "138 7123 4567"),
            ("email", "zhangsan@hubei.gov.cn"),
            ("reason", "防汛值守，\n需要提交端口映射工单。"),
        ];
        for (field, value) in expected {
            assert_eq!(said.of(field), value, "{field}");
        }
        assert_eq!(said.count(), 10);
    }

    #[test]
    fn it_is_read_however_people_change_it() {
        for (mail, field, value) in [
            ("> 1. 账 号 名 ： li.si", "username", "li.si"),
            ("* 邮箱地址:\n\n  li@hubei.gov.cn\n-- \n李四", "email", "li@hubei.gov.cn"),
            ("E-mail: a@b.cn", "email", "a@b.cn"),
            ("Display name = Li Si", "display_name", "Li Si"),
            ("用户名：a1\r\n用户名：a2", "username", "a1"),
            ("\u{feff}姓名：王五", "display_name", "王五"),
            ("申请角色:#按最小化原则", "role", ""),
            ("电话：027-87235100\n此致：敬礼", "phone", "027-87235100"),
            ("随便写的一段话：没有字段", "username", ""),
            ("", "region", ""),
        ] {
            assert_eq!(read(mail).of(field), value, "{mail:?}");
        }
    }
}
