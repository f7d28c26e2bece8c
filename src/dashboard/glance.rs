//! Quota and cost at a glance (spec 9, addresses), beside what else is a mere count.

use chrono::NaiveDate;
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{BigInt, Bool, Date, Jsonb, Nullable, Text as SqlText},
};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    bills::{
        model::{self, Month},
        state::State,
    },
    db::sql::Bindings,
    error::AppResult,
    money::Money,
    network::queries as network,
    policy::{Action, Actor},
    web::i18n::Lang,
};

#[derive(Clone, Debug, Default, QueryableByName)]
pub struct Glance {
    /// How many openings without end they are to say of whether these are still needed.
    #[diesel(sql_type = BigInt)]
    pub awaiting: i64,
    #[diesel(sql_type = Jsonb)]
    quotas: Value,
    /// The department's newest bill.
    #[diesel(sql_type = Nullable<BigInt>)]
    bill_id: Option<i64>,
    #[diesel(sql_type = Nullable<Date>)]
    month: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<BigInt>)]
    amount: Option<i64>,
    #[diesel(sql_type = Nullable<SqlText>)]
    state: Option<String>,
}

/// What a department has bound of a metric, in all regions.
#[derive(Clone, Debug, Deserialize)]
pub struct Quota {
    name: String,
    name_en: String,
    pub bound: i64,
    pub total: i64,
}

impl Quota {
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        if lang == Lang::default() { &self.name } else { &self.name_en }
    }
}

/// A department's newest bill.
#[derive(Clone, Debug)]
pub struct Bill {
    pub path: String,
    pub month: Month,
    pub amount: Money,
    pub state: State,
}

impl Glance {
    #[must_use]
    pub fn quotas(&self) -> Vec<Quota> {
        serde_json::from_value(self.quotas.clone()).unwrap_or_default()
    }

    #[must_use]
    pub fn bill(&self) -> Option<Bill> {
        Some(Bill {
            path: model::path_of(self.bill_id?),
            month: Month::of(self.month?),
            amount: Money(self.amount?),
            state: self.state.as_deref()?.parse().ok()?,
        })
    }
}

/// Of what `who` may look at.
///
/// # Errors
/// When the database can't be had.
pub fn glance(c: &mut PgConnection, who: &Actor, today: NaiveDate) -> AppResult<Glance> {
    let mut bindings = Bindings::default();
    let awaiting = if who.may(Action::RecertifyMappings) {
        let counted = bindings.add_part(network::ids_awaiting(who, today));
        format!("(SELECT count(*) FROM ({counted}) AS few)")
    } else {
        "0::bigint".to_owned()
    };
    let department = bindings.add::<BigInt, _>(who.department.id);
    let sees_quotas = bindings.add::<Bool, _>(who.may(Action::ViewQuotas));
    let sees_bills = bindings.add::<Bool, _>(who.may(Action::ViewBills));
    let query = format!(
        "SELECT {awaiting} AS awaiting, b.id AS bill_id, b.month, b.amount, b.state,
                (SELECT coalesce(jsonb_agg(to_jsonb(q) ORDER BY q.place), '[]')
                 FROM (SELECT m.name, m.name_en, m.place, sum(o.allocated + o.used + o.pending)::bigint AS bound, sum(o.total)::bigint AS total
                       FROM quota_balances o JOIN quota_metrics m ON m.code = o.metric
                       WHERE {sees_quotas} AND o.department_id = {department}
                       GROUP BY m.name, m.name_en, m.place HAVING sum(o.total) > 0 ORDER BY m.place LIMIT 4) q) AS quotas
         FROM (SELECT) one LEFT JOIN LATERAL (
             SELECT b.id, b.month, e.amount, b.state FROM bills b JOIN bill_editions e ON (e.bill_id, e.round) = (b.id, b.round)
             WHERE {sees_bills} AND b.department_id = {department} AND b.state <> 'draft' ORDER BY b.month DESC LIMIT 1) b ON true"
    );
    Ok(bindings.into_statement(query).get_result(c)?)
}
