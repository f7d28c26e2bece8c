//! Somebody at a browser: keeps cookies, doesn't follow redirects unasked.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use ureq::{
    Agent,
    http::{Method, Request, header::CONTENT_TYPE},
};
use url::form_urlencoded::Serializer;

use super::Page;

/// A file in a form.
#[derive(Clone)]
pub struct Upload<'a> {
    pub field: &'a str,
    pub file_name: &'a str,
    pub content: &'a [u8],
}

#[derive(Clone)]
pub struct Browser {
    base: String,
    agent: Agent,
}

/// What a browser encodes of an address beside everything that isn't ASCII.
const TYPED: &AsciiSet = &CONTROLS.add(b' ');
const BOUNDARY: &str = "yunwu-test-boundary";

impl Browser {
    pub fn new(base: &str) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build()
            .new_agent();
        Self { base: base.to_owned(), agent }
    }

    pub fn get(&self, path: &str) -> Page {
        self.send(Method::GET, path, &[], Vec::new())
    }

    /// Posts fields as a page of the portal would.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = Serializer::new(String::new()).extend_pairs(fields).finish();
        self.post_body(path, "application/x-www-form-urlencoded", body.into_bytes())
    }

    /// Posts a form with files.
    pub fn upload(&self, path: &str, fields: &[(&str, &str)], files: &[Upload<'_>]) -> Page {
        let mut body = Vec::new();
        let mut part = |disposition: String, content: &[u8]| {
            body.extend_from_slice(
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n").as_bytes(),
            );
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        };
        for (name, value) in fields {
            part(format!("name=\"{name}\""), value.as_bytes());
        }
        for file in files {
            part(format!("name=\"{}\"; filename=\"{}\"", file.field, file.file_name), file.content);
        }
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        self.post_body(path, &format!("multipart/form-data; boundary={BOUNDARY}"), body)
    }

    pub fn post_body(&self, path: &str, content_type: &str, body: Vec<u8>) -> Page {
        let headers = [(CONTENT_TYPE.as_str(), content_type), ("sec-fetch-site", "same-origin")];
        self.send(Method::POST, path, &headers, body)
    }

    /// The same browser, cookies and all, at another server's address.
    pub fn at(&self, base: &str) -> Self {
        Self { base: base.to_owned(), agent: self.agent.clone() }
    }

    /// As [`Browser::get`], of a server that may be gone.
    pub fn attempt(&self, path: &str) -> Option<Page> {
        self.try_to_send(Method::GET, path, &[], Vec::new()).ok()
    }

    /// As [`Browser::post`], to a server that may be gone.
    pub fn attempt_post(&self, path: &str, fields: &[(&str, &str)]) -> Option<Page> {
        let body = Serializer::new(String::new()).extend_pairs(fields).finish();
        let headers = [(CONTENT_TYPE.as_str(), "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
        self.try_to_send(Method::POST, path, &headers, body.into_bytes()).ok()
    }

    pub fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Page {
        self.try_to_send(method, path, headers, body).expect("an answer")
    }

    fn try_to_send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Result<Page, ureq::Error> {
        // As a browser does with what is typed into its address bar.
        let path = utf8_percent_encode(path, TYPED).to_string();
        let mut request = Request::builder().method(method.clone()).uri(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        // ureq refuses a body where it is unusual; an empty one is sent as none.
        let answer = if body.is_empty() && method != Method::POST {
            self.agent.run(request.body(()).expect("a request"))
        } else {
            self.agent.run(request.body(body).expect("a request"))
        };
        Page::read(&path, answer?)
    }

    /// A list from its first page to its last.
    pub fn every_page(&self, path: &str) -> Vec<Page> {
        let mut pages = vec![self.get(path).is_ok()];
        while let Some(next) = pages.last().and_then(|page| page.attribute("a[rel=next]", "href")) {
            pages.push(self.get(&next).is_ok());
        }
        pages
    }

    /// Where `page` leads.
    pub fn follow(&self, page: &Page) -> Page {
        self.get(&page.location())
    }
}
