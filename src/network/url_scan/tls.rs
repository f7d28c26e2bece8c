//! Secure connections to servers of any standing: what browsers would warn of is noted, not refused, since nothing is
//! told to them that isn't public.

use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
};

use rustls::{
    CertificateError, ClientConfig, ClientConnection, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
    StreamOwned, SupportedProtocolVersion,
    client::{
        WebPkiServerVerifier,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    },
    crypto::{CryptoProvider, ring},
    pki_types::{CertificateDer, ServerName, UnixTime},
    version::{TLS12, TLS13},
};

use super::{line::Line, report::Trust};

/// The versions there are, the newest first.
pub const VERSIONS: [&SupportedProtocolVersion; 2] = [&TLS13, &TLS12];

pub type Secured = StreamOwned<ClientConnection, Line>;

/// Whom browsers trust, asked once.
#[derive(Debug)]
pub struct Authorities {
    provider: Arc<CryptoProvider>,
    known: Arc<WebPkiServerVerifier>,
}

/// Notes what the authorities say, and goes on.
#[derive(Debug)]
struct Judge {
    known: Arc<WebPkiServerVerifier>,
    verdict: Mutex<Trust>,
}

/// What a handshake came to.
pub struct Handshake {
    pub stream: Secured,
    pub version: Option<String>,
    /// As the server sent it.
    pub certificate: Vec<u8>,
    pub trust: Trust,
}

impl Authorities {
    /// # Errors
    /// When there are no authorities to begin with.
    pub fn new() -> anyhow::Result<Self> {
        let provider = Arc::new(ring::default_provider());
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let known = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider.clone()).build()?;
        Ok(Self { provider, known })
    }

    /// # Errors
    /// When no secure connection comes about.
    pub fn shake_hands(
        &self,
        mut line: Line,
        name: ServerName<'static>,
        versions: &[&'static SupportedProtocolVersion],
    ) -> io::Result<Handshake> {
        let judge = Arc::new(Judge { known: self.known.clone(), verdict: Mutex::default() });
        let config = ClientConfig::builder_with_provider(self.provider.clone())
            .with_protocol_versions(versions)
            .map_err(io::Error::other)?
            .dangerous()
            .with_custom_certificate_verifier(judge.clone())
            .with_no_client_auth();
        let mut connection = ClientConnection::new(Arc::new(config), name).map_err(io::Error::other)?;
        while connection.is_handshaking() {
            connection.complete_io(&mut line)?;
        }
        let certificate = connection.peer_certificates().and_then(|chain| chain.first()).map(|own| own.to_vec());
        Ok(Handshake {
            version: connection.protocol_version().and_then(|version| version.as_str()).map(spoken),
            certificate: certificate.unwrap_or_default(),
            trust: *judge.verdict.lock().unwrap_or_else(PoisonError::into_inner),
            stream: StreamOwned::new(connection, line),
        })
    }
}

/// `TLSv1_3` as people write it.
fn spoken(version: &str) -> String {
    version.replace("TLSv", "TLS ").replace('_', ".")
}

/// What a version is called in reports.
pub fn name_of(version: &SupportedProtocolVersion) -> String {
    version.version.as_str().map(spoken).unwrap_or_default()
}

impl ServerCertVerifier for Judge {
    fn verify_server_cert(
        &self,
        own: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let verdict = match self.known.verify_server_cert(own, others, name, ocsp, now) {
            Ok(_) => Trust::Trusted,
            Err(Error::InvalidCertificate(why)) => trust(&why),
            Err(_) => Trust::Refused,
        };
        *self.verdict.lock().unwrap_or_else(PoisonError::into_inner) = verdict;
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.known.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.known.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.known.supported_verify_schemes()
    }
}

fn trust(why: &CertificateError) -> Trust {
    match why {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => Trust::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => Trust::NotYetValid,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => Trust::WrongName,
        CertificateError::UnknownIssuer => Trust::UnknownIssuer,
        _ => Trust::Refused,
    }
}
