//! The maintenance window of a change, in Shanghai (spec 2, `server-change`).

use chrono::{DateTime, Utc};

use crate::{text::Text, tickets::hours::moment, web::form::Errors};

/// The window, which is still to come and ends after it begins.
pub fn read_window(from: &str, until: &str, now: DateTime<Utc>, errors: &mut Errors) -> Option<[DateTime<Utc>; 2]> {
    let from = errors.take("window_from", moment(from, "ticket-window-from-missing"));
    let until = errors.take("window_until", moment(until, "ticket-window-until-missing"));
    if let Some(from) = from.filter(|from| *from <= now) {
        errors.add("window_from", Text::new("ticket-window-past").with("from", from).with("now", now));
        return None;
    }
    let (from, until) = (from?, until?);
    if until <= from {
        errors.add("window_until", Text::new("ticket-window-ends-before-it-begins").with("from", from));
        return None;
    }
    Some([from, until])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_to_come_and_ends_after_it_begins() {
        let now = "2026-12-01T14:00:00Z".parse().unwrap();
        for (from, until, field, key) in [
            ("", "2026-12-02T02:00", "window_from", "ticket-window-from-missing"),
            ("2026-12-01T23:00", "", "window_until", "ticket-window-until-missing"),
            ("2026-12-01T22:00", "2026-12-02T02:00", "window_from", "ticket-window-past"),
            ("2026-12-01T23:00", "2026-12-01T23:00", "window_until", "ticket-window-ends-before-it-begins"),
            ("2026-12-01T23:00", "soon", "window_until", "ticket-moment-invalid"),
        ] {
            let mut errors = Errors::default();
            assert_eq!(read_window(from, until, now, &mut errors), None, "{from} {until}");
            assert_eq!(errors.at(field).first().map(|why| why.key.as_ref()), Some(key), "{from} {until}");
        }
        let mut errors = Errors::default();
        assert!(read_window("2026-12-01T22:01", "2026-12-01T22:02", now, &mut errors).is_some());
        assert!(errors.is_empty());
    }
}
