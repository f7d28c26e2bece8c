//! What a ticket is for (spec 2, `description`): a purpose, not just the wish.

use std::{collections::HashMap, sync::LazyLock};

use super::kind::Kind;
use crate::text::Text;

/// Characters a need description may have.
pub const MAX_LENGTH: usize = 1_000;

/// Letters and digits that must remain once the kind's own words are taken away.
pub const MIN_REMAINING: usize = 10;

/// A need description that tells a purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purpose(String);

impl Purpose {
    pub fn parse(kind: Kind, typed: &str) -> Result<Self, Text> {
        check_length(typed)?;
        let told = typed.trim();
        if told.is_empty() {
            return Err(Text::new("ticket-purpose-missing").with("hint", kind.purpose_hint()));
        }
        if remaining(kind, told) < MIN_REMAINING {
            let refusal = Text::new("ticket-purpose-only-the-wish").with("kind", kind.name());
            return Err(refusal.with("hint", kind.purpose_hint()));
        }
        Ok(Self(told.replace("\r\n", "\n")))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// All that a draft is checked for. A line break is one character, though browsers send two.
pub fn check_length(typed: &str) -> Result<(), Text> {
    let count = typed.trim().replace("\r\n", "\n").chars().count();
    if count > MAX_LENGTH {
        return Err(Text::new("ticket-purpose-too-long").with("count", count).with("limit", MAX_LENGTH));
    }
    Ok(())
}

/// Each kind's words, the longest first.
static WISHES: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut wishes: HashMap<&str, Vec<&str>> = HashMap::new();
    for (kind, words) in include_str!("purpose.txt").lines().filter_map(|line| line.split_once(": ")) {
        wishes.entry(kind).or_default().extend(words.split_whitespace());
    }
    let shared = wishes.remove("any").unwrap_or_default();
    for words in wishes.values_mut() {
        words.extend(&shared);
        words.sort_unstable_by_key(|word| std::cmp::Reverse(word.len()));
    }
    wishes
});

/// How many letters and digits of `told` aren't part of the wish.
fn remaining(kind: Kind, told: &str) -> usize {
    let words = WISHES.get(kind.slug()).map_or(&[][..], Vec::as_slice);
    let told = told.to_lowercase();
    let mut rest = told.as_str();
    let mut before = ' ';
    let mut count = 0;
    while let Some(first) = rest.chars().next() {
        let wish = words.iter().find(|word| begins_with_word(rest, word, before));
        let taken = wish.map_or(first.len_utf8(), |word| word.len());
        count += usize::from(wish.is_none() && first.is_alphanumeric());
        before = rest[..taken].chars().next_back().unwrap_or(' ');
        rest = &rest[taken..];
    }
    count
}

/// Chinese runs on; an English word ends where letters end.
fn begins_with_word(rest: &str, word: &str, before: char) -> bool {
    let Some(after) = rest.strip_prefix(word) else { return false };
    let stands_alone = !before.is_ascii_alphanumeric() && !after.starts_with(|c: char| c.is_ascii_alphanumeric());
    !word.is_ascii() || stands_alone
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(kind: Kind, typed: &str) -> Option<Text> {
        Purpose::parse(kind, typed).err()
    }

    fn is_only_the_wish(kind: Kind, typed: &str) -> bool {
        let expected =
            Text::new("ticket-purpose-only-the-wish").with("kind", kind.name()).with("hint", kind.purpose_hint());
        refusal(kind, typed) == Some(expected)
    }

    #[test]
    fn a_purpose_is_taken_without_the_blanks_around_it() {
        for told in [
            "防汛指挥系统向公众发布汛情预警和避险信息",
            "向全省考生提供职称水平测试报名和成绩查询",
            "申请互联网端口映射，用于市民通过手机查询疫苗接种预约结果",
            "Citizens look up flood warnings on their phones",
        ] {
            assert_eq!(Purpose::parse(Kind::InternetMapping, &format!(" {told}\r\n")).unwrap().as_str(), told);
        }
    }

    #[test]
    fn the_mere_wish_is_refused_with_a_hint() {
        for told in [
            "要端口映射",
            "需要互联网端口映射",
            "申请开通互联网端口映射，谢谢！",
            "您好，我们需要申请把服务器的端口映射到互联网",
            "因工作需要，特此申请互联网端口映射，请尽快办理，谢谢",
            "因业务需要，请帮忙开放云主机的端口，要被互联网访问",
            "端口 映射 —— 端口 映射 —— 端口 映射 —— 端口 映射",
            "We need an internet port mapping, please open the ports to the internet",
            "。。。。。。。。。。。。。。。",
        ] {
            assert!(is_only_the_wish(Kind::InternetMapping, told), "{told}");
        }
        assert!(is_only_the_wish(Kind::InternetAccess, "需要访问互联网，申请访问互联网，要访问互联网"));
        assert!(is_only_the_wish(Kind::ExtranetMapping, "申请政务外网端口映射"));
        assert!(is_only_the_wish(Kind::ServerRecycle, "申请回收服务器，需要回收云主机一台"));
    }

    #[test]
    fn ten_characters_must_remain() {
        assert!(is_only_the_wish(Kind::InternetMapping, "申请端口映射：市民查询办件进度用"));
        assert_eq!(refusal(Kind::InternetMapping, "申请端口映射：供市民查询办件进度用"), None);
    }

    #[test]
    fn english_words_are_taken_away_whole_only() {
        assert_eq!(remaining(Kind::InternetMapping, "port"), 0);
        assert_eq!(remaining(Kind::InternetMapping, "support"), 7);
        assert_eq!(remaining(Kind::InternetMapping, "开放PORT端口"), 0);
    }

    #[test]
    fn a_kind_has_its_own_words_and_not_anothers() {
        assert_eq!(remaining(Kind::InternetAccess, "访问互联网"), 0);
        assert_eq!(remaining(Kind::ServerCreate, "访问互联网"), 5);
    }

    #[test]
    fn every_kind_has_words() {
        let mut listed: Vec<&str> = WISHES.keys().copied().collect();
        let mut slugs = Kind::ALL.map(Kind::slug);
        listed.sort_unstable();
        slugs.sort_unstable();
        assert_eq!(listed, slugs);
    }

    #[test]
    fn a_thousand_characters_are_taken_and_no_more() {
        let told = "汛".repeat(998) + "\r\n" + "情";
        assert_eq!(refusal(Kind::InternetMapping, &told), None);
        let told = "汛".repeat(1_001);
        let too_long = Text::new("ticket-purpose-too-long").with("count", 1_001_usize).with("limit", 1_000_usize);
        assert_eq!(refusal(Kind::InternetMapping, &told), Some(too_long.clone()));
        assert_eq!(check_length(&told), Err(too_long));
        assert_eq!(check_length("要"), Ok(()));
    }

    #[test]
    fn an_empty_field_is_missing() {
        let missing = Text::new("ticket-purpose-missing").with("hint", Kind::Support.purpose_hint());
        assert_eq!(refusal(Kind::Support, " \r\n"), Some(missing));
    }
}
