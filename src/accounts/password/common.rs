//! Passwords that everybody tries first: words of `common.txt` however they are dressed up, and walks
//! over the keyboard.

use std::{collections::HashSet, sync::LazyLock};

/// One a line, lower case, `#` for remarks.
static WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("common.txt").lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

/// Rows and columns of the keyboard, the alphabet and the digits; read both ways.
const WALKS: [&str; 24] = [
    "1234567890",
    "01234567890",
    "!@#$%^&*()",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik",
    "!qaz@wsx#edc$rfv%tgb^yhn&ujm",
    "1q2w3e4r5t6y7u8i9o0p",
    "!q@w#e$r%t^y&u*i(o)p",
    "q1w2e3r4t5y6u7i8o9p0",
    "qazwsxedcrfvtgbyhnujmikolp",
    "a1b2c3d4e5f6g7h8i9",
    "1a2b3c4d5e6f7g8h9i",
    "147258369",
    "159357",
    "789456123",
    "1121231234",
    "112233445566778899",
    "111222333444555666777888999",
    "aabbccddeeffgg",
    "abcabcabc",
    "123123123123",
];
/// Shorter steps happen in good passwords too.
const SHORTEST_WALK: usize = 4;
/// What must remain beside walks.
const SUBSTANCE: usize = 4;
const FEWEST_DIFFERENT: usize = 4;

/// Whether guessing would begin with something like it.
pub fn is_common(password: &str) -> bool {
    let plain = password.to_lowercase();
    is_a_word(&plain) || has_few_different(&plain) || is_made_of_walks(&plain)
}

/// In the list, as it is or without the digits and symbols around it and the usual disguises.
fn is_a_word(plain: &str) -> bool {
    let without_end = plain.trim_end_matches(|c: char| !c.is_alphanumeric());
    let core = plain.trim_matches(|c: char| !c.is_alphabetic());
    let unveiled: String = core.chars().map(unveil).collect();
    [plain, without_end, core, &unveiled].iter().any(|word| WORDS.contains(word))
}

/// `p@ssw0rd` is `password`.
fn unveil(c: char) -> char {
    match c {
        '@' => 'a',
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '$' | '5' => 's',
        '7' => 't',
        _ => c,
    }
}

fn has_few_different(plain: &str) -> bool {
    plain.chars().collect::<HashSet<_>>().len() < FEWEST_DIFFERENT
}

/// Whether little remains once walks and repetitions are taken out.
fn is_made_of_walks(plain: &str) -> bool {
    let letters: Vec<char> = plain.chars().collect();
    let (mut at, mut remaining, mut walked) = (0, 0, false);
    while at < letters.len() {
        let walk = longest_walk(&letters[at..]);
        if walk >= SHORTEST_WALK {
            (at, walked) = (at + walk, true);
        } else {
            (at, remaining) = (at + 1, remaining + 1);
        }
    }
    walked && remaining < SUBSTANCE
}

/// How many of the first letters are a walk, or one letter repeated.
fn longest_walk(letters: &[char]) -> usize {
    let repeated = letters.iter().take_while(|letter| Some(*letter) == letters.first()).count();
    let is_walk = |length: usize| {
        let step: String = letters[..length].iter().collect();
        let back: String = letters[..length].iter().rev().collect();
        WALKS.iter().any(|walk| walk.contains(&step) || walk.contains(&back))
    };
    let walked = (SHORTEST_WALK..=letters.len()).take_while(|length| is_walk(*length)).last();
    repeated.max(walked.unwrap_or_default())
}
