//! Who wants to ask the database waits for a place first: not in a thread, and not for long.

use std::{
    cell::Cell,
    sync::Arc,
    time::{Duration, Instant},
};

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task_local,
    time::timeout,
};

use crate::error::{AppError, AppResult};

/// How long a request waits in all. With the longest wait for a lock it is refused within three seconds.
const PATIENCE: Duration = Duration::from_secs(1);

task_local! {
    /// What is left of it: who asks three times doesn't wait three times as long.
    static LEFT: Cell<Duration>;
}

/// One for each connection of the pool. Cheap to clone.
#[derive(Clone)]
pub struct Places(Arc<Semaphore>);

impl Places {
    pub fn new(count: u32) -> Self {
        Self(Arc::new(Semaphore::new(count as usize)))
    }

    /// # Errors
    /// [`AppError::TryLater`] when none is free in time.
    pub async fn take(&self) -> AppResult<OwnedSemaphorePermit> {
        let (asked, patience) = (Instant::now(), LEFT.try_with(Cell::get).unwrap_or(PATIENCE));
        let place = timeout(patience, self.0.clone().acquire_owned()).await;
        // Background work has all the patience each time.
        let _ = LEFT.try_with(|left| left.set(patience.saturating_sub(asked.elapsed())));
        let Ok(Ok(place)) = place else {
            tracing::warn!("no place at the database");
            return Err(AppError::TryLater);
        };
        Ok(place)
    }
}

/// Middleware: counts a request's waiting together.
///
/// # Errors
/// Passes on what the inner service fails with.
pub async fn patiently(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    LEFT.scope(Cell::new(PATIENCE), next.call(request)).await
}
