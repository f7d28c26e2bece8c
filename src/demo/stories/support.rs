//! What departments asked and reported, and the access that operators had meanwhile.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::story::{
    PLAIN,
    Step::{
        self, Accept, Ask, AskAccess, CancelAsking, Close, Confirm, Grant, ReadPassword, RefuseAccess, Reply, Resolve,
        Revoke, Save, Submit,
    },
    Story, Support,
    When::{Day, Minutes},
};
use crate::{
    error::{AppError, AppResult},
    schema::ticket_authorisations as authorisations,
    tickets::{
        authorisations::{self as access, AuthorisationForm, Target},
        commands::{Attempt, Secrets},
        kind::Kind,
        queries,
    },
    web::form::{Errors, FieldReader, Fields, FromFields},
};

const MAP: &str = "应急指挥一张图";
const EXAMS: &str = "湖北省安全工程专业技术职务水平测试申报系统";
const APPOINTMENTS: &str = "预约挂号平台";
/// As long as an example needs one.
const PASSWORD: &str = "Demo-only-9f3k";

pub(super) const STORIES: [Story; 8] = [
    Story {
        kind: Kind::Support,
        application: MAP,
        purpose: "云服务器名称或IP：10.20.6.31\n登录方式（SSH / 远程桌面 / 控制台）：SSH\n错误提示：Connection timed out\n何时开始，最近做过哪些变更：昨晚调整安全组以后，值班室的跳板机连不上了",
        support: fault("ecs-login", "urgent", "any"),
        then: &[
            (Day(38, 8, 40), "yj.user", Submit),
            (Day(38, 8, 52), "ops.engineer", Accept),
            (
                Day(38, 9, 5),
                "ops.engineer",
                AskAccess(Target::Host, 4, "核对主机防火墙和安全组是否一致，需要登录一次。"),
            ),
            (Day(38, 9, 20), "yj.user", Grant("10.20.6.31", 22, "tmp-ops", 4)),
            (Day(38, 9, 26), "ops.engineer", ReadPassword),
            (Day(38, 10, 10), "yj.user", Revoke),
            (Day(38, 10, 30), "ops.engineer", Resolve("安全组漏了跳板机网段，已补上并复核，临时账号请停用。")),
            (Day(38, 11, 0), "yj.user", Confirm(5, 5, "半天解决，很好。")),
        ],
        ..PLAIN
    },
    Story {
        kind: Kind::Support,
        application: EXAMS,
        purpose: "实例名称：rds-exam-01\n出现慢查询的时间段：每天 9 点到 10 点报名高峰\n相关SQL语句：按身份证号查询报名记录\n连接数和CPU占用：连接 180，CPU 85% 左右",
        support: fault("rds-performance", "major", "09:00-17:30"),
        then: &[
            (Day(9, 10, 0), "yj.admin", Submit),
            (Day(9, 10, 30), "ops.engineer2", Accept),
            (Day(9, 11, 0), "ops.engineer2", AskAccess(Target::Console, 30, "在控制台查看慢日志和性能洞察。")),
            (Day(9, 14, 0), "yj.admin", Grant("console.cloud.demo.example", 443, "readonly-rds", 30)),
            (Day(9, 14, 20), "ops.engineer2", ReadPassword),
            (Day(6, 9, 0), "ops.engineer2", Resolve("缺少身份证号索引，已给出语句，建议在 22 点后执行。")),
        ],
        ..PLAIN
    },
    Story {
        kind: Kind::Support,
        application: MAP,
        purpose: "存储桶名称：yjt-map-tiles\n使用的工具或SDK及版本：ossutil 1.7\n错误码和请求ID：AccessDenied，65F2-DEMO\n何时开始：今天上午更换密钥后瓦片同步失败",
        support: fault("oss-access", "urgent", "any"),
        then: &[
            (Day(1, 9, 0), "yj.user", Submit),
            (Day(1, 9, 20), "ops.engineer", Accept),
            (Day(1, 9, 40), "ops.engineer", AskAccess(Target::Console, 8, "在控制台核对存储桶授权策略。")),
            (Day(1, 10, 0), "yj.user", RefuseAccess("控制台账号权限过大，先把策略导出发给您看。")),
            (
                Minutes(300),
                "ops.engineer",
                AskAccess(Target::Host, 48, "登录同步程序所在主机，核对实际使用的密钥编号。"),
            ),
            (Minutes(280), "yj.user", Grant("10.20.6.32", 22, "sync-check", 48)),
            (Minutes(270), "ops.engineer", ReadPassword),
        ],
        ..PLAIN
    },
    Story {
        kind: Kind::Support,
        application: EXAMS,
        purpose: "负载均衡实例：slb-exam\n监听端口和后端服务器：443，10.20.6.61\n健康检查配置：HTTP /health\n何时开始异常：昨天 17 点发布新版本后一台后端反复变为异常",
        support: fault("slb-unhealthy", "major", "08:30-18:00"),
        then: &[
            (Minutes(200), "yj.user", Submit),
            (Minutes(190), "ops.engineer", Accept),
            (Minutes(180), "ops.engineer", AskAccess(Target::Console, 6, "查看健康检查日志。")),
            (Minutes(175), "ops.engineer", CancelAsking),
            (Minutes(120), "ops.engineer", AskAccess(Target::Host, 24, "登录 10.20.6.61 查看 /health 的返回和耗时。")),
        ],
        ..PLAIN
    },
    Story {
        kind: Kind::Support,
        application: MAP,
        purpose: "产品和规格：云服务器 8 核 32 GB\n使用方式：汛期扩容三个月\n想了解的计费规则：按月申请、提前释放时当月怎样计费",
        support: Support { region: "", ..consult("billing-rule", "normal", "14:00-17:30") },
        then: &[
            (Day(20, 15, 0), "yj.admin", Submit),
            (Day(20, 15, 40), "ops.engineer2", Accept),
            (Day(20, 16, 10), "ops.engineer2", Ask("请问预计在几月释放？")),
            (Day(19, 9, 0), "yj.admin", Reply("九月中旬。")),
            (Day(19, 10, 0), "ops.engineer2", Resolve("当月按实际天数计费，规则见账单中心的说明页。")),
            (Day(18, 9, 0), "yj.admin", Confirm(4, 5, "")),
        ],
        ..PLAIN
    },
    Story {
        kind: Kind::Support,
        application: APPOINTMENTS,
        purpose: "源IP：10.20.8.12\n目的IP和端口：59.0.8.17:8080\n已开通的服务工单号：上月开通\nping、telnet结果：telnet 超时\n何时开始：今天 8 点，全省预约取号受影响",
        support: fault("network-unreachable", "critical", "00:00-23:59"),
        then: &[(Minutes(55), "wj.user", Submit)],
        ..PLAIN
    },
    Story {
        kind: Kind::Support,
        application: APPOINTMENTS,
        purpose: "用户名：wj.user\n需要的权限和用途：希望查看下级医院的账单\n期望的有效期：长期",
        support: consult("account-permission", "normal", "any"),
        then: &[(Day(12, 9, 30), "wj.user", Submit), (Day(12, 9, 50), "wj.user", Close("改用申请账号页面办理。"))],
        ..PLAIN
    },
    Story {
        kind: Kind::Support,
        application: MAP,
        purpose: "页面或功能：端口台账导出",
        support: consult("other-portal", "normal", "any"),
        then: &[(Minutes(70), "yj.user", Save)],
        ..PLAIN
    },
];

const fn fault(problem: &'static str, severity: &'static str, hours: &'static str) -> Support {
    Support { sort: "fault", problem, severity, region: "huashan", hours }
}

const fn consult(problem: &'static str, severity: &'static str, hours: &'static str) -> Support {
    Support { sort: "consult", ..fault(problem, severity, hours) }
}

/// Does that with the newest authorisation of the ticket, or asks for one.
///
/// # Errors
/// When a command refuses.
pub fn authorise(tx: &mut PgConnection, by: &Attempt<'_>, secrets: &Secrets, step: Step) -> AppResult<()> {
    if let AskAccess(target, hours, why) = step {
        let form = typed(by, hours, &[("target", target.code()), ("text", why)]);
        return access::ask(tx, by, form.asked(Errors::default(), by.now));
    }
    let id = newest(tx, by)?;
    match step {
        Grant(address, port, account, hours) => {
            let port = port.to_string();
            let given = [("address", address), ("port", &port), ("account", account), ("password", PASSWORD)];
            let granted = typed(by, hours, &given).granted(Errors::default(), by.now);
            access::grant(tx, by, secrets, id, granted)
        }
        RefuseAccess(why) => access::refuse(tx, by, id, typed(by, 1, &[("text", why)]).refused(Errors::default())),
        Revoke => access::revoke(tx, by, id),
        CancelAsking => access::cancel(tx, by, id),
        ReadPassword => access::read(tx, by, secrets, id).map(drop),
        _ => Ok(()),
    }
}

fn newest(tx: &mut PgConnection, by: &Attempt<'_>) -> AppResult<i64> {
    let ticket = queries::find(tx, by.who, by.number)?;
    let its = authorisations::table.filter(authorisations::ticket_id.eq(ticket.id)).order(authorisations::id.desc());
    its.select(authorisations::id).first(tx).map_err(AppError::from)
}

/// The form as somebody fills it in, from now for so many hours.
fn typed(by: &Attempt<'_>, hours: i64, fields: &[(&str, &str)]) -> AuthorisationForm {
    let until = by.now + TimeDelta::hours(hours);
    let span = [("from", access::control_moment(by.now)), ("until", access::control_moment(until))];
    let typed = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let all = Fields(typed.chain(span.map(|(name, value)| (name.to_owned(), value))).collect());
    AuthorisationForm::from_fields(&mut FieldReader::new(&all))
}
