//! What the example's people hang on their tickets, and what the portal found behind their URLs.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use crate::{
    error::AppResult,
    network::url_scan::{Failure, Outcome, Report, Scanner, Tls, Trust, Visit},
    policy::Actor,
    schema::tickets,
    tickets::{
        around::{self, Colour, Copies, Label},
        commands::Attempt,
    },
};

const LABELS: [(&str, Colour); 5] = [
    ("防汛值守", Colour::Blue),
    ("等保整改", Colour::Purple),
    ("证书到期", Colour::Amber),
    ("急", Colour::Red),
    ("长期", Colour::Grey),
];
/// Which of them the newest open tickets bear.
const BORNE: [&[usize]; 4] = [&[0, 3], &[1], &[2, 4], &[0]];
const COPIES: &str = "duty@yjt.demo.example; security@yjt.demo.example";

/// Labels of `who`'s department, some of them on their open tickets; a relation, and copies of mails.
///
/// # Errors
/// When a command refuses.
pub fn hang(tx: &mut PgConnection, who: &Actor, now: DateTime<Utc>) -> AppResult<()> {
    let wanted = LABELS.map(|(name, colour)| around::Wanted { name: name.to_owned(), colour });
    let labels: Vec<Label> =
        wanted.iter().map(|label| around::create_label(tx, who, label)).collect::<AppResult<_>>()?;
    let open = tickets::table.filter(tickets::filer_id.eq(who.id)).filter(tickets::state.ne_all([
        "draft",
        "completed",
        "closed",
    ]));
    let numbers: Vec<String> = open.order(tickets::id.desc()).select(tickets::number).load(tx)?;
    let by = |number| Attempt { who, number, version: None, now };
    for (number, borne) in numbers.iter().zip(BORNE) {
        let ids = borne.iter().filter_map(|place| labels.get(*place)).map(|label| label.id).collect();
        around::put_labels(tx, &by(number), Ok(ids))?;
    }
    if let [first, second, ..] = numbers.as_slice() {
        around::relate(tx, &by(first), Ok(vec![second.clone()]))?;
        around::copy_to(tx, &by(first), Ok(Copies::parse(COPIES).unwrap_or_default()))?;
    }
    Ok(())
}

/// The example's sites are nowhere: this tells what might be found there.
pub struct Example {
    pub at: DateTime<Utc>,
}

impl Scanner for Example {
    fn scan(&self, url: &str, _: &[u16]) -> Report {
        let is_secure = url.starts_with("https:");
        let outcomes = match url.len() % 4 {
            0 => vec![(url.to_owned(), Outcome::Failed(Failure::Refused))],
            1 => vec![
                (url.to_owned(), Outcome::Answered(302)),
                (format!("{}/login", url.trim_end_matches('/')), Outcome::Answered(200)),
            ],
            _ => vec![(url.to_owned(), Outcome::Answered(200))],
        };
        let visit = |(url, outcome): (String, Outcome)| {
            let answers = matches!(outcome, Outcome::Answered(_));
            Visit { url, address: None, tls: (is_secure && answers).then(|| self.certificate()), outcome }
        };
        Report { visits: outcomes.into_iter().map(visit).collect() }
    }
}

impl Example {
    fn certificate(&self) -> Tls {
        Tls {
            versions: vec!["TLS 1.3".to_owned(), "TLS 1.2".to_owned()],
            issuer: "CFCA OV OCA (China Financial Certification Authority)".to_owned(),
            subject: "*.demo.example".to_owned(),
            valid_from: Some(self.at - TimeDelta::days(200)),
            valid_until: Some(self.at + TimeDelta::days(165)),
            trust: Trust::Trusted,
        }
    }
}
