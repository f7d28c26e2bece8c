//! Many want the same at once: one form sent twenty times, one port for a hundred.

use std::thread;

use super::{
    briefly_or,
    filing::{Answers, Filled, word},
};
use crate::support::{Browser, Page, TestApp, program::Plan, rounds};

/// What everyone gets who sends at the same moment.
fn at_once(forms: &[Filled], browsers: &[Browser]) -> Vec<Page> {
    thread::scope(|scope| {
        let tries: Vec<_> = forms
            .iter()
            .zip(browsers.iter().cycle())
            .map(|(form, browser)| scope.spawn(|| form.send(browser)))
            .collect();
        tries.into_iter().map(|answer| answer.join().expect("an answer")).collect()
    })
}

#[test]
fn one_form_sent_twenty_times_makes_one_ticket() {
    let app = TestApp::with(|settings| settings.workers = 2);
    let browsers = [app.signed_in("yj.user")];
    for (round, form) in Filled::forms(&mut app.sql(), 30_000, rounds()).iter().enumerate() {
        let answers = at_once(&vec![form.clone(); 20], &browsers);
        // Whoever would have waited too long is told to come again, and then led to the same ticket.
        let led: Vec<String> =
            answers.into_iter().filter(|answer| answer.status() != 503).map(|answer| answer.location()).collect();
        let first = form.send(&browsers[0]).location();
        assert!(!led.is_empty() && led.iter().all(|path| *path == first), "round {round}: {led:?}");
    }
    assert_eq!(word(&mut app.sql(), "SELECT count(*) FROM tickets"), rounds().to_string());
    app.holds_together();
}

#[test]
fn of_a_hundred_tickets_for_one_port_one_wins_and_the_others_are_offered_free_ones() {
    let app = TestApp::new();
    let portal = Plan::new(&app.database_url(), &app.data()).with("YUNWU_CONNECTIONS", "8").serve();
    let browsers: Vec<Browser> = ["yj.user", "yj.admin"].map(|name| portal.signed_in(name)).to_vec();
    for round in 0..briefly_or(1, 20) {
        let port = 30_000 + round * 100;
        let pattern = Filled::new(&mut app.sql(), port);
        let mut forms: Vec<Filled> = (0..100).map(|_| pattern.anew()).collect();
        let answers = Answers::default();
        // Till nobody is told to come again.
        while !forms.is_empty() {
            let pages = at_once(&forms, &browsers);
            for page in &pages {
                answers.note(Some(page));
            }
            for page in pages.iter().filter(|page| page.status() == 422) {
                let says = page.errors_at("public_port-1");
                assert!(says.contains("占用") && says.contains("相近的可用端口"), "{says}");
            }
            let again = forms.into_iter().zip(&pages).filter(|(_, page)| page.status() == 503);
            forms = again.map(|(form, _)| form).collect();
        }
        answers.are_only(&[303, 422, 503]);
        assert_eq!((answers.count(303), answers.count(422)), (1, 99), "round {round}");
        let held = format!("SELECT count(*) FROM port_mappings WHERE public_port = {port} AND state = 'held'");
        assert_eq!(word(&mut app.sql(), &held), "1");
    }
    app.holds_together();
}

#[test]
fn of_two_periods_that_overlap_one_is_promised() {
    let app = TestApp::with(|settings| settings.workers = 2);
    let browsers = ["yj.user", "yj.admin"].map(|name| app.signed_in(name));
    let day = |days: i64| {
        let today = (chrono::Utc::now() + chrono::TimeDelta::hours(8)).date_naive();
        (today + chrono::TimeDelta::days(days)).to_string()
    };
    for (round, form) in Filled::forms(&mut app.sql(), 30_000, rounds()).iter().enumerate() {
        let until = |days| form.anew().with("validity", "until").with("valid_until", &day(days));
        let mut statuses: Vec<u16> =
            at_once(&[until(20), until(40)], &browsers).iter().map(|answer| answer.status()).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422], "round {round}");
    }
    let overlapping = "SELECT count(*) FROM port_mappings a JOIN port_mappings b
        ON a.id < b.id AND a.public_port = b.public_port AND a.valid && b.valid AND a.state = 'held' AND b.state = 'held'";
    assert_eq!(word(&mut app.sql(), overlapping), "0");
    app.holds_together();
}
