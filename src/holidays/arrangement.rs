//! A year's arrangement as it is pasted: a line for each day, or for each run of days (`2027-02-05…2027-02-08 休 春节`).

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};

use super::{
    model::{PLAIN, Planned},
    written_date,
};
use crate::{
    calendar::DayKind,
    text::Text,
    web::{
        form::{half_width, one_line},
        i18n::Lang,
    },
};

/// Lines of one arrangement.
const LINES: usize = 400;
/// Days of one line.
const RUN: usize = 31;
/// Characters of a name; the table's check is the same.
const NAME: usize = 40;
/// So many wrong lines are told of at once.
const TOLD: usize = 20;

/// What is written of the days of `year`, by their dates. With `plain` a day can be as the week says.
///
/// # Errors
/// What is wrong, line by line.
pub fn read(text: &str, year: i32, plain: bool) -> Result<Vec<Planned>, Vec<Text>> {
    let lines: Vec<(usize, &str)> = text
        .lines()
        .enumerate()
        .map(|(nth, line)| (nth + 1, line))
        .filter(|(_, line)| !line.trim().is_empty())
        .collect();
    if lines.is_empty() {
        return Err(vec!["calendar-lines-missing".into()]);
    }
    if lines.len() > LINES {
        return Err(vec![Text::new("calendar-lines-too-many").with("count", lines.len()).with("most", LINES)]);
    }
    let (mut planned, mut seen, mut wrong) = (Vec::new(), BTreeSet::new(), Vec::new());
    for (nth, line) in lines {
        match days(line, year, plain).and_then(|days| apart(days, &mut seen)) {
            Ok(days) => planned.extend(days),
            // The first line of a table names its columns.
            Err(_) if nth == 1 && !line.chars().any(|c| c.is_ascii_digit()) => {}
            Err(why) => wrong.push(Text::new("calendar-line-wrong").with("line", nth).with("why", why)),
        }
    }
    wrong.truncate(TOLD);
    if !wrong.is_empty() {
        return Err(wrong);
    }
    planned.sort_by_key(|day| day.date);
    Ok(planned)
}

fn apart(days: Vec<Planned>, seen: &mut BTreeSet<NaiveDate>) -> Result<Vec<Planned>, Text> {
    match days.iter().find(|day| !seen.insert(day.date)) {
        Some(twice) => Err(Text::new("calendar-day-twice").with("date", twice.date)),
        None => Ok(days),
    }
}

fn days(line: &str, year: i32, plain: bool) -> Result<Vec<Planned>, Text> {
    let line = without_remarks(&line.chars().map(half_width).collect::<String>());
    let is_separator = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '、' | ':');
    let mut dates = String::new();
    let mut rest = Vec::new();
    for token in line.split(is_separator).filter(|token| !token.is_empty()) {
        let own = token.find(|c| !written_date::is_part(c)).unwrap_or(token.len());
        if !rest.is_empty() || own == 0 {
            rest.push(token);
            continue;
        }
        dates.push('…');
        dates.push_str(&token[..own]);
        if own < token.len() {
            rest.push(&token[own..]);
        }
    }
    let range = written_date::read(&dates, year).ok_or("calendar-date-wrong")?;
    let rest = rest.join(" ");
    let (kind, called) = kind_and_name(&rest, plain)?;
    let name = name(called, kind)?;
    let all: Vec<NaiveDate> = range.start().iter_days().take_while(|day| day <= range.end()).take(RUN + 1).collect();
    if all.len() > RUN {
        return Err(Text::new("calendar-run-too-long").with("most", RUN));
    }
    for date in &all {
        refuse_impossible(*date, year, kind)?;
    }
    Ok(all.into_iter().map(|date| Planned { date, kind, name: name.clone() }).collect())
}

/// What stands in brackets, such as a weekday, says nothing that the date doesn't.
fn without_remarks(line: &str) -> String {
    let mut depth = 0_usize;
    let outside = |c: &char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    line.chars().filter(outside).collect()
}

/// As our own export says it, or in one word.
fn kind_and_name(rest: &str, plain: bool) -> Result<(Option<DayKind>, &str), Text> {
    for day in [DayKind::Off, DayKind::MakeUp] {
        for label in Lang::ALL.map(|lang| lang.say(&day.label())) {
            if rest.get(..label.len()).is_some_and(|head| head.eq_ignore_ascii_case(&label)) {
                return Ok((Some(day), &rest[label.len()..]));
            }
        }
    }
    let (word, name) = rest.split_once(' ').unwrap_or((rest, ""));
    Ok((kind(word, plain)?, name))
}

fn kind(word: &str, plain: bool) -> Result<Option<DayKind>, Text> {
    match word.to_lowercase().as_str() {
        "休" | "休息" | "放假" | "假" | "off" | "holiday" | "休息日" => Ok(Some(DayKind::Off)),
        "班" | "上班" | "调休" | "补班" | "调休上班" | "make_up" | "work" | "workday" => {
            Ok(Some(DayKind::MakeUp))
        }
        PLAIN if plain => Ok(None),
        "" => Err("calendar-kind-missing".into()),
        other => Err(Text::new("calendar-kind-unknown").with("word", other.chars().take(NAME).collect::<String>())),
    }
}

/// # Errors
/// When it is too long.
pub fn name(typed: &str, kind: Option<DayKind>) -> Result<String, Text> {
    let name = one_line(typed);
    if name.chars().count() > NAME {
        return Err(Text::new("calendar-name-too-long").with("most", NAME));
    }
    let usual = kind.filter(|_| name.is_empty()).map(|kind| Lang::Chinese.say(&kind.label()));
    Ok(usual.unwrap_or(name))
}

/// # Errors
/// Why that day can't be so.
pub fn refuse_impossible(date: NaiveDate, year: i32, kind: Option<DayKind>) -> Result<(), Text> {
    let is_weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    if date.year() != year {
        Err(Text::new("calendar-other-year").with("date", date).with("year", year.to_string()))
    } else if kind == Some(DayKind::MakeUp) && !is_weekend {
        Err(Text::new("calendar-make-up-on-weekday").with("date", date))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        match read(text, 2027, false) {
            Ok(days) => days.iter().map(|day| format!("{} {:?} {}", day.date, day.kind, day.name)).collect(),
            Err(wrong) => wrong.iter().map(|why| format!("{why:?}")).collect(),
        }
    }

    #[test]
    fn runs_of_days_and_single_ones_are_read_in_the_order_of_their_dates() {
        let days = told("日期\t类型\t名称\n2027-02-05…2027-02-06 休 春节\n2027/1/1,off,元旦\n2月14日（周日）上班\n");
        assert_eq!(
            days,
            [
                "2027-01-01 Some(Off) 元旦",
                "2027-02-05 Some(Off) 春节",
                "2027-02-06 Some(Off) 春节",
                "2027-02-14 Some(MakeUp) 调休上班",
            ]
        );
        assert_eq!(
            told("2027-02-14,Make-up working day,Spring Festival")[0],
            "2027-02-14 Some(MakeUp) Spring Festival"
        );
        assert_eq!(told("2027-12-22 休 冬至")[0], "2027-12-22 Some(Off) 冬至");
        assert_eq!(told("2027-02-05 - 2027-02-08 休").len(), 4);
    }

    #[test]
    fn each_wrong_line_is_told_for_what_is_wrong_with_it() {
        for (line, key) in [
            ("2027-02-30 休", "calendar-date-wrong"),
            ("春节 休", "calendar-date-wrong"),
            ("2027-02-05", "calendar-kind-missing"),
            ("2027-02-05 快乐", "calendar-kind-unknown"),
            ("2027-02-05 plain", "calendar-kind-unknown"),
            ("2026-02-05 休", "calendar-other-year"),
            ("2027-02-05 上班", "calendar-make-up-on-weekday"),
            ("2027-02-01…2027-04-01 休", "calendar-run-too-long"),
        ] {
            let text = format!("2027-01-01 休\n{line}");
            let wrong = read(&text, 2027, false).unwrap_err();
            assert!(wrong.len() == 1 && format!("{:?}", wrong[0]).contains(key), "{line}: {wrong:?}");
        }
        assert!(format!("{:?}", read("2027-01-01 休\n1月1日 休", 2027, false)).contains("calendar-day-twice"));
        assert_eq!(read(" \n", 2027, false).unwrap_err()[0].key, "calendar-lines-missing");
    }
}
