//! One deed, record by record: each in a transaction of its own, so that one refusal doesn't stop the others.

use diesel::PgConnection;
use uuid::Uuid;

use super::Picked;
use crate::{
    db::Db,
    error::{AppError, AppResult},
    text::Text,
    web::submission,
};

/// A picked record, and why the deed wasn't done to it.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub number: String,
    pub refusal: Option<Text>,
}

/// Does the deed of `user` to each, which says where it led. Posted twice, it is done once, and the second time tells
/// the same; another deed `called` otherwise, from the same page, is tried.
pub async fn one_by_one(
    called: &'static str,
    picked: Vec<Picked>,
    db: &Db,
    user: i64,
    submission: Option<Uuid>,
    deed: impl Fn(&mut PgConnection, &Picked) -> AppResult<String> + Clone + Send + 'static,
) -> Vec<Outcome> {
    let mut outcomes = Vec::with_capacity(picked.len());
    for one in picked {
        let part = submission.map(|whole| submission::part(whole, &format!("{called} {}", one.number)));
        let (deed, number) = (deed.clone(), one.number.clone());
        let done = db.write(move |tx| submission::once(tx, user, part, |tx| deed(tx, &one))).await;
        outcomes.push(Outcome { refusal: done.err().map(|why| refusal(&number, why)), number });
    }
    outcomes
}

/// What the single action's page would say.
fn refusal(number: &str, why: AppError) -> Text {
    match why {
        AppError::NotFound => "bulk-not-found".into(),
        AppError::NotAllowed(why) | AppError::NotNow(why) | AppError::Stale(why) => why,
        AppError::Invalid(errors) => errors.iter().next().map_or_else(|| "bulk-failed".into(), |(_, why)| why.clone()),
        AppError::TryLater => "bulk-try-later".into(),
        other => {
            tracing::error!(record = number, error = %other, "left out of a deed for many");
            "bulk-failed".into()
        }
    }
}
