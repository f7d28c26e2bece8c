//! Tickets filed while something goes wrong, and what must be true of them afterwards.

use std::{collections::BTreeMap, sync::Mutex};

use diesel::{PgConnection, QueryableByName, RunQueryDsl, sql_query, sql_types};
use uuid::Uuid;

use crate::support::{Browser, Page};

pub const NEW: &str = "/tickets/new/internet-mapping";

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = sql_types::Text)]
    word: String,
}

/// The one text that a query gives.
#[track_caller]
pub fn word(c: &mut PgConnection, query: &str) -> String {
    sql_query(format!("SELECT coalesce(({query})::text, '') AS word")).get_result::<Word>(c).expect(query).word
}

pub fn run(c: &mut PgConnection, statement: &str) {
    sql_query(statement).execute(c).expect(statement);
}

/// A form that somebody filled in; sent again, it is the same one.
#[derive(Clone)]
pub struct Filled {
    fields: Vec<(&'static str, String)>,
}

impl Filled {
    /// What `yj.user` asks for `port` with.
    pub fn new(c: &mut PgConnection, port: usize) -> Self {
        let application = word(c, "SELECT id FROM applications WHERE name = '应急指挥一张图'");
        let fields = [
            ("application", application),
            ("submission", Uuid::new_v4().to_string()),
            ("contact_phone", "027-87231234".to_owned()),
            ("contact_email", "zhang@demo.example".to_owned()),
            ("description", "供全省各市州应急管理部门的值班人员查看实时险情".to_owned()),
            ("public_ip", "203.0.113.18".to_owned()),
            ("public_port", port.to_string()),
            ("floating_ip", "10.20.6.31".to_owned()),
            ("internal_port", "8443".to_owned()),
            ("protocol", "tcp".to_owned()),
            ("access_url", String::new()),
            ("validity", "unlimited".to_owned()),
            ("valid_until", String::new()),
            ("action", "submit".to_owned()),
        ];
        Self { fields: fields.to_vec() }
    }

    /// Of as many ports, from `first` on.
    pub fn forms(c: &mut PgConnection, first: usize, count: usize) -> Vec<Self> {
        let pattern = Self::new(c, first);
        (first..first + count).map(|port| pattern.anew().with("public_port", &port.to_string())).collect()
    }

    /// Another form with the same in it.
    pub fn anew(&self) -> Self {
        self.clone().with("submission", &Uuid::new_v4().to_string())
    }

    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        let found = self.fields.iter_mut().find(|(field, _)| *field == name).expect("a field of the form");
        value.clone_into(&mut found.1);
        self
    }

    pub fn send(&self, browser: &Browser) -> Page {
        browser.post(NEW, &self.fields())
    }

    /// None where no answer came.
    pub fn try_to_send(&self, browser: &Browser) -> Option<Page> {
        browser.attempt_post(NEW, &self.fields())
    }

    pub fn fields(&self) -> Vec<(&str, &str)> {
        self.fields.iter().map(|(name, value)| (*name, value.as_str())).collect()
    }
}

/// Answers by their status, and the tickets that were acknowledged.
#[derive(Debug, Default)]
pub struct Answers {
    pub statuses: Mutex<BTreeMap<u16, usize>>,
    pub tickets: Mutex<Vec<String>>,
}

impl Answers {
    pub fn note(&self, answer: Option<&Page>) {
        let Some(answer) = answer else { return };
        *self.statuses.lock().expect("counts").entry(answer.status()).or_default() += 1;
        if answer.status() == 303 && answer.location().starts_with("/tickets/GD") {
            self.tickets.lock().expect("tickets").push(answer.location().replace("/tickets/", ""));
        }
        if answer.status() == 503 {
            assert!(!answer.header("retry-after").is_empty(), "it is said when to come again");
        }
    }

    pub fn count(&self, status: u16) -> usize {
        self.statuses.lock().expect("counts").get(&status).copied().unwrap_or_default()
    }

    pub fn tickets(&self) -> Vec<String> {
        self.tickets.lock().expect("tickets").clone()
    }

    /// Nobody read anything but what is theirs to read in such a time.
    #[track_caller]
    pub fn are_only(&self, allowed: &[u16]) {
        let statuses = self.statuses.lock().expect("counts");
        assert!(statuses.keys().all(|status| allowed.contains(status)), "{statuses:?}");
    }
}

/// What every submitted ticket leaves: two lines, two audit entries, a message to each operator, its
/// port, and where its form led.
const TRACES: &str = "SELECT t.number AS number, t.state || ' ' || concat_ws(' ',
        (SELECT count(*) FROM timeline_entries l WHERE l.record_kind = 'ticket' AND l.record_id = t.id),
        (SELECT count(*) FROM audit_entries e WHERE e.resource_type = 'case' AND e.resource_id = t.number),
        (SELECT count(*) FROM messages m WHERE m.record_kind = 'ticket' AND m.record_id = t.id),
        (SELECT count(*) FROM port_mappings p WHERE p.ticket_id = t.id AND p.state = 'held'),
        (SELECT count(*) FROM submissions s WHERE s.leads_to = '/tickets/' || t.number)) AS word
    FROM tickets t";

#[derive(QueryableByName)]
struct Traces {
    #[diesel(sql_type = sql_types::Text)]
    number: String,
    #[diesel(sql_type = sql_types::Text)]
    word: String,
}

/// Every ticket is as whole as one filed in peace, and every acknowledged one is there.
#[track_caller]
pub fn all_are_whole(c: &mut PgConnection, filed_in_peace: &str, acknowledged: &[String]) {
    let all: Vec<Traces> = sql_query(TRACES).load(c).expect("tickets");
    let peaceful = all.iter().find(|ticket| ticket.number == filed_in_peace).expect("the one filed in peace");
    assert!(peaceful.word.starts_with("pending ") && !peaceful.word.contains(" 0"), "{}", peaceful.word);
    for ticket in &all {
        assert_eq!(ticket.word, peaceful.word, "{} is not whole", ticket.number);
    }
    for number in acknowledged {
        assert!(all.iter().any(|ticket| ticket.number == *number), "{number} was acknowledged and is lost");
    }
    let loose = "SELECT count(*) FROM messages m WHERE m.record_kind = 'ticket'
                 AND NOT EXISTS (SELECT FROM tickets t WHERE t.id = m.record_id)";
    assert_eq!(word(c, loose), "0", "no message without its ticket");
}

/// Files one while nothing goes wrong.
pub fn in_peace(c: &mut PgConnection, browser: &Browser) -> String {
    let answer = Filled::new(c, 29_999).send(browser);
    answer.location().replace("/tickets/", "")
}

/// Everyone sends their share of the forms, one after the other.
pub fn send_all(browsers: &[Browser], forms: &[Filled], answers: &Answers) {
    std::thread::scope(|scope| {
        for (nth, browser) in browsers.iter().enumerate() {
            let share = forms.iter().skip(nth).step_by(browsers.len());
            scope.spawn(move || share.for_each(|form| answers.note(form.try_to_send(browser).as_ref())));
        }
    });
}
