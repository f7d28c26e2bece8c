//! The other end of a connection, for tests.

use std::io::{self, Cursor, Read, Write};

/// Says what it was given, a few bytes at a time, and hears what is asked.
pub struct Peer {
    says: Cursor<Vec<u8>>,
    pub heard: Vec<u8>,
}

impl Peer {
    #[must_use]
    pub fn saying(says: &[u8]) -> Self {
        Self { says: Cursor::new(says.to_vec()), heard: Vec::new() }
    }
}

impl Read for Peer {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let room = into.len().min(5);
        self.says.read(&mut into[..room])
    }
}

impl Write for Peer {
    fn write(&mut self, from: &[u8]) -> io::Result<usize> {
        self.heard.write(from)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
