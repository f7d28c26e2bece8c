//! What tickets can be filtered by: departments, applications and labels, by name.

use diesel::sql_types::{BigInt, Nullable};

use super::{
    question::{Answers, Question},
    scope::departments_seen,
};
use crate::policy::Actor;

/// A choice of the filters: id and name.
pub type Named = (i64, String);

#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The departments with tickets.
    pub departments: Vec<Named>,
    /// The applications of the department chosen.
    pub applications: Vec<Named>,
    /// The labels of the department chosen, or of those seen; of all departments only the one chosen.
    pub labels: Vec<Named>,
}

/// More than these nobody picks from a menu.
const CHOICES: i64 = 300;

impl Places {
    /// What `who` can choose, with that department and label chosen or none.
    pub fn ask(question: &mut Question, who: &Actor, department: Option<i64>, label: Option<i64>) {
        let seen = departments_seen(who, None, &mut question.bindings);
        let seen = seen.unwrap_or_else(|| "departments AS department".to_owned());
        question.part(format!(
            "(SELECT 'choice of department', id, name FROM departments
              WHERE id IN (SELECT department.id FROM {seen})
                AND EXISTS (SELECT FROM ticket_tallies WHERE department_id = departments.id)
              ORDER BY name, id LIMIT {CHOICES})"
        ));
        let from = match departments_seen(who, department, &mut question.bindings) {
            None => "applications AS application".to_owned(),
            // Each department's own, along an index.
            Some(seen) => format!(
                "{seen}, LATERAL (SELECT id, name FROM applications WHERE department_id = department.id
                                  ORDER BY name LIMIT {CHOICES}) AS application"
            ),
        };
        question.part(format!(
            "(SELECT 'choice of application', application.id, application.name FROM {from}
              ORDER BY application.name, application.id LIMIT {CHOICES})"
        ));
        Self::ask_for_labels(question, who, department, label);
    }

    /// Those of other departments say whose they are.
    fn ask_for_labels(question: &mut Question, who: &Actor, department: Option<i64>, label: Option<i64>) {
        let chosen = question.bindings.add::<Nullable<BigInt>, _>(label);
        let among = match departments_seen(who, department, &mut question.bindings) {
            None => format!("labels.id = {chosen}"),
            Some(seen) => format!("labels.department_id IN (SELECT department.id FROM {seen})"),
        };
        let own = question.bindings.add::<BigInt, _>(who.department.id);
        question.part(format!(
            "(SELECT 'choice of label', labels.id, CASE labels.department_id WHEN {own} THEN labels.name
                     ELSE labels.name || ' · ' || departments.name END
              FROM labels JOIN departments ON departments.id = labels.department_id
              WHERE {among} ORDER BY labels.department_id, labels.name LIMIT {CHOICES})"
        ));
    }

    pub fn answered(answers: &mut Answers) -> Self {
        let mut by_name = |part| {
            let mut found = answers.take(part);
            found.sort_by(|one, other| (&one.1, one.0).cmp(&(&other.1, other.0)));
            found
        };
        Self {
            departments: by_name("choice of department"),
            applications: by_name("choice of application"),
            labels: by_name("choice of label"),
        }
    }
}
