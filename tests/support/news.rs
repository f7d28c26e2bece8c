//! Something happens to a record of the test's own, and people are told.

use diesel::{Connection, prelude::*, sql_query, sql_types::Text as SqlText};
use yunwu::{
    outbox::{self, Event, Mail, Notice, Record},
    policy::Actor,
    schema::users,
    text::Text,
};

use super::TestApp;

/// What is told; by the system, unless said otherwise.
pub struct News {
    by: Option<&'static str>,
    record: Record,
    kind: &'static str,
    title: Text,
    quote: String,
    mail: Mail,
}

impl News {
    /// Of a ticket that nobody filed.
    pub fn of(number: &str) -> Self {
        let record = Record { kind: "test", id: 1, number: number.to_owned(), path: format!("/tickets/{number}") };
        let title = Text::new("ticket-told-accepted").with("number", number);
        Self { by: None, record, kind: "ticket", title, quote: String::new(), mail: Mail::AsChosen }
    }

    pub fn by(mut self, username: &'static str) -> Self {
        self.by = Some(username);
        self
    }

    /// Of a record that is really there, or is somebody's account.
    pub fn of_record(mut self, kind: &'static str, id: i64) -> Self {
        (self.record.kind, self.record.id) = (kind, id);
        self
    }

    pub fn about(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }

    pub fn saying(mut self, title: Text) -> Self {
        self.title = title;
        self
    }

    pub fn quoting(mut self, words: &str) -> Self {
        words.clone_into(&mut self.quote);
        self
    }

    pub fn mailed(mut self, mail: Mail) -> Self {
        self.mail = mail;
        self
    }

    /// Told in a transaction that commits; `to` are usernames.
    pub fn reach(self, app: &TestApp, to: &[&str]) {
        let mut sql = app.sql();
        let mut ids_of = |names: &[&str]| -> Vec<i64> {
            users::table.filter(users::username.eq_any(names)).select(users::id).load(&mut sql).expect("people")
        };
        let ids = ids_of(to);
        let by = Actor { id: self.by.map_or(0, |name| ids_of(&[name])[0]), ..Actor::system() };
        let body = Text::new("ticket-told-about")
            .with("kind", "端口映射")
            .with("application", "应急指挥一张图")
            .with("department", "湖北省应急管理厅")
            .with("filer", "陈静");
        let notice = Notice { to: ids, kind: self.kind, title: self.title, body, mail: self.mail };
        let event = Event::new("testCase", "case", self.record).quoting(&self.quote).telling(notice);
        sql.transaction(|tx| outbox::tell(tx, &by, &event)).expect("people who are told");
    }
}

/// Once for each message of that title, whose it is; and the same of the mails, by address where it goes to nobody's account.
pub fn told(app: &TestApp, title: &str) -> [String; 2] {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlText)]
        names: String,
    }
    let of = |table: &str, address: &str| {
        let names = format!(
            "SELECT coalesce(string_agg(coalesce(u.username, {address}), ' ' ORDER BY u.username, {address}), '') AS names
             FROM {table} t LEFT JOIN users u ON u.id = t.recipient_id WHERE t.title ->> 'key' = $1"
        );
        let row: Row = sql_query(names).bind::<SqlText, _>(title).get_result(&mut app.sql()).expect("names");
        row.names
    };
    [of("messages", "''"), of("mails", "t.address")]
}
