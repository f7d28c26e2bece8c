//! What was opened long ago: without end, and asked about every year, or near its end and beyond.

use super::story::{
    Access, NOWHERE, PLAIN,
    Step::{Accept, Confirm, Keep, Resolve, Submit},
    Story,
    When::Day,
};
use crate::tickets::kind::Kind;

pub(super) const STORIES: [Story; 6] = [
    Story {
        application: "应急指挥一张图",
        purpose: "应急值守微信小程序的后台接口，值班员在外值守时上报突发事件、接收指令，日均约 600 人次。",
        public_ip: "203.0.113.18",
        rows: &[("9070", "10.20.6.32", "9070", "tcp", "")],
        then: &[
            (Day(262, 10, 5), "yj.user", Submit),
            (Day(262, 10, 40), "ops.engineer", Accept),
            (
                Day(261, 15, 30),
                "ops.engineer",
                Resolve("203.0.113.18 TCP 9070 已映射到 10.20.6.32:9070，小程序登录和上报测试正常。"),
            ),
            (Day(260, 9, 20), "yj.user", Confirm(5, 5, "")),
        ],
        ..PLAIN
    },
    Story {
        application: "黄冈市防汛抗旱应急指挥一张图",
        purpose: "国庆前后防汛演练，各县区指挥部通过互联网接入演练脚本下发系统，演练结束即停用。",
        public_ip: "198.51.100.18",
        rows: &[("9527", "10.20.6.51", "9527", "tcp", "")],
        ends_in: Some(-2),
        then: &[
            (Day(26, 9, 40), "yj.user", Submit),
            (Day(26, 10, 15), "ops.engineer2", Accept),
            (
                Day(25, 11, 20),
                "ops.engineer2",
                Resolve("198.51.100.18 TCP 9527 已映射到 10.20.6.51:9527，有效期按申请设置，到期自动取消。"),
            ),
            (Day(24, 9, 10), "yj.user", Confirm(5, 5, "")),
        ],
        ..PLAIN
    },
    Story {
        kind: Kind::ExtranetAccess,
        application: "预约挂号平台",
        purpose: "预约挂号平台每晚从省电子健康卡中心同步新办健康卡的号段，供次日挂号时核验身份。",
        access: Access { from: "10.20.8.13", to: "59.0.9.64/27", tcp: "9443", translated_ip: "59.0.2.22", ..NOWHERE },
        then: &[
            (Day(271, 9, 30), "wj.user", Submit),
            (Day(271, 10, 5), "ops.engineer", Accept),
            (Day(270, 15, 0), "ops.engineer", Resolve("经 59.0.2.22 出口放通到健康卡中心网段，夜间同步运行正常。")),
            (Day(269, 9, 20), "wj.user", Confirm(5, 5, "")),
        ],
        ..PLAIN
    },
    Story {
        application: "互联网交通安全综合服务",
        purpose: "驾驶人、车主在互联网上办理补换证照、违法处理和考试预约的业务接口，日均约 12 万人次。",
        public_ip: "203.0.113.40",
        rows: &[("9543", "10.20.21.5", "9543", "tcp", "")],
        then: &[
            (Day(290, 9, 10), "ga.admin", Submit),
            (Day(290, 9, 45), "ops.engineer2", Accept),
            (
                Day(289, 16, 20),
                "ops.engineer2",
                Resolve("203.0.113.40 TCP 9543 已映射到 10.20.21.5:9543，外部访问正常。"),
            ),
            (Day(288, 9, 0), "ga.admin", Confirm(5, 5, "")),
            (Day(9, 10, 30), "ga.admin", Keep),
        ],
        ..PLAIN
    },
    Story {
        kind: Kind::InternetAccess,
        application: "湖北省安全工程专业技术职务水平测试申报系统",
        purpose: "职称申报期间核验考生学历，调用学信网的在线验证接口，申报截止后停用。",
        access: Access { from: "10.20.6.61", to: "verify.demo.example;192.0.2.90-192.0.2.95", tcp: "443", ..NOWHERE },
        ends_in: Some(0),
        then: &[
            (Day(38, 9, 40), "yj.admin", Submit),
            (Day(38, 10, 20), "ops.engineer", Accept),
            (Day(37, 11, 0), "ops.engineer", Resolve("已放通到学历验证接口 443，调用成功。")),
            (Day(36, 9, 15), "yj.admin", Confirm(5, 5, "")),
        ],
        ..PLAIN
    },
    Story {
        kind: Kind::TenantAccess,
        application: "预约挂号平台",
        purpose: "突发事件医疗救援时，挂号平台与应急指挥一张图互相推送床位余量和伤员转运信息。",
        access: Access {
            from: "10.20.8.12-10.20.8.13",
            to: "10.20.6.31",
            tcp: "8443",
            tenant: "湖北省应急管理厅",
            both_ways: true,
            ..NOWHERE
        },
        then: &[
            (Day(70, 9, 0), "wj.admin", Submit),
            (Day(70, 9, 40), "ops.engineer2", Accept),
            (Day(69, 14, 0), "ops.engineer2", Resolve("双向 8443 已放通，两侧联调通过。")),
            (Day(68, 9, 30), "wj.admin", Confirm(5, 4, "")),
        ],
        ..PLAIN
    },
];
