//! Departments with their people, applications, hosts and addresses: 120 a load, whatever the number of tickets.

use std::net::Ipv4Addr;

use diesel::{
    prelude::*,
    sql_types::{BigInt, Text},
};

use crate::{
    db::sql::statement,
    error::AppResult,
    schema::{applications, departments, ticket_groups, users},
};

const DEPARTMENTS: i64 = 120;
/// A department has so many hosts at least and at most, and in between one for so many of its tickets: what leads to
/// one address doesn't grow as fast as what there is.
const HOSTS: (i64, i64) = (24, 254);
const TICKETS_OF_A_HOST: i64 = 33;
/// Ports of an address that are mapped: 10000–59999 by TCP and by UDP.
pub const PORTS_OF_AN_ADDRESS: i64 = 100_000;

/// From where each department has sixteen addresses: those set aside for measuring.
const POOL: Ipv4Addr = Ipv4Addr::new(198, 18, 0, 0);
/// From where each has one address of the extranet.
const EXTRANET: Ipv4Addr = Ipv4Addr::new(59, 1, 0, 0);
/// From where each has 256 addresses of hosts.
const CLOUD: Ipv4Addr = Ipv4Addr::new(10, 64, 0, 0);

/// In the order in which one needs the other. `$1` is the number of the first department, `$2` of the
/// last, `$3` the hash of everybody's password, `$4` how many hosts each has, `$5` how many addresses.
const MAKE: [&str; 9] = [
    "INSERT INTO departments (parent_id, name, code, sector)
     SELECT (SELECT id FROM departments WHERE special = 'province'), '试验单位' || lpad(n::text, 3, '0'), 'L' || n,
            CASE n % 3 WHEN 0 THEN 'political_legal' ELSE 'government' END
     FROM generate_series($1, $2) AS n",
    "INSERT INTO ticket_groups (department_id, name)
     SELECT d.id, '' FROM generate_series($1, $2) AS n JOIN departments d ON d.code = 'L' || n",
    "INSERT INTO users (username, display_name, phone, email, department_id, ticket_group_id, password_hash, must_change_password)
     SELECT 'load.' || n || '.' || p, '试验员' || n || '-' || p, '027-87230000', 'load.' || n || '.' || p || '@load.example',
            d.id, g.id, $3, false
     FROM generate_series($1, $2) AS n CROSS JOIN generate_series(1, 4) AS p
     JOIN departments d ON d.code = 'L' || n JOIN ticket_groups g ON g.department_id = d.id",
    "INSERT INTO user_roles (user_id, role)
     SELECT u.id, CASE p WHEN 1 THEN 'dept_admin' ELSE 'dept_user' END
     FROM generate_series($1, $2) AS n CROSS JOIN generate_series(1, 4) AS p JOIN users u ON u.username = 'load.' || n || '.' || p",
    "INSERT INTO user_grants (user_id, permission)
     SELECT u.id, 'ticket_admin' FROM generate_series($1, $2) AS n JOIN departments d ON d.code = 'L' || n
     JOIN users u ON u.department_id = d.id",
    "INSERT INTO applications (department_id, name, description, contact_id)
     SELECT d.id, '业务系统' || a, '供试验之用。', u.id
     FROM generate_series($1, $2) AS n CROSS JOIN generate_series(1, 6) AS a
     JOIN departments d ON d.code = 'L' || n JOIN users u ON u.username = 'load.' || n || '.1'",
    "INSERT INTO hosts (name, floating_ip, department_id, application_id, region_id, specification, source)
     SELECT 'load-' || n || '-' || h, $6::inet + n * 256 + h, d.id, NULL, (SELECT min(id) FROM regions), '4核8GB', '试验'
     FROM generate_series($1, $2) AS n CROSS JOIN generate_series(1, $4) AS h JOIN departments d ON d.code = 'L' || n",
    "INSERT INTO pool_ips (address, pool, line, department_id, note)
     SELECT $7::inet + n * 16 + i, 'internet', 'bgp', d.id, '试验'
     FROM generate_series($1, $2) AS n CROSS JOIN generate_series(0, $5 - 1) AS i JOIN departments d ON d.code = 'L' || n",
    "INSERT INTO pool_ips (address, pool, line, department_id, note)
     SELECT $8::inet + n, 'extranet', 'extranet', d.id, '试验'
     FROM generate_series($1, $2) AS n JOIN departments d ON d.code = 'L' || n",
];

/// Where tickets can belong.
pub struct Places {
    pub departments: Vec<Department>,
    /// Who handles them: id and name.
    pub operator: (i64, String),
    /// The newest there was before.
    pub last_audit_entry: i64,
}

pub struct Department {
    nth: u32,
    hosts: i64,
    pub id: i64,
    pub name: String,
    pub ticket_group: i64,
    /// Who files: id, username and name.
    pub people: Vec<(i64, String, String)>,
    pub applications: Vec<(i64, String)>,
}

impl Department {
    pub fn host(&self, nth: i64) -> Ipv4Addr {
        let nth = u32::try_from(nth % self.hosts).unwrap_or_default();
        Ipv4Addr::from(u32::from(CLOUD) + self.nth * 256 + 1 + nth)
    }

    /// As others on the extranet see it.
    pub fn extranet_ip(&self) -> Ipv4Addr {
        Ipv4Addr::from(u32::from(EXTRANET) + self.nth)
    }

    /// The address that its `nth` mapping is on.
    pub fn pool_ip(&self, nth: i64) -> Ipv4Addr {
        let nth = u32::try_from(nth / PORTS_OF_AN_ADDRESS).unwrap_or_default();
        Ipv4Addr::from(u32::from(POOL) + self.nth * 16 + nth)
    }
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// Makes them; a second load makes further ones.
pub fn load(tx: &mut PgConnection, tickets: i64, password_hash: &str) -> AppResult<Places> {
    let number = |tx: &mut PgConnection, query: &'static str| -> AppResult<i64> {
        Ok(statement(query).get_result::<Number>(tx)?.number)
    };
    let first = number(tx, "SELECT count(*) + 1 AS number FROM departments WHERE code ~ '^L[0-9]+$'")?;
    let last_audit_entry = number(tx, "SELECT coalesce(max(id), 0) AS number FROM audit_entries")?;
    let hosts = (tickets / DEPARTMENTS / TICKETS_OF_A_HOST).clamp(HOSTS.0, HOSTS.1);
    for sql in MAKE {
        statement(sql)
            .bind::<BigInt, _>(first)
            .bind::<BigInt, _>(first + DEPARTMENTS - 1)
            .bind::<Text, _>(password_hash)
            .bind::<BigInt, _>(hosts)
            .bind::<BigInt, _>(tickets / DEPARTMENTS / PORTS_OF_AN_ADDRESS + 1)
            .bind::<Text, _>(CLOUD.to_string())
            .bind::<Text, _>(POOL.to_string())
            .bind::<Text, _>(EXTRANET.to_string())
            .execute(tx)?;
    }
    let departments = (first..first + DEPARTMENTS).map(|nth| department(tx, nth, hosts)).collect::<AppResult<_>>()?;
    let operator =
        users::table.filter(users::username.eq("ops.engineer")).select((users::id, users::display_name)).first(tx)?;
    Ok(Places { departments, operator, last_audit_entry })
}

fn department(tx: &mut PgConnection, nth: i64, hosts: i64) -> AppResult<Department> {
    let (id, name, ticket_group) = departments::table
        .inner_join(ticket_groups::table.on(ticket_groups::department_id.eq(departments::id)))
        .filter(departments::code.eq(format!("L{nth}")))
        .select((departments::id, departments::name, ticket_groups::id))
        .first(tx)?;
    Ok(Department {
        nth: u32::try_from(nth).unwrap_or_default(),
        hosts,
        id,
        name,
        ticket_group,
        people: users::table
            .filter(users::department_id.eq(id))
            .order(users::id)
            .select((users::id, users::username, users::display_name))
            .load(tx)?,
        applications: applications::table
            .filter(applications::department_id.eq(id))
            .order(applications::id)
            .select((applications::id, applications::name))
            .load(tx)?,
    })
}
