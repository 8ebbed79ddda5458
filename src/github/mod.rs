//! GitHub: bugs have issues there. Jobs go out as requests; what happens there comes back by a
//! signed webhook, or by reading what has changed.
//!
//! A bug and its issue are brought to the same state by one job, which reads both: what changed on
//! GitHub is done with the bug first, then what the bug wants is written. What both say already is
//! not written, so no change goes round in a circle.

mod body;
mod client;
pub mod doctor;
mod issues;
mod model;
mod reading;
pub mod webhook;

use std::{sync::Arc, time::Duration};

use futures_util::future::{BoxFuture, FutureExt};

use crate::{
    desk::{Desk, FoundRepository, NotFound, Tracker},
    domain::{Clock, FoundIssue, Repository},
};

use crate::github::client::{Client, Failure};

pub use model::event;

/// How GitHub is reached.
#[derive(Clone, Copy)]
pub struct Access<'a> {
    /// The base of the API.
    pub api: &'a str,
    /// The token.
    pub token: &'a str,
    /// What the webhook signs its messages with. None if there is no webhook.
    pub secret: Option<&'a str>,
    /// How long to pause between two requests that change something.
    pub pause: Duration,
}

/// GitHub. Cheap to clone.
#[derive(Clone)]
pub struct GitHub {
    inner: Arc<Inner>,
}

struct Inner {
    desk: Desk,
    client: Client,
    secret: Option<String>,
}

impl GitHub {
    /// The way to GitHub and back.
    ///
    /// # Errors
    /// When the machine has no TLS roots.
    pub fn new(desk: Desk, access: Access<'_>, clock: Arc<dyn Clock>) -> anyhow::Result<Self> {
        let client = Client::new(access.api, access.token, access.pause, clock)?;
        let secret = access.secret.map(str::to_owned);
        Ok(Self { inner: Arc::new(Inner { desk, client, secret }) })
    }
}

impl GitHub {
    /// Looks for a repository, which may have another name by now.
    async fn look_for(&self, repository: &Repository) -> Result<FoundRepository, Failure> {
        let found = self.inner.client.repository(repository).await?;
        let name = found["full_name"].as_str().unwrap_or(repository.as_str());
        Ok(FoundRepository {
            repository: Repository::stored(name.to_owned()),
            id: found["id"].as_i64(),
            is_public: !found["private"].as_bool().unwrap_or_default(),
            has_issues: found["has_issues"].as_bool().unwrap_or(true),
        })
    }
}

impl Tracker for GitHub {
    fn find_repository<'a>(
        &'a self,
        repository: &'a Repository,
    ) -> BoxFuture<'a, Result<FoundRepository, NotFound>> {
        async move { self.look_for(repository).await.map_err(not_found) }.boxed()
    }

    fn find_issue<'a>(
        &'a self,
        repository: &'a Repository,
        number: i64,
    ) -> BoxFuture<'a, Result<FoundIssue, NotFound>> {
        async move { self.inner.client.issue(repository, number).await.map_err(not_found) }.boxed()
    }
}

fn not_found(failure: Failure) -> NotFound {
    if failure.is_absent() || failure == Failure::Unauthorized {
        return NotFound::Absent;
    }
    tracing::warn!("Can't ask GitHub: {failure}");
    match failure {
        Failure::Refused { .. } => NotFound::Absent,
        Failure::Limited { .. } | Failure::Unknown(_) | Failure::Unauthorized => NotFound::Silent,
    }
}
