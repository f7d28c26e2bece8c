//! The guides, and what they look like.

use std::sync::LazyLock;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html::push_html};

use crate::{
    policy::{Actor, Role},
    web::i18n::Lang,
};

/// A guide, as it is kept.
pub struct Guide {
    pub slug: &'static str,
    /// Whose first day it walks through; everyone's topic where there are none.
    walk_of: &'static [Role],
    chinese: &'static str,
    english: &'static str,
}

/// A guide in one language.
#[derive(Clone, Debug)]
pub struct Text {
    pub title: String,
    /// The first paragraph, for the contents.
    pub lead: String,
    pub html: String,
}

macro_rules! guide {
    ($slug:literal) => {
        guide!($slug, [])
    };
    ($slug:literal, $walk_of:expr) => {
        Guide {
            slug: $slug,
            walk_of: &$walk_of,
            chinese: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/help/zh-CN/", $slug, ".md")),
            english: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/help/en/", $slug, ".md")),
        }
    };
}

/// In the order of the contents.
pub static GUIDES: [Guide; 21] = [
    guide!("first-day-department", [Role::DeptUser, Role::DeptAdmin]),
    guide!("first-day-approver", [Role::BigdataUser, Role::BigdataAdmin, Role::PlcUser, Role::PlcAdmin]),
    guide!("first-day-engineer", [Role::OpsEngineer]),
    guide!("first-day-manager", [Role::OpsManager]),
    guide!("first-day-platform", [Role::PlatformAdmin]),
    guide!("first-day-security", [Role::SecurityAdmin]),
    guide!("first-day-auditor", [Role::Auditor]),
    guide!("accounts"),
    guide!("tickets"),
    guide!("ports"),
    guide!("access"),
    guide!("servers"),
    guide!("requests"),
    guide!("approvals"),
    guide!("delivery"),
    guide!("quotas"),
    guide!("bills"),
    guide!("billing"),
    guide!("messages"),
    guide!("lists"),
    guide!("working-days"),
];

static TEXTS: LazyLock<Vec<[Text; 2]>> =
    LazyLock::new(|| GUIDES.iter().map(|guide| [Text::of(guide.chinese), Text::of(guide.english)]).collect());

impl Guide {
    #[must_use]
    pub fn is_walk(&self) -> bool {
        !self.walk_of.is_empty()
    }

    #[must_use]
    pub fn is_walk_of(&self, who: &Actor) -> bool {
        self.walk_of.iter().any(|role| who.roles.contains(role))
    }
}

/// The guide of that name and its text.
#[must_use]
pub fn find(slug: &str, lang: Lang) -> Option<(&'static Guide, &'static Text)> {
    all(lang).find(|(guide, _)| guide.slug == slug)
}

/// Every guide with its text.
pub fn all(lang: Lang) -> impl Iterator<Item = (&'static Guide, &'static Text)> {
    let language = usize::from(lang == Lang::English);
    GUIDES.iter().zip(TEXTS.iter()).map(move |(guide, texts)| (guide, &texts[language]))
}

impl Text {
    /// The heading of the first level is the title; what is no Markdown is left out.
    fn of(markdown: &str) -> Self {
        let (mut title, mut lead, mut body) = (String::new(), String::new(), Vec::new());
        let (mut in_title, mut in_lead, mut paragraphs) = (false, false, 0);
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
            match &event {
                Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => in_title = true,
                Event::End(TagEnd::Heading(HeadingLevel::H1)) => in_title = false,
                Event::Text(words) if in_title => title.push_str(words),
                Event::Html(_) | Event::InlineHtml(_) => {}
                _ => {
                    match &event {
                        Event::Start(Tag::Paragraph) => {
                            in_lead = paragraphs == 0;
                            paragraphs += 1;
                        }
                        Event::End(TagEnd::Paragraph) => in_lead = false,
                        Event::Text(words) | Event::Code(words) if in_lead => lead.push_str(words),
                        Event::SoftBreak if in_lead => lead.push(' '),
                        _ => {}
                    }
                    body.push(event);
                }
            }
        }
        let mut html = String::new();
        push_html(&mut html, body.into_iter());
        Self { title, lead, html }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_heading_is_the_title_and_html_is_left_out() {
        let text = Text::of("# 提交工单\n\n先选**种类**。\n\n## 步骤\n\n1. <b>点</b>[提交](/tickets/new)\n");
        assert_eq!((text.title.as_str(), text.lead.as_str()), ("提交工单", "先选种类。"));
        assert!(!text.html.contains("<h1") && !text.html.contains("<b>"), "{}", text.html);
        assert!(text.html.contains("<a href=\"/tickets/new\">提交</a>"));
    }

    #[test]
    fn every_role_has_one_first_day() {
        for role in Role::ALL {
            assert_eq!(GUIDES.iter().filter(|guide| guide.walk_of.contains(&role)).count(), 1, "{role:?}");
        }
    }

    #[test]
    fn every_guide_says_something_in_both_languages() {
        for lang in [Lang::Chinese, Lang::English] {
            for (guide, text) in all(lang) {
                assert!(!text.title.is_empty() && !text.lead.is_empty(), "{} {lang:?}", guide.slug);
                assert!(text.html.contains("<h2>"), "{} {lang:?}", guide.slug);
            }
        }
    }
}
