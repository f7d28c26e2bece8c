//! Settings from the environment (`YUNWU_…`, `DATABASE_URL`) and an optional `yunwu.toml`
//! (the same names in lower case, without the prefix). The environment wins.

mod keys;
mod listed;

use std::{
    cell::RefCell, collections::BTreeMap, fmt::Write as _, io::ErrorKind, net::SocketAddr, path::PathBuf, str::FromStr,
};

use anyhow::{Context, anyhow, bail};
use ipnet::IpNet;
use secrecy::SecretString;
use url::Url;

pub use keys::Keys;
pub use listed::{Listed, Origin};

/// Everything that differs between installations.
#[derive(Clone, Debug)]
pub struct Settings {
    pub listen: SocketAddr,
    /// `/metrics` alone, on a port that isn't published.
    pub metrics_listen: Option<SocketAddr>,
    pub data: PathBuf,
    /// None: a private PostgreSQL in `data`.
    pub database_url: Option<SecretString>,
    /// The role that owns the tables; used for migrations alone.
    pub database_owner_url: Option<SecretString>,
    /// What links in mail begin with.
    pub base_url: Url,
    /// What session keys and sealed secrets are derived from; None: made once and kept in `data`.
    pub secret: Option<SecretString>,
    pub smtp: Option<Smtp>,
    pub trusted_proxies: Vec<IpNet>,
    /// Where robots may be posted to beside the open network.
    pub webhook_networks: Vec<IpNet>,
    pub workers: usize,
    pub connections: u32,
    pub passwords: PasswordProfile,
    /// Whether the operator's people must have a second factor (spec 1, "Sign-in").
    pub require_totp: bool,
    /// Example data and helps for trying out; never in production.
    pub demo: bool,
    /// Where those come from that aren't left to their defaults.
    pub origins: BTreeMap<String, Origin>,
}

#[derive(Clone, Debug)]
pub struct Smtp {
    pub host: String,
    pub port: u16,
    pub security: SmtpSecurity,
    pub username: String,
    pub password: SecretString,
    pub from: String,
    /// Certificates (PEM) of an authority of the installation's own, trusted beside the public ones.
    pub ca: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// Plain until STARTTLS, which is required.
    StartTls,
    Tls,
    /// For a relay on the same machine.
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordProfile {
    /// 等保三级: three of four classes, changed every 90 days.
    Djbh3,
    /// OWASP ASVS: length and no common ones; no classes, no ageing.
    Asvs,
}

impl FromStr for SmtpSecurity {
    type Err = anyhow::Error;

    fn from_str(word: &str) -> anyhow::Result<Self> {
        match word {
            "starttls" => Ok(Self::StartTls),
            "tls" => Ok(Self::Tls),
            "none" => Ok(Self::None),
            _ => bail!("starttls, tls or none is meant, not {word:?}"),
        }
    }
}

impl FromStr for PasswordProfile {
    type Err = anyhow::Error;

    fn from_str(word: &str) -> anyhow::Result<Self> {
        match word {
            "djbh3" => Ok(Self::Djbh3),
            "asvs" => Ok(Self::Asvs),
            _ => bail!("djbh3 or asvs is meant, not {word:?}"),
        }
    }
}

/// Where a setting's text is looked up.
struct Source<'a> {
    environment: &'a dyn Fn(&str) -> Option<String>,
    file: toml::Table,
    /// Where what was asked for was found.
    found: RefCell<BTreeMap<String, Origin>>,
}

/// The environment's variable of that name.
fn variable_of(name: &str) -> String {
    match name {
        "database_url" | "database_owner_url" => name.to_uppercase(),
        _ => format!("YUNWU_{}", name.to_uppercase().replace('.', "_")),
    }
}

impl Source<'_> {
    fn text(&self, name: &str) -> Option<String> {
        let from_file = || match self.in_file(name)? {
            toml::Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        };
        let in_environment = (self.environment)(&variable_of(name)).map(|text| (text, Origin::Environment));
        let found = in_environment.or_else(|| from_file().map(|text| (text, Origin::File)));
        let (text, origin) = found.filter(|(text, _)| !text.is_empty())?;
        self.found.borrow_mut().insert(name.to_owned(), origin);
        Some(text)
    }

    /// `security.require_totp` stands in the table `security`.
    fn in_file(&self, name: &str) -> Option<&toml::Value> {
        match name.split_once('.') {
            Some((table, name)) => self.file.get(table)?.get(name),
            None => self.file.get(name),
        }
    }

    fn get<T>(&self, name: &str) -> anyhow::Result<Option<T>>
    where
        T: FromStr,
        T::Err: std::fmt::Display,
    {
        self.text(name).map(|text| text.parse().map_err(|error| anyhow!("setting {name}: {error}"))).transpose()
    }

    fn secret(&self, name: &str) -> Option<SecretString> {
        self.text(name).map(SecretString::from)
    }
}

impl Settings {
    /// Reads the process's environment and `yunwu.toml` in the working directory.
    ///
    /// # Errors
    /// Names the setting that can't be understood.
    pub fn load() -> anyhow::Result<Self> {
        let file = match std::fs::read_to_string("yunwu.toml") {
            Ok(text) => text.parse().context("yunwu.toml")?,
            Err(error) if error.kind() == ErrorKind::NotFound => toml::Table::new(),
            Err(error) => return Err(error).context("yunwu.toml"),
        };
        Self::from_source(&Source { environment: &|name| std::env::var(name).ok(), file, found: RefCell::default() })
    }

    fn from_source(source: &Source<'_>) -> anyhow::Result<Self> {
        let listen = source.get("listen")?.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)));
        let base_url = match source.get("base_url")? {
            Some(url) => url,
            None => local_url(listen)?,
        };
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let workers = source.get("workers")?.unwrap_or(cores).max(1);
        let mut settings = Self {
            listen,
            metrics_listen: source.get("metrics_listen")?,
            data: source.get("data")?.unwrap_or_else(|| PathBuf::from("data")),
            database_url: source.secret("database_url"),
            database_owner_url: source.secret("database_owner_url"),
            base_url,
            secret: source.secret("secret"),
            smtp: smtp(source)?,
            trusted_proxies: networks(source, "trusted_proxies")?,
            webhook_networks: networks(source, "webhook_networks")?,
            workers,
            connections: source.get("connections")?.unwrap_or_else(|| u32::try_from(workers * 8).unwrap_or(16)),
            passwords: source.get("password_profile")?.unwrap_or(PasswordProfile::Djbh3),
            require_totp: source.get("security.require_totp")?.unwrap_or(false),
            demo: false,
            origins: BTreeMap::new(),
        };
        settings.origins = source.found.take();
        Ok(settings)
    }

    /// Listens at `address` instead; links in mail follow, unless a base address is set.
    ///
    /// # Errors
    /// When no link can be made of the address.
    pub fn listen_at(&mut self, address: SocketAddr) -> anyhow::Result<()> {
        if self.base_url == local_url(self.listen)? {
            self.base_url = local_url(address)?;
        }
        self.listen = address;
        self.origins.insert("listen".to_owned(), Origin::Given);
        Ok(())
    }

    /// Threads of one worker that may be at work away from it: one for each connection of the pool, which
    /// `Db` gives out before it takes a thread, and one for each core that may hash a password.
    #[must_use]
    pub fn blocking_threads(&self) -> usize {
        self.connections as usize + std::thread::available_parallelism().map_or(1, usize::from)
    }

    /// Whether browsers reach the portal over TLS.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.base_url.scheme() == "https"
    }

    /// A link for mail.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.base_url.as_str().trim_end_matches('/'))
    }

    /// For `yunwu config`: what is in force, secrets masked.
    #[must_use]
    pub fn masked(&self) -> String {
        let mut text = String::new();
        for Listed { name, value, .. } in self.listed() {
            // Writing to a String can't fail.
            let _ = writeln!(text, "{name} = {value:?}");
        }
        text
    }
}

fn local_url(address: SocketAddr) -> anyhow::Result<Url> {
    Url::parse(&format!("http://{address}")).context("setting listen")
}

fn smtp(source: &Source<'_>) -> anyhow::Result<Option<Smtp>> {
    let Some(host) = source.text("smtp_host") else { return Ok(None) };
    let security = source.get("smtp_security")?.unwrap_or(SmtpSecurity::StartTls);
    let usual_port = match security {
        SmtpSecurity::StartTls => 587,
        SmtpSecurity::Tls => 465,
        SmtpSecurity::None => 25,
    };
    Ok(Some(Smtp {
        host,
        port: source.get("smtp_port")?.unwrap_or(usual_port),
        security,
        username: source.text("smtp_username").unwrap_or_default(),
        password: source.secret("smtp_password").unwrap_or_default(),
        from: source.text("mail_from").context("setting mail_from: needed when smtp_host is set")?,
        ca: source.get("smtp_ca")?,
    }))
}

fn networks(source: &Source<'_>, name: &str) -> anyhow::Result<Vec<IpNet>> {
    let text = source.text(name).unwrap_or_default();
    let network = |part: &str| part.parse::<IpNet>().or_else(|_| part.parse::<std::net::IpAddr>().map(IpNet::from));
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| network(part).with_context(|| format!("setting {name}: {part:?} is no address or network")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(environment: &[(&str, &str)], file: &str) -> anyhow::Result<Settings> {
        let lookup = |name: &str| {
            environment.iter().find(|(variable, _)| *variable == name).map(|(_, value)| (*value).to_owned())
        };
        Settings::from_source(&Source { environment: &lookup, file: file.parse()?, found: RefCell::default() })
    }

    #[test]
    fn the_environment_wins_over_the_file() -> anyhow::Result<()> {
        let settings = settings(&[("YUNWU_CONNECTIONS", "5")], "connections = 60\nworkers = 3")?;
        assert_eq!((settings.connections, settings.workers), (5, 3));
        Ok(())
    }

    #[test]
    fn a_setting_that_cannot_be_understood_is_named() {
        let refusal = settings(&[("YUNWU_SMTP_HOST", "mail.example"), ("YUNWU_SMTP_PORT", "x")], "").err();
        assert!(refusal.is_some_and(|error| error.to_string().contains("smtp_port")));
    }

    #[test]
    fn an_authority_of_the_mail_servers_own_is_a_file() -> anyhow::Result<()> {
        let mail = [("YUNWU_SMTP_HOST", "mail.example"), ("YUNWU_MAIL_FROM", "a@mail.example")];
        assert_eq!(settings(&mail, "")?.smtp.and_then(|smtp| smtp.ca), None);
        let own = settings(&mail, "smtp_ca = \"/etc/yunwu/ca.pem\"")?;
        assert!(own.masked().contains("smtp_ca = \"/etc/yunwu/ca.pem\""));
        assert_eq!(own.smtp.and_then(|smtp| smtp.ca), Some("/etc/yunwu/ca.pem".into()));
        Ok(())
    }

    #[test]
    fn a_setting_with_a_point_stands_in_a_table_of_the_file() -> anyhow::Result<()> {
        assert!(!settings(&[], "")?.require_totp);
        assert!(settings(&[], "security.require_totp = true")?.require_totp);
        assert!(settings(&[("YUNWU_SECURITY_REQUIRE_TOTP", "true")], "[security]\nrequire_totp = false")?.require_totp);
        let refusal = settings(&[("YUNWU_SECURITY_REQUIRE_TOTP", "yes")], "").err();
        assert!(refusal.is_some_and(|error| error.to_string().contains("security.require_totp")));
        Ok(())
    }

    #[test]
    fn each_setting_says_where_it_comes_from() -> anyhow::Result<()> {
        let settings = settings(&[("YUNWU_CONNECTIONS", "5")], "connections = 60\nworkers = 3")?;
        let origin = |name: &str| settings.listed().into_iter().find(|it| it.name == name).map(|it| it.origin);
        assert_eq!(origin("connections"), Some(Origin::Environment));
        assert_eq!(origin("workers"), Some(Origin::File));
        assert_eq!(origin("listen"), Some(Origin::Default));
        Ok(())
    }

    #[test]
    fn secrets_are_masked() -> anyhow::Result<()> {
        let settings = settings(&[("DATABASE_URL", "postgres://u:hunter2@db/y"), ("YUNWU_SECRET", "hunter2")], "")?;
        assert!(!settings.masked().contains("hunter2"));
        assert!(!format!("{settings:?}").contains("hunter2"));
        Ok(())
    }
}
