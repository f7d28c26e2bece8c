//! One post to a web server, and its short answer.

use std::io::{self, Read, Write};

use url::Url;

/// Bytes of an answer that are read.
const LONGEST: usize = 64 * 1024;
const MOST_HEADERS: usize = 64;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
}

/// Posts `json` and reads the answer to its end.
///
/// # Errors
/// When the connection breaks, or what comes isn't HTTP, or is too much.
pub fn post(stream: &mut (impl Read + Write), url: &Url, json: &str) -> io::Result<Answer> {
    stream.write_all(head(url, json.len()).as_bytes())?;
    stream.write_all(json.as_bytes())?;
    stream.flush()?;
    let (mut heard, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        let read = match stream.read(&mut piece) {
            Ok(read) => read,
            // Some servers end a secure line without a word.
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof && !heard.is_empty() => 0,
            Err(error) => return Err(error),
        };
        heard.extend_from_slice(&piece[..read]);
        if heard.len() > LONGEST {
            return Err(io::ErrorKind::InvalidData.into());
        }
        match understood(&heard, read == 0)? {
            Some(answer) => return Ok(answer),
            None if read == 0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            None => {}
        }
    }
}

fn head(url: &Url, length: usize) -> String {
    let host = url.host_str().unwrap_or_default();
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!(
        "POST {}{query} HTTP/1.1\r\nHost: {host}{port}\r\nUser-Agent: Yunwu/1\r\nAccept: application/json\r\n\
         Content-Type: application/json; charset=utf-8\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n",
        url.path()
    )
}

/// The answer, once it is all there; `ended`: no more comes.
fn understood(heard: &[u8], ended: bool) -> io::Result<Option<Answer>> {
    let invalid = || io::Error::from(io::ErrorKind::InvalidData);
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(begin) = response.parse(heard).map_err(|_| invalid())? else { return Ok(None) };
    let status = response.code.ok_or_else(invalid)?;
    let header = |name: &str| {
        let found = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
        found.and_then(|header| std::str::from_utf8(header.value).ok())
    };
    let body = &heard[begin..];
    if header("transfer-encoding").is_some_and(|coding| coding.eq_ignore_ascii_case("chunked")) {
        return Ok(joined(body)?.map(|body| Answer { status, body }));
    }
    let length = header("content-length").and_then(|length| length.trim().parse::<usize>().ok());
    let is_whole = length.map_or(ended, |length| body.len() >= length);
    Ok(is_whole.then(|| Answer { status, body: body[..length.unwrap_or(body.len()).min(body.len())].to_vec() }))
}

/// The pieces of a body sent in pieces; none while there is more to come.
fn joined(mut rest: &[u8]) -> io::Result<Option<Vec<u8>>> {
    let mut body = Vec::new();
    loop {
        let size = httparse::parse_chunk_size(rest).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
        let httparse::Status::Complete((begin, size)) = size else { return Ok(None) };
        if size == 0 {
            return Ok(Some(body));
        }
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let Some(end) = begin.checked_add(size).filter(|end| end + 2 <= rest.len()) else { return Ok(None) };
        body.extend_from_slice(&rest[begin..end]);
        rest = &rest[end + 2..];
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    /// Says what it was given, a few bytes at a time, and hears what is asked.
    struct Peer {
        says: Cursor<Vec<u8>>,
        heard: Vec<u8>,
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

    fn posted(says: &str) -> (io::Result<Answer>, String) {
        let mut peer = Peer { says: Cursor::new(says.as_bytes().to_vec()), heard: Vec::new() };
        let answer = post(&mut peer, &"https://a.example:8443/send?key=1".parse().unwrap(), "{\"好\":1}");
        (answer, String::from_utf8(peer.heard).unwrap())
    }

    #[test]
    fn an_answer_is_read_by_its_length_in_pieces_or_to_its_end() {
        for says in [
            "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{\"errcode\":0}and more",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"err\r\n8\r\ncode\":0}\r\n0\r\n\r\n",
            "HTTP/1.0 200 OK\r\n\r\n{\"errcode\":0}",
        ] {
            let (answer, heard) = posted(says);
            assert_eq!(answer.unwrap(), Answer { status: 200, body: b"{\"errcode\":0}".to_vec() }, "{says}");
            assert!(heard.starts_with("POST /send?key=1 HTTP/1.1\r\nHost: a.example:8443\r\n"), "{heard}");
            assert!(heard.ends_with("Content-Length: 9\r\nConnection: close\r\n\r\n{\"好\":1}"), "{heard}");
        }
    }

    #[test]
    fn half_an_answer_is_none() {
        for says in [
            "",
            "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{",
            "SSH-2.0-x\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
        ] {
            assert!(posted(says).0.is_err(), "{says}");
        }
    }
}
