//! The province: departments of both sectors, their subordinate units, and the cloud's regions.

use diesel::prelude::*;

use crate::{
    error::AppResult,
    schema::{departments, regions},
};

/// (name, code, sector, special, name of the department above)
type Department = (&'static str, &'static str, Option<&'static str>, Option<&'static str>, Option<&'static str>);

const PROVINCE: &str = "湖北省";
const GOVERNMENT: Option<&str> = Some("government");
const POLITICAL_LEGAL: Option<&str> = Some("political_legal");

const DEPARTMENTS: [Department; 18] = [
    (PROVINCE, "420000", None, Some("province"), None),
    ("一朵云运营中心", "YDY", None, Some("operator"), Some(PROVINCE)),
    ("省大数据局", "DSJ", GOVERNMENT, Some("bigdata"), Some(PROVINCE)),
    ("省委政法委", "ZFW", POLITICAL_LEGAL, Some("plc"), Some(PROVINCE)),
    ("湖北省应急管理厅", "YJT", GOVERNMENT, None, Some(PROVINCE)),
    ("湖北省卫生健康委员会", "WJW", GOVERNMENT, None, Some(PROVINCE)),
    ("湖北省教育厅", "JYT", GOVERNMENT, None, Some(PROVINCE)),
    ("湖北省人力资源和社会保障厅", "RST", GOVERNMENT, None, Some(PROVINCE)),
    ("湖北省交通运输厅", "JTT", GOVERNMENT, None, Some(PROVINCE)),
    ("湖北省水利厅", "SLT", GOVERNMENT, None, Some(PROVINCE)),
    ("湖北省公安厅", "GAT", POLITICAL_LEGAL, None, Some(PROVINCE)),
    ("湖北省司法厅", "SFT", POLITICAL_LEGAL, None, Some(PROVINCE)),
    ("湖北省高级人民法院", "GFY", POLITICAL_LEGAL, None, Some(PROVINCE)),
    ("湖北省人民检察院", "JCY", POLITICAL_LEGAL, None, Some(PROVINCE)),
    ("湖北省应急救援中心", "YJT-JY", GOVERNMENT, None, Some("湖北省应急管理厅")),
    ("湖北省安全生产科学研究院", "YJT-AK", GOVERNMENT, None, Some("湖北省应急管理厅")),
    ("湖北省疾病预防控制中心", "WJW-JK", GOVERNMENT, None, Some("湖北省卫生健康委员会")),
    ("湖北省公安厅交通管理局", "GAT-JG", POLITICAL_LEGAL, None, Some("湖北省公安厅")),
];

/// (name, code, kind)
const REGIONS: [(&str, &str, &str); 3] = [
    ("花山公有云区", "huashan", "public"),
    ("武钢专有云区", "wugang", "private"),
    ("政法行业云区", "zhengfa", "industry"),
];

pub(super) fn load(tx: &mut PgConnection) -> AppResult<()> {
    for (name, code, kind) in REGIONS {
        diesel::insert_into(regions::table)
            .values((regions::name.eq(name), regions::code.eq(code), regions::kind.eq(kind)))
            .execute(tx)?;
    }
    for (name, code, sector, special, above) in DEPARTMENTS {
        let parent = above.map(|above| id_of(tx, above)).transpose()?;
        diesel::insert_into(departments::table)
            .values((
                departments::name.eq(name),
                departments::code.eq(code),
                departments::sector.eq(sector),
                departments::special.eq(special),
                departments::parent_id.eq(parent),
            ))
            .execute(tx)?;
    }
    Ok(())
}

/// A department of the example by its name.
pub(super) fn id_of(tx: &mut PgConnection, name: &str) -> AppResult<i64> {
    Ok(departments::table.filter(departments::name.eq(name)).select(departments::id).first(tx)?)
}
