//! All listeners of a process.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use actix_web::web::Bytes;
use chrono::Utc;
use tokio::{
    sync::mpsc::{Receiver, Sender, channel},
    time::{Instant, MissedTickBehavior, interval},
};
use uuid::Uuid;

use super::queries::{self, Seen};
use crate::{db::Db, metrics};

/// Listeners of a process; whoever comes after them asks every half minute, as without any.
const MOST: usize = 2_000;
/// Pages of one person that listen, the newest of them.
const MOST_OF_ONE: usize = 6;
/// What may lie unread before its listener: one that takes nothing is let go.
const UNREAD_EVENTS: usize = 8;
/// How often it is looked whether anything is new.
const TICK: Duration = Duration::from_secs(1);
/// How often a listener hears that the line is open, so that a dead one is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Cheap to clone.
#[derive(Clone)]
pub struct Switchboard(Arc<Mutex<Board>>);

#[derive(Default)]
struct Board {
    listeners: HashMap<u64, Listener>,
    next: u64,
    /// Nobody is let in any more.
    closed: bool,
}

struct Listener {
    user: i64,
    session: Uuid,
    /// What it heard last; none before the first word.
    seen: Option<Seen>,
    heard_at: Instant,
    line: Sender<Bytes>,
}

impl Default for Switchboard {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Board::default())))
    }
}

impl Switchboard {
    /// Lets one more listen; none where there is no room. Of a person's pages the eldest makes room for the newest.
    #[must_use]
    pub fn listen(&self, user: i64, session: Uuid) -> Option<Receiver<Bytes>> {
        let mut board = self.board();
        board.listeners.retain(|_, listener| !listener.line.is_closed());
        if board.closed {
            return None;
        }
        let mut own: Vec<u64> =
            board.listeners.iter().filter(|(_, it)| it.user == user).map(|(number, _)| *number).collect();
        own.sort_unstable();
        for eldest in own.iter().take((own.len() + 1).saturating_sub(MOST_OF_ONE)) {
            board.listeners.remove(eldest);
        }
        if board.listeners.len() >= MOST {
            return None;
        }
        let (line, hear) = channel(UNREAD_EVENTS);
        let number = board.next;
        board.next += 1;
        board.listeners.insert(number, Listener { user, session, seen: None, heard_at: Instant::now(), line });
        Some(hear)
    }

    #[must_use]
    pub fn listening(&self) -> usize {
        self.board().listeners.len()
    }

    /// Ends every line, and opens no other: the process is about to end.
    pub fn close(&self) {
        let mut board = self.board();
        board.closed = true;
        board.listeners.clear();
    }

    /// Looks once a second, as long as the process lives.
    pub async fn serve(self, db: Db) {
        let mut tick = interval(TICK);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            self.look(&db).await;
            if let Some(gauge) = metrics::LISTENERS.as_ref() {
                gauge.set(i64::try_from(self.listening()).unwrap_or(i64::MAX));
            }
        }
    }

    async fn look(&self, db: &Db) {
        let sessions = self.sessions();
        if sessions.is_empty() {
            return;
        }
        match db.read(move |c| queries::seen(c, &sessions, Utc::now()).map(|seen| (seen, sessions.clone()))).await {
            Ok((seen, asked)) => self.tell(&seen.into_iter().collect(), &asked),
            // They hear of it when the database is back; meanwhile the lines stay open.
            Err(error) => tracing::warn!(%error, "listeners hear nothing"),
        }
        self.beat();
    }

    fn sessions(&self) -> Vec<Uuid> {
        let mut board = self.board();
        board.listeners.retain(|_, listener| !listener.line.is_closed());
        let mut sessions: Vec<Uuid> = board.listeners.values().map(|it| it.session).collect();
        sessions.sort_unstable();
        sessions.dedup();
        sessions
    }

    /// Tells what is new to whom. Who was asked for and isn't there any more has no session: their line ends.
    fn tell(&self, seen: &HashMap<Uuid, Seen>, asked: &[Uuid]) {
        self.board().listeners.retain(|_, listener| match seen.get(&listener.session) {
            Some(now) if listener.seen != Some(*now) => {
                listener.seen = Some(*now);
                listener.say(event("bell", &format!("{{\"unread\":{}}}", now.unread)))
            }
            None if asked.binary_search(&listener.session).is_ok() => {
                listener.say(event("end", "{}"));
                false
            }
            _ => true,
        });
    }

    fn beat(&self) {
        let beat = Bytes::from_static(b": \n\n");
        self.board()
            .listeners
            .retain(|_, listener| listener.heard_at.elapsed() < HEARTBEAT || listener.say(beat.clone()));
    }

    fn board(&self) -> MutexGuard<'_, Board> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Listener {
    /// Whether it takes it: one whose line is full or gone doesn't.
    fn say(&mut self, words: Bytes) -> bool {
        self.heard_at = Instant::now();
        self.line.try_send(words).is_ok()
    }
}

/// An event as browsers read it.
pub fn event(name: &str, data: &str) -> Bytes {
    Bytes::from(format!("event: {name}\ndata: {data}\n\n"))
}
