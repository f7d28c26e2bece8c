use super::*;

fn now() -> DateTime<Utc> {
    "2026-11-22T06:00:00Z".parse().unwrap()
}

/// What would be granted, with another value in that field.
fn with(field: &str, value: &str) -> AuthorisationForm {
    let value = |name: &str, good: &str| if name == field { value.to_owned() } else { good.to_owned() };
    AuthorisationForm {
        target: value("target", "host"),
        text: value("text", "需要登录主机查看日志"),
        address: value("address", "10.20.6.31"),
        port: value("port", "22"),
        account: value("account", "ops"),
        password: value("password", "S3cret!").into(),
        from: value("from", "2026-11-22T14:00"),
        until: value("until", "2026-11-22T18:00"),
    }
}

fn granting(field: &str, value: &str) -> Result<Granted, Vec<Text>> {
    with(field, value).granted(Errors::default(), now()).map_err(|errors| {
        assert_eq!(errors.len(), errors.at(field).len(), "{field} alone is refused: {errors}");
        errors.at(field)
    })
}

#[test]
fn addresses_ports_accounts_and_passwords_are_taken_as_people_write_them() {
    for (field, typed, read) in [
        ("address", "１０。２０．６．３１", "10.20.6.31"),
        ("address", " 10.20.6.31\t\r\n", "10.20.6.31"),
        ("address", "Console.Cloud.Example", "console.cloud.example"),
        ("port", "１", "1"),
        ("port", " 65535\t", "65535"),
        ("account", " ops ", "ops"),
        ("account", "运维账号", "运维账号"),
        ("password", "  spaces stay  ", "  spaces stay  "),
        ("password", "pasted\t\n", "pasted"),
        ("password", "Ｐ＠ｓｓ", "Ｐ＠ｓｓ"),
    ] {
        let granted = granting(field, typed).unwrap_or_else(|why| panic!("{field} {typed:?}: {why:?}"));
        let value = match field {
            "address" => granted.address,
            "port" => granted.port.to_string(),
            "account" => granted.account,
            _ => granted.password.expose_secret().to_owned(),
        };
        assert_eq!(value, read, "{field} {typed:?}");
    }
}

#[test]
fn what_is_empty_wrong_or_too_long_is_refused_at_its_field() {
    let longest = |count: usize| "密".repeat(count);
    for (field, typed, says) in [
        ("address", " ", "authorisation-address-missing"),
        ("address", "*", "authorisation-address-not-one"),
        ("address", "10.20.6.31;10.20.6.32", "authorisation-address-not-one"),
        ("address", "10.20.6.31-33", "authorisation-address-not-one"),
        ("address", "https://console.cloud.example", "network-destination-scheme"),
        ("address", "10.20.6.31:22", "network-destination-port"),
        ("address", "::1", "network-address-ipv6"),
        ("address", "web01", "network-destination-invalid"),
        ("port", "", "network-port-missing"),
        ("port", "0", "network-port-out-of-range"),
        ("port", "65536", "network-port-out-of-range"),
        ("port", "22-23", "network-port-only-one"),
        ("port", "ssh", "network-port-invalid"),
        ("account", " \t", "authorisation-account-missing"),
        ("account", "a\nb", "authorisation-account-lines"),
        ("account", &longest(65), "ticket-words-too-many"),
        ("password", "", "authorisation-password-missing"),
        ("password", "\r\n", "authorisation-password-missing"),
        ("password", &longest(1_025), "ticket-words-too-many"),
        ("from", "", "authorisation-from-missing"),
        ("from", "2026-11-22", "ticket-moment-invalid"),
        ("until", "", "authorisation-until-missing"),
        ("until", "2026-11-31 18:00", "ticket-moment-invalid"),
        ("until", "2026-11-22 14:00", "authorisation-until-past"),
    ] {
        assert_eq!(granting(field, typed).unwrap_err()[0].key, says, "{field} {typed:?}");
    }
    assert!(granting("account", &longest(64)).is_ok() && granting("password", &longest(1_024)).is_ok());
}

#[test]
fn a_period_ends_after_it_begins_after_now_and_within_a_year() {
    let span = |from: &str, until: &str| {
        let form = AuthorisationForm { from: from.into(), until: until.into(), ..with("", "") };
        form.granted(Errors::default(), now())
            .map(|it| it.valid)
            .map_err(|errors| errors.at("until")[0].key.to_string())
    };
    assert_eq!(span("2026-11-22 18:00", "2026-11-22 18:00").unwrap_err(), "authorisation-until-before-from");
    assert_eq!(span("2026-11-22 10:00", "2026-11-22 14:00").unwrap_err(), "authorisation-until-past");
    assert_eq!(span("2026-11-22 14:00", "2027-11-23 14:01").unwrap_err(), "authorisation-until-too-late");
    assert!(span("2026-11-22 14:00", "2027-11-23 14:00").is_ok());
    // What has begun is in force at once.
    let begun = span("2026/11/22 9:00:00", "2026年11月22日 14:01").unwrap();
    assert_eq!(begun.from, "2026-11-22T01:00:00Z".parse::<DateTime<Utc>>().unwrap());
}

#[test]
fn a_wish_says_for_what_why_and_when() {
    let asking = |field: &str, value: &str| {
        with(field, value).asked(Errors::default(), now()).map_err(|errors| errors.at(field)[0].key.to_string())
    };
    assert_eq!(asking("target", "console").unwrap().target, Target::Console);
    assert_eq!(asking("target", "").unwrap_err(), "authorisation-target-missing");
    assert_eq!(asking("text", " \n").unwrap_err(), "authorisation-reason-missing");
    assert_eq!(asking("text", &"字".repeat(301)).unwrap_err(), "ticket-words-too-many");
    assert!(asking("text", &"字".repeat(300)).is_ok());
    assert_eq!(
        with("text", "").refused(Errors::default()).unwrap_err().at("text")[0].key,
        "authorisation-refusal-missing"
    );
    assert!(with("text", &"字".repeat(301)).refused(Errors::default()).is_err());
}

#[test]
fn a_form_that_comes_back_is_normalised_and_has_lost_its_password() {
    let again = AuthorisationForm { until: "2026/11/22 9:5".into(), ..with("port", "２２") }.shown_again();
    assert_eq!((again.port.as_str(), again.until.as_str()), ("22", "2026-11-22T09:05"));
    assert_eq!(again.password.expose_secret(), "");
    assert!(!format!("{:?}", with("", "")).contains("S3cret"));
}
