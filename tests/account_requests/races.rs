//! Several people answer at once: one answer counts.

use std::thread;

use super::{asked, one};
use crate::support::{TestApp, rounds};

#[test]
fn approved_twice_or_approved_and_refused_at_once_one_answer_counts() {
    let app = TestApp::new();
    let operators = [app.signed_in("ops.engineer"), app.signed_in("ops.engineer2")];
    for round in 0..rounds().min(8) {
        let path =
            asked(&app, &[("username", &format!("race.{round}")), ("email", &format!("race.{round}@hubei.gov.cn"))]);
        let second = if round % 2 == 0 { "approve" } else { "refuse" };
        let posts: Vec<_> = operators
            .iter()
            .zip(["approve", second])
            .map(|(browser, action)| {
                let (browser, path) = (browser.clone(), format!("{path}/{action}"));
                thread::spawn(move || browser.post(&path, &[("text", "请核实")]).status())
            })
            .collect();
        let mut answers: Vec<u16> = posts.into_iter().map(|post| post.join().unwrap()).collect();
        answers.sort_unstable();
        assert_eq!(answers, [303, 409], "{path}");
        let made = one(&app, &format!("SELECT count(*) FROM users WHERE username = 'race.{round}'"));
        let state = one(&app, &format!("SELECT state FROM account_requests WHERE username = 'race.{round}'"));
        assert_eq!(made == "1", state == "approved", "{made} {state}");
    }
    app.holds_together();
}
