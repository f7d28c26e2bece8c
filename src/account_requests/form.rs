//! The form by which an account is asked for.

use super::{
    called::{quotas_called, role_called, seat_called},
    letter::Said,
};
use crate::{
    accounts::model::{Username, display_name, email, phone, turns_text},
    people::{model::Rights, queries::Seat},
    policy::{Grant, Role},
    text::Text,
    web::form::{Errors, FieldReader, FromFields, half_width},
};

pub const REGION: usize = 80;
pub const PROJECT: usize = 80;
pub const REASON: usize = 500;

/// As typed. The names are the specification's.
#[derive(Clone, Debug, Default)]
pub struct RequestForm {
    pub region: String,
    /// An id; a name or a code does as well.
    pub department: String,
    pub project: String,
    pub username: String,
    pub display_name: String,
    pub role: String,
    pub quota_permissions: Vec<String>,
    pub phone: String,
    pub email: String,
    pub reason: String,
    /// A filled mail to read it all from.
    pub pasted: String,
}

/// As it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub region: String,
    pub department: Seat,
    pub project: String,
    pub username: Username,
    pub display_name: String,
    pub role: Role,
    pub quotas: Vec<Grant>,
    pub phone: String,
    pub email: String,
    pub reason: String,
}

impl FromFields for RequestForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            region: fields.text("region"),
            department: fields.text("department"),
            project: fields.text("project"),
            username: fields.text("username"),
            display_name: fields.text("display_name"),
            role: fields.text("role"),
            quota_permissions: fields.column("quota_permissions").into_iter().filter(|it| !it.is_empty()).collect(),
            phone: fields.text("phone"),
            email: fields.text("email"),
            reason: fields.text("reason"),
            pasted: fields.text("pasted"),
        }
    }
}

impl RequestForm {
    /// With what a pasted mail says; what it leaves out stays as it was typed.
    pub fn fill(&mut self, said: &Said, seats: &[Seat]) {
        let put = |place: &mut String, field: &str| {
            if !said.of(field).is_empty() {
                said.of(field).clone_into(place);
            }
        };
        put(&mut self.region, "region");
        put(&mut self.project, "project");
        put(&mut self.username, "username");
        put(&mut self.display_name, "display_name");
        put(&mut self.phone, "phone");
        put(&mut self.email, "email");
        put(&mut self.reason, "reason");
        if let Some(seat) = seat_called(said.of("department"), seats) {
            self.department = seat.id.to_string();
        }
        if let Some(role) = role_called(said.of("role")) {
            role.code().clone_into(&mut self.role);
        }
        let quotas = quotas_called(said.of("quota_permissions"));
        if !quotas.is_empty() {
            self.quota_permissions = quotas.into_iter().map(|grant| grant.code().to_owned()).collect();
        }
    }

    /// `seats` are the departments to choose from.
    ///
    /// # Errors
    /// Every refusal, at its field.
    pub fn parse(&self, mut errors: Errors, seats: &[Seat]) -> Result<Wanted, Errors> {
        let region = errors.take("region", line(&self.region, REGION, Some("account-request-region-missing")));
        let department = seat_called(&self.department, seats).ok_or("people-department-missing");
        let department = errors.take("department", department);
        let project = errors.take("project", line(&self.project, PROJECT, None));
        let username = errors.take("username", username(&self.username));
        let display_name = errors.take("display_name", display_name(&self.display_name));
        let role = errors.take("role", role(&self.role));
        let quotas = errors.take("quota_permissions", quotas(&self.quota_permissions));
        let phone = errors.take("phone", reachable(&self.phone));
        let email = errors.take("email", email(&self.email));
        let reason = errors.take("reason", words(&self.reason));
        if let (Some(department), Some(role), Some(quotas)) = (&department, role, &quotas) {
            refuse_unfit(&mut errors, department, role, quotas);
        }
        errors.finish(|| {
            Some(Wanted {
                region: region?,
                department: department?.clone(),
                project: project?,
                username: username?,
                display_name: display_name?,
                role: role?,
                quotas: quotas?,
                phone: phone?,
                email: email?,
                reason: reason?,
            })
        })
    }
}

/// What somebody would have who asks for this.
#[must_use]
pub fn rights(role: Role, quotas: &[Grant]) -> Rights {
    let mut rights = Rights::with(role);
    rights.grants.extend(quotas);
    rights
}

fn refuse_unfit(errors: &mut Errors, department: &Seat, role: Role, quotas: &[Grant]) {
    let Err(unfit) = rights(role, quotas).check(department.kind()) else { return };
    for (field, why) in unfit.iter() {
        errors.add(if field == "operator_roles" { "role" } else { field }, why.clone());
    }
}

fn username(typed: &str) -> Result<Username, Text> {
    if typed.trim().is_empty() {
        return Err("account-username-missing".into());
    }
    let half: String = typed.chars().map(half_width).collect();
    Username::parse(&half).ok_or_else(|| "account-username-malformed".into())
}

fn reachable(typed: &str) -> Result<String, Text> {
    match phone(typed)? {
        none if none.is_empty() => Err("account-request-phone-missing".into()),
        number => Ok(number),
    }
}

fn role(typed: &str) -> Result<Role, Text> {
    let role: Option<Role> = typed.parse().ok();
    role.filter(|role| role.may_be_applied_for()).ok_or_else(|| "account-request-role-missing".into())
}

fn quotas(typed: &[String]) -> Result<Vec<Grant>, Text> {
    let read = |code: &String| code.parse().ok().filter(|grant| QUOTAS.contains(grant));
    let wanted: Option<Vec<Grant>> = typed.iter().map(read).collect();
    let wanted = wanted.ok_or("people-right-unknown")?;
    Ok(QUOTAS.into_iter().filter(|grant| wanted.contains(grant)).collect())
}

/// One line of text, without what would turn the text around it about.
fn line(typed: &str, most: usize, missing: Option<&'static str>) -> Result<String, Text> {
    let line = plain(typed).split_whitespace().collect::<Vec<_>>().join(" ");
    match (line.chars().count(), missing) {
        (0, Some(missing)) => Err(missing.into()),
        (count, _) if count > most => Err(Text::new("form-too-long").with("count", count).with("limit", most)),
        _ => Ok(line),
    }
}

fn words(typed: &str) -> Result<String, Text> {
    let words = plain(typed).trim().to_owned();
    match words.chars().count() {
        0 => Err("account-request-reason-missing".into()),
        count if count > REASON => Err(Text::new("form-too-long").with("count", count).with("limit", REASON)),
        _ => Ok(words),
    }
}

fn plain(typed: &str) -> String {
    let whole = |c: &char| !turns_text(*c) && (c.is_whitespace() || !c.is_control());
    typed.chars().filter(whole).collect()
}

pub const QUOTAS: [Grant; 5] =
    [Grant::QuotaView, Grant::QuotaRequest, Grant::QuotaApprove, Grant::QuotaAllocate, Grant::QuotaViewSubordinates];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account_requests::letter;

    fn seats() -> Vec<Seat> {
        [
            (1, "湖北省应急管理厅", "YJT", ""),
            (2, "湖北省应急救援中心", "YJT-JY", ""),
            (3, "省大数据局", "DSJ", "bigdata"),
            (4, "一朵云运营中心", "YDY", "operator"),
        ]
        .map(|(id, name, code, special)| Seat { id, name: name.into(), code: code.into(), special: special.into() })
        .to_vec()
    }

    fn typed() -> RequestForm {
        RequestForm {
            region: "花山公有云区".into(),
            department: "1".into(),
            project: "应急指挥一张图".into(),
            username: " Zhang.San ".into(),
            display_name: "张三".into(),
            role: "dept_user".into(),
            quota_permissions: vec!["quota_view_subordinates".into(), "quota_view".into()],
            phone: "138 7123 4567".into(),
            email: "zhangsan＠hubei.gov.cn".into(),
            reason: "防汛值守".into(),
            pasted: String::new(),
        }
    }

    fn refusals(form: &RequestForm) -> Vec<(String, String)> {
        let errors = form.parse(Errors::default(), &seats()).err().unwrap_or_default();
        errors.iter().map(|(field, why)| (field.to_owned(), why.key.to_string())).collect()
    }

    #[test]
    fn what_is_typed_is_stored_as_it_can_be_used() {
        let wanted = typed().parse(Errors::default(), &seats()).unwrap();
        assert_eq!((wanted.username.as_str(), wanted.phone.as_str()), ("zhang.san", "13871234567"));
        assert_eq!(wanted.quotas, [Grant::QuotaView, Grant::QuotaViewSubordinates]);
        assert_eq!(wanted.email, "zhangsan@hubei.gov.cn");
    }

    #[test]
    fn everything_missing_is_told_at_once() {
        let fields: Vec<String> = refusals(&RequestForm::default()).into_iter().map(|(field, _)| field).collect();
        let expected =
            ["region", "department", "username", "display_name", "role", "phone", "email", "reason"].map(str::to_owned);
        assert_eq!(fields, expected);
    }

    #[test]
    fn what_nobody_may_have_there_is_refused_at_its_field() {
        let of = |department: &str, role: &str, quota: &str| RequestForm {
            department: department.into(),
            role: role.into(),
            quota_permissions: vec![quota.into()],
            ..typed()
        };
        for (form, field, key) in [
            (of("1", "bigdata_user", ""), "role", "people-role-elsewhere"),
            (of("1", "ops_engineer", ""), "role", "people-role-elsewhere"),
            (of("3", "dept_user", ""), "role", "people-role-elsewhere"),
            (of("4", "platform_admin", ""), "role", "account-request-role-missing"),
            (of("4", "security_admin", ""), "role", "account-request-role-missing"),
            (of("4", "auditor", "quota_view"), "quota_permissions", "people-grant-unfit"),
            (of("1", "dept_user", "approve"), "quota_permissions", "people-right-unknown"),
        ] {
            let form = RequestForm {
                quota_permissions: form.quota_permissions.iter().filter(|it| !it.is_empty()).cloned().collect(),
                ..form
            };
            assert_eq!(refusals(&form), [(field.to_owned(), key.to_owned())], "{form:?}");
        }
        for role in Role::ALL {
            let department = match role.kind() {
                crate::policy::RoleKind::Department => "1",
                crate::policy::RoleKind::Bigdata => "3",
                crate::policy::RoleKind::Operator => "4",
                crate::policy::RoleKind::Plc => continue,
            };
            let form = RequestForm {
                department: department.into(),
                role: role.code().into(),
                quota_permissions: vec![],
                ..typed()
            };
            assert_eq!(refusals(&form).is_empty(), role.may_be_applied_for(), "{role:?}");
        }
    }

    #[test]
    fn names_and_lines_carry_nothing_that_breaks_or_turns_them() {
        let form = RequestForm {
            region: "花山\u{202e}公有\r\n云区".into(),
            project: "a\u{7}b\tc".into(),
            reason: "一\u{2066}二\n三".into(),
            ..typed()
        };
        let wanted = form.parse(Errors::default(), &seats()).unwrap();
        assert_eq!(
            (wanted.region.as_str(), wanted.project.as_str(), wanted.reason.as_str()),
            ("花山公有 云区", "ab c", "一二\n三")
        );
        for name in ["张\u{202e}三", "张\u{7}三"] {
            let form = RequestForm { display_name: name.into(), ..typed() };
            assert_eq!(refusals(&form)[0].0, "display_name", "{name:?}");
        }
    }

    #[test]
    fn a_pasted_mail_fills_the_form_and_leaves_the_rest() {
        let mut form = RequestForm { phone: "027-87235100".into(), ..RequestForm::default() };
        let mail = "部门：应急管理厅\n申请角色：我要申请厅局管理员\n配额权限：查看配额、分配配额、查看下级部门配额\n账号名：zhang.san";
        form.fill(&letter::read(mail), &seats());
        assert_eq!((form.department.as_str(), form.role.as_str()), ("1", "dept_admin"));
        assert_eq!(form.quota_permissions, ["quota_view", "quota_allocate", "quota_view_subordinates"]);
        assert_eq!((form.username.as_str(), form.phone.as_str()), ("zhang.san", "027-87235100"));
    }
}
