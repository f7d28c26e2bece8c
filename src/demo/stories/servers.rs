//! Servers that departments asked for, had changed and returned.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use super::story::{
    PLAIN,
    Step::{Accept, Ask, Confirm, Resolve, Return, Save, Submit},
    Story,
    When::{Day, Minutes},
};
use crate::{
    calendar,
    error::AppResult,
    policy::Actor,
    schema::{regions, vpcs, vswitches},
    tickets::{
        acting::MachineRow,
        details::{DiskRow, PHYSICAL, SET, ServerChangeDetails, ServerCreateDetails, ServerRecycleDetails, VM},
        kind::Kind,
    },
};

const MAP: &str = "应急指挥一张图";
const FLOODS: &str = "黄冈市防汛抗旱应急指挥一张图";
const EXAMS: &str = "湖北省安全工程专业技术职务水平测试申报系统";
const VACCINES: &str = "疫苗接种登记";
const TRAFFIC: &str = "互联网交通安全综合服务";

/// What a story asks for of servers.
#[derive(Clone, Copy)]
pub enum Servers {
    /// It is about something else.
    None,
    New(New),
    Change(Change),
    Return {
        floating_ips: &'static str,
        /// Days after it is asked for.
        in_days: i64,
    },
}

/// Machines to be made, and as they were.
#[derive(Clone, Copy)]
pub struct New {
    pub machine: &'static str,
    pub name: &'static str,
    /// A type of the catalogue, or a physical machine in words.
    pub specification: &'static str,
    /// (category, GiB)
    pub system_disk: (&'static str, &'static str),
    pub disks: &'static [Disk],
    pub quantity: &'static str,
    /// (name, floating IP)
    pub made: &'static [(&'static str, &'static str)],
}

/// (category, GiB, count)
pub type Disk = (&'static str, &'static str, &'static str);

/// A host and what it shall be; empty where it stays.
#[derive(Clone, Copy)]
pub struct Change {
    pub floating_ip: &'static str,
    pub instance_type: &'static str,
    pub disks: &'static [Disk],
}

impl Servers {
    pub(super) fn ask_for_new(
        &self,
        tx: &mut PgConnection,
        who: &Actor,
        details: &mut ServerCreateDetails,
    ) -> AppResult<()> {
        let Self::New(new) = self else { return Ok(()) };
        let own = vpcs::table.inner_join(regions::table).filter(vpcs::department_id.eq(who.department.id));
        let (vpc, region): (i64, i64) = own.order(vpcs::id).select((vpcs::id, regions::id)).first(tx)?;
        let vswitch: i64 =
            vswitches::table.filter(vswitches::vpc_id.eq(vpc)).order(vswitches::id).select(vswitches::id).first(tx)?;
        new.machine.clone_into(&mut details.machine);
        details.region = region.to_string();
        new.name.clone_into(&mut details.instance_name);
        new.quantity.clone_into(&mut details.quantity);
        if new.machine == PHYSICAL {
            new.specification.clone_into(&mut details.specification);
            return Ok(());
        }
        new.specification.clone_into(&mut details.instance_type);
        "kylin-v10".clone_into(&mut details.image);
        let (category, size) = new.system_disk;
        category.clone_into(&mut details.system_disk_category);
        size.clone_into(&mut details.system_disk_size);
        details.disks = rows(new.disks);
        details.vpc = vpc.to_string();
        details.vswitch = vswitch.to_string();
        Ok(())
    }

    /// In the night after the next.
    pub(super) fn ask_for_change(&self, details: &mut ServerChangeDetails, now: DateTime<Utc>) {
        let Self::Change(change) = self else { return };
        change.floating_ip.clone_into(&mut details.floating_ip);
        change.instance_type.clone_into(&mut details.instance_type);
        if !change.disks.is_empty() {
            SET.clone_into(&mut details.data_disks);
            details.disks = rows(change.disks);
        }
        let night = calendar::date_of(now) + TimeDelta::days(2);
        details.window_from = format!("{night}T22:00");
        details.window_until = format!("{}T02:00", night + TimeDelta::days(1));
    }

    pub(super) fn ask_for_return(&self, details: &mut ServerRecycleDetails, now: DateTime<Utc>) {
        let Self::Return { floating_ips, in_days } = self else { return };
        (*floating_ips).clone_into(&mut details.floating_ips);
        details.recycle_date = (calendar::date_of(now) + TimeDelta::days(*in_days)).to_string();
        "on".clone_into(&mut details.backup_confirmed);
    }

    /// The machines as their operator records them.
    pub(super) fn made(&self) -> Vec<MachineRow> {
        let Self::New(new) = self else { return Vec::new() };
        let row = |(host_name, floating_ip): &(&str, &str)| MachineRow {
            host_name: (*host_name).to_owned(),
            floating_ip: (*floating_ip).to_owned(),
            specification: new.specification.to_owned(),
        };
        new.made.iter().map(row).collect()
    }
}

fn rows(disks: &[Disk]) -> Vec<DiskRow> {
    let row = |(category, size, count): &Disk| DiskRow {
        disk_category: (*category).to_owned(),
        disk_size: (*size).to_owned(),
        disk_count: (*count).to_owned(),
    };
    disks.iter().map(row).collect()
}

pub(super) const STORIES: [Story; 8] = [
    Story {
        kind: Kind::ServerCreate,
        application: MAP,
        purpose: "汛期会商期间一张图的并发访问成倍增加，扩充两台前端分担视频汇聚和图层渲染。",
        servers: Servers::New(New {
            machine: VM,
            name: "yj-yzt-web",
            specification: "ecs.c6.2xlarge",
            system_disk: ("cloud_ssd", "80"),
            disks: &[("cloud_efficiency", "200", "1")],
            quantity: "2",
            made: &[("yj-yzt-web-03", "10.20.6.33"), ("yj-yzt-web-04", "10.20.6.34")],
        }),
        then: &[
            (Day(38, 9, 20), "yj.user", Submit),
            (Day(38, 10, 5), "ops.engineer", Accept),
            (Day(35, 16, 30), "ops.engineer", Resolve("两台已交付，系统和磁盘按申请配置，可用堡垒机登录。")),
            (Day(34, 9, 0), "yj.user", Confirm(5, 5, "配置正确。")),
        ],
        ..PLAIN
    },
    Story {
        kind: Kind::ServerCreate,
        application: FLOODS,
        purpose: "防汛值守系统的历史水情数据归档查询，单独部署一台归档库，与在线库分开。",
        servers: Servers::New(New {
            machine: VM,
            name: "yj-hg-archive",
            specification: "ecs.r6.xlarge",
            system_disk: ("cloud_ssd", "40"),
            disks: &[("cloud_essd_pl1", "1000", "2")],
            quantity: "1",
            made: &[],
        }),
        then: &[(Day(2, 15, 10), "yj.user", Submit), (Day(1, 9, 5), "ops.engineer", Accept)],
        ..PLAIN
    },
    Story {
        kind: Kind::ServerCreate,
        application: TRAFFIC,
        purpose: "驾驶证照片比对使用国产加密卡，须部署在专用物理机上，与虚拟化环境隔离。",
        servers: Servers::New(New {
            machine: PHYSICAL,
            name: "ga-jtaq-hsm",
            specification: "2 路 32 核 CPU、256 GiB 内存、2 块 960 GB SSD，预留 1 个 PCIe x16 插槽",
            system_disk: ("", ""),
            disks: &[],
            quantity: "1",
            made: &[],
        }),
        then: &[
            (Day(6, 10, 0), "ga.user", Submit),
            (Day(6, 11, 15), "ops.engineer2", Accept),
            (Day(5, 9, 40), "ops.engineer2", Ask("加密卡由贵单位提供还是一并采购？请补充型号和尺寸。")),
        ],
        ..PLAIN
    },
    Story {
        kind: Kind::ServerCreate,
        application: VACCINES,
        purpose: "秋冬季接种高峰前压测接种登记的预约接口，需要一台发压机，用后退还。",
        servers: Servers::New(New {
            machine: VM,
            name: "wj-ymjz-load",
            specification: "ecs.c6.xlarge",
            system_disk: ("cloud_efficiency", "40"),
            disks: &[],
            quantity: "1",
            made: &[],
        }),
        then: &[(Minutes(170), "wj.user", Save)],
        ..PLAIN
    },
    Story {
        kind: Kind::ServerChange,
        application: MAP,
        purpose: "一张图的空间数据库内存长期占用九成以上，查询明显变慢，升级内存并增加一块数据盘。",
        servers: Servers::Change(Change {
            floating_ip: "10.20.6.41",
            instance_type: "ecs.r6.4xlarge",
            disks: &[("cloud_ssd", "500", "1"), ("cloud_essd_pl1", "1000", "1")],
        }),
        then: &[
            (Day(22, 10, 30), "yj.user", Submit),
            (Day(22, 11, 0), "ops.engineer", Accept),
            (Day(19, 8, 50), "ops.engineer", Resolve("已在维护窗口内完成升级，数据库启动正常，新盘挂载在 /data2。")),
            (Day(18, 9, 10), "yj.user", Confirm(5, 5, "")),
        ],
        ..PLAIN
    },
    Story {
        kind: Kind::ServerChange,
        application: EXAMS,
        purpose: "职称申报将于下月集中受理，往年同期报名首日卡顿，临时提高前端的处理能力。",
        servers: Servers::Change(Change { floating_ip: "10.20.6.61", instance_type: "ecs.c6.4xlarge", disks: &[] }),
        then: &[(Minutes(95), "yj.admin", Submit)],
        ..PLAIN
    },
    Story {
        kind: Kind::ServerRecycle,
        application: FLOODS,
        purpose: "黄冈市防汛抗旱一张图已并入全省平台，旧前端完成数据移交，停止服务后退还。",
        servers: Servers::Return { floating_ips: "10.20.6.51", in_days: 9 },
        then: &[(Day(1, 10, 20), "yj.user", Submit), (Day(1, 11, 30), "ops.engineer", Accept)],
        ..PLAIN
    },
    Story {
        kind: Kind::ServerRecycle,
        application: VACCINES,
        purpose: "接种登记已迁往新的服务器，观察两周业务正常，旧机器没有流量。",
        servers: Servers::Return { floating_ips: "10.20.8.22", in_days: 4 },
        then: &[
            (Day(4, 14, 30), "wj.user", Submit),
            (Day(4, 15, 5), "ops.engineer2", Return("这台上还有接种凭证查询的映射在使用，请先确认是否一并停用。")),
        ],
        ..PLAIN
    },
];
