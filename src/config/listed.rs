//! The settings in force as people look at them: secrets masked, and where each comes from.

use std::path::Path;

use ipnet::IpNet;
use secrecy::SecretString;

use super::{Settings, variable_of};
use crate::text::Text;

/// Where a setting comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Environment,
    /// `yunwu.toml`.
    File,
    /// An argument of the command.
    Given,
    Default,
}

/// A setting by its name in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub name: &'static str,
    /// Empty where it isn't set.
    pub value: String,
    pub origin: Origin,
}

impl Listed {
    /// Where it comes from, in words.
    #[must_use]
    pub fn origin_in_words(&self) -> Text {
        match self.origin {
            Origin::Environment => Text::new("settings-from-environment").with("name", variable_of(self.name)),
            Origin::File => "settings-from-file".into(),
            Origin::Given => "settings-from-arguments".into(),
            Origin::Default => "settings-from-default".into(),
        }
    }
}

/// What stands for a secret.
const MASKED: &str = "********";

impl Settings {
    /// All of them, in a fixed order.
    #[must_use]
    pub fn listed(&self) -> Vec<Listed> {
        let masked = |secret: &Option<SecretString>| if secret.is_some() { MASKED } else { "" }.to_owned();
        let proxies: Vec<String> = self.trusted_proxies.iter().map(IpNet::to_string).collect();
        let networks: Vec<String> = self.webhook_networks.iter().map(IpNet::to_string).collect();
        let mut all = vec![
            ("listen", self.listen.to_string()),
            ("metrics_listen", self.metrics_listen.map(|address| address.to_string()).unwrap_or_default()),
            ("data", self.data.display().to_string()),
            ("database_url", masked(&self.database_url)),
            ("database_owner_url", masked(&self.database_owner_url)),
            ("base_url", self.base_url.to_string()),
            ("secret", masked(&self.secret)),
        ];
        if let Some(smtp) = &self.smtp {
            all.extend([
                ("smtp_host", smtp.host.clone()),
                ("smtp_port", smtp.port.to_string()),
                ("smtp_security", format!("{:?}", smtp.security).to_lowercase()),
                ("smtp_username", smtp.username.clone()),
                ("smtp_password", MASKED.to_owned()),
                ("mail_from", smtp.from.clone()),
                ("smtp_ca", smtp.ca.as_deref().unwrap_or(Path::new("")).display().to_string()),
            ]);
        }
        all.extend([
            ("trusted_proxies", proxies.join(",")),
            ("webhook_networks", networks.join(",")),
            ("workers", self.workers.to_string()),
            ("connections", self.connections.to_string()),
            ("password_profile", format!("{:?}", self.passwords).to_lowercase()),
            ("security.require_totp", self.require_totp.to_string()),
        ]);
        all.into_iter().map(|(name, value)| Listed { name, value, origin: self.origin(name) }).collect()
    }

    fn origin(&self, name: &str) -> Origin {
        self.origins.get(name).copied().unwrap_or(Origin::Default)
    }
}
