//! Applications, the hosts they run on, and the addresses their ports are mapped on. Addresses are
//! those set aside for documentation; hosts lie in 10.20.0.0/16.

use std::net::Ipv4Addr;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use ipnet::{IpNet, Ipv4Net};
use serde_json::{Value, json};

use super::departments::id_of;
use crate::{
    error::AppResult,
    schema::{applications, hosts, pool_ips, regions, users},
};

/// (department, contact, name, description, hosts: (name, last two bytes of the address, specification))
type Application =
    (&'static str, &'static str, &'static str, &'static str, &'static [(&'static str, [u8; 2], &'static str)]);

const APPLICATIONS: [Application; 9] = [
    (
        "湖北省应急管理厅",
        "yj.user",
        "应急指挥一张图",
        "汇聚全省应急资源、风险点和视频，供指挥大厅和移动端使用。",
        &[
            ("yj-yzt-web-01", [6, 31], "8核16GB"),
            ("yj-yzt-web-02", [6, 32], "8核16GB"),
            ("yj-yzt-db-01", [6, 41], "16核64GB"),
        ],
    ),
    (
        "湖北省应急管理厅",
        "yj.user",
        "黄冈市防汛抗旱应急指挥一张图",
        "黄冈市防汛抗旱指挥部使用的水情、工情和值守系统。",
        &[("yj-hg-web-01", [6, 51], "4核8GB"), ("yj-hg-db-01", [6, 52], "8核32GB")],
    ),
    (
        "湖北省应急管理厅",
        "yj.admin",
        "湖北省安全工程专业技术职务水平测试申报系统",
        "安全工程职称水平能力测试的报名、审核和成绩查询。",
        &[("yj-aqcs-web-01", [6, 61], "4核8GB")],
    ),
    (
        "湖北省应急救援中心",
        "yj.unit",
        "应急救援队伍调度平台",
        "省级救援队伍的值班、出动和物资调度。",
        &[("yj-jy-app-01", [6, 81], "4核16GB")],
    ),
    (
        "湖北省卫生健康委员会",
        "wj.user",
        "预约挂号平台",
        "全省二级以上医院的统一预约挂号。",
        &[("wj-yygh-web-01", [8, 12], "8核16GB"), ("wj-yygh-db-01", [8, 13], "16核64GB")],
    ),
    (
        "湖北省卫生健康委员会",
        "wj.admin",
        "疫苗接种登记",
        "疫苗接种预约、登记和凭证查询。",
        &[("wj-ymjz-web-01", [8, 22], "4核8GB")],
    ),
    (
        "湖北省公安厅",
        "ga.user",
        "互联网交通安全综合服务",
        "驾驶证、机动车业务的网上办理。",
        &[("ga-jtaq-web-01", [21, 5], "16核32GB")],
    ),
    (
        "湖北省公安厅",
        "ga.admin",
        "电子证照签发",
        "居民身份电子凭证的签发与核验。",
        &[("ga-dzzz-app-01", [21, 9], "8核16GB")],
    ),
    (
        "省大数据局",
        "bigdata.user",
        "政务服务网移动端",
        "鄂汇办移动端的接口网关。",
        &[("dsj-ehb-gw-01", [3, 9], "8核16GB")],
    ),
];

/// (department, pool, line, address)
const POOL: [(&str, &str, &str, [u8; 4]); 14] = [
    ("湖北省应急管理厅", "internet", "telecom", [203, 0, 113, 18]),
    ("湖北省应急管理厅", "internet", "unicom", [198, 51, 100, 18]),
    ("湖北省应急管理厅", "extranet", "extranet", [59, 0, 2, 18]),
    ("湖北省应急救援中心", "internet", "telecom", [203, 0, 113, 19]),
    ("湖北省卫生健康委员会", "internet", "telecom", [203, 0, 113, 22]),
    ("湖北省卫生健康委员会", "internet", "mobile", [198, 51, 100, 22]),
    ("湖北省卫生健康委员会", "extranet", "extranet", [59, 0, 2, 22]),
    ("湖北省教育厅", "internet", "telecom", [203, 0, 113, 26]),
    ("湖北省交通运输厅", "internet", "telecom", [203, 0, 113, 30]),
    ("湖北省公安厅", "internet", "telecom", [203, 0, 113, 40]),
    ("湖北省公安厅", "internet", "unicom", [198, 51, 100, 40]),
    ("湖北省公安厅", "extranet", "extranet", [59, 0, 2, 40]),
    ("省大数据局", "internet", "bgp", [203, 0, 113, 51]),
    ("省委政法委", "internet", "telecom", [203, 0, 113, 60]),
];

pub(super) fn load(tx: &mut PgConnection) -> AppResult<()> {
    for application in &APPLICATIONS {
        add_application(tx, application)?;
    }
    for (department, pool, line, address) in POOL {
        diesel::insert_into(pool_ips::table)
            .values((
                pool_ips::department_id.eq(id_of(tx, department)?),
                pool_ips::pool.eq(pool),
                pool_ips::line.eq(line),
                pool_ips::address.eq(single(Ipv4Addr::from(address))),
            ))
            .execute(tx)?;
    }
    Ok(())
}

fn add_application(tx: &mut PgConnection, application: &Application) -> AppResult<()> {
    let &(department, contact, name, description, machines) = application;
    let department_id = id_of(tx, department)?;
    let contact_id: i64 = users::table.filter(users::username.eq(contact)).select(users::id).first(tx)?;
    let region_id: i64 = regions::table.filter(regions::code.eq("huashan")).select(regions::id).first(tx)?;
    let application_id: i64 = diesel::insert_into(applications::table)
        .values((
            applications::department_id.eq(department_id),
            applications::contact_id.eq(contact_id),
            applications::name.eq(name),
            applications::description.eq(description),
        ))
        .returning(applications::id)
        .get_result(tx)?;
    for (host, [third, fourth], specification) in machines {
        diesel::insert_into(hosts::table)
            .values((
                hosts::name.eq(host),
                hosts::floating_ip.eq(single(Ipv4Addr::new(10, 20, *third, *fourth))),
                hosts::department_id.eq(department_id),
                hosts::application_id.eq(application_id),
                hosts::region_id.eq(region_id),
                hosts::specification.eq(specification),
                hosts::instance_type.eq(instance_type(specification)),
                hosts::system_disk_category.eq("cloud_efficiency"),
                hosts::system_disk_size.eq(40),
                hosts::data_disks.eq(data_disks(host)),
            ))
            .execute(tx)?;
    }
    Ok(())
}

/// The type of the catalogue that is as large.
fn instance_type(specification: &str) -> Option<&'static str> {
    match specification {
        "4核8GB" => Some("ecs.c6.xlarge"),
        "4核16GB" => Some("ecs.g6.xlarge"),
        "8核16GB" => Some("ecs.c6.2xlarge"),
        "8核32GB" => Some("ecs.g6.2xlarge"),
        "16核32GB" => Some("ecs.c6.4xlarge"),
        "16核64GB" => Some("ecs.g6.4xlarge"),
        _ => None,
    }
}

/// Databases have one.
fn data_disks(host: &str) -> Value {
    if host.contains("-db-") { json!([{ "category": "cloud_ssd", "size": 500, "count": 1 }]) } else { json!([]) }
}

/// Applications and hosts were there long before anything happened on them.
pub(super) fn make_older(tx: &mut PgConnection, now: DateTime<Utc>) -> AppResult<()> {
    let long_ago = now - TimeDelta::days(500);
    diesel::update(applications::table)
        .set((applications::created_at.eq(long_ago), applications::updated_at.eq(long_ago)))
        .execute(tx)?;
    diesel::update(hosts::table).set((hosts::created_at.eq(long_ago), hosts::updated_at.eq(long_ago))).execute(tx)?;
    diesel::update(pool_ips::table)
        .set((pool_ips::created_at.eq(long_ago), pool_ips::updated_at.eq(long_ago)))
        .execute(tx)?;
    Ok(())
}

fn single(address: Ipv4Addr) -> IpNet {
    IpNet::V4(Ipv4Net::from(address))
}
