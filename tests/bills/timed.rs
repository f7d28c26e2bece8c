//! Reminders.

use chrono::{TimeDelta, Utc};
use yunwu::bills::commands::timed::remind;

use super::{one, run, sent};
use crate::support::{TestApp, news::told};

#[test]
fn who_does_not_answer_is_reminded_after_five_working_days_and_after_ten() {
    let app = TestApp::new();
    sent(&app);
    let reminded = |days: i64| {
        remind(&app.db(), Utc::now() + TimeDelta::days(days)).expect("reminders");
        one(&app, "SELECT count(*) FROM timeline_entries WHERE record_kind = 'bill' AND action = 'remindOfBill'")
    };
    // Plain weekdays, whatever day it is today.
    run(&app, "DELETE FROM calendar_days");
    assert_eq!([reminded(0), reminded(4)], ["0", "0"]);
    assert_eq!([reminded(8), reminded(8)], ["1", "1"]);
    assert_eq!([reminded(15), reminded(40)], ["2", "2"]);
    assert_eq!(told(&app, "bill-told-overdue"), ["yj.admin yj.admin", "yj.admin yj.admin"]);
}
