//! Resource requests by the hundred thousand, each of ten items: made by the database from a series of numbers.

use chrono::{DateTime, Utc};
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl, sql_query,
    sql_types::{BigInt, Timestamptz, Uuid as SqlUuid},
};
use uuid::Uuid;

use crate::{
    attachments::Files,
    db::{Db, sql::statement, without_time_limit},
    error::AppResult,
};

/// What each carries: the same in every file, word for word what the statement below says of it.
const PAPER: &[u8] = b"%PDF-1.7";
/// Requests of one transaction.
const BATCH: i64 = 5_000;

/// Five projects for each department of a load, where they have none.
const PROJECTS: &str = "
    WITH made AS (
        INSERT INTO projects (department_id, name, contact_id, owner_id, keeper_id)
        SELECT d.id, '试验项目' || p, u.id, u.id, u.id
        FROM departments d CROSS JOIN generate_series(1, 5) AS p
        JOIN users u ON u.username = 'load.' || substr(d.code, 2) || '.1'
        WHERE d.code ~ '^L[0-9]+$' AND NOT EXISTS (SELECT FROM projects WHERE department_id = d.id)
        RETURNING id)
    INSERT INTO timeline_entries (record_kind, record_id, actor_name, action, said)
    SELECT 'project', id, '', 'createProject', '{\"key\": \"project-heading\"}' FROM made";

/// In the order in which one needs the other. `$1` is the first number, `$2` the last, `$3` the time of the last of all,
/// `$4` how many there are. Half are delivered; of the others most were withdrawn, and the rest is on its way.
const MAKE: [&str; 10] = [
    "CREATE TEMP TABLE loading ON COMMIT DROP AS
     SELECT *, CASE WHEN state IN ('delivered', 'withdrawn') THEN at + interval '5 days'
                    WHEN state = 'delivering' THEN at + cardinality(flow) * interval '1 day' ELSE at END AS since,
            'ZY' || to_char($3 AT TIME ZONE 'Asia/Shanghai', 'YYYYMMDD')
                || lpad(nth::text, greatest(4, length(nth::text)), '0') AS number
     FROM (
         SELECT n, nextval(pg_get_serial_sequence('resource_requests', 'id')) AS id,
                nextval('resource_request_numbers') AS nth, $3 - ($4 - n) * interval '3 minutes' AS at,
                p.department_id, p.id AS project_id, p.keeper_id AS applicant_id, (SELECT min(id) FROM regions) AS region_id, f.flow,
                CASE WHEN (n + n / 120) % 20 < 10 THEN 'delivered' WHEN (n + n / 120) % 20 < 16 THEN 'withdrawn'
                     WHEN (n + n / 120) % 20 < 17 THEN 'delivering' ELSE f.flow[1] END AS state
         FROM generate_series($1, $2) AS n
         JOIN (SELECT *, row_number() OVER (ORDER BY name, id) AS nth, count(*) OVER () AS all_of_them
               FROM projects WHERE name LIKE '试验项目%') p ON p.nth = 1 + (n - 1) % p.all_of_them
         JOIN departments d ON d.id = p.department_id
         JOIN (SELECT sector, array_agg(step ORDER BY place) AS flow FROM approval_flows GROUP BY sector) f
              ON f.sector = d.sector) planned",
    "INSERT INTO resource_requests (id, number, state, applicant_id, department_id, project_id, region_id, batch, products,
         purpose, form, flow, round, revision, due_at, reminded, created_at, updated_at, submitted_at, state_since, ended_at, summary,
         search_text)
     SELECT id, number, state, applicant_id, department_id, project_id, region_id, true, '{ebs,eip}', 'new',
            json_build_object('department', '', 'region', region_id::text, 'project', project_id::text, 'user_ids', '[]'::json,
                'users', '[]'::json, 'remarks', '', 'items', '[]'::json),
            flow, 1, 1, CASE WHEN state NOT IN ('delivered', 'withdrawn') THEN $3 + n % 7 * interval '1 day' END, 2,
            at, at, at, since,
            CASE WHEN state IN ('delivered', 'withdrawn') THEN since END, 'EBS \u{d7} 5 \u{b7} EIP \u{d7} 5',
            number || ' 试验项目 cloud_ssd 20 Mbps 第' || n || '批'
     FROM loading",
    "INSERT INTO attachments (id, uploader_id, request_id, field, file_name, media_type, size, sha256, uploaded_at)
     SELECT md5('request ' || id)::uuid, applicant_id, id, 'attachments', '申请单.pdf', 'application/pdf', 8, sha256('%PDF-1.7'), at
     FROM loading",
    "INSERT INTO request_revisions (request_id, revision, round, project_id, region_id, remarks, files, submitted_at, monthly)
     SELECT id, 1, 1, project_id, region_id, '', ARRAY[md5('request ' || id)::uuid], at, 480000 FROM loading",
    "INSERT INTO request_items (request_id, revision, place, product, details, quantity, monthly)
     SELECT id, 1, place, CASE place % 2 WHEN 0 THEN 'eip' ELSE 'ebs' END,
            CASE place % 2
                WHEN 0 THEN '{\"kind\": \"other\", \"product\": \"eip\", \"values\": {\"bandwidth\": \"20\"}}'::jsonb
                ELSE jsonb_build_object('kind', 'other', 'product', 'ebs', 'values',
                    jsonb_build_object('category', 'cloud_ssd', 'size', (20 + place)::text, 'host', '')) END,
            1, 48000
     FROM loading CROSS JOIN generate_series(1, 10) AS place",
    "INSERT INTO request_users (request_id, revision, place, user_id) SELECT id, 1, 1, applicant_id FROM loading",
    "INSERT INTO request_decisions (request_id, round, step, revision, applicant_id, decided_by_id, outcome, decided_at)
     SELECT id, 1, step, 1, applicant_id,
            (SELECT id FROM users WHERE username = CASE step WHEN 'first_review' THEN 'ops.engineer'
                WHEN 'second_review' THEN 'bigdata.admin' ELSE 'plc.admin' END),
            'approved', at + place * interval '1 day'
     FROM loading CROSS JOIN unnest(flow) WITH ORDINALITY AS way (step, place)
     WHERE state IN ('delivering', 'delivered')",
    "INSERT INTO request_turns (request_id, round, state, department_id, since, until, working_seconds, due_at)
     SELECT id, 1, step, department_id, at + (place - 1) * interval '1 day',
            CASE state WHEN 'withdrawn' THEN since ELSE at + place * interval '1 day' END, 86400, at + interval '9 days'
     FROM loading CROSS JOIN unnest(flow) WITH ORDINALITY AS way (step, place)
     WHERE state IN ('delivering', 'delivered') OR state = 'withdrawn' AND place = 1
     UNION ALL
     SELECT id, 1, 'delivering', department_id, at + cardinality(flow) * interval '1 day', since, 172800, at + interval '9 days'
     FROM loading WHERE state = 'delivered'",
    "INSERT INTO resources (product, name, department_id, project_id, region_id, request_id, revision, place, quantity, unit,
         instance_id, specification, delivered_by_id, delivered_at)
     SELECT i.product, 'r-' || l.id || '-' || i.place, l.department_id, l.project_id, l.region_id, l.id, 1, i.place, 1, 1,
            'r-' || l.id || '-' || i.place, CASE i.product WHEN 'eip' THEN '20 Mbps' ELSE 'cloud_ssd 30 GiB' END,
            (SELECT id FROM users WHERE username = 'ops.engineer'), l.at + interval '5 days'
     FROM loading l JOIN request_items i ON i.request_id = l.id WHERE l.state = 'delivered'",
    "INSERT INTO timeline_entries (record_kind, record_id, at, actor_id, actor_name, action, said)
     SELECT 'request', l.id, l.at, l.applicant_id, u.display_name, told.action, jsonb_build_object('key', told.key)
     FROM loading l JOIN users u ON u.id = l.applicant_id
     CROSS JOIN (VALUES (1, 'createRequest', 'request-line-created'), (2, 'submitRequest', 'request-line-submitted'))
         AS told (nth, action, key)
     ORDER BY l.id, told.nth",
];

/// Loads `requests` of them beside what is there; `told` hears how many are in so far.
///
/// # Errors
/// When the database refuses.
pub fn load(db: &Db, files: &Files, requests: i64, now: DateTime<Utc>, told: impl Fn(i64)) -> AppResult<()> {
    db.transact(|tx| Ok(statement(PROJECTS).execute(tx).map(drop)?))?;
    for from in (0..requests).step_by(usize::try_from(BATCH).unwrap_or(1)) {
        let to = requests.min(from + BATCH);
        db.transact(|tx| batch(tx, files, (from + 1, to), requests, now))?;
        told(to);
    }
    db.transact(|tx| {
        without_time_limit(tx)?;
        sql_query("SELECT recount_quotas()").execute(tx)?;
        Ok(sql_query("ANALYZE").execute(tx).map(drop)?)
    })
}

#[derive(QueryableByName)]
struct Paper {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

fn batch(
    tx: &mut PgConnection,
    files: &Files,
    (first, last): (i64, i64),
    all: i64,
    now: DateTime<Utc>,
) -> AppResult<()> {
    without_time_limit(tx)?;
    sql_query("SET LOCAL yunwu.quota_recount = 'on'").execute(tx)?;
    for sql in MAKE {
        statement(sql)
            .bind::<BigInt, _>(first)
            .bind::<BigInt, _>(last)
            .bind::<Timestamptz, _>(now)
            .bind::<BigInt, _>(all)
            .execute(tx)?;
    }
    let papers: Vec<Paper> = statement("SELECT md5('request ' || id)::uuid AS id FROM loading").load(tx)?;
    for paper in papers {
        files.put(paper.id, PAPER).map_err(anyhow::Error::from)?;
    }
    Ok(())
}
