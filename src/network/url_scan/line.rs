//! A connection that lasts so long and carries so much, whatever the other side does.

use std::{
    io::{self, Read, Write},
    net::{SocketAddr, TcpStream},
    time::{Duration, Instant},
};

/// Bytes that one connection may bring: a handshake with its certificates, and the head of an answer.
const MOST_BYTES: usize = 96 * 1024;

#[derive(Debug)]
pub struct Line {
    stream: TcpStream,
    until: Instant,
    bytes_left: usize,
}

impl Line {
    /// # Errors
    /// When nobody answers there in time.
    pub fn to(address: SocketAddr, until: Instant, patience: Duration) -> io::Result<Self> {
        let stream = TcpStream::connect_timeout(&address, left(until)?.min(patience))?;
        Ok(Self { stream, until, bytes_left: MOST_BYTES })
    }
}

/// Each read has what is left of the time, so that one byte a second gains nothing.
impl Read for Line {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.bytes_left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.stream.set_read_timeout(Some(left(self.until)?))?;
        let room = into.len().min(self.bytes_left);
        let read = self.stream.read(&mut into[..room]).map_err(in_time)?;
        self.bytes_left -= read;
        Ok(read)
    }
}

impl Write for Line {
    fn write(&mut self, from: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(left(self.until)?))?;
        self.stream.write(from).map_err(in_time)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// # Errors
/// When nothing is.
pub fn left(until: Instant) -> io::Result<Duration> {
    let left = until.saturating_duration_since(Instant::now());
    if left.is_zero() { Err(io::ErrorKind::TimedOut.into()) } else { Ok(left) }
}

/// Linux calls a read that took too long one that would have to wait.
fn in_time(error: io::Error) -> io::Error {
    if error.kind() == io::ErrorKind::WouldBlock { io::ErrorKind::TimedOut.into() } else { error }
}
