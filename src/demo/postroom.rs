//! What administrators look after in the example: mails that couldn't be sent, words of their own, and robots, which are
//! paused so that nothing leaves the machine.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Text},
};

use super::Means;
use crate::{
    db::sql::statement,
    error::AppResult,
    outbox::wording::Wording,
    policy::{Actor, Origin},
    postroom::{
        outbox::commands as mails,
        robots::{Reach, RobotForm, commands as robots},
        templates::{Template, commands as templates},
    },
    sealing::Sealer,
    web::{form::Errors, visitor},
};

/// Whose mails failed, and what their servers said.
const FAILED: [(&str, &str); 3] = [
    ("wj.user", "permanent error (550): 5.1.1 mailbox unavailable"),
    ("yj.admin", "transient error (452): 4.2.2 mailbox full"),
    ("ops.engineer2", "Connection error: Connection timed out"),
];

/// What the mail says that a ticket is resolved, beside its subject.
const RESOLVED: &str = "应用：{application}\n申请人：{department} {filer}\n请登录云务确认办理结果并评价；7 个工作日内未评价的，工单 {number} 自动完成。";
const CLOSING: &str = "湖北省政务云运维中心\n本邮件由系统自动发送，无需回复。";

/// Name, platform, address, secret and audience.
const ROBOTS: [[&str; 5]; 2] = [
    [
        "运维值班群",
        "dingtalk",
        "https://oapi.dingtalk.com/robot/send?access_token=example",
        "SECexample",
        "role:ops_engineer",
    ],
    [
        "大数据局审批群",
        "wecom",
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=example",
        "",
        "role:bigdata_admin",
    ],
];

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// # Errors
/// When the database refuses, or a command does.
pub fn load(tx: &mut PgConnection, means: &Means<'_>, now: DateTime<Utc>) -> AppResult<()> {
    let who = visitor::actor_named(tx, "platform.admin", Origin::default())?;
    for (username, why) in FAILED {
        fail(tx, username, why)?;
    }
    if let Some(id) = fail(tx, "ga.admin", "permanent error (550): 5.7.1 user is disabled")? {
        mails::drop(tx, &who, id, Ok("收件人已调离，邮箱停用".to_owned()))?;
    }
    speak(tx, &who, now)?;
    let sealer = Sealer::new(means.keys, robots::SEALED_FOR);
    ROBOTS.iter().try_for_each(|robot| add(tx, &who, &sealer, *robot, now))
}

/// The newest mail to them couldn't be sent for a day; none where there is none.
fn fail(tx: &mut PgConnection, username: &str, why: &str) -> AppResult<Option<i64>> {
    let failed: Option<Id> = statement(
        "UPDATE mails SET state = 'parked', attempts = 13, last_error = $2, sent_at = NULL
         WHERE id = (SELECT m.id FROM mails m JOIN users u ON u.id = m.recipient_id
                     WHERE u.username = $1 AND m.state IN ('waiting', 'sent') AND NOT m.link_is_secret
                     ORDER BY m.id DESC LIMIT 1)
         RETURNING id",
    )
    .bind::<Text, _>(username)
    .bind::<Text, _>(why)
    .get_result(tx)
    .optional()?;
    Ok(failed.map(|mail| mail.id))
}

/// One kind of mail in words of their own.
fn speak(tx: &mut PgConnection, who: &Actor, now: DateTime<Utc>) -> AppResult<()> {
    let wording = Wording {
        closing: Some(CLOSING.to_owned()),
        texts: BTreeMap::from([("ticket-told-about".to_owned(), RESOLVED.to_owned())]),
        ..Wording::default()
    };
    templates::save(tx, who, &Template::named("ticket-told-resolved", "zh-CN")?, None, Ok(wording), now)
}

fn add(tx: &mut PgConnection, who: &Actor, sealer: &Sealer, robot: [&str; 5], now: DateTime<Utc>) -> AppResult<()> {
    let [name, format, url, secret, audience] = robot.map(str::to_owned);
    let kinds = vec!["ticket".to_owned(), "request".to_owned(), "network".to_owned()];
    let form = RobotForm { name, format, url, secret, language: "zh-CN".to_owned(), kinds, audience };
    let id = robots::create(tx, who, sealer, form.parse(&Reach::default(), None, Errors::default()), now)?;
    let kept = robots::lock_for(tx, who, id, None)?;
    robots::turn(tx, who, &kept, true, now)
}
