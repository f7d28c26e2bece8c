//! What tickets are called by: whose they are and what they are labelled, in words.

use std::collections::{BTreeSet, HashMap};

use diesel::{
    PgConnection,
    sql_types::{Array, BigInt},
};

use super::{
    question::{Answers, Question},
    reading::{Brief, Line},
};
use crate::{error::AppResult, tickets::around::Label};

/// The names of people, departments and applications by their ids, and labels by their tickets'.
#[derive(Clone, Debug, Default)]
pub struct Names {
    people: HashMap<i64, String>,
    departments: HashMap<i64, String>,
    applications: HashMap<i64, String>,
    labels: HashMap<i64, Vec<Label>>,
}

impl Names {
    /// Those of these tickets, where nothing else is asked.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn of(c: &mut PgConnection, tickets: &[Brief]) -> AppResult<Self> {
        let mut question = Question::default();
        Self::ask(&mut question, tickets);
        Ok(Self::answered(&mut question.ask(c, false)?))
    }

    pub fn ask(question: &mut Question, tickets: &[Brief]) {
        let mut ids = |ids: Vec<i64>| {
            let each: BTreeSet<i64> = ids.into_iter().collect();
            question.bindings.add::<Array<BigInt>, _>(Vec::from_iter(each))
        };
        let departments = ids(tickets.iter().map(|ticket| ticket.department_id).collect());
        let applications = ids(tickets.iter().filter_map(|ticket| ticket.application_id).collect());
        let people = tickets.iter().flat_map(|ticket| [Some(ticket.filer_id), ticket.assignee_id]);
        let people = ids(people.flatten().collect());
        let tickets = ids(tickets.iter().map(|ticket| ticket.id).collect());
        question.part(format!("SELECT 'department', id, name FROM departments WHERE id = ANY({departments})"));
        question.part(format!("SELECT 'application', id, name FROM applications WHERE id = ANY({applications})"));
        question.part(format!("SELECT 'person', id, display_name FROM users WHERE id = ANY({people})"));
        question.part(format!(
            "SELECT 'label', ticket_id, json_agg(json_build_object('id', id, 'name', name, 'colour', colour) ORDER BY place)::text
             FROM ticket_labels JOIN labels ON labels.id = label_id WHERE ticket_id = ANY({tickets}) GROUP BY ticket_id"
        ));
    }

    pub fn answered(answers: &mut Answers) -> Self {
        // The question itself made the JSON.
        let labelled = |(ticket, labels): (i64, String)| (ticket, serde_json::from_str(&labels).unwrap_or_default());
        let labels = answers.take("label").into_iter().map(labelled).collect();
        let mut named = |part| answers.take(part).into_iter().collect();
        Self { people: named("person"), departments: named("department"), applications: named("application"), labels }
    }

    /// The line of a ticket that was among those asked for.
    #[must_use]
    pub fn line(&self, ticket: Brief) -> Line {
        let named = |names: &HashMap<i64, String>, id: Option<i64>| id.and_then(|id| names.get(&id)).cloned();
        Line {
            application: named(&self.applications, ticket.application_id).unwrap_or_default(),
            department: named(&self.departments, Some(ticket.department_id)).unwrap_or_default(),
            filer: named(&self.people, Some(ticket.filer_id)).unwrap_or_default(),
            assignee: named(&self.people, ticket.assignee_id),
            labels: self.labels.get(&ticket.id).cloned().unwrap_or_default(),
            ticket,
        }
    }
}
