//! The form around the list of what waits for one's decision.

use super::deed::Deed;
use crate::{
    requests::opinion::{opinion, reason},
    web::{
        bulk::{self, Picked},
        form::{Errors, FieldReader, FromFields},
    },
};

/// As posted.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    pub requests: Vec<String>,
    /// The button.
    pub action: String,
    /// An opinion or a reason, for all of them.
    pub text: String,
    /// The page of the list it came from.
    pub back: String,
}

impl FromFields for Selection {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            requests: fields.column("request"),
            action: fields.text("action"),
            text: fields.text("text").trim().to_owned(),
            back: fields.text("back"),
        }
    }
}

impl Selection {
    /// # Errors
    /// At `request` when none, too many or something else is picked; at `text`.
    pub fn parse(&self, mut errors: Errors) -> Result<(Deed, Vec<Picked>), Errors> {
        let deed = match self.action.as_str() {
            "approve" => errors.take("text", opinion(&self.text)).map(Deed::Approve),
            "reject" => errors.take("text", reason(&self.text)).map(Deed::Reject),
            _ => errors.take("request", Err("request-bulk-no-deed")),
        };
        let picked = errors.take("request", bulk::picked(&self.requests));
        errors.finish(|| Some((deed?, picked?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selection(request: &str, action: &str, text: &str) -> Selection {
        let requests = [request].into_iter().filter(|it| !it.is_empty()).map(str::to_owned).collect();
        Selection { requests, action: action.into(), text: text.into(), back: String::new() }
    }

    #[test]
    fn an_opinion_may_be_left_out_and_a_reason_may_not() {
        let long = "长".repeat(501);
        for (request, action, text, refused_at) in [
            ("ZY1.1", "approve", "", None),
            ("ZY1.1", "approve", "同意", None),
            ("ZY1.1", "reject", "请核减", None),
            ("ZY1.1", "reject", "", Some("text: request-reason-missing")),
            ("ZY1.1", "approve", long.as_str(), Some("text: form-too-long")),
            ("ZY1.1", "withdraw", "", Some("request: request-bulk-no-deed")),
            ("ZY1.x", "approve", "", Some("request: bulk-unreadable")),
            ("", "approve", "", Some("request: bulk-none-picked")),
        ] {
            let errors = selection(request, action, text).parse(Errors::default()).err();
            let first = errors.and_then(|errors| errors.iter().next().map(|(at, why)| format!("{at}: {}", why.key)));
            assert_eq!(first.as_deref(), refused_at, "{request} {action} {text}");
        }
    }
}
