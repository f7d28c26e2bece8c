//! The pages of 配额管理.

pub mod act;
pub mod allocate;
mod amounts;
pub mod approvals;
mod chart;
pub mod ledger;
mod list;
pub mod new;
pub mod requests;
pub mod show;
pub mod subordinates;
pub mod totals;
pub mod view;

use super::seat::Seat;
use crate::{
    policy::{Action, Actor},
    web::list::TabLink,
};

/// The tabs that `who` may use, with the one at `path` chosen (spec 4, "Tabs").
fn tabs(who: &Actor, path: &str) -> Vec<TabLink> {
    let has_children = who.department.subtree.len() > 1 || Seat::of(who).sector.is_some();
    let all = [
        ("/quotas", "quota-tab-view", Action::ViewQuotas, true),
        ("/quotas/ledger", "quota-tab-ledger", Action::ViewQuotas, true),
        ("/quotas/requests", "quota-tab-requests", Action::RequestQuotas, true),
        ("/quotas/approvals", "quota-tab-approvals", Action::ApproveQuotas, true),
        ("/quotas/allocate", "quota-tab-allocate", Action::AllocateQuotas, true),
        ("/quotas/subordinates", "quota-tab-subordinates", Action::ViewSubordinateQuotas, has_children),
    ];
    let mine = all.into_iter().filter(|(_, _, action, is_shown)| *is_shown && who.may(*action));
    mine.map(|(href, label, _, _)| TabLink {
        href: href.to_owned(),
        label,
        count: None,
        current: href == path,
        hot: false,
    })
    .collect()
}
