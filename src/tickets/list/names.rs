//! What tickets are called by: whose they are, in words.

use std::collections::{BTreeSet, HashMap};

use diesel::{
    PgConnection,
    sql_types::{Array, BigInt},
};

use super::{
    question::{Answers, Question},
    reading::{Brief, Line},
};
use crate::error::AppResult;

/// The names of people, departments and applications, by their ids.
#[derive(Clone, Debug, Default)]
pub struct Names {
    people: HashMap<i64, String>,
    departments: HashMap<i64, String>,
    applications: HashMap<i64, String>,
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
        question.part(format!("SELECT 'department', id, name FROM departments WHERE id = ANY({departments})"));
        question.part(format!("SELECT 'application', id, name FROM applications WHERE id = ANY({applications})"));
        question.part(format!("SELECT 'person', id, display_name FROM users WHERE id = ANY({people})"));
    }

    pub fn answered(answers: &mut Answers) -> Self {
        let mut named = |part| answers.take(part).into_iter().collect();
        Self { people: named("person"), departments: named("department"), applications: named("application") }
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
            ticket,
        }
    }
}
