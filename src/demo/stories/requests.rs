//! Resource requests of the example's departments, in every state.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::{clock, story::When};
use crate::{
    attachments::{self, Files, Limits},
    calendar::Calendar,
    catalogue::{
        form::{DiskRow, Offer, Parameters},
        model::Catalogue,
        product::Product,
        queries::catalogue_of,
    },
    error::{AppError, AppResult},
    policy::{Actor, Origin},
    requests::{
        Asked, DeliveryForm, Details, EcsDetails, Kind, Pick, RequestForm, UnitRow, UserRow,
        commands::{self, Attempt, Filing},
    },
    schema::projects,
    web::{
        form::{Errors, Upload},
        visitor,
    },
};

/// What one does with a request.
#[derive(Clone, Copy)]
enum Step {
    Save,
    Submit,
    /// Another type and number.
    Change(&'static str, &'static str),
    Approve(&'static str),
    Reject(&'static str),
    Withdraw,
    /// Instance and floating IP of each.
    Deliver(&'static [(&'static str, &'static str)]),
}

use Step::{Approve, Change, Deliver, Reject, Save, Submit, Withdraw};
use When::{Day, Minutes};

/// What is asked for, and what became of it.
struct Story {
    project: &'static str,
    name: &'static str,
    instance_type: &'static str,
    quantity: &'static str,
    /// (category, GiB, count)
    disks: &'static [(&'static str, &'static str, &'static str)],
    /// Mbps.
    eip: &'static str,
    /// Name, phone and address of somebody without an account.
    user: Option<(&'static str, &'static str, &'static str)>,
    /// Another product than a server, with what is typed over what its form offers.
    other: Option<(Product, &'static [(&'static str, &'static str)])>,
    /// What is asked for beside it, in one batch.
    more: &'static [(Product, &'static [(&'static str, &'static str)])],
    remarks: &'static str,
    then: &'static [(When, &'static str, Step)],
}

const PAPER: (&str, &[u8]) = ("资源申请单（盖章）.pdf", include_bytes!("../papers/approval.pdf"));

const PLAIN: Story = Story {
    project: "",
    name: "",
    instance_type: "ecs.g6.large",
    quantity: "1",
    disks: &[],
    eip: "",
    user: None,
    other: None,
    more: &[],
    remarks: "",
    then: &[],
};

const STORIES: [Story; 16] = [
    Story {
        project: "防汛抗旱信息化",
        name: "yj-fx-forecast",
        instance_type: "ecs.c6.4xlarge",
        quantity: "4",
        more: &[
            (Product::Rds, &[("engine", "postgresql-16"), ("specification", "8c32g"), ("storage", "1000")]),
            (Product::Oss, &[("bucket_name", "yj-fx-radar"), ("capacity", "10240")]),
            (
                Product::Slb,
                &[
                    ("name", "yj-fx-entry"),
                    ("specification", "slb.s2.small"),
                    ("side", "internet"),
                    ("bandwidth", "50"),
                ],
            ),
            (Product::Eip, &[("bandwidth", "20")]),
        ],
        remarks: "洪水预报模型计算与发布，汛前上线。",
        then: &[
            (Day(4, 9, 30), "yj.user", Submit),
            (Day(3, 10, 20), "ops.engineer", Reject("计算节点按现有负载三台足够，请核减。")),
            (Day(2, 15, 0), "yj.user", Change("ecs.c6.4xlarge", "3")),
        ],
        ..PLAIN
    },
    Story {
        project: "应急指挥平台",
        name: "yj-yzt-gis",
        instance_type: "ecs.g6.2xlarge",
        quantity: "2",
        disks: &[("cloud_essd_pl1", "500", "1")],
        user: Some(("周工", "027-87651234", "zhou@gis.example.com")),
        remarks: "地图切片服务，与现有前端同一交换机。",
        then: &[
            (Day(24, 9, 30), "yj.user", Submit),
            (Day(23, 10, 0), "ops.engineer", Approve("规格与用途相符。")),
            (Day(22, 15, 20), "bigdata.admin", Approve("")),
            (Day(19, 16, 0), "ops.engineer", Deliver(&[("i-yj7a01", "10.20.6.101")])),
            (Day(18, 10, 30), "ops.engineer", Deliver(&[("i-yj7a02", "10.20.6.102")])),
        ],
        ..PLAIN
    },
    Story {
        project: "防汛抗旱信息化",
        name: "yj-sq-collect",
        instance_type: "ecs.c6.xlarge",
        quantity: "3",
        remarks: "县级水情采集接口，三个市州各一台。",
        then: &[
            (Day(6, 10, 10), "yj.user", Submit),
            (Day(5, 9, 15), "ops.engineer", Approve("")),
            (Day(4, 11, 0), "bigdata.user", Approve("同意，请按市州分开部署。")),
            (Day(1, 15, 40), "ops.engineer2", Deliver(&[("i-sq0301", "10.20.6.111")])),
        ],
        ..PLAIN
    },
    Story {
        project: "应急指挥平台",
        name: "yj-video-relay",
        instance_type: "ecs.c6.4xlarge",
        quantity: "4",
        eip: "50",
        remarks: "单兵图传转发，汛期使用。",
        then: &[
            (Day(9, 14, 0), "yj.user", Submit),
            (Day(8, 9, 40), "ops.engineer", Reject("单兵图传峰值 40 路，两台即可满足，请核减数量或补充测算。")),
            (Day(7, 16, 10), "yj.user", Change("ecs.c6.4xlarge", "2")),
            (Day(6, 10, 20), "ops.engineer", Approve("数量已核减。")),
        ],
        ..PLAIN
    },
    Story {
        project: "安全生产考试与培训",
        name: "yj-exam-web",
        instance_type: "ecs.g6.xlarge",
        quantity: "2",
        then: &[(Day(1, 10, 30), "yj.colleague", Submit)],
        ..PLAIN
    },
    Story {
        project: "智慧医疗便民服务",
        name: "wj-yygh-cache",
        instance_type: "ecs.r6.xlarge",
        quantity: "2",
        remarks: "号源缓存，高峰时段削峰。",
        then: &[
            (Day(5, 9, 0), "wj.user", Submit),
            (Day(4, 10, 0), "ops.engineer", Approve("")),
            (Day(3, 17, 30), "bigdata.admin", Reject("已有缓存集群可以扩容，请先说明不能复用的原因。")),
        ],
        ..PLAIN
    },
    Story {
        project: "免疫规划信息化",
        name: "wj-ymjz-report",
        instance_type: "ecs.g6.large",
        then: &[(Day(3, 11, 20), "wj.admin", Submit), (Day(2, 9, 0), "wj.admin", Withdraw)],
        ..PLAIN
    },
    Story {
        project: "应急指挥平台",
        name: "yj-yzt-ai",
        instance_type: "ecs.g6.8xlarge",
        then: &[(Minutes(200), "yj.user", Save)],
        ..PLAIN
    },
    Story {
        project: "互联网+公安政务服务",
        name: "ga-zwfw-api",
        instance_type: "ecs.g6.xlarge",
        quantity: "2",
        remarks: "跨省通办接口。",
        then: &[
            (Day(20, 9, 10), "ga.user", Submit),
            (Day(18, 15, 0), "plc.admin", Approve("同意。")),
            (Day(15, 11, 30), "ops.engineer2", Deliver(&[("i-ga2201", "10.20.9.101"), ("i-ga2202", "10.20.9.102")])),
        ],
        ..PLAIN
    },
    Story {
        project: "电子证照",
        name: "ga-dzzz-sign",
        instance_type: "ecs.c6.2xlarge",
        then: &[(Day(2, 10, 0), "ga.admin", Submit)],
        ..PLAIN
    },
    Story {
        project: "互联网+公安政务服务",
        name: "ga-crj-queue",
        instance_type: "ecs.g6.2xlarge",
        quantity: "3",
        then: &[
            (Day(8, 9, 0), "ga.user", Submit),
            (Day(7, 14, 20), "plc.admin", Reject("排队叫号可用现有两台承载，请补充近三个月的负载。")),
        ],
        ..PLAIN
    },
    Story {
        project: "互联网+公安政务服务",
        name: "ga-hz-photo",
        instance_type: "ecs.r6.large",
        then: &[(Day(4, 16, 0), "ga.user", Submit), (Day(3, 10, 30), "plc.admin", Approve(""))],
        ..PLAIN
    },
    Story {
        project: "防汛抗旱信息化",
        other: Some((
            Product::Rds,
            &[("engine", "postgresql-16"), ("edition", "ha"), ("specification", "8c32g"), ("storage", "500")],
        )),
        remarks: "水情数据入库，与采集接口同一 VPC。",
        then: &[
            (Day(16, 9, 20), "yj.user", Submit),
            (Day(15, 10, 30), "ops.engineer", Approve("")),
            (Day(14, 16, 0), "bigdata.admin", Approve("同意。")),
            (Day(12, 15, 10), "ops.engineer2", Deliver(&[("pgm-sq0801", "")])),
        ],
        ..PLAIN
    },
    Story {
        project: "应急指挥平台",
        other: Some((Product::Oss, &[("bucket_name", "yj-video-archive"), ("capacity", "20480")])),
        remarks: "单兵图传录像留存 90 天。",
        then: &[(Day(3, 10, 0), "yj.user", Submit), (Day(2, 14, 30), "ops.engineer", Approve(""))],
        ..PLAIN
    },
    Story {
        project: "互联网+公安政务服务",
        other: Some((
            Product::Slb,
            &[
                ("name", "ga-zwfw-entry"),
                ("specification", "slb.s2.medium"),
                ("side", "internet"),
                ("bandwidth", "100"),
            ],
        )),
        remarks: "政务服务网接入。",
        then: &[(Day(2, 15, 20), "ga.user", Submit)],
        ..PLAIN
    },
    Story {
        project: "电子证照",
        name: "ga-dzzz-test",
        then: &[(Day(5, 9, 30), "ga.admin", Submit), (Day(5, 14, 0), "ga.admin", Withdraw)],
        ..PLAIN
    },
];

/// Plays them, all together in the order of time.
///
/// # Errors
/// When a command refuses.
pub fn play(tx: &mut PgConnection, files: &Files, calendar: &Calendar, now: DateTime<Utc>) -> AppResult<()> {
    let mut numbers: [Option<String>; STORIES.len()] = Default::default();
    let mut script: Vec<(DateTime<Utc>, usize, &str, Step)> = STORIES
        .iter()
        .enumerate()
        .flat_map(|(at, story)| story.then.iter().map(move |(when, who, step)| (*when, at, *who, *step)))
        .map(|(when, at, who, step)| (when.before(now, calendar), at, who, step))
        .collect();
    script.sort_by_key(|(at, ..)| *at);
    for (at, story, username, step) in script {
        let origin = Origin { address: "10.20.0.1".to_owned(), request_id: "demo".to_owned() };
        let who = visitor::actor_named(tx, username, origin)?;
        let number = act(tx, files, &STORIES[story], numbers[story].take(), &who, step, at)?;
        numbers[story] = Some(number);
        clock::date(tx, at, now)?;
    }
    Ok(())
}

/// The number of the request.
fn act(
    tx: &mut PgConnection,
    files: &Files,
    story: &Story,
    number: Option<String>,
    who: &Actor,
    step: Step,
    now: DateTime<Utc>,
) -> AppResult<String> {
    if let Save | Submit | Change(..) = step {
        let form = form(tx, files, story, who, step, now)?;
        let filing = Filing { number, seen: None, form, errors: Errors::default() };
        let path = match step {
            Save => commands::save(tx, who, &filing, now)?,
            _ => commands::submit(tx, who, &filing, now)?,
        };
        let last = path.rsplit('/').next().unwrap_or_default();
        return Ok(last.trim_end_matches("?submitted").to_owned());
    }
    let number = number.ok_or(AppError::NotFound)?;
    let by = Attempt { who, number: &number, version: None, now };
    match step {
        Approve(opinion) => commands::approve(tx, &by, Ok(opinion.to_owned()))?,
        Reject(reason) => commands::reject(tx, &by, Ok(reason.to_owned()))?,
        Withdraw => commands::withdraw(tx, &by)?,
        Deliver(made) => commands::deliver(tx, &by, delivery(made).parse(Errors::default()))?,
        Save | Submit | Change(..) => return Ok(number),
    };
    Ok(number)
}

/// The machines are told apart by the ends of their instances' names.
fn delivery(made: &[(&str, &str)]) -> DeliveryForm {
    let row = |(instance, address): &(&str, &str)| UnitRow {
        unit: instance.chars().last().map(String::from).unwrap_or_default(),
        instance_id: (*instance).to_owned(),
        floating_ip: (*address).to_owned(),
        ..UnitRow::default()
    };
    DeliveryForm { rows: made.iter().map(row).collect(), pasted: String::new() }
}

fn form(
    tx: &mut PgConnection,
    files: &Files,
    story: &Story,
    who: &Actor,
    step: Step,
    now: DateTime<Utc>,
) -> AppResult<RequestForm> {
    let project: i64 = projects::table.filter(projects::name.eq(story.project)).select(projects::id).first(tx)?;
    let catalogue = catalogue_of(tx, who, who.department.id)?;
    let offer = Offer::of(&catalogue);
    let user = |(name, phone, email): (&str, &str, &str)| UserRow {
        name: name.to_owned(),
        phone: phone.to_owned(),
        email: email.to_owned(),
    };
    Ok(RequestForm {
        region: offer.region.clone(),
        project: project.to_string(),
        user_ids: vec![who.id.to_string()],
        users: story.user.map(user).into_iter().collect(),
        asked: asked(story, step, &catalogue, offer),
        remarks: story.remarks.to_owned(),
        uploaded: papers(tx, files, who, now)?,
        ..RequestForm::blank(Kind::Batch)
    })
}

/// Of a batch, what is changed is its first item.
fn asked(story: &Story, step: Step, catalogue: &Catalogue, offer: Offer) -> Asked {
    let first = item(story, step, catalogue, offer.clone());
    if story.more.is_empty() {
        return Asked::One(first);
    }
    let other = |(product, typed): &(Product, &[(&str, &str)])| of_parameters(*product, typed, catalogue, &offer);
    let items = std::iter::once(first).chain(story.more.iter().map(other));
    Asked::Several(items.zip(1..).map(|(details, place)| Pick { place, details }).collect())
}

fn of_parameters(product: Product, typed: &[(&str, &str)], catalogue: &Catalogue, offer: &Offer) -> Details {
    let offered = Parameters::offered(product, catalogue, offer);
    Details::Other(typed.iter().fold(offered, |item, (name, value)| item.with(name, value)))
}

fn item(story: &Story, step: Step, catalogue: &Catalogue, offer: Offer) -> Details {
    if let Some((product, typed)) = story.other {
        return of_parameters(product, typed, catalogue, &offer);
    }
    let (instance_type, quantity) = match step {
        Change(instance_type, quantity) => (instance_type, quantity),
        _ => (story.instance_type, story.quantity),
    };
    let disk = |(category, size, count): &(&str, &str, &str)| DiskRow {
        disk_category: (*category).to_owned(),
        disk_size: (*size).to_owned(),
        disk_count: (*count).to_owned(),
    };
    Details::Server(Box::new(EcsDetails {
        instance_name: story.name.to_owned(),
        instance_type: instance_type.to_owned(),
        image: "kylin-v10".to_owned(),
        disks: story.disks.iter().map(disk).collect(),
        eip_bandwidth: story.eip.to_owned(),
        quantity: quantity.to_owned(),
        ..EcsDetails::offered(offer)
    }))
}

fn papers(tx: &mut PgConnection, files: &Files, who: &Actor, now: DateTime<Utc>) -> AppResult<Vec<uuid::Uuid>> {
    let (name, content) = PAPER;
    let upload = Upload {
        field: "attachments".to_owned(),
        file_name: name.to_owned(),
        content: content.to_vec(),
        is_too_big: false,
    };
    let (taken, refused) = attachments::commands::take(tx, files, who, vec![upload], 0, &Limits::REQUEST, now)?;
    refused.finish(|| Some(taken.into_iter().map(|file| file.id).collect())).map_err(AppError::Invalid)
}
