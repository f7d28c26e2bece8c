//! What has been in use for months: what bills are made of.

use super::{
    About, PLAIN,
    Step::{Approve, Deliver, Submit},
    Story,
    When::Day,
};
use crate::catalogue::product::Product;

pub(super) const STORIES: [Story; 9] = [
    Story {
        project: "应急指挥平台",
        name: "yj-yzt-app",
        instance_type: "ecs.g6.2xlarge",
        quantity: "3",
        disks: &[("cloud_essd_pl1", "300", "1")],
        remarks: "一张图业务应用，三台互备。",
        then: &[
            (Day(152, 9, 30), "yj.user", Submit),
            (Day(151, 10, 0), "ops.engineer", Approve("")),
            (Day(150, 15, 0), "bigdata.admin", Approve("")),
            (
                Day(148, 16, 0),
                "ops.engineer",
                Deliver(&[("i-yj2601", "10.20.6.141"), ("i-yj2602", "10.20.6.142"), ("i-yj2603", "10.20.6.143")]),
            ),
        ],
        ..PLAIN
    },
    Story {
        project: "应急指挥平台",
        about: Some(About::Change("yj-yzt-app-02")),
        instance_type: "ecs.g6.4xlarge",
        remarks: "汛期会商并发升高，先扩一台。",
        then: &[
            (Day(78, 9, 40), "yj.user", Submit),
            (Day(77, 10, 0), "ops.engineer", Approve("")),
            (Day(76, 14, 0), "bigdata.admin", Approve("")),
            (Day(75, 11, 0), "ops.engineer", Deliver(&[])),
        ],
        ..PLAIN
    },
    Story {
        project: "防汛抗旱信息化",
        other: Some((Product::Oss, &[("bucket_name", "yj-fx-video"), ("capacity", "20480")])),
        remarks: "河道视频留存三个月。",
        then: &[
            (Day(140, 10, 0), "yj.user", Submit),
            (Day(139, 9, 30), "ops.engineer2", Approve("")),
            (Day(138, 16, 30), "bigdata.admin", Approve("")),
            (Day(136, 11, 0), "ops.engineer2", Deliver(&[("oss-yj0801", "")])),
        ],
        ..PLAIN
    },
    Story {
        project: "智慧医疗便民服务",
        name: "wj-yygh-app",
        instance_type: "ecs.g6.xlarge",
        quantity: "4",
        remarks: "预约挂号应用。",
        then: &[
            (Day(150, 9, 0), "wj.user", Submit),
            (Day(149, 10, 0), "ops.engineer", Approve("")),
            (Day(147, 15, 0), "bigdata.admin", Approve("")),
            (
                Day(145, 16, 0),
                "ops.engineer2",
                Deliver(&[
                    ("i-wj0801", "10.20.8.141"),
                    ("i-wj0802", "10.20.8.142"),
                    ("i-wj0803", "10.20.8.143"),
                    ("i-wj0804", "10.20.8.144"),
                ]),
            ),
        ],
        ..PLAIN
    },
    Story {
        project: "智慧医疗便民服务",
        about: Some(About::Return("wj-yygh-app-04")),
        remarks: "错峰预约后负载下降，释放一台。",
        then: &[
            (Day(40, 9, 40), "wj.user", Submit),
            (Day(39, 10, 0), "ops.engineer", Approve("")),
            (Day(38, 14, 0), "bigdata.admin", Approve("")),
            (Day(36, 11, 0), "ops.engineer2", Deliver(&[])),
        ],
        ..PLAIN
    },
    Story {
        project: "互联网+公安政务服务",
        name: "ga-zwfw-core",
        instance_type: "ecs.c6.2xlarge",
        quantity: "2",
        disks: &[("cloud_ssd", "200", "1")],
        remarks: "政务服务受理与分发。",
        then: &[
            (Day(149, 9, 0), "ga.user", Submit),
            (Day(148, 10, 0), "plc.admin", Approve("")),
            (Day(146, 16, 0), "ops.engineer2", Deliver(&[("i-ga0701", "10.20.9.141"), ("i-ga0702", "10.20.9.142")])),
        ],
        ..PLAIN
    },
    Story {
        project: "救援队伍调度",
        other: Some((Product::Oss, &[("bucket_name", "yj-jy-archive"), ("capacity", "4096")])),
        remarks: "出动影像归档。",
        then: &[
            (Day(146, 9, 30), "yj.unit", Submit),
            (Day(145, 10, 0), "ops.engineer", Approve("")),
            (Day(144, 15, 0), "bigdata.admin", Approve("")),
            (Day(143, 16, 0), "ops.engineer", Deliver(&[("oss-jy0101", "")])),
        ],
        ..PLAIN
    },
    Story {
        project: "一网通办",
        other: Some((Product::Oss, &[("bucket_name", "dsj-ywtb-files"), ("capacity", "51200")])),
        remarks: "办件材料电子化存储。",
        then: &[
            (Day(151, 9, 30), "bigdata.user", Submit),
            (Day(150, 10, 0), "ops.engineer", Approve("")),
            (Day(149, 15, 0), "bigdata.admin", Approve("")),
            (Day(147, 16, 0), "ops.engineer", Deliver(&[("oss-dsj0301", "")])),
        ],
        ..PLAIN
    },
    Story {
        project: "一网通办",
        other: Some((Product::Eip, &[("bandwidth", "100")])),
        remarks: "统一受理入口。",
        then: &[
            (Day(120, 9, 30), "bigdata.user", Submit),
            (Day(119, 10, 0), "ops.engineer", Approve("")),
            (Day(118, 15, 0), "bigdata.admin", Approve("")),
            (Day(117, 16, 0), "ops.engineer", Deliver(&[("eip-dsj0301", "")])),
        ],
        ..PLAIN
    },
];
