//! From names to addresses.

use std::{
    io,
    net::{IpAddr, ToSocketAddrs},
    sync::mpsc,
    thread,
    time::Duration,
};

/// Whom one asks for the addresses of a name.
pub trait Names: Send + Sync {
    /// # Errors
    /// When there are none, or nobody tells in that time.
    fn addresses(&self, name: &str, patience: Duration) -> io::Result<Vec<IpAddr>>;
}

/// The machine's own resolver.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemNames;

impl Names for SystemNames {
    /// The system's call knows no time limit: it is left behind in a thread of its own, which ends with it.
    fn addresses(&self, name: &str, patience: Duration) -> io::Result<Vec<IpAddr>> {
        let (told, hear) = mpsc::sync_channel(1);
        let name = name.to_owned();
        thread::Builder::new().name("names".to_owned()).spawn(move || {
            let found = (name.as_str(), 0).to_socket_addrs().map(|all| all.map(|one| one.ip()).collect());
            // Nobody may be waiting any more.
            drop(told.send(found));
        })?;
        hear.recv_timeout(patience).unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_knows_itself() {
        let found = SystemNames.addresses("localhost", Duration::from_secs(5)).unwrap();
        assert!(found.iter().all(IpAddr::is_loopback) && !found.is_empty());
    }
}
