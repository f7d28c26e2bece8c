//! What the emergency department and its rescue centre asked for.

use super::story::{
    PLAIN,
    Step::{
        Accept, Ask, Assign, Close, Confirm, Mend, Message, Remove, Reopen, Reply, Resolve, Return, Save, Secret,
        Submit, TimeOut, Urge,
    },
    Story,
    When::{Day, Minutes},
};

const MAP: &str = "应急指挥一张图";
const FLOODS: &str = "黄冈市防汛抗旱应急指挥一张图";
const EXAMS: &str = "湖北省安全工程专业技术职务水平测试申报系统";
const RESCUE: &str = "应急救援队伍调度平台";

pub(super) const STORIES: [Story; 18] = [
    Story {
        application: MAP,
        purpose: "全省安全生产月期间，市州应急局通过互联网向省厅报送隐患排查台账，活动结束后即停用。",
        public_ip: "203.0.113.18",
        rows: &[("8866", "10.20.6.32", "8866", "tcp", "")],
        then: &[
            (Day(78, 9, 12), "yj.admin", Submit),
            (Day(78, 10, 30), "ops.engineer2", Accept),
            (
                Day(77, 15, 20),
                "ops.engineer2",
                Resolve("203.0.113.18 的 TCP 8866 端口已映射到 10.20.6.32:8866，电信线路测试连通。"),
            ),
            (Day(72, 9, 40), "yj.admin", Reopen("活动提前结束，台账已全部导出，请关闭该端口。")),
            (Day(72, 10, 5), "ops.engineer2", Message("收到。您在本工单点“关闭”后，我们随即在网关上拆除。")),
            (Day(72, 10, 18), "yj.admin", Close("报送已结束，映射不再使用，请拆除。")),
            (Day(72, 14, 30), "ops.engineer2", Remove),
        ],
        ..PLAIN
    },
    Story {
        application: MAP,
        purpose: "应急指挥一张图对外门户，供市县应急部门和值班人员查看风险点、应急资源和预警信息，日均访问约 3000 人次。",
        public_ip: "203.0.113.18",
        rows: &[("443", "10.20.6.31", "443", "tcp", "https://yzt.demo.example/portal")],
        filing_no: "鄂ICP备20261001号-3",
        remarks: "证书由我厅提供并按期更新。",
        then: &[
            (Day(62, 9, 30), "yj.user", Submit),
            (Day(62, 10, 10), "ops.engineer", Accept),
            (
                Day(61, 16, 45),
                "ops.engineer",
                Resolve(
                    "已开通 203.0.113.18 TCP 443 到 10.20.6.31:443。门户首页从电信、联通、移动三网访问均正常，证书链完整。",
                ),
            ),
            (Day(60, 9, 5), "yj.user", Confirm(5, 5, "开通及时，还主动帮忙核对了证书，感谢。")),
        ],
        ..PLAIN
    },
    Story {
        application: MAP,
        purpose: "秋季森林防火会商期间，现场指挥部的卫星便携站需回传视频到省厅会商系统，会商结束后不再使用。",
        public_ip: "203.0.113.18",
        rows: &[("9443", "10.20.6.32", "9443", "tcp", "")],
        ends_in: Some(5),
        then: &[
            (Day(58, 14, 20), "yj.user", Submit),
            (Day(58, 14, 50), "ops.engineer", Accept),
            (
                Day(57, 11, 30),
                "ops.engineer",
                Resolve("203.0.113.18 TCP 9443 已映射到 10.20.6.32:9443，有效期按申请设置，到期自动取消。"),
            ),
            (Day(55, 10, 0), "yj.colleague", Confirm(5, 4, "视频回传正常。")),
        ],
        ..PLAIN
    },
    Story {
        application: EXAMS,
        purpose: "年度安全工程职称水平能力测试网上报名，考生通过互联网填报材料、缴费和打印准考证，预计报名 1.2 万人。",
        public_ip: "198.51.100.18",
        rows: &[("443", "10.20.6.61", "443", "tcp", "https://aqgc.demo.example/apply")],
        filing_no: "鄂ICP备20261001号-7",
        then: &[
            (Day(55, 9, 0), "yj.admin", Submit),
            (Day(55, 9, 26), "ops.engineer2", Accept),
            (
                Day(55, 11, 10),
                "ops.engineer2",
                Ask("报名高峰预计每秒多少次请求？当前主机为 4核8GB，如超过 500 次建议先扩容再开放。"),
            ),
            (
                Day(54, 9, 48),
                "yj.admin",
                Reply("按去年数据，首日高峰约每秒 180 次，页面静态资源已放到内容分发，4核8GB 可以承受。"),
            ),
            (
                Day(54, 15, 5),
                "ops.engineer2",
                Resolve("198.51.100.18 TCP 443 已映射到 10.20.6.61:443，报名首页访问正常。"),
            ),
            (Day(53, 8, 50), "yj.admin", Confirm(4, 5, "沟通细致。")),
        ],
        ..PLAIN
    },
    Story {
        application: RESCUE,
        purpose: "全省 37 支省级救援队伍的值班员在外出动时，用手机登录调度平台签到、接收任务和上报现场情况。",
        public_ip: "203.0.113.19",
        rows: &[("443", "10.20.6.81", "443", "tcp", "https://jyzx.demo.example/")],
        filing_no: "鄂ICP备20261001号-9",
        then: &[
            (Day(50, 10, 15), "yj.unit", Submit),
            (Day(50, 10, 40), "ops.engineer", Accept),
            (
                Day(49, 9, 30),
                "ops.engineer",
                Resolve("203.0.113.19 TCP 443 已映射到 10.20.6.81:443，手机端登录测试通过。"),
            ),
            (Day(48, 17, 10), "yj.unit", Confirm(5, 5, "")),
        ],
        ..PLAIN
    },
    Story {
        application: FLOODS,
        purpose: "黄冈市各县区防汛值守人员在汛期轮班时上报水库、堤防巡查记录，值守点没有政务外网，只能走互联网。",
        public_ip: "203.0.113.18",
        rows: &[("8089", "10.20.6.51", "8089", "tcp", "")],
        ends_in: Some(25),
        then: &[
            (Day(40, 15, 30), "yj.user", Submit),
            (Day(40, 16, 0), "ops.engineer2", Accept),
            (
                Day(38, 10, 20),
                "ops.engineer2",
                Resolve("203.0.113.18 TCP 8089 已映射到 10.20.6.51:8089，请组织值守点验证。"),
            ),
            (Day(29, 17, 50), "yj.user", TimeOut),
        ],
        ..PLAIN
    },
    Story {
        application: FLOODS,
        purpose: "与市水文局联调水情数据推送接口，水文局在互联网侧以定时任务推送，联调约两周。",
        public_ip: "203.0.113.18",
        rows: &[("9800", "10.20.6.51", "9800", "tcp", "")],
        then: &[
            (Day(28, 9, 25), "yj.user", Submit),
            (Day(28, 10, 0), "ops.engineer", Accept),
            (
                Day(27, 11, 15),
                "ops.engineer",
                Resolve("203.0.113.18 TCP 9800 已映射到 10.20.6.51:9800，水文局测试推送成功。"),
            ),
            (Day(24, 14, 40), "yj.user", Reopen("水文局改由政务外网推送，互联网侧不再使用。")),
            (Day(21, 9, 10), "yj.user", Close("推送已切换到政务外网并稳定运行三天，请拆除互联网映射。")),
        ],
        ..PLAIN
    },
    Story {
        application: MAP,
        purpose: "省地理信息中心按月向一张图数据库更新基础地理底图，由其固定出口地址直连，更新期约一个半月。",
        public_ip: "203.0.113.18",
        rows: &[("13306", "10.20.6.41", "3306", "tcp", "")],
        ends_in: Some(45),
        whitelist: "192.0.2.20;192.0.2.32/29",
        remarks: "账号仅授予底图库的写入权限，操作留有审计日志。",
        then: &[
            (Day(15, 9, 50), "yj.user", Submit),
            (Day(15, 10, 20), "ops.engineer", Accept),
            (
                Day(15, 14, 0),
                "ops.engineer",
                Ask("请确认 192.0.2.32/29 是否全部为地理信息中心出口，白名单范围请尽量收窄。"),
            ),
            (
                Day(14, 9, 30),
                "yj.colleague",
                Reply("已与对方核实：192.0.2.20 为主出口，192.0.2.32/29 为备用链路，均由其独享。"),
            ),
            (
                Day(14, 16, 30),
                "ops.engineer",
                Resolve(
                    "已按白名单开通 203.0.113.18 TCP 13306 到 10.20.6.41:3306，非白名单地址测试不通。到期自动取消。",
                ),
            ),
            (Day(13, 9, 15), "yj.user", Confirm(5, 5, "白名单外确实访问不到，放心。")),
        ],
        ..PLAIN
    },
    Story {
        application: MAP,
        purpose: "拟让无人机巡查影像由外场直接上传到一张图，供值班员在指挥大厅查看。",
        public_ip: "203.0.113.18",
        rows: &[("8600", "10.20.6.32", "8600", "tcp", "")],
        then: &[
            (Day(12, 10, 30), "yj.user", Submit),
            (Day(12, 11, 0), "ops.engineer2", Accept),
            (Day(11, 15, 45), "yj.user", Close("经厅科信处研究，无人机影像统一接入省级视频平台，不再单独开放端口。")),
        ],
        ..PLAIN
    },
    Story {
        application: MAP,
        purpose: "供合作单位调用的接口。",
        public_ip: "203.0.113.18",
        rows: &[("8787", "10.20.6.32", "8787", "tcp", "")],
        then: &[
            (Day(7, 9, 20), "yj.user", Save),
            (
                Day(7, 9, 35),
                "yj.user",
                Mend("为省气象局、省水利厅提供预警信息订阅接口，对方系统部署在互联网，按分钟拉取预警列表。"),
            ),
            (Day(7, 9, 40), "yj.user", Submit),
            (Day(7, 10, 5), "ops.engineer", Accept),
            (
                Day(6, 9, 30),
                "ops.engineer",
                Return("两家单位均已接入政务外网，请说明为什么必须走互联网；确需互联网的，请写明认证方式。"),
            ),
            (
                Day(5, 14, 0),
                "yj.user",
                Mend(
                    "为省气象局、省水利厅提供预警信息订阅接口。对方的移动客户端后台部署在互联网，暂不能接入政务外网；接口采用双向证书认证，按分钟拉取预警列表。",
                ),
            ),
            (Day(5, 14, 10), "yj.user", Submit),
            (Day(5, 14, 40), "ops.engineer", Accept),
            (Day(5, 15, 0), "ops.engineer", Assign("ops.engineer2")),
            (Day(4, 9, 0), "ops.engineer2", Message("正在与安全组确认双向证书的签发机构，预计两个工作日内答复。")),
            (Day(1, 9, 5), "yj.user", Urge),
            (Day(1, 9, 6), "yj.user", Message("气象局计划下周上线，麻烦告知最新进展。")),
        ],
        ..PLAIN
    },
    Story {
        application: EXAMS,
        purpose: "测试成绩公布后，考生通过互联网查询成绩和下载电子证书，查询期约三个月。",
        public_ip: "198.51.100.18",
        rows: &[("8081", "10.20.6.61", "8081", "tcp", "https://aqgc.demo.example:8081/score")],
        ends_in: Some(95),
        then: &[
            (Day(5, 9, 40), "yj.user", Submit),
            (Day(5, 10, 15), "ops.engineer2", Accept),
            (
                Day(3, 16, 20),
                "ops.engineer2",
                Resolve("198.51.100.18 TCP 8081 已映射到 10.20.6.61:8081，成绩查询页打开正常，请组织验证后评价。"),
            ),
        ],
        ..PLAIN
    },
    Story {
        application: FLOODS,
        purpose: "系统承建单位远程排查黄冈节点的数据同步故障，需临时登录主机查看日志。",
        public_ip: "203.0.113.18",
        rows: &[("22022", "10.20.6.51", "22", "tcp", "")],
        ends_in: Some(14),
        whitelist: "192.0.2.0/24",
        then: &[
            (Day(3, 9, 15), "yj.user", Submit),
            (Day(3, 9, 50), "ops.engineer", Accept),
            (
                Day(2, 11, 0),
                "ops.engineer",
                Return(
                    "远程管理端口的白名单不能放开整个网段，请改为承建单位的固定出口地址，并在申请单上写明运维人员姓名和联系方式。",
                ),
            ),
        ],
        ..PLAIN
    },
    Story {
        application: MAP,
        purpose: "尾矿库、危化品园区的 26 路监控视频由企业侧设备推送到一张图，供值班员远程巡查。",
        public_ip: "203.0.113.18",
        rows: &[("8554", "10.20.6.32", "8554", "tcp", ""), ("8554", "10.20.6.32", "8554", "udp", "")],
        then: &[
            (Day(3, 14, 10), "yj.user", Submit),
            (Day(3, 15, 0), "ops.engineer2", Accept),
            (
                Day(1, 10, 40),
                "ops.engineer2",
                Ask(
                    "企业侧推流设备是否有固定互联网地址？如有，请列出清单，我们按白名单开通；如没有，请说明视频流的加密和鉴权方式。",
                ),
            ),
        ],
        ..PLAIN
    },
    Story {
        application: MAP,
        purpose: "一张图移动端升级，新版接口由 8080 端口提供，现场处置人员在互联网环境下查看风险点和调度指令。",
        public_ip: "203.0.113.18",
        rows: &[("8080", "10.20.6.31", "8080", "tcp", "http://yzt.demo.example:8080/mobile")],
        filing_no: "鄂ICP备20261001号-3",
        then: &[
            (Day(2, 14, 20), "yj.user", Submit),
            (Day(2, 15, 5), "ops.engineer", Accept),
            (Day(2, 16, 30), "ops.engineer", Message("移动端建议启用 HTTPS，明文 HTTP 只作过渡。请告知计划切换时间。")),
            (
                Day(1, 9, 30),
                "yj.user",
                Message("承建单位本月底前完成 HTTPS 改造，届时我厅另提工单改用 443 端口并停用 8080。"),
            ),
            (Day(1, 14, 0), "yj.user", Secret("测试账号 zbtest，口令 Zb#2026-yzt，仅供连通性验证，验证后我厅即停用。")),
            (Minutes(75), "yj.user", Urge),
        ],
        ..PLAIN
    },
    Story {
        application: MAP,
        purpose: "各市州应急局联络员参加每周视频调度，使用厅内会议系统的网页客户端，不在政务外网办公的约 60 人。",
        public_ip: "198.51.100.18",
        rows: &[("7443", "10.20.6.32", "7443", "tcp", "")],
        then: &[(Day(1, 16, 40), "yj.admin", Submit), (Minutes(50), "yj.admin", Urge)],
        ..PLAIN
    },
    Story {
        application: RESCUE,
        purpose: "救援车辆车载北斗终端通过物联网卡上报位置，供调度平台实时显示出动轨迹。",
        public_ip: "203.0.113.19",
        rows: &[("30501", "10.20.6.81", "30501", "udp", "")],
        then: &[(Minutes(180), "yj.unit", Submit)],
        ..PLAIN
    },
    Story {
        application: FLOODS,
        purpose: "冬修水利期间，市县水利工程管理人员填报工程进度和影像资料，填报端与查询端分开部署。",
        public_ip: "198.51.100.18",
        rows: &[("8090", "10.20.6.51", "8090", "tcp", ""), ("8091", "10.20.6.51", "8091", "tcp", "")],
        ends_in: Some(120),
        then: &[(Minutes(95), "yj.user", Submit)],
        ..PLAIN
    },
    Story {
        application: MAP,
        purpose: "春运期间道路结冰预警发布页面，供公众查询，访问量待测算。",
        public_ip: "203.0.113.18",
        rows: &[("", "10.20.6.31", "", "tcp", "")],
        then: &[(Minutes(40), "yj.user", Save)],
        ..PLAIN
    },
];
