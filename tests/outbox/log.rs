//! What the log says of mail: enough to look into it, and nobody's name.

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use diesel::prelude::*;
use tracing::{
    Dispatch,
    subscriber::{NoSubscriber, with_default},
};
use yunwu::schema::mails;

use super::{deliver, run};
use crate::support::{
    TestApp,
    news::News,
    smtp::{Mood, SmtpServer},
};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, words: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("a log").write(words)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What this thread logs meanwhile.
fn logged(work: impl FnOnce()) -> String {
    let log = Log::default();
    let written = log.clone();
    // Beside a lone subscriber, another test's thread without one would switch a line off for all threads.
    let _another = Dispatch::new(NoSubscriber::new());
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(move || log.clone()).finish();
    with_default(subscriber, work);
    String::from_utf8(written.0.lock().expect("a log").clone()).expect("UTF-8")
}

#[test]
fn the_log_says_which_mail_was_refused_with_which_code_and_names_nobody() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    server.is_in_the_mood(Mood::RefusesRecipients(550));
    News::of("GD1").reach(&app, &["yj.user"]);
    run(&app, "UPDATE users SET email = 'nobody at all' WHERE username = 'wj.user'");
    News::of("GD2").reach(&app, &["wj.user"]);
    let log = logged(|| deliver(&app, &server.settings()));
    assert!(log.contains("mail=1") && log.contains("code=\"550\"") && log.contains("code=\"unfit\""), "{log}");
    for word in ["@", "yj.user", "nobody", "not here"] {
        assert!(!log.contains(word), "{word}: {log}");
    }
    let why: Vec<Option<String>> = mails::table.select(mails::last_error).load(&mut app.sql()).expect("mails");
    assert!(why.iter().flatten().any(|why| why.contains("yj.user@demo.example")), "administrators read it all");
}
