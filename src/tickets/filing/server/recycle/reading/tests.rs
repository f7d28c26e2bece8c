use super::{super::fields::tidy, *};
use crate::tickets::filing::server::stock::samples::stock;

fn refusals(ips: &str, date: &str, backup: &str) -> Vec<(String, String)> {
    let mut details = ServerRecycleDetails {
        floating_ips: ips.into(),
        recycle_date: date.into(),
        backup_confirmed: backup.into(),
        remarks: String::new(),
    };
    tidy(&mut details);
    // Ten o'clock of the 30th in Shanghai.
    let now = "2026-11-30T02:00:00Z".parse().unwrap();
    let reading = reading_of(&details, &stock(), None, Errors::default(), now);
    reading.errors.iter().map(|(field, why)| (field.to_owned(), why.key.to_string())).collect()
}

#[test]
fn hosts_are_returned_from_today_on_once_they_are_backed_up() {
    for (ips, date) in [
        ("10.20.6.31", "2026-11-30"),
        ("10.20.6.31;10.20.6.32", "2026/12/1"),
        ("10.20.6.31-10.20.6.32", "２０２６－１２－０１"),
        ("１０．２０．６．３１～３２", "2026年12月1日"),
        ("10.20.6.31\n10.20.6.32\n", "2026-12-01"),
        ("10.20.6.31\t10.20.6.32\r\n", "2026-12-01\r\n"),
        ("10.20.6.31，10.20.6.31", "2026-12-01"),
    ] {
        assert_eq!(refusals(ips, date, "on"), [], "{ips} {date}");
    }
}

#[test]
fn what_is_wrong_is_refused_at_its_field() {
    for (ips, date, backup, field, key) in [
        ("", "2026-12-01", "on", "floating_ips", "network-addresses-missing"),
        ("10.20.6", "2026-12-01", "on", "floating_ips", "network-address-invalid"),
        ("10.20.6.0/24", "2026-12-01", "on", "floating_ips", "network-network-not-here"),
        ("10.20.6.31;10.20.8.12", "2026-12-01", "on", "floating_ips", "ticket-floating-ip-foreign"),
        ("10.20.6.31-33", "2026-12-01", "on", "floating_ips", "network-host-planned"),
        ("10.20.6.31", "", "on", "recycle_date", "ticket-recycle-date-missing"),
        ("10.20.6.31", "soon", "on", "recycle_date", "ticket-valid-until-invalid"),
        ("10.20.6.31", "2026-11-29", "on", "recycle_date", "ticket-recycle-date-past"),
        ("10.20.6.31", "2026-12-01", "", "backup_confirmed", "ticket-backup-unconfirmed"),
    ] {
        let refused = refusals(ips, date, backup);
        let expected = [(field.to_owned(), key.to_owned())];
        assert_eq!(refused, expected, "{ips} {date} {backup:?}");
    }
}
