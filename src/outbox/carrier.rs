//! The way out by SMTP (spec 6, mail).

use std::time::Duration;

use anyhow::{Context, ensure};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
    transport::smtp::{
        Error as SmtpError,
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
    },
};
use secrecy::ExposeSecret;

use super::{compose::Composed, stored::StoredMail};
use crate::config::{Smtp, SmtpSecurity};

/// Hands letters to the configured mail server.
pub struct Carrier {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// For one letter, from connecting to the server's last word.
    patience: Duration,
}

/// Why a letter stayed here.
#[derive(Debug)]
pub enum Failure {
    /// The server answered with this code; other letters may fare better.
    Refused { code: String, reply: String },
    /// The letter can't be sent at all, wherever to.
    Unfit(String),
    /// Nobody answered; nor will they for the next letter.
    Unreachable(String),
}

impl Failure {
    /// For the mail's row, which administrators read.
    #[must_use]
    pub fn reason(&self) -> &str {
        match self {
            Self::Refused { reply: reason, .. } | Self::Unfit(reason) | Self::Unreachable(reason) => reason,
        }
    }

    /// For the log, which names nobody: a server's reply usually repeats the address.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Refused { code, .. } => code,
            Self::Unfit(_) => "unfit",
            Self::Unreachable(_) => "unreachable",
        }
    }
}

impl Carrier {
    /// # Errors
    /// When the sender is no address, or the host's name or the authority's certificates can't be used for TLS.
    pub fn new(smtp: &Smtp, patience: Duration) -> anyhow::Result<Self> {
        let security = match smtp.security {
            SmtpSecurity::StartTls => Tls::Required(tls(smtp)?),
            SmtpSecurity::Tls => Tls::Wrapper(tls(smtp)?),
            SmtpSecurity::None => Tls::None,
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&smtp.host)
            .port(smtp.port)
            .tls(security)
            .timeout(Some(patience));
        if !smtp.username.is_empty() {
            let password = smtp.password.expose_secret().to_owned();
            builder = builder.credentials(Credentials::new(smtp.username.clone(), password));
        }
        let from = smtp.from.parse().context("setting mail_from")?;
        Ok(Self { transport: builder.build(), from, patience })
    }

    /// Carries one letter, under an id that stays the same when it has to be carried again.
    ///
    /// # Errors
    /// Why it stayed here.
    pub async fn send(&self, to: &StoredMail, letter: Composed) -> Result<(), Failure> {
        let message = self.message(to, letter).map_err(|error| Failure::Unfit(format!("{error:#}")))?;
        // The transport's own timeout only covers connecting.
        match tokio::time::timeout(self.patience, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(failure(&error)),
            Err(_) => Err(Failure::Unreachable(format!("no answer within {} s", self.patience.as_secs()))),
        }
    }

    fn message(&self, to: &StoredMail, letter: Composed) -> anyhow::Result<Message> {
        let name = one_line(&to.name);
        let mailbox = Mailbox::new((!name.is_empty()).then_some(name), to.address.parse().context("address")?);
        let message = Message::builder()
            .from(self.from.clone())
            .to(mailbox)
            .subject(one_line(&letter.subject))
            .message_id(Some(format!("<mail-{}@{}>", to.id, self.from.email.domain())))
            .date_now()
            // So that nobody's holiday notice answers a machine.
            .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
            .multipart(MultiPart::alternative_plain_html(letter.plain, letter.html))?;
        Ok(message)
    }
}

fn failure(error: &SmtpError) -> Failure {
    let words = error.to_string();
    match error.status() {
        Some(code) => Failure::Refused { code: code.to_string(), reply: words },
        None => Failure::Unreachable(words),
    }
}

/// What the server is known by: the public authorities, and the installation's own where one is set.
fn tls(smtp: &Smtp) -> anyhow::Result<TlsParameters> {
    let mut known = TlsParameters::builder(smtp.host.clone());
    if let Some(file) = &smtp.ca {
        let pem = std::fs::read_to_string(file).context("setting smtp_ca")?;
        ensure!(pem.contains("BEGIN CERTIFICATE"), "setting smtp_ca: a certificate in PEM form is meant");
        known = known.add_root_certificate(Certificate::from_pem(pem.as_bytes()).context("setting smtp_ca")?);
    }
    known.build().context("setting smtp_host or smtp_ca")
}

/// A header ends where its line ends: names and titles are people's words, and stay on one.
fn one_line(words: &str) -> String {
    words.split(char::is_control).flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn what_goes_into_a_header_stays_on_one_line() {
        assert_eq!(one_line("张三\r\nBcc: all@example.com\u{85}x\u{2028}y\0z"), "张三 Bcc: all@example.com x y z");
    }
}
