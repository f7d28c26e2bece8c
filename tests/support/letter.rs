//! A letter as it arrived, read as a mail program reads it.

/// One letter and whom the envelope names.
#[derive(Clone, Debug)]
pub struct Letter {
    pub to: Vec<String>,
    /// Headers and body, unwrapped from SMTP.
    pub source: String,
}

impl Letter {
    /// The names of all headers, in order.
    pub fn header_names(&self) -> Vec<String> {
        headers(&self.source).into_iter().map(|(name, _)| name).collect()
    }

    /// A header's text, decoded; empty where there is none.
    pub fn header(&self, name: &str) -> String {
        let found = headers(&self.source).into_iter().find(|(header, _)| header.eq_ignore_ascii_case(name));
        found.map(|(_, value)| decoded_words(&value)).unwrap_or_default()
    }

    pub fn subject(&self) -> String {
        self.header("Subject")
    }

    pub fn plain(&self) -> String {
        self.part("text/plain")
    }

    pub fn html(&self) -> String {
        self.part("text/html")
    }

    fn part(&self, media_type: &str) -> String {
        let content_type = self.header("Content-Type");
        let boundary = content_type.split("boundary=\"").nth(1).and_then(|rest| rest.split('"').next());
        let separator = format!("--{}", boundary.expect("a letter of several parts"));
        let part = self
            .source
            .split(&separator)
            .skip(1)
            .find(|part| raw_header(part.trim_start(), "Content-Type").starts_with(media_type))
            .expect("a part of that type")
            .trim_start();
        let body = part.split_once("\r\n\r\n").expect("a body").1;
        match raw_header(part, "Content-Transfer-Encoding").as_str() {
            "base64" => String::from_utf8(base64(body)).expect("UTF-8"),
            "quoted-printable" => String::from_utf8(quoted_printable(body)).expect("UTF-8"),
            _ => body.to_owned(),
        }
    }
}

fn raw_header(source: &str, name: &str) -> String {
    let found = headers(source).into_iter().find(|(header, _)| header.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value).unwrap_or_default()
}

/// Name and value of each, unfolded.
fn headers(source: &str) -> Vec<(String, String)> {
    let head = source.split("\r\n\r\n").next().unwrap_or_default();
    let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    let pairs = unfolded.split("\r\n").filter_map(|line| line.split_once(':'));
    pairs.map(|(name, value)| (name.to_owned(), value.trim().to_owned())).collect()
}

/// `=?utf-8?b?…?=`, with the space between two such words that isn't part of the text.
fn decoded_words(value: &str) -> String {
    let joined = value.replace("?= =?", "?==?");
    let mut text = String::new();
    let mut rest = joined.as_str();
    while let Some((before, encoded)) = rest.split_once("=?utf-8?b?") {
        let (word, after) = encoded.split_once("?=").expect("an end of the word");
        text.push_str(before);
        text.push_str(&String::from_utf8(base64(word)).expect("UTF-8"));
        rest = after;
    }
    text + rest
}

fn base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let values: Vec<u32> = text
        .bytes()
        .filter_map(|byte| DIGITS.iter().position(|digit| *digit == byte))
        .map(|value| value as u32)
        .collect();
    let mut bytes = Vec::new();
    for four in values.chunks(4) {
        let bits = four.iter().enumerate().fold(0, |bits, (nth, value)| bits | value << (18 - 6 * nth));
        bytes.extend(&bits.to_be_bytes()[1..four.len()]);
    }
    bytes
}

fn quoted_printable(text: &str) -> Vec<u8> {
    let joined = text.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = after.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match (first, escaped) {
            (b'=', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    bytes
}
