//! One question to a web server, and the head of its answer.

use std::io::{self, Read, Write};

use url::Url;

/// Bytes of a head; browsers give up at several times as much.
const LONGEST_HEAD: usize = 16 * 1024;
const MOST_HEADERS: usize = 64;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    /// Where it sends one.
    pub location: Option<String>,
}

/// Asks for `url` as a browser without cookies, and reads no more than the head of the answer.
///
/// # Errors
/// When the connection breaks, or what comes isn't HTTP ([`io::ErrorKind::InvalidData`]).
pub fn ask(stream: &mut (impl Read + Write), url: &Url) -> io::Result<Answer> {
    stream.write_all(question(url).as_bytes())?;
    stream.flush()?;
    let (mut head, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        match stream.read(&mut piece)? {
            0 => {
                return Err(
                    if head.is_empty() { io::ErrorKind::UnexpectedEof } else { io::ErrorKind::InvalidData }.into()
                );
            }
            read => head.extend_from_slice(&piece[..read]),
        }
        if let Some(answer) = read_head(&mut head)? {
            return Ok(answer);
        }
        if head.len() > LONGEST_HEAD {
            return Err(io::ErrorKind::InvalidData.into());
        }
    }
}

fn question(url: &Url) -> String {
    let begun = begun("GET", url);
    format!("{begun}User-Agent: Yunwu-URL-check/1\r\nAccept: */*\r\nConnection: close\r\n\r\n")
}

/// How a request for `url` begins: what is asked for, and of whom.
#[must_use]
pub fn begun(method: &str, url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{method} {}{query} HTTP/1.1\r\nHost: {host}{port}\r\n", url.path())
}

/// None while there is more to come. What only announces the answer is dropped.
fn read_head(head: &mut Vec<u8>) -> io::Result<Option<Answer>> {
    loop {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut answer = httparse::Response::new(&mut headers);
        let parsed = answer.parse(head).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
        let (httparse::Status::Complete(length), Some(status)) = (parsed, answer.code) else { return Ok(None) };
        if status >= 200 {
            let sends = answer.headers.iter().find(|header| header.name.eq_ignore_ascii_case("location"));
            let location = sends.and_then(|header| std::str::from_utf8(header.value).ok()).map(str::to_owned);
            return Ok(Some(Answer { status, location }));
        }
        head.drain(..length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::url_scan::peer::Peer;

    fn asked(url: &str, says: &[u8]) -> (io::Result<Answer>, String) {
        let mut peer = Peer::saying(says);
        let answer = ask(&mut peer, &url.parse().unwrap());
        (answer, String::from_utf8(peer.heard).unwrap())
    }

    #[test]
    fn the_question_names_the_host_and_keeps_passwords_and_fragments_to_itself() {
        let (_, heard) = asked("https://a:b@Site.example.com:8443/x%20y?q=1#top", b"");
        assert!(heard.starts_with("GET /x%20y?q=1 HTTP/1.1\r\nHost: site.example.com:8443\r\n"), "{heard}");
        assert!(heard.ends_with("\r\n\r\n") && !heard.contains("top") && !heard.contains("a:b"));
        assert!(asked("http://[2400::1]/", b"").1.contains("\r\nHost: [2400::1]\r\n"));
    }

    #[test]
    fn an_answer_is_read_in_pieces_and_after_what_announces_it() {
        let says =
            b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 302 Found\r\nlocation: /login\r\n\r\n<html>";
        let expected = Answer { status: 302, location: Some("/login".to_owned()) };
        assert_eq!(asked("http://a.example/", says).0.unwrap(), expected);
    }

    #[test]
    fn what_is_not_of_the_web_is_refused() {
        for says in [&b"SSH-2.0-OpenSSH_9.6\r\n"[..], b"HTTP/1.1 200", vec![b'x'; 40_000].as_slice()] {
            assert_eq!(asked("http://a.example/", says).0.unwrap_err().kind(), io::ErrorKind::InvalidData);
        }
        assert_eq!(asked("http://a.example/", b"").0.unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
        let endless = [b"HTTP/1.1 200 OK\r\nx: ".to_vec(), vec![b'y'; 40_000]].concat();
        assert_eq!(asked("http://a.example/", &endless).0.unwrap_err().kind(), io::ErrorKind::InvalidData);
    }
}
