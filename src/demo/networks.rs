//! The departments' VPCs and vSwitches, which operators made beforehand.

use std::net::Ipv4Addr;

use diesel::prelude::*;
use ipnet::{IpNet, Ipv4Net};

use super::departments::id_of;
use crate::{
    error::AppResult,
    schema::{regions, vpcs, vswitches},
};

/// (name, third byte of a /24 inside its VPC)
type Vswitch = (&'static str, u8);

/// (department, region, name, first two bytes of a /16, vSwitches)
type Vpc = (&'static str, &'static str, &'static str, [u8; 2], &'static [Vswitch]);

const VPCS: [Vpc; 8] = [
    ("湖北省应急管理厅", "huashan", "yj-prod", [172, 16], &[("yj-prod-app", 1), ("yj-prod-db", 2)]),
    ("湖北省应急管理厅", "wugang", "yj-backup", [172, 17], &[("yj-backup-app", 1)]),
    ("湖北省应急救援中心", "huashan", "yj-jy-prod", [172, 18], &[("yj-jy-app", 1)]),
    ("湖北省卫生健康委员会", "huashan", "wj-prod", [172, 20], &[("wj-prod-app", 1), ("wj-prod-db", 2)]),
    ("湖北省公安厅", "zhengfa", "ga-prod", [172, 24], &[("ga-prod-app", 1)]),
    ("湖北省公安厅", "huashan", "ga-public", [172, 25], &[("ga-public-app", 1)]),
    ("省大数据局", "huashan", "dsj-prod", [172, 28], &[("dsj-prod-app", 1)]),
    ("省委政法委", "zhengfa", "zfw-prod", [172, 30], &[("zfw-prod-app", 1)]),
];

pub(super) fn load(tx: &mut PgConnection) -> AppResult<()> {
    for (department, region, name, [a, b], switches) in VPCS {
        let region: i64 = regions::table.filter(regions::code.eq(region)).select(regions::id).first(tx)?;
        let cidr = network([a, b, 0], 16)?;
        let vpc: i64 = diesel::insert_into(vpcs::table)
            .values((
                vpcs::department_id.eq(id_of(tx, department)?),
                vpcs::region_id.eq(region),
                vpcs::name.eq(name),
                vpcs::cidr.eq(cidr),
            ))
            .returning(vpcs::id)
            .get_result(tx)?;
        for (name, third) in switches {
            diesel::insert_into(vswitches::table)
                .values((
                    vswitches::vpc_id.eq(vpc),
                    vswitches::vpc_cidr.eq(cidr),
                    vswitches::name.eq(name),
                    vswitches::cidr.eq(network([a, b, *third], 24)?),
                ))
                .execute(tx)?;
        }
    }
    Ok(())
}

fn network([a, b, c]: [u8; 3], prefix: u8) -> AppResult<IpNet> {
    let net = Ipv4Net::new(Ipv4Addr::new(a, b, c, 0), prefix).map_err(anyhow::Error::from);
    Ok(IpNet::V4(net.map_err(crate::error::AppError::Ours)?))
}
