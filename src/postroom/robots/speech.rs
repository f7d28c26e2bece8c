//! What a robot says of all that is posted to it together: plain text, so that nothing in a name becomes a link or calls
//! anybody.

use serde_json::{Value, json};

use super::model::{Robot, RobotFormat};
use crate::{
    config::Settings,
    error::AppResult,
    outbox::{
        Bundle, StoredMail,
        wording::{Wordings, harmless},
    },
    text::Text,
};

/// The post, as the robot's format has it.
///
/// # Errors
/// When a row holds no text.
pub fn post(robot: &Robot, bundle: &Bundle, settings: &Settings, words: &Wordings) -> AppResult<String> {
    let said = speech(robot, bundle, settings, words)?;
    let post: Value = match robot.format() {
        RobotFormat::DingTalk => json!({ "msgtype": "text", "text": { "content": said }, "at": { "isAtAll": false } }),
        RobotFormat::WeCom => json!({ "msgtype": "text", "text": { "content": said } }),
    };
    Ok(post.to_string())
}

/// As many as there is room for, the eldest first; the others are counted.
fn speech(robot: &Robot, bundle: &Bundle, settings: &Settings, words: &Wordings) -> AppResult<String> {
    let (lang, room) = (robot.lang(), robot.format().most());
    let (mut said, mut left) = (String::new(), bundle.count());
    for mail in bundle.mails() {
        let paragraph = paragraph(mail, settings, words)?;
        let rest = lang.say(&Text::new("robot-more").with("count", left));
        if !said.is_empty() && said.len() + paragraph.len() + rest.len() > room {
            said.push_str(&rest);
            break;
        }
        said.push_str(cut(&paragraph, room.saturating_sub(said.len() + rest.len())));
        left -= 1;
    }
    Ok(said.trim_end().to_owned())
}

fn paragraph(mail: &StoredMail, settings: &Settings, words: &Wordings) -> AppResult<String> {
    let (lang, title) = (mail.lang(), mail.title()?);
    let mut lines = vec![words.subject(lang, &words.title(lang, &title)), words.body(lang, &title, &mail.body()?)];
    if !mail.link.is_empty() {
        lines.push(settings.link(&mail.link));
    }
    Ok(harmless(&(lines.join("\n") + "\n\n")))
}

/// No more bytes than that, in whole characters.
fn cut(words: &str, most: usize) -> &str {
    let mut end = most.min(words.len());
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    &words[..end]
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn words_are_cut_between_characters() {
        assert_eq!((cut("工单", 4), cut("工单", 6), cut("", 3)), ("工", "工单", ""));
    }
}
