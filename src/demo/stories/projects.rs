//! The projects of the example's departments, and the applications that name them.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::clock;
use crate::{
    applications::{self, ApplicationForm},
    attachments::{self, Files, Limits},
    calendar,
    error::{AppError, AppResult},
    policy::{Actor, Origin},
    projects::{self, Event, Wanted},
    schema::{applications as applications_table, users},
    web::{
        form::{Errors, Upload},
        visitor,
    },
};

/// Who made it and keeps it, its owner, how many days ago it was made, whether it has ended since; what names it.
struct Story {
    name: &'static str,
    description: &'static str,
    keeper: &'static str,
    owner: &'static str,
    days_ago: i64,
    has_ended: bool,
    applications: &'static [&'static str],
}

const APPROVED: &str = "立项批复.pdf";
const APPROVAL: &[u8] = include_bytes!("../papers/approval.pdf");

const PROJECTS: [Story; 12] = [
    Story {
        name: "应急指挥平台",
        description: "全省应急指挥一张图的建设与运行，2025 年立项，建设期两年。",
        keeper: "yj.admin",
        owner: "yj.admin",
        days_ago: 420,
        has_ended: false,
        applications: &["应急指挥一张图"],
    },
    Story {
        name: "防汛抗旱信息化",
        description: "汛期水情、工情汇聚和市县值守系统，按年度滚动建设。",
        keeper: "yj.user",
        owner: "yj.admin",
        days_ago: 400,
        has_ended: false,
        applications: &["黄冈市防汛抗旱应急指挥一张图"],
    },
    Story {
        name: "安全生产考试与培训",
        description: "安全工程职称测试申报和企业负责人培训考核。",
        keeper: "yj.colleague",
        owner: "yj.admin",
        days_ago: 260,
        has_ended: false,
        applications: &["湖北省安全工程专业技术职务水平测试申报系统"],
    },
    Story {
        name: "应急通信保障（一期）",
        description: "卫星便携站和单兵图传的接入平台，一期已验收。",
        keeper: "yj.user",
        owner: "yj.colleague",
        days_ago: 430,
        has_ended: true,
        applications: &[],
    },
    Story {
        name: "救援队伍调度",
        description: "省级救援队伍值班、出动和物资调度的信息化。",
        keeper: "yj.unit",
        owner: "yj.unit.admin",
        days_ago: 310,
        has_ended: false,
        applications: &["应急救援队伍调度平台"],
    },
    Story {
        name: "救援装备物联网",
        description: "救援车辆和装备的定位、油耗与保养监测，试点阶段。",
        keeper: "yj.unit.admin",
        owner: "yj.unit.admin",
        days_ago: 90,
        has_ended: false,
        applications: &[],
    },
    Story {
        name: "智慧医疗便民服务",
        description: "预约挂号、检查结果互认等面向群众的服务。",
        keeper: "wj.user",
        owner: "wj.admin",
        days_ago: 380,
        has_ended: false,
        applications: &["预约挂号平台"],
    },
    Story {
        name: "免疫规划信息化",
        description: "疫苗接种的预约、登记、追溯和凭证。",
        keeper: "wj.admin",
        owner: "wj.admin",
        days_ago: 350,
        has_ended: false,
        applications: &["疫苗接种登记"],
    },
    Story {
        name: "互联网+公安政务服务",
        description: "交管、户政、出入境业务网上办理。",
        keeper: "ga.user",
        owner: "ga.admin",
        days_ago: 410,
        has_ended: false,
        applications: &["互联网交通安全综合服务"],
    },
    Story {
        name: "电子证照",
        description: "居民身份电子凭证的签发、核验和互认。",
        keeper: "ga.admin",
        owner: "ga.admin",
        days_ago: 330,
        has_ended: false,
        applications: &["电子证照签发"],
    },
    Story {
        name: "一网通办",
        description: "政务服务网和鄂汇办移动端的接口与运行。",
        keeper: "bigdata.user",
        owner: "bigdata.admin",
        days_ago: 440,
        has_ended: false,
        applications: &["政务服务网移动端"],
    },
    Story {
        name: "政务数据共享交换",
        description: "省级共享交换平台的扩容和目录治理。",
        keeper: "bigdata.admin",
        owner: "bigdata.admin",
        days_ago: 200,
        has_ended: false,
        applications: &[],
    },
];

/// Makes them, before there were tickets.
///
/// # Errors
/// When a command refuses.
pub fn play(tx: &mut PgConnection, files: &Files, now: DateTime<Utc>) -> AppResult<()> {
    let mut in_order: Vec<&Story> = PROJECTS.iter().collect();
    in_order.sort_by_key(|story| -story.days_ago);
    for story in in_order {
        let at = morning(now, story.days_ago);
        let origin = Origin { address: "10.20.0.1".to_owned(), request_id: "demo".to_owned() };
        let who = visitor::actor_named(tx, story.keeper, origin)?;
        let owner: i64 = users::table.filter(users::username.eq(story.owner)).select(users::id).first(tx)?;
        let wanted = Wanted {
            name: story.name.to_owned(),
            description: story.description.to_owned(),
            contact: who.id,
            owner,
            files: papers(tx, files, &who, story, at)?,
        };
        let project = projects::commands::create(tx, &who, who.department.id, &wanted, at)?;
        for application in story.applications {
            name_it(tx, &who, application, project.id, at)?;
        }
        clock::date(tx, at, now)?;
        if story.has_ended {
            let later = morning(now, 60);
            projects::commands::turn(tx, &who, project.id, None, Event::Archive, later)?;
            clock::date(tx, later, now)?;
        }
    }
    Ok(())
}

/// Some time in the morning, so many days ago.
fn morning(now: DateTime<Utc>, days_ago: i64) -> DateTime<Utc> {
    let day = calendar::start_of(calendar::date_of(now - TimeDelta::days(days_ago)));
    day + TimeDelta::hours(9) + TimeDelta::minutes(days_ago % 60)
}

/// The papers of those that were approved longest ago.
fn papers(tx: &mut PgConnection, files: &Files, who: &Actor, story: &Story, at: DateTime<Utc>) -> AppResult<Vec<Uuid>> {
    if story.days_ago < 400 {
        return Ok(Vec::new());
    }
    let upload = Upload {
        field: "attachments".to_owned(),
        file_name: APPROVED.to_owned(),
        content: APPROVAL.to_vec(),
        is_too_big: false,
    };
    let (taken, refused) = attachments::commands::take(tx, files, who, vec![upload], 0, &Limits::PROJECT, at)?;
    refused.finish(|| Some(taken.into_iter().map(|file| file.id).collect())).map_err(AppError::Invalid)
}

fn name_it(tx: &mut PgConnection, who: &Actor, application: &str, project: i64, at: DateTime<Utc>) -> AppResult<()> {
    let named = applications_table::table.filter(applications_table::name.eq(application));
    let id: i64 = named.select(applications_table::id).first(tx)?;
    let application = applications::queries::find(tx, who, id)?;
    let form = ApplicationForm { project: project.to_string(), ..ApplicationForm::from(&application) };
    applications::commands::update(tx, who, id, None, &form.parse(Errors::default())?, at)?;
    Ok(())
}
