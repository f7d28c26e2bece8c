//! What is done to VPCs and vSwitches. The tables' constraints keep networks apart, and each in its own.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::Value;

use super::{
    form::{WantedVpc, WantedVswitch},
    model::{RECORD_KIND, Vpc},
    queries,
};
use crate::{
    error::{AppError, AppResult},
    outbox::{self, Event},
    policy::{Action, Actor},
    schema::{vpcs, vswitches},
    text::Text,
};

/// Makes a VPC.
///
/// # Errors
/// 403, 422 when its name or a part of its addresses is taken.
pub fn create(tx: &mut PgConnection, who: &Actor, wanted: &WantedVpc, now: DateTime<Utc>) -> AppResult<Vpc> {
    if !who.may(Action::ManageHosts) {
        return Err(AppError::forbidden());
    }
    let id: i64 = diesel::insert_into(vpcs::table)
        .values((
            vpcs::department_id.eq(wanted.department),
            vpcs::region_id.eq(wanted.region),
            vpcs::name.eq(&wanted.name),
            vpcs::cidr.eq(wanted.cidr),
            vpcs::created_at.eq(now),
            vpcs::updated_at.eq(now),
        ))
        .returning(vpcs::id)
        .get_result(tx)?;
    let vpc = queries::find(tx, who, id)?;
    let event = Event::new("createVpc", RECORD_KIND, vpc.record())
        .changed(None, Some(vpc.facts()))
        .on_timeline("network-timeline-vpc-created".into());
    outbox::tell(tx, who, &event)?;
    Ok(vpc)
}

/// The VPC as `who` may change it, unless it was changed since version `seen`; nobody else changes it until the
/// transaction ends.
///
/// # Errors
/// 404 when there is none in sight, 403, 409.
pub fn lock_for(tx: &mut PgConnection, who: &Actor, id: i64, seen: Option<i32>) -> AppResult<Vpc> {
    let vpc = queries::lock(tx, who, id)?;
    if !vpc.may_be_managed_by(who) {
        return Err(AppError::forbidden());
    }
    if seen.is_some_and(|seen| seen != vpc.version) {
        return Err(outbox::changed_meanwhile(tx, RECORD_KIND, id)?);
    }
    Ok(vpc)
}

/// Calls it otherwise. Nothing changed is nothing to tell.
///
/// # Errors
/// 422 when the name is taken.
pub fn rename(tx: &mut PgConnection, who: &Actor, before: &Vpc, name: &str, now: DateTime<Utc>) -> AppResult<Vpc> {
    if before.name == name {
        return Ok(before.clone());
    }
    diesel::update(vpcs::table.find(before.id)).set(vpcs::name.eq(name)).execute(tx)?;
    let said = Text::new("network-timeline-vpc-renamed").with("name", before.name.as_str());
    changed(tx, who, before, "renameVpc", said, None, now)
}

/// No server is made in it any more; or one is again.
///
/// # Errors
/// 409 when that is so already, or something in it is in use; 422 when another one has its name or addresses by now.
pub fn turn(tx: &mut PgConnection, who: &Actor, before: &Vpc, retire: bool, now: DateTime<Utc>) -> AppResult<Vpc> {
    if retire == before.retired_at.is_some() {
        return Err(AppError::NotNow(already(retire)));
    }
    if retire && before.vswitches > 0 {
        return Err(AppError::NotNow(Text::new("network-vpc-in-use").with("count", before.vswitches)));
    }
    diesel::update(vpcs::table.find(before.id)).set(vpcs::retired_at.eq(retire.then_some(now))).execute(tx)?;
    let (action, said) = if retire {
        ("retireVpc", "network-timeline-vpc-retired")
    } else {
        ("restoreVpc", "network-timeline-vpc-restored")
    };
    changed(tx, who, before, action, said.into(), None, now)
}

/// Makes a vSwitch in it.
///
/// # Errors
/// 409 when it is retired, 422 when the name or a part of the addresses is taken.
pub fn add_vswitch(
    tx: &mut PgConnection,
    who: &Actor,
    vpc: &Vpc,
    wanted: &WantedVswitch,
    now: DateTime<Utc>,
) -> AppResult<Vpc> {
    if vpc.retired_at.is_some() {
        return Err(AppError::NotNow("network-vpc-is-retired".into()));
    }
    let id: i64 = diesel::insert_into(vswitches::table)
        .values((
            vswitches::vpc_id.eq(vpc.id),
            vswitches::vpc_cidr.eq(vpc.cidr),
            vswitches::name.eq(&wanted.name),
            vswitches::cidr.eq(wanted.cidr),
            vswitches::created_at.eq(now),
        ))
        .returning(vswitches::id)
        .get_result(tx)?;
    let made = queries::find_vswitch(tx, vpc.id, id)?.facts();
    let said = Text::new("network-timeline-vswitch-created").with("vswitch", wanted.name.as_str());
    changed(tx, who, vpc, "createVswitch", said, Some((None, made)), now)
}

/// No server is made in that vSwitch any more; or one is again.
///
/// # Errors
/// 404 when there is none in it, 409 when that is so already or the VPC is retired, 422 when another one has its name or
/// addresses by now.
pub fn turn_vswitch(
    tx: &mut PgConnection,
    who: &Actor,
    vpc: &Vpc,
    id: i64,
    retire: bool,
    now: DateTime<Utc>,
) -> AppResult<Vpc> {
    let before = queries::find_vswitch(tx, vpc.id, id)?;
    if retire == before.retired_at.is_some() {
        return Err(AppError::NotNow(already(retire)));
    }
    if vpc.retired_at.is_some() {
        return Err(AppError::NotNow("network-vpc-is-retired".into()));
    }
    diesel::update(vswitches::table.find(id)).set(vswitches::retired_at.eq(retire.then_some(now))).execute(tx)?;
    let (action, said) = if retire {
        ("retireVswitch", "network-timeline-vswitch-retired")
    } else {
        ("restoreVswitch", "network-timeline-vswitch-restored")
    };
    let after = queries::find_vswitch(tx, vpc.id, id)?.facts();
    let said = Text::new(said).with("vswitch", before.name.as_str());
    changed(tx, who, vpc, action, said, Some((Some(before.facts()), after)), now)
}

fn already(retired: bool) -> Text {
    if retired { "network-vpc-retired-already".into() } else { "network-vpc-open-already".into() }
}

/// Another version, told once: what became of a vSwitch in it, or of itself.
fn changed(
    tx: &mut PgConnection,
    who: &Actor,
    before: &Vpc,
    action: &'static str,
    said: Text,
    part: Option<(Option<Value>, Value)>,
    now: DateTime<Utc>,
) -> AppResult<Vpc> {
    let next = (vpcs::version.eq(before.version + 1), vpcs::updated_at.eq(now));
    diesel::update(vpcs::table.find(before.id)).set(next).execute(tx)?;
    let vpc = queries::find(tx, who, before.id)?;
    let (was, is) = part.unwrap_or_else(|| (Some(before.facts()), vpc.facts()));
    let event = Event::new(action, RECORD_KIND, vpc.record()).changed(was, Some(is)).on_timeline(said);
    outbox::tell(tx, who, &event)?;
    Ok(vpc)
}
