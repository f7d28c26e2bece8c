//! What every page stands on.

use crate::support::TestApp;

#[test]
fn whoever_asks_for_nothing_that_is_there_is_told_so() {
    let app = TestApp::new();
    app.visitor().get("/nowhere").is_not_found();
}

#[test]
fn the_portal_is_alive_and_ready() {
    let app = TestApp::new();
    app.visitor().get("/livez").is_ok();
    app.visitor().get("/readyz").is_ok();
}

#[test]
fn a_visitor_is_led_to_sign_in_and_back() {
    let app = TestApp::new();
    let answer = app.visitor().get("/search?q=%E5%BA%94%E6%80%A5");
    assert_eq!(answer.location(), "/login?next=%2Fsearch%3Fq%3D%25E5%25BA%2594%25E6%2580%25A5");
}
