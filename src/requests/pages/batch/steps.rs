//! The steps as links, on each of their pages.

use crate::{requests::cart::Steps, web::list::TabLink};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Base,
    Items,
    Confirm,
}

/// With how many items are chosen.
#[must_use]
pub fn links(steps: &Steps, current: Step, chosen: usize) -> Vec<TabLink> {
    let link = |step, href: String, label| TabLink {
        href,
        label,
        count: (step == Step::Items && chosen > 0).then(|| chosen.to_string()),
        current: step == current,
        hot: false,
    };
    vec![
        link(Step::Base, steps.base().to_owned(), "request-step-base"),
        link(Step::Items, steps.items(), "request-step-items"),
        link(Step::Confirm, steps.confirm(), "request-step-confirm"),
    ]
}
