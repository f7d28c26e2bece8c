//! `/tickets/new`: 如何选择网络工单类型 (spec 2, "Four ways to a ticket").
//!
//! One or two questions lead to a kind; every kind is also a link. Without scripts too: an answer is an address.

use actix_web::{HttpResponse, web::Query};
use askama::Template;
use serde::Deserialize;

use super::new_path;
use crate::{
    error::AppResult,
    text::Text,
    tickets::kind::Kind,
    web::{Ctx, filters, page},
};

#[derive(Deserialize)]
pub struct Asked {
    application: Option<String>,
    /// What one wants, as far as it was said.
    want: Option<String>,
}

/// What one wants to do, as people say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Want {
    code: &'static str,
    /// 让我的服务器访问别处
    says: &'static str,
    /// What is asked next: 访问哪里
    asks: &'static str,
    /// The answers, each a kind.
    answers: &'static [(&'static str, Kind)],
}

const WANTS: [Want; 4] = [
    Want {
        code: "reach",
        says: "ticket-choose-reach",
        asks: "ticket-choose-reach-what",
        answers: &[
            ("ticket-choose-reach-internet", Kind::InternetAccess),
            ("ticket-choose-reach-extranet", Kind::ExtranetAccess),
            ("ticket-choose-reach-tenant", Kind::TenantAccess),
        ],
    },
    Want {
        code: "be-reached",
        says: "ticket-choose-be-reached",
        asks: "ticket-choose-be-reached-by",
        answers: &[
            ("ticket-choose-by-internet", Kind::InternetMapping),
            ("ticket-choose-by-extranet", Kind::ExtranetMapping),
            ("ticket-choose-by-tenant", Kind::TenantAccess),
        ],
    },
    Want {
        code: "servers",
        says: "ticket-choose-servers",
        asks: "ticket-choose-servers-what",
        answers: &[
            ("ticket-choose-server-create", Kind::ServerCreate),
            ("ticket-choose-server-change", Kind::ServerChange),
            ("ticket-choose-server-recycle", Kind::ServerRecycle),
        ],
    },
    Want {
        code: "support",
        says: "ticket-choose-support",
        asks: "ticket-choose-support-what",
        answers: &[("ticket-choose-support-any", Kind::Support)],
    },
];

#[derive(Template)]
#[template(path = "tickets/choose.html")]
struct Choose {
    ctx: Ctx,
    wants: Vec<Link>,
    /// The second question, once the first is answered.
    next: Option<(&'static str, Vec<Way>)>,
    kinds: Vec<Way>,
}

/// An answer to the first question.
struct Link {
    href: String,
    says: &'static str,
    chosen: bool,
}

/// One kind, as who needs it thinks of it.
struct Way {
    href: String,
    answer: Text,
    name: Text,
}

/// GET `/tickets/new` (`want`, `application`)
pub async fn show(ctx: Ctx, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let application = asked.application.as_deref().and_then(|id| id.parse::<i64>().ok());
    let chosen = WANTS.into_iter().find(|want| Some(want.code) == asked.want.as_deref());
    let way = |kind: Kind, answer: Text| Way {
        href: with_application(&new_path(kind), '?', application),
        answer,
        name: kind.name(),
    };
    let wants = WANTS.map(|want| Link {
        href: with_application(&format!("/tickets/new?want={}", want.code), '&', application),
        says: want.says,
        chosen: Some(want) == chosen,
    });
    let next = chosen.map(|want| {
        let answers = want.answers.iter().map(|(says, kind)| way(*kind, Text::new(says)));
        (want.asks, answers.collect())
    });
    let kinds = Kind::ALL.map(|kind| way(kind, kind.wish()));
    page::show(&ctx, &Choose { ctx: ctx.clone(), wants: wants.into(), next, kinds: kinds.into() })
}

fn with_application(path: &str, joint: char, application: Option<i64>) -> String {
    match application {
        Some(id) => format!("{path}{joint}application={id}"),
        None => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_the_answer_to_some_question() {
        for kind in Kind::ALL {
            assert!(WANTS.iter().flat_map(|want| want.answers).any(|(_, answer)| *answer == kind), "{kind}");
        }
    }
}
