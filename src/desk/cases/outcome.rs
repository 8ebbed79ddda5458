//! What became in Discord of what a person has just had done: waited for, so that they are told what
//! is so.

use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use crate::{
    domain::{Case, CaseNumber, Effect, FactKind, GuildId},
    store::{self, Reader},
};

use crate::desk::{Desk, Done, Opened};

/// How long a person waits for their answer until they are told that it takes longer.
const PATIENCE: Duration = Duration::from_secs(5);

/// What became in Discord of what was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// All that was to be said is there.
    Done,
    /// It is still being sent.
    Pending,
    /// It could not be sent.
    Held,
}

impl Desk {
    /// Notes that a job of a case has ended, so that those who wait for it look again.
    pub fn note_attempt(&self, guild: GuildId, case: CaseNumber) {
        // Nobody may be waiting.
        drop(self.attempts.send((guild, case)));
    }

    /// Waits a few seconds at most until what is to be said for an action is in Discord. Returns
    /// what was done, with the case as it is then.
    pub async fn delivered(&self, mut done: Done) -> (Done, Delivery) {
        // Whoever answers a question is not told that others were told.
        let is_a_word = matches!(
            done.fact.kind,
            FactKind::SolutionConfirmed { .. } | FactKind::SolutionRejected { .. }
        );
        if done.notices.is_empty() || is_a_word {
            return (done, Delivery::Done);
        }
        let notices = done.notices.clone();
        let (case, delivery) = self
            .watch(&done.case, async move |reader, case| {
                let all = reader.posts(case.guild, case.number).await?;
                let is_said = |number: &i64| {
                    all.iter().any(|notice| notice.id == *number && notice.posted.is_some())
                };
                Ok(notices.iter().all(is_said))
            })
            .await;
        done.case = case;
        (done, delivery)
    }

    /// Waits a few seconds at most until the customer of a case that was just opened is greeted in
    /// its thread.
    pub async fn greeted(&self, mut opened: Opened) -> (Opened, Delivery) {
        if !opened.new {
            return (opened, Delivery::Done);
        }
        let is_greeted = async |_: &mut Reader<'_>, case: &Case| Ok(case.thread.opening.is_some());
        let (case, delivery) = self.watch(&opened.case, is_greeted).await;
        opened.case = case;
        (opened, delivery)
    }

    /// Looks at a case after each attempt to draw it, until `is_done` or an attempt has failed.
    async fn watch<F>(&self, case: &Case, is_done: F) -> (Case, Delivery)
    where
        F: AsyncFn(&mut Reader<'_>, &Case) -> Result<bool, store::Error>
            + Clone
            + Send
            + Sync
            + 'static,
    {
        let (guild, number) = (case.guild, case.number);
        let mut newest = case.clone();
        let mut attempts = self.attempts.subscribe();
        let end = Instant::now() + PATIENCE;
        loop {
            let is_done = is_done.clone();
            let read = self.store.read(async move |reader| {
                let Some(case) = reader.case(guild, number).await? else { return Ok(None) };
                let done = is_done(reader, &case).await?;
                let job = reader.job_state(guild, &Effect::DrawCase { case: number }).await?;
                Ok(Some((case, done, job)))
            });
            // What was asked for is saved, whether or not it can be looked at.
            let Ok(Some((case, done, job))) = read.await else {
                return (newest, Delivery::Pending);
            };
            newest = case;
            match job {
                _ if done => return (newest, Delivery::Done),
                Some(job) if job.attempts == 0 && !job.is_dead => {}
                Some(job) if !job.is_dead => return (newest, Delivery::Pending),
                Some(_) | None => return (newest, Delivery::Held),
            }
            let next = async {
                while let Ok(ended) = attempts.recv().await {
                    if ended == (guild, number) {
                        return;
                    }
                }
            };
            if timeout_at(end, next).await.is_err() {
                return (newest, Delivery::Pending);
            }
        }
    }
}
