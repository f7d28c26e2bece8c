//! What was opened long ago: a mapping without end that awaits its yearly word, and one whose period is over.

use super::story::{
    PLAIN,
    Step::{Accept, Confirm, Resolve, Submit},
    Story,
    When::Day,
};

pub(super) const STORIES: [Story; 2] = [
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
];
