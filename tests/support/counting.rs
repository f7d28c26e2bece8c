//! How many queries a server asks of its database.

use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex, Once},
};

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};

/// By the database's address: each test has its own.
static ASKED: LazyLock<Mutex<HashMap<String, usize>>> = LazyLock::new(Mutex::default);
static BEGUN: Once = Once::new();

#[derive(Default)]
struct Counting {
    url: String,
}

impl Instrumentation for Counting {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartEstablishConnection { url, .. } => url.clone_into(&mut self.url),
            InstrumentationEvent::StartQuery { query, .. } if is_question(&query.to_string()) => {
                *ASKED.lock().expect("counts").entry(self.url.clone()).or_default() += 1;
            }
            _ => {}
        }
    }
}

/// The brackets of a transaction, and how it is to be planned, ask for nothing.
fn is_question(query: &str) -> bool {
    !["BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET LOCAL"].iter().any(|word| query.starts_with(word))
}

/// From now on, for connections made from now on.
pub fn begin() {
    BEGUN.call_once(|| {
        set_default_instrumentation(|| Some(Box::<Counting>::default())).expect("a place for it");
    });
}

pub fn asked(url: &str) -> usize {
    ASKED.lock().expect("counts").get(url).copied().unwrap_or_default()
}
