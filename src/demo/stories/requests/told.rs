//! The stories themselves.

use super::{
    About, PLAIN,
    Step::{Approve, Change, Deliver, Reject, Save, Submit, Withdraw},
    Story,
    When::{Day, Minutes},
};
use crate::catalogue::product::Product;

pub(super) const STORIES: [Story; 21] = [
    Story {
        project: "应急指挥平台",
        about: Some(About::Change("yj-yzt-gis-01")),
        instance_type: "ecs.g6.4xlarge",
        remarks: "切片并发升高，CPU 持续高于八成。",
        then: &[(Day(3, 9, 40), "yj.user", Submit), (Day(2, 10, 0), "ops.engineer", Approve("监控与申请一致。"))],
        ..PLAIN
    },
    Story {
        project: "互联网+公安政务服务",
        about: Some(About::Return("ga-zwfw-api-02")),
        remarks: "接口已合并到一台，释放一台。",
        then: &[(Day(5, 14, 30), "ga.user", Submit), (Day(4, 9, 20), "plc.admin", Approve(""))],
        ..PLAIN
    },
    Story {
        project: "防汛抗旱信息化",
        about: Some(About::Change("pgm-sq0801")),
        other: Some((Product::Rds, &[("storage", "800")])),
        remarks: "水情历史数据入库，空间不足。",
        then: &[
            (Day(9, 10, 0), "yj.user", Submit),
            (Day(8, 9, 30), "ops.engineer2", Approve("")),
            (Day(7, 16, 30), "bigdata.admin", Approve("")),
            (Day(6, 11, 0), "ops.engineer2", Deliver(&[])),
        ],
        ..PLAIN
    },
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
    // Later than it should have been.
    Story {
        project: "免疫规划信息化",
        name: "wj-ymjz-api",
        instance_type: "ecs.g6.xlarge",
        quantity: "2",
        remarks: "接种记录查询接口。",
        then: &[
            (Day(34, 10, 0), "wj.user", Submit),
            (Day(32, 9, 30), "ops.engineer", Approve("")),
            (Day(27, 16, 40), "bigdata.admin", Approve("")),
            (Day(24, 11, 0), "ops.engineer2", Deliver(&[("i-wj1901", "10.20.8.121"), ("i-wj1902", "10.20.8.122")])),
        ],
        ..PLAIN
    },
    // Its time is over.
    Story {
        project: "智慧医疗便民服务",
        name: "wj-yygh-queue",
        instance_type: "ecs.c6.xlarge",
        remarks: "候诊叫号推送。",
        then: &[(Day(10, 9, 40), "wj.admin", Submit), (Day(9, 11, 10), "ops.engineer", Approve(""))],
        ..PLAIN
    },
];
