//! An answer, read as a person reads it.

use scraper::{ElementRef, Html, Selector};
use ureq::{Body, http::Response};

pub struct Page {
    path: String,
    status: u16,
    headers: ureq::http::HeaderMap,
    pub body: Vec<u8>,
}

impl Page {
    pub fn read(path: &str, mut answer: Response<Body>) -> Result<Self, ureq::Error> {
        let body = answer.body_mut().with_config().limit(64 << 20).read_to_vec()?;
        Ok(Self { path: path.to_owned(), status: answer.status().as_u16(), headers: answer.headers().clone(), body })
    }

    pub fn status(&self) -> u16 {
        self.status
    }

    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}: {}", self.path, self.text("main"));
        self
    }

    #[track_caller]
    pub fn is_ok(self) -> Self {
        self.is(200)
    }

    #[track_caller]
    pub fn is_not_found(self) -> Self {
        self.is(404)
    }

    #[track_caller]
    pub fn is_forbidden(self) -> Self {
        self.is(403)
    }

    /// A refused form whose `field` is marked and explained.
    #[track_caller]
    pub fn is_refused_at(self, field: &str) -> Self {
        let page = self.is(422);
        assert!(
            !page.errors_at(field).is_empty(),
            "{} has no error at {field}: {}",
            page.path,
            page.text(".alert.bad")
        );
        page
    }

    pub fn header(&self, name: &str) -> String {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    }

    /// Where a redirect leads, as a path.
    #[track_caller]
    pub fn location(&self) -> String {
        assert_eq!(self.status, 303, "{} leads somewhere: {}", self.path, self.text("main"));
        self.header("location")
    }

    pub fn html(&self) -> Html {
        Html::parse_document(&String::from_utf8_lossy(&self.body))
    }

    pub fn source(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The text of everything that `selector` finds, in one line.
    pub fn text(&self, selector: &str) -> String {
        self.each(selector, |element| element.text().collect::<String>())
            .iter()
            .flat_map(|text| text.split_whitespace())
            .collect::<Vec<_>>()
            .join(" ")
    }

    pub fn has(&self, selector: &str) -> bool {
        !self.each(selector, |_| ()).is_empty()
    }

    pub fn count(&self, selector: &str) -> usize {
        self.each(selector, |_| ()).len()
    }

    /// An attribute of the first element that `selector` finds.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.each(selector, |element| element.attr(name).map(str::to_owned)).into_iter().next().flatten()
    }

    /// The text of each element that `selector` finds.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let words = |element: ElementRef<'_>| element.text().collect::<String>();
        self.each(selector, words).iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    /// The value of the control named `name`.
    pub fn value(&self, name: &str) -> String {
        let named = format!("[name=\"{name}\"]");
        let typed = self.each(&named, |element| match element.value().name() {
            "textarea" => Some(element.text().collect::<String>().trim_start_matches('\n').to_owned()),
            "select" => element
                .select(&parsed("option[selected]"))
                .next()
                .map(|option| option.attr("value").unwrap_or_default().to_owned()),
            _ if matches!(element.attr("type"), Some("radio" | "checkbox")) => {
                element.attr("checked").map(|_| element.attr("value").unwrap_or("on").to_owned())
            }
            _ => element.attr("value").map(str::to_owned),
        });
        typed.into_iter().flatten().next().unwrap_or_default()
    }

    /// What a browser would post of the form with that address, in order; files and buttons aside.
    pub fn filled(&self, action: &str) -> Vec<(String, String)> {
        let controls = ["input", "select", "textarea"].map(|tag| format!("form[action=\"{action}\"] {tag}[name]"));
        let posted = self.each(&controls.join(", "), |element| {
            let kind = element.attr("type").unwrap_or_default();
            let value = match element.value().name() {
                "textarea" => element.text().collect::<String>().trim_start_matches('\n').to_owned(),
                "select" => {
                    let chosen = element.select(&parsed("option[selected]")).next();
                    let chosen = chosen.or_else(|| element.select(&parsed("option")).next());
                    chosen.and_then(|option| option.attr("value")).unwrap_or_default().to_owned()
                }
                _ if matches!(kind, "radio" | "checkbox") && element.attr("checked").is_none() => return None,
                _ if matches!(kind, "file" | "submit") => return None,
                _ => element.attr("value").unwrap_or_default().to_owned(),
            };
            Some((element.attr("name").unwrap_or_default().to_owned(), value))
        });
        posted.into_iter().flatten().collect()
    }

    /// The values of all controls named `name`, in order.
    pub fn values(&self, name: &str) -> Vec<String> {
        self.each(&format!("input[name=\"{name}\"]"), |element| element.attr("value").unwrap_or_default().to_owned())
    }

    /// The sentences that the control with this id is refused with.
    pub fn errors_at(&self, id: &str) -> String {
        let Some(described) = self.attribute(&format!("[id=\"{id}\"][aria-invalid=\"true\"]"), "aria-describedby")
        else {
            return String::new();
        };
        described
            .split_whitespace()
            .map(|note| self.text(&format!(".err[id=\"{note}\"], [id=\"{note}\"] .err")))
            .collect::<Vec<_>>()
            .join(" ")
            .trim()
            .to_owned()
    }

    /// The first state on the page: the record's.
    pub fn state(&self) -> String {
        self.attribute("[data-state]", "data-state").unwrap_or_default()
    }

    /// Hidden fields of the form whose address ends so.
    pub fn hidden_of(&self, action: &str) -> Vec<(String, String)> {
        let selector = format!("form[action$=\"{action}\"] input[type=\"hidden\"]");
        self.each(&selector, |input| {
            (input.attr("name").unwrap_or_default().to_owned(), input.attr("value").unwrap_or_default().to_owned())
        })
    }

    fn each<T>(&self, selector: &str, read: impl Fn(ElementRef<'_>) -> T) -> Vec<T> {
        self.html().select(&parsed(selector)).map(read).collect()
    }
}

fn parsed(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"))
}
