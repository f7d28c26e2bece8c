//! Six months of bills, as they were made, sent and answered; the last of them in every state.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    PgConnection, RunQueryDsl,
    sql_types::{Date, Integer, Text as SqlText},
};

use super::stories::clock;
use crate::{
    bills::{
        commands, generate,
        model::{Bill, Kind},
        month::Month,
        queries,
        state::State,
    },
    calendar,
    db::sql::statement,
    error::AppResult,
    policy::{Actor, Origin},
    web::visitor,
};

/// Months there are bills of.
const MONTHS: u32 = 6;

/// The departments that have something to pay for, and who answers for each.
const ANSWERED_BY: [(&str, &str); 5] = [
    ("湖北省应急管理厅", "yj.admin"),
    ("湖北省应急救援中心", "yj.unit.admin"),
    ("湖北省卫生健康委员会", "wj.admin"),
    ("湖北省公安厅", "ga.admin"),
    ("省大数据局", "bigdata.admin"),
];

/// # Errors
/// When a command refuses.
pub fn load(tx: &mut PgConnection, now: DateTime<Utc>) -> AppResult<()> {
    // Deliveries were dated back after they were measured.
    statement("SELECT remeasure()").execute(tx)?;
    for ago in (1..=MONTHS).rev() {
        let month = Month::current(now).back(ago);
        let sent = calendar::start_of(month.next().first_day()) + TimeDelta::hours(9);
        Telling { month, made: sent.min(now - TimeDelta::hours(3)), now }.tell(tx, ago)?;
    }
    Ok(())
}

/// One month, and when its bills were made.
struct Telling {
    month: Month,
    made: DateTime<Utc>,
    now: DateTime<Utc>,
}

impl Telling {
    fn tell(&self, tx: &mut PgConnection, ago: u32) -> AppResult<()> {
        self.enter(tx)?;
        let manager = actor(tx, "ops.manager")?;
        generate::ask(tx, &manager, self.month, &[], self.made)?;
        while generate::make_next(tx, self.made)? {}
        clock::date(tx, self.made, self.now)?;
        match ago {
            1 => self.tell_the_last(tx, &manager),
            _ => self.tell_a_past_one(tx, &manager, ago),
        }
    }

    /// What no meter counts.
    fn enter(&self, tx: &mut PgConnection) -> AppResult<()> {
        statement(
            "INSERT INTO bill_entries (month, department_id, project_id, region_id, product, description, units, price, period,
                                       entered_by_id, entered_at)
             SELECT $1, p.department_id, p.id, (SELECT min(id) FROM regions), 'other', '等级保护测评与整改服务', 1, $2,
                    daterange($1, ($1 + interval '1 month')::date), (SELECT id FROM users WHERE username = $3), now()
             FROM projects p WHERE p.name = '一网通办'",
        )
        .bind::<Date, _>(self.month.first_day())
        .bind::<Integer, _>(1_280_000)
        .bind::<SqlText, _>("ops.manager")
        .execute(tx)?;
        Ok(())
    }

    /// Sent and confirmed; once after two lines were rejected, and the last total still to be confirmed.
    fn tell_a_past_one(&self, tx: &mut PgConnection, manager: &Actor, ago: u32) -> AppResult<()> {
        let sent = self.later(2);
        commands::send_all(tx, manager, self.month, sent)?;
        clock::date(tx, sent, self.now)?;
        for (department, who) in ANSWERED_BY {
            if ago == 3 && who == "wj.admin" {
                self.dispute(tx, manager, department, who, 26)?;
                self.send_again(tx, manager, department, 50)?;
            }
            self.confirm(tx, department, who, 52)?;
        }
        let bills = queries::of_month(tx, self.month)?;
        for (kind, who) in [(Kind::PoliticalLegal, "plc.admin"), (Kind::Cloud, "bigdata.admin")] {
            let total = bills.iter().find(|bill| bill.kind() == kind);
            if let Some(total) = total.filter(|_| kind == Kind::PoliticalLegal || ago > 2) {
                let (who, at) = (actor(tx, who)?, self.later(74));
                commands::confirm(tx, &who, total.id, None, at)?;
                clock::date(tx, at, self.now)?;
            }
        }
        Ok(())
    }

    /// One is confirmed, one rejected, one not sent yet; the others wait.
    fn tell_the_last(&self, tx: &mut PgConnection, manager: &Actor) -> AppResult<()> {
        for (department, _) in ANSWERED_BY.into_iter().filter(|(_, who)| *who != "bigdata.admin") {
            if let Some(bill) = self.bill(tx, department)? {
                commands::send(tx, manager, bill.id, None, self.later(1))?;
            }
        }
        clock::date(tx, self.later(1), self.now)?;
        self.confirm(tx, "湖北省公安厅", "ga.admin", 2)?;
        self.dispute(tx, manager, "湖北省卫生健康委员会", "wj.admin", 2)
    }

    fn confirm(&self, tx: &mut PgConnection, department: &str, who: &str, hours: i64) -> AppResult<()> {
        let Some(bill) = self.bill(tx, department)?.filter(|bill| bill.state() == State::Sent) else { return Ok(()) };
        let (who, at) = (actor(tx, who)?, self.later(hours));
        commands::confirm(tx, &who, bill.id, None, at)?;
        clock::date(tx, at, self.now)
    }

    /// Two lines are rejected, and one of them is corrected since.
    fn dispute(
        &self,
        tx: &mut PgConnection,
        manager: &Actor,
        department: &str,
        who: &str,
        hours: i64,
    ) -> AppResult<()> {
        let Some(bill) = self.bill(tx, department)? else { return Ok(()) };
        let who = actor(tx, who)?;
        let every = queries::Narrowed::default();
        let lines = queries::lines(tx, (bill.id, bill.round), &every, None, 2)?;
        let objection = commands::Objection {
            reason: "按约定该服务器上旬停机维护，应扣减十天费用".to_owned(),
            lines: lines.iter().map(|line| line.id).collect(),
            departments: Vec::new(),
        };
        commands::reject(tx, &who, bill.id, None, Ok(objection), self.later(hours))?;
        clock::date(tx, self.later(hours), self.now)?;
        let next = queries::lines(tx, (bill.id, bill.round + 1), &every, None, 1)?;
        let Some(line) = next.first() else { return Ok(()) };
        let correction = commands::Correction {
            amount: crate::money::Money(line.amount().0 * 2 / 3),
            reason: "扣减停机维护的十天".to_owned(),
        };
        commands::correct(tx, manager, (bill.id, line.id), None, Ok(correction), self.later(hours))?;
        clock::date(tx, self.later(hours).min(self.now - TimeDelta::minutes(20)), self.now)
    }

    fn send_again(&self, tx: &mut PgConnection, manager: &Actor, department: &str, hours: i64) -> AppResult<()> {
        let Some(bill) = self.bill(tx, department)? else { return Ok(()) };
        commands::send(tx, manager, bill.id, None, self.later(hours))?;
        clock::date(tx, self.later(hours), self.now)
    }

    fn bill(&self, tx: &mut PgConnection, department: &str) -> AppResult<Option<Bill>> {
        let bills = queries::of_month(tx, self.month)?;
        Ok(bills.into_iter().find(|bill| bill.department == department))
    }

    /// So many hours after it was made, in the past.
    fn later(&self, hours: i64) -> DateTime<Utc> {
        (self.made + TimeDelta::hours(hours)).min(self.now - TimeDelta::minutes(30))
    }
}

fn actor(tx: &mut PgConnection, username: &str) -> AppResult<Actor> {
    visitor::actor_named(tx, username, Origin { address: "10.20.0.1".to_owned(), request_id: "demo".to_owned() })
}
