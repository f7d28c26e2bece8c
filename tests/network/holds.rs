//! Ports are held by one ticket at a time.

use std::{
    net::Ipv4Addr,
    sync::{Arc, Barrier},
    thread,
};

use chrono::{DateTime, Days, TimeDelta, Utc};
use diesel::PgConnection;
use yunwu::{
    calendar::date_of,
    db::Db,
    error::{AppError, AppResult},
    network::{
        commands::{self, TicketPorts},
        conflict::Conflict,
        mapping::{MappingRow, MappingState},
        period::Period,
        pool::Pool,
        port::Port,
        protocol::Protocol,
        queries::{self, Occupancy, WantedFacts},
        risk::RiskTable,
    },
    policy::Actor,
};

use super::ticket_of;
use crate::support::{TestApp, rounds};

const POOL_IP: Ipv4Addr = Ipv4Addr::new(203, 0, 113, 18);
const HOST: Ipv4Addr = Ipv4Addr::new(10, 20, 6, 31);

fn port(number: u16) -> Port {
    Port::new(number).unwrap()
}

fn rows(public_ports: &[u16]) -> Vec<MappingRow> {
    let row = |(index, public): (usize, &u16)| MappingRow {
        number: i32::try_from(index).unwrap() + 1,
        pool_ip: POOL_IP,
        protocol: Protocol::Tcp,
        public_port: port(*public),
        floating_ip: HOST,
        internal_port: port(8443),
        access_url: String::new(),
        whitelist: None,
        long_connection: false,
        renews: None,
    };
    public_ports.iter().enumerate().map(row).collect()
}

/// Holds as submitting does: what is lost undoes the rest.
fn hold(db: &Db, ticket: TicketPorts, ports: &[u16], valid: Period) -> Result<(), Vec<Conflict>> {
    let mut conflicts = Vec::new();
    let held = db.transact(|tx| match commands::hold(tx, &ticket, &rows(ports), valid, Utc::now())? {
        Ok(()) => Ok(()),
        Err(lost) => {
            conflicts = lost;
            Err(AppError::NotNow("network-port-taken".into()))
        }
    });
    match held {
        Ok(()) => Ok(()),
        Err(_) if !conflicts.is_empty() => Err(conflicts),
        Err(error) => panic!("{error}"),
    }
}

fn for_ever() -> Period {
    Period::without_end(Utc::now())
}

fn within(db: &Db, change: impl FnOnce(&mut PgConnection) -> AppResult<()>) {
    db.transact(change).unwrap();
}

fn states(db: &Db, ticket: TicketPorts) -> Vec<MappingState> {
    let openings = queries::of_ticket(&mut db.connection().unwrap(), ticket.ticket).unwrap();
    openings.into_iter().map(|opening| opening.state).collect()
}

#[test]
fn the_loser_learns_who_has_the_port_and_what_is_free_instead() {
    let app = TestApp::new();
    let (first, second) = (ticket_of(&app, "yj.user", "GD202611220001"), ticket_of(&app, "yj.admin", "GD202611220002"));
    hold(&app.db(), first, &[443, 8081], for_ever()).unwrap();
    let lost = hold(&app.db(), second, &[4430, 443], for_ever()).unwrap_err();
    assert_eq!(lost.len(), 1);
    assert_eq!((lost[0].row, lost[0].port), (2, port(443)));
    let occupant = lost[0].occupant.as_ref().unwrap();
    assert_eq!((occupant.ticket_number.as_str(), occupant.filer.as_str()), ("GD202611220001", "陈静"));
    assert_eq!(lost[0].nearest, [4443, 8443, 10443].map(port), "4430 is asked for by the same ticket");
    assert!(states(&app.db(), second).is_empty(), "nothing half is left");
}

#[test]
fn a_ticket_that_asks_for_a_port_twice_loses_it_once() {
    let app = TestApp::new();
    let lost = hold(&app.db(), ticket_of(&app, "yj.user", "GD202611220001"), &[443, 443], for_ever()).unwrap_err();
    assert_eq!(lost.iter().map(|conflict| conflict.row).collect::<Vec<_>>(), [2]);
}

#[test]
fn tcp_and_udp_are_different_ports() {
    let app = TestApp::new();
    let ticket = ticket_of(&app, "yj.user", "GD202611220001");
    let mut both = rows(&[5060, 5060]);
    both[1].protocol = Protocol::Udp;
    within(&app.db(), |tx| {
        assert_eq!(commands::hold(tx, &ticket, &both, for_ever(), Utc::now())?, Ok(()));
        Ok(())
    });
}

#[test]
fn what_is_given_back_can_be_held_again() {
    let app = TestApp::new();
    let (first, second) = (ticket_of(&app, "yj.user", "GD202611220001"), ticket_of(&app, "yj.admin", "GD202611220002"));
    hold(&app.db(), first, &[443], for_ever()).unwrap();
    within(&app.db(), |tx| commands::release(tx, first.ticket));
    assert!(states(&app.db(), first).is_empty());
    hold(&app.db(), second, &[443], for_ever()).unwrap();
}

#[test]
fn a_cancelled_mapping_keeps_its_port_until_it_is_removed() {
    let app = TestApp::new();
    let (first, second) = (ticket_of(&app, "yj.user", "GD202611220001"), ticket_of(&app, "yj.admin", "GD202611220002"));
    let until_tomorrow = Period::through(Utc::now(), date_of(Utc::now()) + Days::new(1)).unwrap();
    hold(&app.db(), first, &[443], until_tomorrow).unwrap();
    within(&app.db(), |tx| commands::open(tx, first.ticket, &Actor::system(), Utc::now()));
    assert_eq!(states(&app.db(), first), [MappingState::Active]);
    within(&app.db(), |tx| commands::cancel(tx, &Actor::system(), first.ticket, Utc::now()));
    assert_eq!(states(&app.db(), first), [MappingState::ToRemove]);
    let next_year = Period::without_end(Utc::now() + TimeDelta::days(365));
    assert_eq!(hold(&app.db(), second, &[443], next_year).unwrap_err().len(), 1);
}

#[test]
fn cancelling_leaves_the_port_to_whom_it_is_promised_afterwards() {
    let app = TestApp::new();
    let (first, renewal) = (ticket_of(&app, "yj.user", "GD202611220001"), ticket_of(&app, "yj.user", "GD202611220002"));
    let until_tomorrow = Period::through(Utc::now(), date_of(Utc::now()) + Days::new(1)).unwrap();
    hold(&app.db(), first, &[443], until_tomorrow).unwrap();
    within(&app.db(), |tx| commands::open(tx, first.ticket, &Actor::system(), Utc::now()));
    hold(&app.db(), renewal, &[443], Period::without_end(until_tomorrow.ends().unwrap())).unwrap();
    within(&app.db(), |tx| commands::cancel(tx, &Actor::system(), first.ticket, Utc::now()));
    assert_eq!(
        (states(&app.db(), first), states(&app.db(), renewal)),
        (vec![MappingState::ToRemove], vec![MappingState::Held])
    );
}

#[test]
fn what_ran_out_keeps_its_port_until_it_is_removed() {
    let app = TestApp::new();
    let (first, second) = (ticket_of(&app, "yj.user", "GD202611220001"), ticket_of(&app, "yj.admin", "GD202611220002"));
    let last_month: DateTime<Utc> = Utc::now() - TimeDelta::days(30);
    let over = Period::through(last_month, date_of(last_month) + Days::new(7)).unwrap();
    hold(&app.db(), first, &[443], over).unwrap();
    within(&app.db(), |tx| commands::open(tx, first.ticket, &Actor::system(), last_month));
    let lost = hold(&app.db(), second, &[443], for_ever()).unwrap_err();
    assert_eq!(lost[0].occupant.as_ref().unwrap().ticket_id, first.ticket);
}

#[test]
fn what_ran_out_before_it_was_opened_is_not_opened_any_more() {
    let app = TestApp::new();
    let ticket = ticket_of(&app, "yj.user", "GD202611220001");
    hold(&app.db(), ticket, &[443], Period::through(Utc::now(), date_of(Utc::now())).unwrap()).unwrap();
    let tomorrow = Utc::now() + TimeDelta::days(1);
    let opened = app.db().transact(|tx| commands::open(tx, ticket.ticket, &Actor::system(), tomorrow));
    assert!(matches!(opened, Err(AppError::NotNow(_))));
}

#[test]
fn an_address_of_another_department_can_not_be_held() {
    let app = TestApp::new();
    let foreign = ticket_of(&app, "wj.user", "GD202611220001");
    let held = app.db().transact(|tx| commands::hold(tx, &foreign, &rows(&[443]), for_ever(), Utc::now()));
    assert!(matches!(held, Err(AppError::NotNow(_))));
}

#[test]
fn of_tickets_that_want_a_port_at_once_one_wins() {
    let app = TestApp::new();
    let db = app.db();
    for round in 0..rounds() {
        let tickets = [0, 1].map(|n| ticket_of(&app, "yj.user", &format!("GD20261122{round:03}{n}")));
        let together = Arc::new(Barrier::new(2));
        // The same two ports in opposite order: whoever locked as typed would deadlock.
        let port = 10_000 + u16::try_from(round).unwrap() * 2;
        let racers = [(tickets[0], [port, port + 1]), (tickets[1], [port + 1, port])].map(|(ticket, ports)| {
            let (db, together) = (db.clone(), together.clone());
            thread::spawn(move || {
                together.wait();
                hold(&db, ticket, &ports, for_ever())
            })
        });
        let won = racers.map(|racer| racer.join().unwrap()).iter().filter(|held| held.is_ok()).count();
        assert_eq!(won, 1, "round {round}");
    }
}

#[test]
fn the_preview_tells_new_open_and_taken_apart() {
    let app = TestApp::new();
    let (first, second) = (ticket_of(&app, "yj.user", "GD202611220001"), ticket_of(&app, "yj.admin", "GD202611220002"));
    hold(&app.db(), first, &[443], for_ever()).unwrap();
    within(&app.db(), |tx| commands::open(tx, first.ticket, &Actor::system(), Utc::now()));
    let mut asked = rows(&[443, 443, 8443]);
    asked[1].internal_port = port(9443);
    let preview = |own| {
        let mut c = app.db().connection().unwrap();
        queries::occupancy(&mut c, &asked, for_ever(), own, Utc::now()).unwrap()
    };
    let [same, other, free] = preview(Some(second.ticket)).try_into().unwrap();
    assert!(matches!(same, Occupancy::Open(mapping) if mapping.ticket_number == "GD202611220001"));
    assert!(matches!(other, Occupancy::Taken(conflict) if conflict.nearest == [4430, 4443, 10443].map(port)));
    assert_eq!(free, Occupancy::New);
    assert!(
        preview(Some(first.ticket)).iter().all(|row| *row == Occupancy::New),
        "a ticket doesn't stand in its own way"
    );
}

#[test]
fn a_new_installation_has_the_high_risk_ports_of_the_list() {
    let app = TestApp::new();
    let mut c = app.db().connection().unwrap();
    let mut listed: Vec<_> = RiskTable::seed().ports().cloned().collect();
    listed.sort_by_key(|risk| risk.ports);
    assert_eq!(queries::risk_table(&mut c).unwrap(), RiskTable::new(listed));
}

#[test]
fn the_form_is_offered_the_departments_own_addresses_and_hosts() {
    let app = TestApp::new();
    let ticket = ticket_of(&app, "yj.user", "GD202611220001");
    hold(&app.db(), ticket, &[443], for_ever()).unwrap();
    let mut c = app.db().connection().unwrap();
    let wanted = WantedFacts { pool: Some(Pool::Internet), ports: true, renews: "", tenants: false };
    let facts = queries::facts_of(&mut c, ticket.department, wanted).unwrap();
    let offered = &facts.pool_ips;
    let ports =
        |index: usize| offered[index].occupied.iter().map(|mapping| mapping.public_port.get()).collect::<Vec<_>>();
    assert_eq!(offered.iter().map(|ip| ip.address.to_string()).collect::<Vec<_>>(), ["198.51.100.18", "203.0.113.18"]);
    assert_eq!((ports(0), ports(1)), (vec![], vec![443]));
    assert_eq!((facts.hosts.len(), facts.high_risk_days), (6, 90));
    assert_eq!(facts.risks, queries::risk_table(&mut c).unwrap());
}

#[test]
fn of_an_address_with_many_ports_the_form_shows_the_first_and_what_is_renewed() {
    let app = TestApp::new();
    let many: Vec<u16> = (20_001..=20_100).collect();
    for (nth, ports) in many.chunks(10).enumerate() {
        let ticket = ticket_of(&app, "yj.user", &format!("GD2026112201{nth:02}"));
        hold(&app.db(), ticket, ports, for_ever()).unwrap();
    }
    let last = ticket_of(&app, "yj.user", "GD202611220001");
    hold(&app.db(), last, &[20_101, 20_102], for_ever()).unwrap();
    let mut c = app.db().connection().unwrap();
    let mut shown = |renews| {
        let wanted = WantedFacts { pool: Some(Pool::Internet), ports: true, renews, tenants: false };
        let facts = queries::facts_of(&mut c, last.department, wanted).unwrap();
        let address = facts.pool_ips.into_iter().find(|ip| !ip.occupied.is_empty()).unwrap();
        assert_eq!(address.occupied_count, 102);
        address.occupied.iter().map(|mapping| mapping.public_port.get()).collect::<Vec<_>>()
    };
    assert_eq!(shown(""), many);
    assert_eq!(shown("GD202611220001"), [many, vec![20_101, 20_102]].concat());
}
