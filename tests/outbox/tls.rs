//! The line to the mail server (spec 6: STARTTLS or TLS).

use secrecy::SecretString;
use yunwu::{
    config::{Smtp, SmtpSecurity},
    outbox::Carrier,
};

use super::{PATIENCE, deliver, states};
use crate::support::{TestApp, news::News, smtp::SmtpServer};

#[test]
fn a_mail_goes_over_tls_to_a_server_that_the_installations_own_authority_vouches_for() {
    for server in [SmtpServer::with_starttls(), SmtpServer::with_tls()] {
        let app = TestApp::new();
        News::of("GD1").reach(&app, &["yj.user"]);
        let smtp = Smtp { username: "yunwu".to_owned(), password: SecretString::from("pass"), ..server.settings() };
        deliver(&app, &smtp);
        assert_eq!(states(&app), [("sent".to_owned(), 1)], "{:?}", smtp.security);
        assert_eq!((server.letters().len(), server.credentials().len()), (1, 1), "{:?}", smtp.security);
    }
}

#[test]
fn a_server_that_nobody_vouches_for_gets_neither_mail_nor_password() {
    for server in [SmtpServer::with_starttls(), SmtpServer::with_tls()] {
        let app = TestApp::new();
        News::of("GD1").reach(&app, &["yj.user"]);
        let smtp = Smtp { username: "yunwu".to_owned(), ca: None, ..server.settings() };
        deliver(&app, &smtp);
        assert_eq!(states(&app), [("waiting".to_owned(), 1)], "{:?}", smtp.security);
        assert_eq!((server.letters().len(), server.credentials().len()), (0, 0), "{:?}", smtp.security);
    }
}

#[test]
fn a_server_that_should_offer_tls_and_does_not_gets_neither_mail_nor_password() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    News::of("GD1").reach(&app, &["yj.user"]);
    let smtp = Smtp { username: "yunwu".to_owned(), security: SmtpSecurity::StartTls, ..server.settings() };
    deliver(&app, &smtp);
    assert_eq!(states(&app), [("waiting".to_owned(), 1)]);
    assert_eq!((server.letters().len(), server.credentials().len()), (0, 0));
}

#[test]
fn an_authoritys_file_that_holds_no_certificate_is_named() {
    let server = SmtpServer::with_tls();
    for file in ["nowhere.pem", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")] {
        let refused = Carrier::new(&Smtp { ca: Some(file.into()), ..server.settings() }, PATIENCE).err();
        assert!(refused.is_some_and(|why| why.to_string().contains("smtp_ca")), "{file}");
    }
}
