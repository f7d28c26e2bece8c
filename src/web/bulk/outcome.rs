//! One deed, record by record: each in a transaction of its own, so that one refusal doesn't stop the others.

use std::sync::Arc;

use diesel::PgConnection;
use uuid::Uuid;

use super::Picked;
use crate::{
    db::Db,
    error::{AppError, AppResult},
    policy::Actor,
    text::Text,
    web::submission,
};

/// What a room does to many records at once.
pub trait Deed: Clone + Send + 'static {
    /// The key of its name.
    fn name(&self) -> &'static str;

    /// Does it to one of them, and says where that led.
    ///
    /// # Errors
    /// As the single action's command.
    fn act(&self, tx: &mut PgConnection, who: &Actor, picked: &Picked) -> AppResult<String>;
}

/// A picked record, and why the deed wasn't done to it.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub number: String,
    pub refusal: Option<Text>,
}

/// Does it to each. Posted twice, it is done once, and the second time tells the same; another deed from the same page is
/// tried.
pub(super) async fn one_by_one(
    deed: &impl Deed,
    picked: Vec<Picked>,
    db: &Db,
    who: &Arc<Actor>,
    submission: Option<Uuid>,
) -> Vec<Outcome> {
    let mut outcomes = Vec::with_capacity(picked.len());
    for one in picked {
        let part = submission.map(|whole| submission::part(whole, &format!("{} {}", deed.name(), one.number)));
        let (deed, who, number) = (deed.clone(), who.clone(), one.number.clone());
        let done = db.write(move |tx| submission::once(tx, who.id, part, |tx| deed.act(tx, &who, &one))).await;
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
