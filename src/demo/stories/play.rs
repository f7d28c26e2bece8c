//! Plays the stories through the product's commands, all together in the order of time.

use std::{collections::HashMap, iter::successors};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::{
    around::{self, Example},
    clock, complaints, delegations, filters, people, prices, projects, requests,
    story::{Access, Beat, Step, Story, Support, When},
    support,
};
use crate::{
    attachments::{self, Limits},
    calendar::{self, Calendar},
    demo::Means,
    error::{AppError, AppResult},
    network::{self, opening::Opening},
    policy::{Actor, Origin},
    schema::{applications, regions},
    tickets::{
        acting::{Said, Words},
        action::Action,
        commands::{self, Attempt, Secrets, timed},
        details::{AccessDetails, BOTH, Details, MappingDetails, MappingRow, SupportDetails},
        filing::{self, APPROVAL_FILE, CONSENT_EMAIL, FILING_FILE, Filing, TicketForm},
        queries, url_scans,
    },
    web::{
        form::{Errors, Upload},
        visitor,
    },
};

const APPROVAL: (&str, &str, &[u8]) =
    (APPROVAL_FILE, "高危端口映射申请单（盖章）.pdf", include_bytes!("../papers/approval.pdf"));
const FILING: (&str, &str, &[u8]) = (FILING_FILE, "网站备案信息.pdf", include_bytes!("../papers/filing.pdf"));

const CONSENT: (&str, &str, &[u8]) = (CONSENT_EMAIL, "同意访问全网的邮件.txt", include_bytes!("../papers/consent.txt"));

/// The cast, and what they need.
struct Stage<'a> {
    means: &'a Means<'a>,
    cast: HashMap<&'static str, Actor>,
    secrets: Secrets,
    now: DateTime<Utc>,
}

/// A story being played.
struct Scene {
    story: &'static Story,
    purpose: &'static str,
    /// Once it is filed.
    number: Option<String>,
    papers: Vec<Uuid>,
}

/// Plays all stories as if they had happened before `now`.
///
/// # Errors
/// When a command refuses: a story tells what can't happen.
pub fn play(tx: &mut PgConnection, means: &Means<'_>, now: DateTime<Utc>) -> AppResult<()> {
    let calendar = calendar::read(tx)?;
    let mut stage = Stage { means, cast: HashMap::new(), secrets: Secrets::new(means.keys), now };
    projects::play(tx, means.files, now)?;
    let mut scenes: Vec<Scene> = super::all().map(Scene::new).collect();
    let mut script: Vec<(DateTime<Utc>, usize, &Beat)> = super::all()
        .enumerate()
        .flat_map(|(scene, story)| story.then.iter().map(move |beat| (scene, beat)))
        .map(|(scene, beat)| (beat.0.before(now, &calendar), scene, beat))
        .collect();
    script.sort_by_key(|(at, ..)| *at);
    let mut nights = clock::nights(now).into_iter().peekable();
    for (at, scene, beat) in script {
        while let Some(night) = nights.next_if(|night| *night <= at) {
            clock::pass(tx, night, now)?;
        }
        let who = stage.actor(tx, beat.1)?;
        if let Some(scene) = scenes.get_mut(scene) {
            scene.play(tx, &stage, &who, beat.2, at)?;
        }
        clock::date(tx, at, now)?;
    }
    let of_last_week = delegations::play(tx, &calendar, now)?;
    requests::play(tx, means.files, &calendar, now)?;
    delegations::pass(tx, of_last_week, &calendar, now)?;
    let filer = stage.actor(tx, "yj.user")?;
    around::hang(tx, &filer, now)?;
    clock::date(tx, now - TimeDelta::minutes(50), now)?;
    for (username, list, name, query) in filters::KEPT {
        let who = stage.actor(tx, username)?;
        filters::keep(tx, &who, list, name, query)?;
    }
    let manager = stage.actor(tx, "ops.manager")?;
    prices::schedule(tx, &manager, now)?;
    let administrator = stage.actor(tx, "platform.admin")?;
    complaints::play(tx, &filer, &administrator, now)?;
    people::play(tx, now)
}

impl When {
    pub(super) fn before(self, now: DateTime<Utc>, calendar: &Calendar) -> DateTime<Utc> {
        match self {
            Self::Minutes(ago) => now - TimeDelta::minutes(ago.into()),
            Self::Day(ago, hour, minute) => {
                let earlier = successors(calendar::date_of(now).pred_opt(), NaiveDate::pred_opt);
                let working = earlier.filter(|date| calendar.is_working_day(*date));
                let date = working.take(usize::from(ago)).last().unwrap_or_default();
                calendar::start_of(date) + TimeDelta::hours(hour.into()) + TimeDelta::minutes(minute.into())
            }
        }
    }
}

impl Stage<'_> {
    fn actor(&mut self, tx: &mut PgConnection, username: &'static str) -> AppResult<Actor> {
        if let Some(known) = self.cast.get(username) {
            return Ok(known.clone());
        }
        let origin = Origin { address: "10.20.0.1".to_owned(), request_id: "demo".to_owned() };
        let actor = visitor::actor_named(tx, username, origin)?;
        self.cast.insert(username, actor.clone());
        Ok(actor)
    }
}

impl Scene {
    fn new(story: &'static Story) -> Self {
        Self { story, purpose: story.purpose, number: None, papers: Vec::new() }
    }

    fn play(
        &mut self,
        tx: &mut PgConnection,
        stage: &Stage<'_>,
        who: &Actor,
        step: Step,
        at: DateTime<Utc>,
    ) -> AppResult<()> {
        match step {
            Step::Save => self.file(tx, stage, who, at, filing::save),
            Step::Mend(purpose) => {
                self.purpose = purpose;
                self.file(tx, stage, who, at, filing::save)
            }
            Step::Submit => {
                self.file(tx, stage, who, at, filing::submit)?;
                url_scans::scan_all(tx, &Example { at }, at)
            }
            Step::TimeOut => timed::complete_one(tx, at).map(drop),
            Step::Remove => self.for_each_opening(tx, who, at, network::commands::removed),
            Step::Keep => self.for_each_opening(tx, who, at, network::commands::recertify),
            Step::AskAccess(..)
            | Step::Grant(..)
            | Step::RefuseAccess(_)
            | Step::Revoke
            | Step::CancelAsking
            | Step::ReadPassword => {
                let by = Attempt { who, number: self.number()?, version: None, now: at };
                support::authorise(tx, &by, &stage.secrets, step)
            }
            _ => self.act(tx, stage, who, step, at),
        }
    }

    fn act(
        &self,
        tx: &mut PgConnection,
        stage: &Stage<'_>,
        who: &Actor,
        step: Step,
        at: DateTime<Utc>,
    ) -> AppResult<()> {
        let by = Attempt { who, number: self.number()?, version: None, now: at };
        match step {
            Step::Accept => commands::accept(tx, &by),
            Step::Ask(words) => commands::ask(tx, &by, said(words, Action::Ask)),
            Step::Reply(words) => {
                commands::reply(tx, &by, &stage.secrets, saying(words).message(Action::Reply, Errors::default()))
            }
            Step::Return(words) => commands::return_to_filer(tx, &by, said(words, Action::Return)),
            Step::Resolve(words) => {
                let translated_ip = self.story.access.translated_ip.to_owned();
                let machines = self.story.servers.made();
                let said = Said { translated_ip, machines, ..saying(words) };
                commands::resolve(tx, &by, said.resolution(Errors::default()))
            }
            Step::Confirm(timeliness, result, words) => {
                let rating = Said { timeliness: timeliness.to_string(), result: result.to_string(), ..saying(words) };
                commands::confirm(tx, &by, rating.rating(Errors::default()))
            }
            Step::Reopen(words) => commands::reopen(tx, &by, said(words, Action::Reopen)),
            Step::Close(words) => commands::close(tx, &by, said(words, Action::Close)),
            Step::Urge => commands::urge(tx, &by),
            Step::Assign(to) => {
                let operator = visitor::actor_named(tx, to, Origin::default())?;
                commands::assign(tx, &by, Ok(operator.id))
            }
            Step::Message(words) => {
                commands::write(tx, &by, &stage.secrets, saying(words).message(Action::Message, Errors::default()))
            }
            Step::Secret(words) => {
                let secret = Said { secret: true, ..saying(words) };
                commands::write(tx, &by, &stage.secrets, secret.message(Action::Message, Errors::default()))
            }
            _ => return Ok(()),
        }
        .map(drop)
    }

    fn number(&self) -> AppResult<&str> {
        self.number.as_deref().ok_or(AppError::NotFound)
    }

    /// Saves or submits the story's form; its papers lie with it from the first time.
    fn file(
        &mut self,
        tx: &mut PgConnection,
        stage: &Stage<'_>,
        who: &Actor,
        at: DateTime<Utc>,
        send: fn(&mut PgConnection, &Actor, Filing, DateTime<Utc>) -> AppResult<String>,
    ) -> AppResult<()> {
        if self.number.is_none() {
            self.take_papers(tx, stage, who, at)?;
        }
        let filing = Filing {
            number: self.number.clone(),
            version: None,
            submission: None,
            form: self.form(tx, who, stage.now)?,
            errors: Errors::default(),
            kept_at: Vec::new(),
        };
        let path = send(tx, who, filing, at)?;
        self.number = path.strip_prefix("/tickets/").map(str::to_owned);
        Ok(())
    }

    fn take_papers(
        &mut self,
        tx: &mut PgConnection,
        stage: &Stage<'_>,
        who: &Actor,
        at: DateTime<Utc>,
    ) -> AppResult<()> {
        let anywhere = if self.story.access.to == "*" { "*" } else { "" };
        let papers = [(self.story.whitelist, APPROVAL), (self.story.filing_no, FILING), (anywhere, CONSENT)];
        let uploads = papers.into_iter().filter(|(wanted, _)| !wanted.is_empty()).map(|(_, (field, name, content))| {
            Upload { field: field.to_owned(), file_name: name.to_owned(), content: content.to_vec(), is_too_big: false }
        });
        let (taken, refused) =
            attachments::commands::take(tx, stage.means.files, who, uploads.collect(), 0, &Limits::TICKET, at)?;
        self.papers =
            refused.finish(|| Some(taken.into_iter().map(|file| file.id).collect())).map_err(AppError::Invalid)?;
        Ok(())
    }

    fn form(&self, tx: &mut PgConnection, who: &Actor, now: DateTime<Utc>) -> AppResult<TicketForm> {
        let story = self.story;
        let named = applications::table.filter(applications::name.eq(story.application));
        let application: i64 = named.select(applications::id).first(tx)?;
        let last_day = story.ends_in.map(|days| calendar::date_of(now) + TimeDelta::days(days));
        let mut form = TicketForm::blank(story.kind, who);
        form.application = application.to_string();
        self.purpose.clone_into(&mut form.description);
        form.uploaded.clone_from(&self.papers);
        match &mut form.details {
            Details::InternetMapping(details) | Details::ExtranetMapping(details) => story.map_ports(details),
            Details::InternetAccess(details) | Details::ExtranetAccess(details) | Details::TenantAccess(details) => {
                story.ask_for_access(details);
            }
            Details::ServerCreate(details) => story.servers.ask_for_new(tx, who, details)?,
            Details::ServerChange(details) => story.servers.ask_for_change(details, now),
            Details::ServerRecycle(details) => story.servers.ask_for_return(details, now),
            Details::Support(details) => story.ask_for_help(tx, details)?,
        }
        if let Some((day, term)) = last_day.zip(form.details.term_mut()) {
            term.end_with(day);
        }
        Ok(form)
    }

    /// What was opened on its ticket, one after the other.
    fn for_each_opening(
        &self,
        tx: &mut PgConnection,
        who: &Actor,
        at: DateTime<Utc>,
        verb: fn(&mut PgConnection, &Actor, i64, DateTime<Utc>) -> AppResult<Opening>,
    ) -> AppResult<()> {
        let ticket = queries::find(tx, who, self.number()?)?;
        for opening in network::queries::of_ticket(tx, ticket.id)? {
            verb(tx, who, opening.id, at)?;
        }
        Ok(())
    }
}

impl Story {
    fn map_ports(&self, details: &mut MappingDetails) {
        self.public_ip.clone_into(&mut details.public_ip);
        details.rows = self.rows.iter().map(|row| MappingRow::from(*row)).collect();
        self.filing_no.clone_into(&mut details.filing_no);
        self.whitelist.clone_into(&mut details.whitelist);
        self.remarks.clone_into(&mut details.remarks);
    }

    fn ask_for_access(&self, details: &mut AccessDetails) {
        let Access { from, to, tcp, udp, tenant, both_ways, .. } = self.access;
        from.clone_into(&mut details.source_ips);
        to.clone_into(&mut details.destinations);
        tcp.clone_into(&mut details.tcp_ports);
        udp.clone_into(&mut details.udp_ports);
        tenant.clone_into(&mut details.destination_tenant);
        if both_ways {
            BOTH.clone_into(&mut details.direction);
        }
        self.remarks.clone_into(&mut details.remarks);
    }
}

impl Story {
    /// The category follows from the problem.
    fn ask_for_help(&self, tx: &mut PgConnection, details: &mut SupportDetails) -> AppResult<()> {
        let Support { sort, problem, severity, region, hours } = self.support;
        sort.clone_into(&mut details.sort);
        problem.clone_into(&mut details.problem);
        severity.clone_into(&mut details.severity);
        hours.clone_into(&mut details.contact_hours);
        if !region.is_empty() {
            let id: i64 = regions::table.filter(regions::code.eq(region)).select(regions::id).first(tx)?;
            details.region = id.to_string();
        }
        Ok(())
    }
}

impl From<super::story::Row> for MappingRow {
    fn from((public_port, floating_ip, internal_port, protocol, access_url): super::story::Row) -> Self {
        let [public_port, floating_ip, internal_port, protocol, access_url] =
            [public_port, floating_ip, internal_port, protocol, access_url].map(str::to_owned);
        Self { public_port, floating_ip, internal_port, protocol, access_url }
    }
}

fn saying(words: &str) -> Said {
    Said { text: words.to_owned(), ..Said::default() }
}

fn said(words: &str, action: Action) -> Result<Words, Errors> {
    saying(words).words(action, Errors::default())
}
