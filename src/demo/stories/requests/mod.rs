//! Resource requests of the example's departments, in every state.

mod earlier;
mod forms;
mod told;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::{clock, story::When};
use crate::{
    attachments::Files,
    calendar::Calendar,
    catalogue::product::Product,
    error::{AppError, AppResult},
    policy::{Actor, Origin},
    requests::{
        DeliveryForm, UnitRow,
        commands::{self, Attempt, Filing},
    },
    web::{form::Errors, visitor},
};

/// What one does with a request.
#[derive(Clone, Copy)]
enum Step {
    Save,
    Submit,
    /// Another type and number.
    Change(&'static str, &'static str),
    Approve(&'static str),
    Reject(&'static str),
    Withdraw,
    /// Instance and floating IP of each.
    Deliver(&'static [(&'static str, &'static str)]),
}

/// What is asked to be done to the resource that was delivered under that name.
#[derive(Clone, Copy)]
enum About {
    Change(&'static str),
    Return(&'static str),
}

/// What is asked for, and what became of it.
struct Story {
    project: &'static str,
    name: &'static str,
    instance_type: &'static str,
    quantity: &'static str,
    /// (category, GiB, count)
    disks: &'static [(&'static str, &'static str, &'static str)],
    /// Mbps.
    eip: &'static str,
    /// Name, phone and address of somebody without an account.
    user: Option<(&'static str, &'static str, &'static str)>,
    /// Another product than a server, with what is typed over what its form offers.
    other: Option<(Product, &'static [(&'static str, &'static str)])>,
    /// What is asked for beside it, in one batch.
    more: &'static [(Product, &'static [(&'static str, &'static str)])],
    /// What is done to a resource that there is, instead of something new.
    about: Option<About>,
    remarks: &'static str,
    then: &'static [(When, &'static str, Step)],
}

/// A server of the smallest kind that was only thought of.
const PLAIN: Story = Story {
    project: "",
    name: "",
    instance_type: "ecs.g6.large",
    quantity: "1",
    disks: &[],
    eip: "",
    user: None,
    other: None,
    more: &[],
    about: None,
    remarks: "",
    then: &[],
};

/// Plays them, all together in the order of time.
///
/// # Errors
/// When a command refuses.
pub fn play(tx: &mut PgConnection, files: &Files, calendar: &Calendar, now: DateTime<Utc>) -> AppResult<()> {
    let stories: Vec<&Story> = earlier::STORIES.iter().chain(&told::STORIES).collect();
    let mut numbers: Vec<Option<String>> = vec![None; stories.len()];
    let mut script: Vec<(DateTime<Utc>, usize, &str, Step)> = stories
        .iter()
        .enumerate()
        .flat_map(|(at, story)| story.then.iter().map(move |(when, who, step)| (*when, at, *who, *step)))
        .map(|(when, at, who, step)| (when.before(now, calendar), at, who, step))
        .collect();
    script.sort_by_key(|(at, ..)| *at);
    for (at, story, username, step) in script {
        let origin = Origin { address: "10.20.0.1".to_owned(), request_id: "demo".to_owned() };
        let who = visitor::actor_named(tx, username, origin)?;
        let number = act(tx, files, stories[story], numbers[story].take(), &who, step, at)?;
        numbers[story] = Some(number);
        clock::date(tx, at, now)?;
    }
    Ok(())
}

/// The number of the request.
fn act(
    tx: &mut PgConnection,
    files: &Files,
    story: &Story,
    number: Option<String>,
    who: &Actor,
    step: Step,
    now: DateTime<Utc>,
) -> AppResult<String> {
    if let Step::Save | Step::Submit | Step::Change(..) = step {
        let form = match story.about {
            Some(about) => forms::about(tx, files, story, about, who, now)?,
            None => forms::form(tx, files, story, who, step, now)?,
        };
        let filing = Filing { number, seen: None, form, errors: Errors::default() };
        let path = match step {
            Step::Save => commands::save(tx, who, &filing, now)?,
            _ => commands::submit(tx, who, &filing, now)?,
        };
        let last = path.rsplit('/').next().unwrap_or_default();
        return Ok(last.trim_end_matches("?submitted").to_owned());
    }
    let number = number.ok_or(AppError::NotFound)?;
    let by = Attempt { who, number: &number, version: None, now };
    match step {
        Step::Approve(opinion) => commands::approve(tx, &by, Ok(opinion.to_owned()))?,
        Step::Reject(reason) => commands::reject(tx, &by, Ok(reason.to_owned()))?,
        Step::Withdraw => commands::withdraw(tx, &by)?,
        Step::Deliver(made) => commands::deliver(tx, &by, &delivery(made), Errors::default())?,
        Step::Save | Step::Submit | Step::Change(..) => return Ok(number),
    };
    Ok(number)
}

/// The machines are told apart by the ends of their instances' names.
fn delivery(made: &[(&str, &str)]) -> DeliveryForm {
    let row = |(instance, address): &(&str, &str)| UnitRow {
        unit: instance.chars().last().map(String::from).unwrap_or_default(),
        instance_id: (*instance).to_owned(),
        floating_ip: (*address).to_owned(),
        ..UnitRow::default()
    };
    DeliveryForm { rows: made.iter().map(row).collect(), pasted: String::new() }
}
