//! Who signs in (spec 9, demonstration data).

use diesel::prelude::*;

use super::departments::id_of;
use crate::{
    error::AppResult,
    schema::{ticket_groups, user_grants, user_roles, users},
};

/// (username, display name, department, role, ticket policy or none, all quota permissions)
type Person = (&'static str, &'static str, &'static str, &'static str, Option<&'static str>, bool);

const EMERGENCY: &str = "湖北省应急管理厅";
const HEALTH: &str = "湖北省卫生健康委员会";
const POLICE: &str = "湖北省公安厅";
const BIG_DATA: &str = "省大数据局";
const LAW: &str = "省委政法委";
const RESCUE: &str = "湖北省应急救援中心";
const OPERATOR: &str = "一朵云运营中心";
const ADMIN: Option<&str> = Some("ticket_admin");

const PEOPLE: [Person; 19] = [
    ("yj.user", "陈静", EMERGENCY, "dept_user", ADMIN, false),
    ("yj.admin", "刘建国", EMERGENCY, "dept_admin", ADMIN, true),
    ("yj.colleague", "周敏", EMERGENCY, "dept_user", Some("ticket_group_operator"), false),
    ("wj.user", "李晓峰", HEALTH, "dept_user", ADMIN, false),
    ("wj.admin", "王磊", HEALTH, "dept_admin", ADMIN, true),
    ("ga.user", "赵倩", POLICE, "dept_user", ADMIN, false),
    ("ga.admin", "孙涛", POLICE, "dept_admin", ADMIN, true),
    ("bigdata.user", "何琳", BIG_DATA, "bigdata_user", None, false),
    ("bigdata.admin", "高翔", BIG_DATA, "bigdata_admin", None, true),
    ("plc.user", "马丽", LAW, "plc_user", None, false),
    ("plc.admin", "郑凯", LAW, "plc_admin", None, true),
    ("yj.unit", "吴志强", RESCUE, "dept_user", ADMIN, false),
    ("yj.unit.admin", "黄蓉", RESCUE, "dept_admin", ADMIN, true),
    ("ops.engineer", "张伟", OPERATOR, "ops_engineer", None, false),
    ("ops.engineer2", "杨帆", OPERATOR, "ops_engineer", None, false),
    ("ops.manager", "徐慧", OPERATOR, "ops_manager", None, false),
    ("platform.admin", "林峰", OPERATOR, "platform_admin", None, false),
    ("security.admin", "罗兰", OPERATOR, "security_admin", None, false),
    ("auditor", "谢敏", OPERATOR, "auditor", None, false),
];

const QUOTA: [&str; 5] = ["quota_view", "quota_request", "quota_approve", "quota_allocate", "quota_view_subordinates"];

pub(super) fn load(tx: &mut PgConnection, password_hash: &str) -> AppResult<()> {
    for (index, person) in PEOPLE.iter().enumerate() {
        add(tx, index, person, password_hash)?;
    }
    Ok(())
}

fn add(tx: &mut PgConnection, index: usize, person: &Person, password_hash: &str) -> AppResult<()> {
    let &(username, display_name, department, role, policy, quotas) = person;
    let department_id = id_of(tx, department)?;
    let id: i64 = diesel::insert_into(users::table)
        .values((
            users::username.eq(username),
            users::display_name.eq(display_name),
            users::phone.eq(format!("027-8723{:04}", 5100 + index)),
            users::email.eq(format!("{username}@demo.example")),
            users::department_id.eq(department_id),
            users::ticket_group_id.eq(group_of(tx, department_id)?),
            users::password_hash.eq(password_hash),
            users::must_change_password.eq(false),
        ))
        .returning(users::id)
        .get_result(tx)?;
    diesel::insert_into(user_roles::table)
        .values((user_roles::user_id.eq(id), user_roles::role.eq(role)))
        .execute(tx)?;
    for permission in policy.into_iter().chain(QUOTA.into_iter().filter(|_| quotas)) {
        diesel::insert_into(user_grants::table)
            .values((user_grants::user_id.eq(id), user_grants::permission.eq(permission)))
            .execute(tx)?;
    }
    Ok(())
}

/// By default the ticket group is the department (spec 1).
fn group_of(tx: &mut PgConnection, department_id: i64) -> AppResult<i64> {
    diesel::insert_into(ticket_groups::table)
        .values((ticket_groups::department_id.eq(department_id), ticket_groups::name.eq("")))
        .on_conflict_do_nothing()
        .execute(tx)?;
    Ok(ticket_groups::table
        .filter(ticket_groups::department_id.eq(department_id))
        .select(ticket_groups::id)
        .first(tx)?)
}
