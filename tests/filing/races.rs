//! Two want one port.

use crate::support::{TestApp, rounds};

use super::{run, typed::Typed, word};

#[test]
fn one_of_two_wins_a_port_and_the_other_is_offered_free_ones() {
    let app = TestApp::with(|settings| settings.workers = 2);
    let (one, other) = (app.signed_in("yj.user"), app.signed_in("yj.admin"));
    for round in 0..rounds() {
        let port = (20_000 + round * 10).to_string();
        let first = Typed::good(&app).with("public_port", &port);
        let second = Typed::good(&app).with("public_port", &port).with("floating_ip", "10.20.6.31");
        let answers = std::thread::scope(|scope| {
            let one = scope.spawn(|| first.submit(&one));
            let other = scope.spawn(|| second.submit(&other));
            [one.join().unwrap(), other.join().unwrap()]
        });
        let statuses: Vec<u16> = answers.iter().map(|answer| answer.status()).collect();
        assert!(statuses == [303, 422] || statuses == [422, 303], "round {round}: {statuses:?}");
        let loser = answers.iter().find(|answer| answer.status() == 422).unwrap();
        let says = loser.errors_at("public_port-1");
        assert!(says.contains("占用") && says.contains("相近的可用端口"), "{says}");
        assert_eq!(
            word(
                &mut app.sql(),
                &format!("SELECT count(*) FROM port_mappings WHERE public_port = {port} AND state = 'held'")
            ),
            "1"
        );
    }
    let pending = "SELECT count(*) = (SELECT count(*) FROM port_mappings) FROM tickets WHERE state = 'pending'";
    assert_eq!(word(&mut app.sql(), pending), "true");
    assert_eq!(
        word(&mut app.sql(), "SELECT count(*) FROM tickets WHERE state <> 'pending'"),
        "0",
        "the loser left no half"
    );
    app.holds_together();
}

#[test]
fn tickets_that_share_some_of_their_ports_are_had_whole_or_not_at_all() {
    let app = TestApp::with(|settings| settings.workers = 2);
    let (one, other) = (app.signed_in("yj.user"), app.signed_in("yj.admin"));
    let rows = |first: usize, host: &str| {
        let good = Typed::good(&app).with("public_port", &first.to_string()).with("floating_ip", host);
        (1..10).fold(good, |typed, n| typed.and_row([&(first + n).to_string(), host, "443", "tcp", ""]))
    };
    for round in 0..rounds() {
        let first = 20_000 + round * 20;
        let (lower, upper) = (rows(first, "10.20.6.51"), rows(first + 5, "10.20.6.31"));
        let mut statuses = std::thread::scope(|scope| {
            let tries = [scope.spawn(|| lower.submit(&one).status()), scope.spawn(|| upper.submit(&other).status())];
            tries.map(|answer| answer.join().unwrap())
        });
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422], "round {round}");
        let held = format!(
            "SELECT count(*) FROM port_mappings WHERE state = 'held' AND public_port BETWEEN {first} AND {first} + 14"
        );
        assert_eq!(word(&mut app.sql(), &held), "10", "round {round}");
    }
    app.holds_together();
}

#[test]
fn tickets_that_want_the_same_ports_in_other_orders_do_not_wait_for_each_other_forever() {
    let app = TestApp::with(|settings| settings.workers = 2);
    let (one, other) = (app.signed_in("yj.user"), app.signed_in("yj.admin"));
    for _ in 0..rounds() / 4 {
        run(&mut app.sql(), "UPDATE port_mappings SET state = 'released'");
        let up = (1..19).fold(Typed::good(&app), |typed, n| {
            typed.and_row([&(18_443 + n).to_string(), "10.20.6.51", "443", "tcp", ""])
        });
        let down = (1..19).fold(Typed::good(&app).with("public_port", "18461"), |typed, n| {
            typed.and_row([&(18_461 - n).to_string(), "10.20.6.31", "443", "tcp", ""])
        });
        let mut statuses = std::thread::scope(|scope| {
            let one = scope.spawn(|| up.submit(&one).status());
            let other = scope.spawn(|| down.submit(&other).status());
            [one.join().unwrap(), other.join().unwrap()]
        });
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422]);
    }
}
