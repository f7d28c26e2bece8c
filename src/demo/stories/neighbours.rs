//! What other departments asked for.

use super::story::{
    PLAIN,
    Step::{Accept, Ask, Confirm, Resolve, Submit},
    Story,
    When::Day,
};

const APPOINTMENTS: &str = "预约挂号平台";
const VACCINES: &str = "疫苗接种登记";
const TRAFFIC: &str = "互联网交通安全综合服务";
const CERTIFICATES: &str = "电子证照签发";

pub(super) const STORIES: [Story; 7] = [
    Story {
        application: APPOINTMENTS,
        purpose: "全省二级以上医院统一预约挂号，群众通过网页和小程序查询号源、预约和取消，日均预约约 9 万人次。",
        public_ip: "203.0.113.22",
        rows: &[("443", "10.20.8.12", "443", "tcp", "https://yygh.demo.example/")],
        filing_no: "鄂ICP备20262002号-1",
        then: &[
            (Day(70, 9, 10), "wj.user", Submit),
            (Day(70, 9, 45), "ops.engineer2", Accept),
            (
                Day(69, 11, 0),
                "ops.engineer2",
                Resolve("203.0.113.22 TCP 443 已映射到 10.20.8.12:443，首页和号源查询正常。"),
            ),
            (Day(68, 10, 20), "wj.user", Confirm(5, 5, "当天受理，次日开通。")),
        ],
        ..PLAIN
    },
    Story {
        application: TRAFFIC,
        purpose: "驾驶证换证、机动车检验预约等业务网上办理，群众从互联网提交材料，由民警在内网审核。",
        public_ip: "203.0.113.40",
        rows: &[("8443", "10.20.21.5", "8443", "tcp", "https://jtaq.demo.example:8443/")],
        then: &[
            (Day(45, 9, 30), "ga.user", Submit),
            (Day(45, 10, 0), "ops.engineer", Accept),
            (
                Day(44, 15, 10),
                "ops.engineer",
                Resolve("203.0.113.40 TCP 8443 已映射到 10.20.21.5:8443，业务首页访问正常。"),
            ),
            (Day(42, 9, 0), "ga.user", Confirm(4, 4, "开通后次日才通知到经办人，其余满意。")),
        ],
        ..PLAIN
    },
    Story {
        application: APPOINTMENTS,
        purpose: "平台承建单位驻场撤离后远程值守，故障时登录应用主机排查，仅限其武汉机房固定出口。",
        public_ip: "203.0.113.22",
        rows: &[("60022", "10.20.8.12", "22", "tcp", "")],
        ends_in: Some(40),
        whitelist: "192.0.2.77",
        then: &[
            (Day(18, 10, 0), "wj.user", Submit),
            (Day(18, 10, 25), "ops.engineer2", Accept),
            (
                Day(17, 14, 30),
                "ops.engineer2",
                Resolve("已按白名单开通 203.0.113.22 TCP 60022 到 10.20.8.12:22，仅 192.0.2.77 可达。"),
            ),
            (Day(16, 9, 0), "wj.user", Confirm(5, 5, "")),
        ],
        ..PLAIN
    },
    Story {
        application: CERTIFICATES,
        purpose: "银行、电信网点核验居民身份电子凭证，由其互联网侧系统调用核验接口。",
        public_ip: "203.0.113.40",
        rows: &[("10443", "10.20.21.9", "10443", "tcp", "")],
        then: &[
            (Day(4, 10, 10), "ga.admin", Submit),
            (Day(4, 10, 45), "ops.engineer", Accept),
            (
                Day(3, 9, 20),
                "ops.engineer",
                Ask("请提供首批接入机构名单和预计并发数，并说明接口是否对返回字段做了脱敏。"),
            ),
        ],
        ..PLAIN
    },
    Story {
        application: VACCINES,
        purpose: "流感疫苗接种季，群众通过互联网预约接种门诊、查询接种凭证，接种季结束后评估是否保留。",
        public_ip: "203.0.113.22",
        rows: &[("8443", "10.20.8.22", "8443", "tcp", "https://ymjz.demo.example:8443/")],
        ends_in: Some(150),
        then: &[(Day(2, 11, 30), "wj.admin", Submit), (Day(1, 9, 40), "ops.engineer2", Accept)],
        ..PLAIN
    },
    Story {
        application: TRAFFIC,
        purpose: "节假日高速路况和事故快处小程序的后台接口，群众从互联网上传事故照片并自行定责。",
        public_ip: "203.0.113.40",
        rows: &[("9443", "10.20.21.5", "9443", "tcp", "")],
        then: &[(Day(1, 15, 20), "ga.user", Submit)],
        ..PLAIN
    },
    Story {
        application: APPOINTMENTS,
        purpose: "与省医保局联调门诊统筹支付结果通知，医保局从互联网回调平台接口。",
        public_ip: "203.0.113.22",
        rows: &[("9201", "10.20.8.12", "9201", "tcp", "")],
        ends_in: Some(30),
        then: &[
            (Day(6, 9, 5), "wj.user", Submit),
            (Day(6, 9, 40), "ops.engineer", Accept),
            (
                Day(4, 10, 0),
                "ops.engineer",
                Resolve("已开通 203.0.113.22 TCP 9201 到 10.20.8.12:9201，医保局回调测试通过，请评价。"),
            ),
        ],
        ..PLAIN
    },
];
