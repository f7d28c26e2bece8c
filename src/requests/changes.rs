//! What became different between two submissions of a request, item by item (spec 3, "Changing").

use super::{
    details::Details,
    queries::{File, Revision, User},
};
use crate::{catalogue::model::Catalogue, text::Text, web::i18n::Lang};

/// One field or parameter that says something else now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Of an item, its number.
    pub item: Option<i32>,
    /// A key.
    pub label: &'static str,
    pub was: String,
    pub is: String,
    /// A whole item came or went.
    pub turn: Option<Turn>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    Added,
    Removed,
}

/// The fields that differ, by their names.
#[must_use]
pub fn fields(was: &Revision, is: &Revision) -> Vec<Text> {
    let differing = [
        (was.project != is.project, "request-field-project"),
        (was.region != is.region, "catalogue-field-region"),
        (was.users != is.users, "request-field-users"),
        (was.files != is.files, "request-field-attachments"),
        (was.items != is.items, "request-items"),
        (was.remarks != is.remarks, "request-field-remarks"),
    ];
    differing.into_iter().filter(|(differs, _)| *differs).map(|(_, label)| Text::new(label)).collect()
}

/// Everything that differs, with what it was and is.
#[must_use]
pub fn differences(was: &Revision, is: &Revision, catalogue: &Catalogue, lang: Lang) -> Vec<Difference> {
    let common = [
        ("request-field-project", was.project.clone(), is.project.clone()),
        ("catalogue-field-region", was.region.clone(), is.region.clone()),
        ("request-field-users", people(&was.users), people(&is.users)),
        ("request-field-attachments", files(&was.files), files(&is.files)),
    ];
    let cost = |revision: &Revision| revision.monthly.map(|money| money.to_string()).unwrap_or_default();
    let after =
        [("request-field-remarks", was.remarks.clone(), is.remarks.clone()), ("request-monthly", cost(was), cost(is))];
    let of = |item, changed: Vec<(&'static str, String, String)>| {
        let differing = changed.into_iter().filter(|(_, was, is)| was != is);
        differing.map(move |(label, was, is)| Difference { item, label, was, is, turn: None }).collect::<Vec<_>>()
    };
    let mut found = of(None, common.into());
    for place in places(was, is) {
        match (item(was, place), item(is, place)) {
            (Some(old), Some(new)) => found.extend(of(Some(place), parameters(old, new, catalogue, lang))),
            (None, Some(new)) => found.push(whole(place, new, Turn::Added)),
            (Some(old), None) => found.push(whole(place, old, Turn::Removed)),
            (None, None) => {}
        }
    }
    found.extend(of(None, after.into()));
    found
}

/// What becomes different of something.
#[must_use]
pub fn of_item(was: &Details, is: &Details, catalogue: &Catalogue, lang: Lang) -> Vec<Difference> {
    let all = parameters(was, is, catalogue, lang).into_iter().filter(|(_, was, is)| was != is);
    all.map(|(label, was, is)| Difference { item: None, label, was, is, turn: None }).collect()
}

fn places(was: &Revision, is: &Revision) -> Vec<i32> {
    let mut places: Vec<i32> = was.items.iter().chain(&is.items).map(|item| item.place).collect();
    places.sort_unstable();
    places.dedup();
    places
}

fn item(revision: &Revision, place: i32) -> Option<&Details> {
    revision.items.iter().find(|item| item.place == place).map(|item| &item.details)
}

/// An item that has nothing at its other side.
fn whole(place: i32, item: &Details, turn: Turn) -> Difference {
    let (label, says) = (item.product().label(), item.summary());
    let (was, is) = match turn {
        Turn::Added => (String::new(), says),
        Turn::Removed => (says, String::new()),
    };
    Difference { item: Some(place), label, was, is, turn: Some(turn) }
}

/// Side by side, those that only one of both says as well.
fn parameters(was: &Details, is: &Details, catalogue: &Catalogue, lang: Lang) -> Vec<(&'static str, String, String)> {
    let (was, is) = (was.in_words(catalogue, lang), is.in_words(catalogue, lang));
    let value = |of: &[(&'static str, String)], label: &str| {
        of.iter().find(|(known, _)| *known == label).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let gone = was.iter().filter(|(label, _)| !is.iter().any(|(known, _)| known == label));
    let labels = is.iter().chain(gone).map(|(label, _)| *label);
    labels.map(|label| (label, value(&was, label), value(&is, label))).collect()
}

/// Names, and how those without an account are reached.
#[must_use]
pub fn people(users: &[User]) -> String {
    let each = users.iter().map(|user| match user.user_id {
        Some(_) => user.name.clone(),
        None => format!("{} ({} {})", user.name, user.phone, user.email),
    });
    each.collect::<Vec<_>>().join("; ")
}

fn files(files: &[File]) -> String {
    files.iter().map(|file| file.file_name.as_str()).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalogue::product::Product,
        requests::{details::EcsDetails, queries::Item},
    };

    fn revision(instance_type: &str, quantity: &str) -> Revision {
        let details = EcsDetails {
            instance_name: "yj-web".into(),
            instance_type: instance_type.into(),
            quantity: quantity.into(),
            ..EcsDetails::default()
        };
        let details = Details::Server(Box::new(details));
        let quantity = quantity.parse().unwrap();
        let items = vec![Item { place: 1, product: Product::Ecs, details, quantity, monthly: None }];
        Revision { project: "应急指挥平台".into(), items, ..Revision::default() }
    }

    #[test]
    fn each_parameter_that_differs_is_told_with_both_values() {
        let (was, is) = (revision("ecs.g6.large", "3"), revision("ecs.c6.large", "2"));
        let found = differences(&was, &is, &Catalogue::default(), Lang::Chinese);
        let told: Vec<_> = found.iter().map(|it| (it.item, it.label, it.was.as_str(), it.is.as_str())).collect();
        assert_eq!(
            told,
            [
                (Some(1), "catalogue-field-quantity", "3", "2"),
                (Some(1), "catalogue-field-instance-type", "ecs.g6.large", "ecs.c6.large"),
            ]
        );
        assert_eq!(fields(&was, &is), [Text::new("request-items")]);
        assert_eq!(differences(&was, &was, &Catalogue::default(), Lang::Chinese), []);
    }

    #[test]
    fn an_item_that_is_gone_has_nothing_at_its_other_side() {
        let was = revision("ecs.g6.large", "1");
        let is = Revision { items: Vec::new(), ..was.clone() };
        let found = differences(&was, &is, &Catalogue::default(), Lang::Chinese);
        let told: Vec<_> = found.iter().map(|it| (it.item, it.turn, it.was.as_str(), it.is.as_str())).collect();
        assert_eq!(told, [(Some(1), Some(Turn::Removed), "yj-web \u{b7} ecs.g6.large", "")]);
    }
}
