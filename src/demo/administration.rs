//! What administrators have done: ticket groups, announcements, a time of maintenance.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use super::departments::id_of;
use crate::{
    db::sql::statement,
    error::AppResult,
    schema::{announcements, maintenance_windows, ticket_groups},
};

/// (Chinese title and text, English title and text, level, audience, hours from now to its beginning and to its end)
type Announced = ([&'static str; 4], &'static str, &'static str, i64, i64);

const ANNOUNCED: [Announced; 3] = [
    (
        [
            "政法云专区扩容完成",
            "政法行业云区已完成扩容，即日起可以申请新规格。",
            "Political and legal zone expanded",
            "The political and legal industry zone has been expanded; new sizes can be applied for from today.",
        ],
        "info",
        "political_legal",
        -48,
        240,
    ),
    (
        [
            "年度网络安全检查",
            "下周开展端口复核，请各单位提前核对端口台账。",
            "Yearly security review",
            "Open ports are reviewed next week; please look through the register of ports beforehand.",
        ],
        "warning",
        "everyone",
        72,
        240,
    ),
    (
        [
            "门户升级",
            "门户已升级，新增部门与日历管理。",
            "The portal was upgraded",
            "The portal was upgraded: departments and the calendar are kept in it now.",
        ],
        "info",
        "everyone",
        -720,
        -600,
    ),
];

pub(super) fn load(tx: &mut PgConnection, now: DateTime<Utc>) -> AppResult<()> {
    statement("INSERT INTO ticket_groups (department_id, name) SELECT id, '' FROM departments ON CONFLICT DO NOTHING")
        .execute(tx)?;
    let health = id_of(tx, "湖北省卫生健康委员会")?;
    diesel::insert_into(ticket_groups::table)
        .values((ticket_groups::department_id.eq(health), ticket_groups::name.eq("信息中心组")))
        .execute(tx)?;
    for ([title_zh, text_zh, title_en, text_en], level, audience, begins, ends) in ANNOUNCED {
        diesel::insert_into(announcements::table)
            .values((
                announcements::title_zh.eq(title_zh),
                announcements::title_en.eq(title_en),
                announcements::text_zh.eq(text_zh),
                announcements::text_en.eq(text_en),
                announcements::level.eq(level),
                announcements::audience.eq(audience),
                announcements::begins_at.eq(now + TimeDelta::hours(begins)),
                announcements::ends_at.eq(now + TimeDelta::hours(ends)),
            ))
            .execute(tx)?;
    }
    diesel::insert_into(maintenance_windows::table)
        .values((
            maintenance_windows::begins_at.eq(now - TimeDelta::hours(722)),
            maintenance_windows::ends_at.eq(now - TimeDelta::hours(720)),
            maintenance_windows::notice_zh.eq("门户升级，约两小时"),
            maintenance_windows::notice_en.eq("Upgrade of the portal, about two hours"),
        ))
        .execute(tx)?;
    Ok(())
}
