//! What the stored list says things cost, on the day that is asked for.

use yunwu::{
    catalogue::{
        component::Component,
        items::{Eip, Rds},
        pricing::Missing,
    },
    money::Money,
    prices::queries,
};

use super::{in_days, set};
use crate::support::TestApp;

#[test]
fn the_list_of_a_day_has_the_prices_of_that_day() {
    let app = TestApp::new();
    let manager = app.signed_in("ops.manager");
    set(&manager, "/bills/prices/eip.bandwidth", "25", &in_days(5).to_string()).is(303);
    let costs = |days: u64| queries::list_on(&mut app.sql(), in_days(days)).unwrap().monthly(&Eip { bandwidth: 10 });
    assert_eq!([costs(0), costs(4), costs(5)], [23_000, 23_000, 25_000].map(|fen| Ok(Money(fen))));
    let before = queries::list_on(&mut app.sql(), "2024-12-31".parse().unwrap()).unwrap();
    let missing = before.monthly(&Eip { bandwidth: 10 });
    assert_eq!(missing, Err(Missing([Component::address_bandwidth()].into())));
}

#[test]
fn a_database_of_the_catalogue_costs_its_specification_and_its_storage() {
    let app = TestApp::new();
    let list = queries::list_on(&mut app.sql(), in_days(0)).unwrap();
    let database = Rds { engine: "mysql-8.0".into(), edition: "ha".into(), specification: "4c8g".into(), storage: 100 };
    // (4 × 90 + 8 × 30) × 1.8 + 100 × 0.80
    assert_eq!(list.monthly(&database), Ok(Money(116_000)));
}
