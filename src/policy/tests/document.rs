use crate::{
    policy::{Action, as_markdown, published},
    text::{Arg, Text},
};

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/permissions.md");
const CHINESE: &str = include_str!("../../../locales/zh-CN/policy.ftl");

/// After a change of the matrix: `UPDATE_DOCS=1 cargo test published_matrix` writes the document anew.
#[test]
fn the_published_matrix_is_the_one_in_force() {
    let in_force = as_markdown(in_chinese);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(DOCUMENT, &in_force).unwrap();
    }
    assert_eq!(std::fs::read_to_string(DOCUMENT).unwrap(), in_force);
}

#[test]
fn every_action_that_not_everyone_has_is_published() {
    let shown: Vec<&str> =
        published().tables.iter().flat_map(|table| &table.columns).map(|column| column.code).collect();
    let with_another = [
        Action::FirstReview,
        Action::Deliver,
        Action::ViewApprovals,
        Action::DelegateApprovals,
        Action::ViewRequestTimes,
        Action::RunBilling,
        Action::AnswerPoliticalLegalTotal,
        Action::AnswerCloudTotal,
        Action::TakeOverProjects,
        Action::ViewAccountRequests,
        Action::ObjectToAccountRequests,
    ];
    let everyones = [
        Action::ViewDashboard,
        Action::Search,
        Action::ReadHelp,
        Action::ViewPermissions,
        Action::ReadMessages,
        Action::EditOwnProfile,
    ];
    for action in Action::ALL.into_iter().filter(|action| action.needs_sign_in()) {
        let told_elsewhere = with_another.contains(&action) || everyones.contains(&action);
        assert_eq!(shown.contains(&action.code()), !told_elsewhere, "{action:?}");
    }
}

/// The words of `policy.ftl`, which holds one plain line for each text.
fn in_chinese(text: &Text) -> String {
    let line = CHINESE.lines().find_map(|line| line.strip_prefix(&*text.key)?.strip_prefix(" = "));
    let mut words = line.unwrap_or_else(|| panic!("{} has no words", text.key)).to_owned();
    for (name, value) in &text.args {
        let Arg::Text(value) = value else { panic!("{} is filled with more than texts", text.key) };
        words = words.replace(&format!("{{ ${name} }}"), &in_chinese(value));
    }
    words
}
