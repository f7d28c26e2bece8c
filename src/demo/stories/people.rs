//! Who came and went, and who asks to come: accounts disabled and locked, and account requests in every state.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::clock;
use crate::{
    account_requests::{
        RequestForm,
        commands::{self as asking, Applicant, LASTS, timed},
    },
    accounts::model::Username,
    error::{AppError, AppResult},
    people::{
        commands as people,
        model::PersonData,
        queries::{Seat, seats},
    },
    policy::{Actor, Origin},
    schema::{account_requests, users},
    web::{form::Errors, i18n::Lang, visitor},
};

/// Username, name, department.
const LEFT: [&str; 3] = ["wj.former", "蒋文", "湖北省卫生健康委员会"];
const LOCKED: [&str; 3] = ["jtt.user", "彭飞", "湖北省交通运输厅"];

/// What is asked for: name, login name, department, role, project, reason.
type Wish = [&'static str; 6];

const NEW: Wish =
    ["邓丽", "slt.deng", "湖北省水利厅", "dept_user", "", "负责水情监测平台运维，需要提交端口映射和云主机工单。"];
const LATE: Wish =
    ["唐俊", "jyt.tang", "湖北省教育厅", "dept_admin", "", "接任本厅信息化管理员，负责资源申请和账单核对。"];
const BEYOND: Wish = ["韩雪", "dsj.han", "省大数据局", "bigdata_user", "", "参与政务部门资源申请的审批准备工作。"];
const DISPUTED: Wish =
    ["冯涛", "yj.feng", "湖北省应急管理厅", "dept_user", "", "外包开发人员，调试接口需要查看云主机。"];
const WELCOME: Wish =
    ["曹颖", "yj.cao", "湖北省应急管理厅", "dept_user", "应急指挥平台", "防汛值守系统运维，需要提交工单。"];
const UNKNOWN: Wish = ["测试", "test001", "湖北省公安厅", "dept_admin", "", "测试"];
const FORGOTTEN: Wish = ["袁野", "rst.yuan", "湖北省人力资源和社会保障厅", "dept_user", "", "就业服务平台迁移。"];

/// # Errors
/// When a command refuses: a story tells what can't happen.
pub fn play(tx: &mut PgConnection, now: DateTime<Utc>) -> AppResult<()> {
    let ago = |hours| now - TimeDelta::hours(hours);
    accounts(tx, now)?;
    let forgotten = ask(tx, &FORGOTTEN, now - LASTS - TimeDelta::days(2), now)?;
    let forgotten = id_of(tx, &forgotten)?;
    timed::expire(tx, forgotten, now - TimeDelta::days(2))?;
    clock::date(tx, now - TimeDelta::days(2), now)?;

    let engineer = actor(tx, "ops.engineer")?;
    let unknown = ask(tx, &UNKNOWN, ago(150), now)?;
    let why = "填写的姓名和理由不足以核实身份。请由本人填写真实姓名和承担的工作后重新申请。".to_owned();
    asking::refuse(tx, &engineer, &unknown, None, Ok(why), ago(140))?;
    clock::date(tx, ago(140), now)?;
    let welcome = ask(tx, &WELCOME, ago(100), now)?;
    asking::approve(tx, &engineer, &welcome, None, Ok(None), ago(98))?;
    clock::date(tx, ago(98), now)?;

    ask(tx, &LATE, ago(53), now)?;
    let disputed = ask(tx, &DISPUTED, ago(30), now)?;
    let administrator = actor(tx, "yj.admin")?;
    let why = "该人员不是本厅在编或派驻人员，接口调试应由项目负责人提交工单办理。".to_owned();
    asking::object(tx, &administrator, &disputed, None, Ok(why), ago(28))?;
    clock::date(tx, ago(28), now)?;
    ask(tx, &BEYOND, ago(20), now)?;
    ask(tx, &NEW, ago(3), now)?;
    Ok(())
}

fn accounts(tx: &mut PgConnection, now: DateTime<Utc>) -> AppResult<()> {
    let administrator = actor(tx, "platform.admin")?;
    for (person, days) in [(LEFT, 40), (LOCKED, 12)] {
        let [username, name, department] = person;
        let at = now - TimeDelta::days(days);
        let data = PersonData {
            display_name: name.to_owned(),
            department: seat(tx, department)?,
            ticket_group: None,
            phone: "027-87235188".to_owned(),
            email: format!("{username}@demo.example"),
            language: Lang::Chinese,
        };
        let username = Username::parse(username).ok_or(AppError::NotFound)?;
        people::create(tx, &administrator, username, data, at)?;
        clock::date(tx, at, now)?;
    }
    let id: i64 = users::table.filter(users::username.eq(LEFT[0])).select(users::id).first(tx)?;
    people::turn(tx, &administrator, id, None, people::Deed::Disable, now - TimeDelta::days(5))?;
    clock::date(tx, now - TimeDelta::days(5), now)?;
    // As failures would; for long enough to be looked at.
    let locked = users::table.filter(users::username.eq(LOCKED[0]));
    diesel::update(locked).set(users::locked_until.eq(now + TimeDelta::days(1))).execute(tx)?;
    Ok(())
}

fn ask(tx: &mut PgConnection, wish: &Wish, at: DateTime<Utc>, now: DateTime<Utc>) -> AppResult<String> {
    let [name, username, department, role, project, reason] = *wish;
    let form = RequestForm {
        region: "花山公有云区".to_owned(),
        department: department.to_owned(),
        project: project.to_owned(),
        username: username.to_owned(),
        display_name: name.to_owned(),
        role: role.to_owned(),
        phone: "027-87235190".to_owned(),
        email: format!("{username}@demo.example"),
        reason: reason.to_owned(),
        ..RequestForm::default()
    };
    let wanted = form.parse(Errors::default(), &seats(tx)?)?;
    let origin = Origin { address: "10.20.0.9".to_owned(), request_id: "demo".to_owned() };
    let visitor = Applicant { who: Actor { origin, ..Actor::system() }, account: None, language: Lang::Chinese };
    let number = asking::file(tx, &visitor, Uuid::new_v4(), &wanted, at)?;
    clock::date(tx, at, now)?;
    Ok(number)
}

fn id_of(tx: &mut PgConnection, number: &str) -> AppResult<i64> {
    let it = account_requests::table.filter(account_requests::number.eq(number));
    Ok(it.select(account_requests::id).first(tx)?)
}

fn seat(tx: &mut PgConnection, department: &str) -> AppResult<Seat> {
    seats(tx)?.into_iter().find(|seat| seat.name == department).ok_or(AppError::NotFound)
}

fn actor(tx: &mut PgConnection, username: &str) -> AppResult<Actor> {
    visitor::actor_named(tx, username, Origin { address: "10.20.0.1".to_owned(), request_id: "demo".to_owned() })
}
