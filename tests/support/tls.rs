//! A line that is in the clear or under TLS, by a certificate that only its own authority vouches for.

use std::{
    io::{self, Read, Write},
    net::TcpStream,
    path::PathBuf,
    sync::Arc,
};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::{ServerConfig, ServerConnection, StreamOwned, crypto::ring, pki_types::PrivateKeyDer};
use uuid::Uuid;

/// What a server is known by.
pub struct Identity {
    /// The server's side of it.
    pub config: Arc<ServerConfig>,
    /// The authority's certificate.
    pub ca: PathBuf,
}

impl Identity {
    /// Of 127.0.0.1, with an authority of its own.
    pub fn new() -> Self {
        let mut authority = CertificateParams::default();
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority_key = KeyPair::generate().expect("a key");
        let certificate = authority.self_signed(&authority_key).expect("an authority");
        let ca = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.pem", Uuid::new_v4()));
        std::fs::write(&ca, certificate.pem()).expect("its file");

        let key = KeyPair::generate().expect("a key");
        let server = CertificateParams::new(["127.0.0.1".to_owned()]).expect("a name");
        let server = server.signed_by(&key, &Issuer::new(authority, authority_key)).expect("a certificate");
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![server.der().clone()], PrivateKeyDer::Pkcs8(key.serialize_der().into()))
            .expect("a server's side");
        Self { config: Arc::new(config), ca }
    }
}

impl Drop for Identity {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.ca));
    }
}

pub enum Wire {
    Clear(TcpStream),
    Tls(Box<StreamOwned<ServerConnection, TcpStream>>),
}

impl Wire {
    /// From now on under TLS.
    pub fn secured(self, config: &Arc<ServerConfig>) -> Self {
        match self {
            Self::Clear(stream) => {
                let connection = ServerConnection::new(config.clone()).expect("a connection");
                Self::Tls(Box::new(StreamOwned::new(connection, stream)))
            }
            already @ Self::Tls(_) => already,
        }
    }

    pub fn is_secured(&self) -> bool {
        matches!(self, Self::Tls(_))
    }
}

impl Read for Wire {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Clear(stream) => stream.read(into),
            Self::Tls(stream) => stream.read(into),
        }
    }
}

impl Write for Wire {
    fn write(&mut self, from: &[u8]) -> io::Result<usize> {
        match self {
            Self::Clear(stream) => stream.write(from),
            Self::Tls(stream) => stream.write(from),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Clear(stream) => stream.flush(),
            Self::Tls(stream) => stream.flush(),
        }
    }
}
