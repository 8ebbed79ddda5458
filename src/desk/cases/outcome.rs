//! What became in Discord of what a person has just had done: waited for, so that they are told
//! what is so.

use std::time::Duration;

use tokio::{
    sync::broadcast::Receiver,
    time::{Instant, timeout_at},
};

use crate::{
    domain::{
        Case, CaseNumber, Effect, FactKind, GuildId, JobState, KnownIssue, Reason, StoredNotice,
        Subject,
    },
    store::{self, Reader},
};

use crate::desk::{Desk, Done, KnownIssueDone, Opened, RequestDone};

/// How long a person waits for their answer until they are told that it takes longer.
const DELIVERY_TIMEOUT: Duration = Duration::from_secs(5);

/// What became in Discord of what was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// All that was to be said is there.
    Done,
    /// It is still being sent.
    Pending,
    /// It waits until something is out of the way: if that is known, this.
    Held(Option<Reason>),
    /// It was given up.
    GivenUp(Reason),
    /// It has lost its purpose.
    Dropped,
}

impl Delivery {
    /// Whether it is not in Discord, but still to be sent.
    pub fn may_still_come(&self) -> bool {
        matches!(self, Self::Pending | Self::Held(_))
    }
}

/// How far what was to be said is, by the rows that are saved of it.
enum Progress {
    Done,
    GivenUp(Reason),
    /// Whether the customer is to be reached, not the team.
    Unsaid {
        for_customer: bool,
    },
}

impl Desk {
    /// Notes that a job has ended, so that those who wait for it look again.
    pub fn note_attempt(&self, guild: GuildId, key: String) {
        // Nobody may be waiting.
        drop(self.attempts.send((guild, key)));
    }

    /// Waits a few seconds at most until what is to be said for an action is in Discord. Returns
    /// what was done, with the case as it is then.
    pub async fn delivered(&self, mut done: Done) -> (Done, Delivery) {
        let (guild, number) = (done.case.guild, done.case.number);
        let (case, delivery) = match (&done.fact.kind, done.fact.bug) {
            // Whoever answers a question is not told that others were told.
            (FactKind::SolutionConfirmed { .. } | FactKind::SolutionRejected { .. }, _) => {
                return (done, Delivery::Done);
            }
            (FactKind::CaseEscalated, Some(bug)) => {
                let is_reported = async move |reader: &mut Reader<'_>, case: &Case| {
                    let bug = reader.bug(case.guild, bug).await?;
                    Ok(match bug.is_some_and(|bug| bug.card.posted.is_some()) {
                        true => Progress::Done,
                        false => Progress::Unsaid { for_customer: false },
                    })
                };
                self.watch(guild, number, Effect::DrawBug { bug }, is_reported).await
            }
            _ if done.notices.is_empty() => return (done, Delivery::Done),
            _ => self.noticed(&done.case, done.notices.clone()).await,
        };
        done.case = case.unwrap_or(done.case);
        (done, delivery)
    }

    /// Waits a few seconds at most until a case's team can read what was done with a request.
    /// Returns what was done, with the case as it is then.
    pub async fn request_told(&self, mut done: RequestDone) -> (RequestDone, Delivery) {
        if done.notices.is_empty() {
            return (done, Delivery::Done);
        }
        let (case, delivery) = self.noticed(&done.case, done.notices.clone()).await;
        done.case = case.unwrap_or(done.case);
        (done, delivery)
    }

    async fn noticed(&self, case: &Case, notices: Vec<i64>) -> (Option<Case>, Delivery) {
        let is_said = async move |reader: &mut Reader<'_>, case: &Case| {
            let all = reader.posts(case.guild, case.number).await?;
            Ok(progress(all.iter().filter(|notice| notices.contains(&notice.id))))
        };
        let drawing = Effect::DrawCase { case: case.number };
        self.watch(case.guild, case.number, drawing, is_said).await
    }

    /// Waits a few seconds at most until the customer of a case that was just opened is greeted in
    /// its thread.
    pub async fn greeted(&self, mut opened: Opened) -> (Opened, Delivery) {
        if !opened.new {
            return (opened, Delivery::Done);
        }
        let (case, delivery) = self.greeting(&opened.case).await;
        opened.case = case.unwrap_or(opened.case);
        (opened, delivery)
    }

    /// Waits a few seconds at most until the customer is greeted in the private thread to which
    /// their case has moved.
    pub async fn moved(&self, mut into: Done) -> (Done, Delivery) {
        let (case, delivery) = self.greeting(&into.case).await;
        into.case = case.unwrap_or(into.case);
        (into, delivery)
    }

    async fn greeting(&self, case: &Case) -> (Option<Case>, Delivery) {
        let is_greeted = async |_: &mut Reader<'_>, case: &Case| {
            Ok(match case.thread.opening {
                Some(_) => Progress::Done,
                None => Progress::Unsaid { for_customer: true },
            })
        };
        let drawing = Effect::DrawCase { case: case.number };
        self.watch(case.guild, case.number, drawing, is_greeted).await
    }

    /// Waits a few seconds at most until the card of a request is in the other team's channel.
    /// Returns what was done, with the request as it is then.
    pub async fn request_posted(&self, mut done: RequestDone) -> (RequestDone, Delivery) {
        let (guild, number, case) = (done.request.guild, done.request.number, done.request.case);
        let is_posted = async move |reader: &mut Reader<'_>, _: &Case| {
            let request = reader.request(guild, number).await?;
            Ok(match request.is_some_and(|request| request.card.posted.is_some()) {
                true => Progress::Done,
                false => Progress::Unsaid { for_customer: false },
            })
        };
        let drawing = Effect::DrawRequest { request: number };
        let (_, delivery) = self.watch(guild, case, drawing, is_posted).await;
        let read = self.store.read(async move |reader| reader.request(guild, number).await);
        if let Ok(Some(request)) = read.await {
            done.request = request;
        }
        (done, delivery)
    }

    /// Waits a few seconds at most until the Ask panel is in the help channel, or is not if it is
    /// not `wanted`.
    pub async fn panel_shown(&self, guild: GuildId, wanted: bool) -> Delivery {
        let mut attempts = self.attempts_at(guild, &Effect::DrawAskPanel);
        loop {
            let read = self.store.read(async move |reader| {
                let posted = reader.surface(guild, Subject::AskPanel).await?.posted;
                Ok((posted, reader.job_state(guild, &Effect::DrawAskPanel).await?))
            });
            match read.await {
                // One that was posted before may have to move.
                Ok((_, Some(JobState { attempts: 0, is_dead: false }))) => {}
                Ok((posted, None)) if posted.is_some() == wanted => return Delivery::Done,
                Ok((_, Some(JobState { is_dead: true, .. }))) => return Delivery::Held(None),
                Ok((_, None)) => return Delivery::Dropped,
                // What was asked for is saved, whether or not it can be looked at.
                Ok((_, Some(_))) | Err(_) => return Delivery::Pending,
            }
            if !attempts.next().await {
                return Delivery::Pending;
            }
        }
    }

    /// Waits a few seconds at most until a known-issue notice is in Discord as an agent wants it.
    /// Returns what was done, with the notice as it is then.
    pub async fn known_issue_shown(&self, mut done: KnownIssueDone) -> (KnownIssueDone, Delivery) {
        let (guild, number, wanted) = (done.notice.guild, done.notice.bug, done.notice.clone());
        let drawing = Effect::DrawKnownIssue { bug: number };
        let mut attempts = self.attempts_at(guild, &drawing);
        loop {
            let looked_for = drawing.clone();
            let read = self.store.read(async move |reader| {
                let notice = reader.known_issue(guild, number).await?;
                Ok((notice, reader.job_state(guild, &looked_for).await?))
            });
            // What was asked for is saved, whether or not it can be looked at.
            let Ok((Some(notice), job)) = read.await else { return (done, Delivery::Pending) };
            let outcome = look_at_notice(&notice, &wanted, job);
            done.notice = notice;
            if let Some(delivery) = outcome {
                return (done, delivery);
            }
            if !attempts.next().await {
                return (done, Delivery::Pending);
            }
        }
    }

    /// Looks at a case after each attempt at some work, until that is done or an attempt has
    /// failed.
    async fn watch<F>(
        &self,
        guild: GuildId,
        number: CaseNumber,
        work: Effect,
        progress: F,
    ) -> (Option<Case>, Delivery)
    where
        F: AsyncFn(&mut Reader<'_>, &Case) -> Result<Progress, store::Error>
            + Clone
            + Send
            + Sync
            + 'static,
    {
        let mut newest = None;
        let mut attempts = self.attempts_at(guild, &work);
        loop {
            let (progress, work) = (progress.clone(), work.clone());
            let read = self.store.read(async move |reader| {
                let Some(case) = reader.case(guild, number).await? else { return Ok(None) };
                let progress = progress(reader, &case).await?;
                let job = reader.job_state(guild, &work).await?;
                Ok(Some((case, progress, job)))
            });
            // What was asked for is saved, whether or not it can be looked at.
            let Ok(Some((case, progress, job))) = read.await else {
                return (newest, Delivery::Pending);
            };
            let delivery = delivery(&case, progress, job);
            newest = Some(case);
            if let Some(delivery) = delivery {
                return (newest, delivery);
            }
            if !attempts.next().await {
                return (newest, Delivery::Pending);
            }
        }
    }

    /// The attempts at some work from now on.
    fn attempts_at(&self, guild: GuildId, work: &Effect) -> Attempts {
        let (ended, until) = (self.attempts.subscribe(), Instant::now() + DELIVERY_TIMEOUT);
        Attempts { ended, work: (guild, work.key()), until }
    }
}

/// The attempts at some work.
struct Attempts {
    ended: Receiver<(GuildId, String)>,
    work: (GuildId, String),
    until: Instant,
}

impl Attempts {
    /// Waits for the end of the next attempt. Returns `false` if that takes longer than a person
    /// waits.
    async fn next(&mut self) -> bool {
        let next = async {
            while let Ok(ended) = self.ended.recv().await {
                if ended == self.work {
                    return;
                }
            }
        };
        timeout_at(self.until, next).await.is_ok()
    }
}

/// What became of what was to be said in a case. None before the first attempt at it.
fn delivery(case: &Case, progress: Progress, job: Option<JobState>) -> Option<Delivery> {
    let for_customer = match progress {
        Progress::Done => return Some(Delivery::Done),
        Progress::GivenUp(reason) => return Some(Delivery::GivenUp(reason)),
        Progress::Unsaid { for_customer } => for_customer,
    };
    let obstacle = case.obstacle.as_ref().filter(|_| for_customer);
    let has_no_place = case.thread.lost && !case.can_have_thread();
    match (job, obstacle) {
        (Some(JobState { attempts: 0, is_dead: false }), _) => None,
        (_, Some(obstacle)) => Some(Delivery::Held(Some(obstacle.reason.clone()))),
        (Some(JobState { is_dead: true, .. }), None) => Some(Delivery::Held(None)),
        (Some(_), None) => Some(Delivery::Pending),
        // There was nowhere left to say it.
        (None, None) if has_no_place => Some(Delivery::GivenUp(Reason::NoPlace)),
        (None, None) => Some(Delivery::Dropped),
    }
}

/// What became of a notice that an agent wants as it is in `wanted`. None if nothing has yet.
fn look_at_notice(
    notice: &KnownIssue,
    wanted: &KnownIssue,
    job: Option<JobState>,
) -> Option<Delivery> {
    let posted = notice.surface.posted.map(|(channel, _)| channel);
    let is_wanted = notice.channel == wanted.channel && notice.words == wanted.words;
    let says_it = !notice.is_up() || notice.shown.as_ref() == Some(&notice.words);
    match (&notice.obstacle, job) {
        // Somebody has changed it since.
        _ if notice.revision != wanted.revision => Some(Delivery::Dropped),
        // It says what it said before, which may be there already.
        (reason, _) if !is_wanted => {
            Some(Delivery::GivenUp(reason.clone().unwrap_or(Reason::WordsBlocked)))
        }
        (Some(reason @ (Reason::WordsBlocked | Reason::NotAccepted { .. })), _) => {
            Some(Delivery::GivenUp(reason.clone()))
        }
        (Some(reason), _) => Some(Delivery::Held(Some(reason.clone()))),
        (None, _) if posted == notice.channel && says_it => Some(Delivery::Done),
        (None, Some(JobState { attempts: 0, is_dead: false })) => None,
        (None, Some(JobState { is_dead: true, .. })) => Some(Delivery::Held(None)),
        (None, Some(_)) => Some(Delivery::Pending),
        (None, None) => Some(Delivery::Dropped),
    }
}

fn progress<'a>(notices: impl Iterator<Item = &'a StoredNotice>) -> Progress {
    let mut unsaid = None;
    for notice in notices {
        match (notice.posted, &notice.given_up) {
            (Some(_), _) => {}
            (None, Some(reason)) => return Progress::GivenUp(reason.clone()),
            (None, None) => {
                unsaid = Some(unsaid == Some(true) || !notice.post.is_internal());
            }
        }
    }
    match unsaid {
        Some(for_customer) => Progress::Unsaid { for_customer },
        None => Progress::Done,
    }
}
