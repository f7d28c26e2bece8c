//! What departments asked to reach, and what they opened to the government extranet.

use super::story::{
    Access, NOWHERE, PLAIN,
    Step::{Accept, Ask, Close, Confirm, Remove, Reopen, Resolve, Return, Save, Submit},
    Story,
    When::{Day, Minutes},
};
use crate::tickets::kind::Kind;

const MAP: &str = "应急指挥一张图";
const EXAMS: &str = "湖北省安全工程专业技术职务水平测试申报系统";
const APPOINTMENTS: &str = "预约挂号平台";
const CERTIFICATES: &str = "电子证照签发";

pub(super) const STORIES: [Story; 13] = [
    Story {
        kind: Kind::InternetAccess,
        application: MAP,
        purpose: "应急指挥一张图的前端主机按周更新系统补丁和基础组件，从省内镜像站下载软件包。",
        access: Access {
            from: "10.20.6.31-10.20.6.32",
            to: "mirrors.demo.example;packages.demo.example",
            tcp: "80;443",
            ..NOWHERE
        },
        then: &[
            (Day(64, 10, 5), "yj.user", Submit),
            (Day(64, 10, 40), "ops.engineer", Accept),
            (Day(63, 9, 30), "ops.engineer", Resolve("已放通到两个镜像站的 80、443，apt 更新测试正常。")),
            (Day(62, 9, 10), "yj.user", Confirm(5, 5, "")),
        ],
        ..PLAIN
    },
    Story {
        kind: Kind::InternetAccess,
        application: MAP,
        purpose: "汛期会商期间调用气象服务商的雷达拼图和短临降雨接口，在一张图上叠加显示。",
        access: Access { from: "10.20.6.32", to: "api.weather.demo.example", tcp: "443", ..NOWHERE },
        ends_in: Some(12),
        then: &[
            (Day(45, 14, 0), "yj.user", Submit),
            (Day(45, 14, 25), "ops.engineer2", Accept),
            (Day(44, 10, 10), "ops.engineer2", Resolve("已放通到 api.weather.demo.example 443，接口返回正常。")),
            (Day(43, 8, 50), "yj.user", Confirm(5, 5, "当天就通了。")),
        ],
        ..PLAIN
    },
    Story {
        kind: Kind::InternetAccess,
        application: MAP,
        purpose: "国庆期间全省应急预案综合演练，指挥大厅要接入各地从不同平台推送的直播与短视频，来源地址事先无法确定，演练结束后立即停用，期间由科技处专人值守核对。",
        access: Access { from: "10.20.6.31", to: "*", tcp: "443", ..NOWHERE },
        ends_in: Some(-4),
        then: &[
            (Day(30, 9, 0), "yj.admin", Submit),
            (Day(30, 9, 35), "ops.engineer", Accept),
            (Day(29, 11, 0), "ops.engineer", Resolve("已按同意邮件临时放通，到期自动取消。")),
            (Day(28, 10, 0), "yj.admin", Confirm(5, 5, "")),
        ],
        ..PLAIN
    },
    Story {
        kind: Kind::InternetAccess,
        application: EXAMS,
        purpose: "考生报名时校验短信验证码，通过短信服务商的网关下发，失败时重试并记录。",
        access: Access { from: "10.20.6.61", to: "sms.demo.example;192.0.2.80", tcp: "443;8443", ..NOWHERE },
        then: &[(Day(1, 16, 10), "yj.admin", Submit)],
        ..PLAIN
    },
    Story {
        kind: Kind::InternetAccess,
        application: EXAMS,
        purpose: "准考证照片的人脸比对调用第三方云服务接口",
        access: Access { from: "10.20.6.61", to: "face.demo.example", tcp: "443", ..NOWHERE },
        then: &[(Minutes(95), "yj.user", Save)],
        ..PLAIN
    },
    Story {
        kind: Kind::ExtranetAccess,
        application: MAP,
        purpose: "一张图接入省水利厅在政务外网发布的水库、河道实时水情数据服务，用于汛情研判。",
        access: Access {
            from: "10.20.6.31-10.20.6.32",
            to: "59.0.8.0/28",
            tcp: "8080",
            translated_ip: "59.0.2.18",
            ..NOWHERE
        },
        then: &[
            (Day(52, 9, 40), "yj.user", Submit),
            (Day(52, 10, 15), "ops.engineer2", Accept),
            (Day(50, 15, 0), "ops.engineer2", Resolve("经 59.0.2.18 出口放通，已与水利厅确认对端策略，接口调通。")),
            (Day(49, 9, 0), "yj.user", Confirm(5, 4, "对端配置等了一天，其余很顺利。")),
        ],
        ..PLAIN
    },
    Story {
        kind: Kind::ExtranetAccess,
        application: APPOINTMENTS,
        purpose: "预约挂号平台查询省医保局政务外网上的参保状态接口，挂号时判断能否直接结算。",
        access: Access { from: "10.20.8.12", to: "59.0.9.20;59.0.9.21", tcp: "443", ..NOWHERE },
        then: &[(Day(2, 14, 30), "wj.user", Submit), (Day(1, 9, 5), "ops.engineer", Accept)],
        ..PLAIN
    },
    Story {
        kind: Kind::ExtranetMapping,
        application: MAP,
        purpose: "各市州应急局和省直成员单位在政务外网上查看一张图，值班电脑不接互联网。",
        public_ip: "59.0.2.18",
        rows: &[("443", "10.20.6.31", "443", "tcp", ""), ("8088", "10.20.6.32", "8088", "tcp", "")],
        then: &[
            (Day(60, 10, 0), "yj.user", Submit),
            (Day(60, 10, 30), "ops.engineer", Accept),
            (
                Day(59, 14, 20),
                "ops.engineer",
                Resolve("59.0.2.18 的 443、8088 已映射，武汉、黄冈两地政务外网测试连通。"),
            ),
            (Day(58, 9, 30), "yj.user", Confirm(5, 5, "")),
        ],
        ..PLAIN
    },
    Story {
        kind: Kind::ExtranetMapping,
        application: CERTIFICATES,
        purpose: "省政务服务中心窗口在政务外网上核验电子证照，调用签发系统的验签接口。",
        public_ip: "59.0.2.40",
        rows: &[("9443", "10.20.21.9", "9443", "tcp", "")],
        then: &[(Day(3, 11, 0), "ga.admin", Submit)],
        ..PLAIN
    },
    Story {
        kind: Kind::TenantAccess,
        application: MAP,
        purpose: "花山的一张图主机与武钢应急云的灾备库每日同步风险点和物资数据，主备切换时互相回写。",
        access: Access { from: "10.20.6.41", to: "10.30.6.0/28", tcp: "5432;22", tenant: "武钢应急云", ..NOWHERE },
        ends_in: Some(120),
        then: &[
            (Day(42, 9, 20), "yj.user", Submit),
            (Day(42, 10, 0), "ops.engineer2", Accept),
            (Day(41, 16, 30), "ops.engineer2", Resolve("花山到武钢应急云的 5432、22 已放通，同步任务首次运行成功。")),
            (Day(40, 9, 0), "yj.user", Confirm(5, 5, "")),
        ],
        ..PLAIN
    },
    Story {
        kind: Kind::TenantAccess,
        application: APPOINTMENTS,
        purpose: "预约挂号平台向省大数据局的统一消息网关推送就诊提醒，由网关统一下发给群众。",
        access: Access { from: "10.20.8.12", to: "10.20.3.9", tcp: "8443", tenant: "省大数据局", ..NOWHERE },
        then: &[
            (Day(5, 10, 30), "wj.user", Submit),
            (Day(5, 11, 0), "ops.engineer", Accept),
            (Day(4, 9, 30), "ops.engineer", Ask("请提供省大数据局同意接入的函或邮件，并说明每秒推送量。")),
        ],
        ..PLAIN
    },
    Story {
        kind: Kind::TenantAccess,
        application: MAP,
        purpose: "一张图与省应急救援中心的调度平台交换出动指令和队伍位置。",
        access: Access {
            from: "10.20.6.31",
            to: "10.20.6.81",
            tcp: "8443",
            udp: "9000-9010",
            tenant: "湖北省应急救援中心",
            ..NOWHERE
        },
        then: &[
            (Day(7, 15, 0), "yj.user", Submit),
            (Day(6, 9, 30), "ops.engineer2", Return("UDP 9000-9010 的用途没有说明，请补充后重新提交。")),
        ],
        ..PLAIN
    },
    Story {
        kind: Kind::InternetAccess,
        application: APPOINTMENTS,
        purpose: "为对账试用第三方支付的账单下载接口，试用一个月后评估是否采购。",
        access: Access { from: "10.20.8.12", to: "pay.demo.example", tcp: "443", ..NOWHERE },
        then: &[
            (Day(26, 9, 10), "wj.user", Submit),
            (Day(26, 9, 50), "ops.engineer", Accept),
            (Day(25, 10, 30), "ops.engineer", Resolve("已放通到 pay.demo.example 443。")),
            (Day(21, 14, 0), "wj.user", Reopen("试用提前结束，请关闭这条访问。")),
            (Day(21, 14, 20), "wj.user", Close("不再使用第三方支付，请拆除。")),
            (Day(20, 9, 0), "ops.engineer", Remove),
        ],
        ..PLAIN
    },
];
