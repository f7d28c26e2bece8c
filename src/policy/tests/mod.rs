mod actors;
mod delegates;
mod document;
mod table;

use super::{Actor, Grant, Home, Origin, Role, Sector};

/// Departments of a small province: 11 and 12 are units of 10.
const HEALTH: i64 = 20;
const EMERGENCY: i64 = 10;
const EMERGENCY_UNIT: i64 = 11;
const EMERGENCY_UNITS_UNIT: i64 = 12;
const POLICE: i64 = 30;
const BIGDATA: i64 = 40;
const PLC: i64 = 50;
const OPERATOR: i64 = 60;

const GOVERNMENT: Option<Sector> = Some(Sector::Government);
const POLITICAL_LEGAL: Option<Sector> = Some(Sector::PoliticalLegal);

fn someone(roles: &[Role], grants: &[Grant], department: i64) -> Actor {
    let sector = match department {
        POLICE | PLC => POLITICAL_LEGAL,
        OPERATOR => None,
        _ => GOVERNMENT,
    };
    let subtree = match department {
        EMERGENCY => vec![EMERGENCY, EMERGENCY_UNIT, EMERGENCY_UNITS_UNIT],
        EMERGENCY_UNIT => vec![EMERGENCY_UNIT, EMERGENCY_UNITS_UNIT],
        other => vec![other],
    };
    Actor {
        id: 1,
        username: "someone".into(),
        display_name: "某人".into(),
        department: Home { id: department, name: "某部门".into(), sector, subtree },
        roles: roles.to_vec(),
        grants: grants.to_vec(),
        ticket_group: department * 100,
        stands_in_for: Vec::new(),
        origin: Origin::default(),
    }
}

fn user(department: i64, grants: &[Grant]) -> Actor {
    someone(&[Role::DeptUser], grants, department)
}
