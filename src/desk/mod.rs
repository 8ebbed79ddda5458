//! The use cases: what people can do, one group of permissions per file. Each use case loads, lets
//! the domain decide, and saves state, facts and effects in one transaction. Only then does anybody
//! learn the result.

mod board;
mod delivery;
mod ending;
mod escalate;
mod find;
mod flag;
mod handover;
mod history;
mod keeping;
mod places;
mod rules;
mod search;
mod setup;
mod snippets;
mod thread;
mod work;

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, PoisonError, RwLock},
};

use tokio::sync::mpsc;

use crate::{
    domain::{
        Action, Actor, Case, CaseReference, Cause, ChannelId, Clock, Decision, GuildId, MessageId,
        Permission, Refusal, RoleId, Roles, Rule, RuleBook, Settings, Tag, Time, UserId,
    },
    store::{self, Connection, Store},
};

use board::Resting;
use handover::{Handover, Handovers};

pub use crate::store::{
    Hit, Job, NewFile, Outcome, OwnTexts, RecordedFact, SaidMessage, Snippet, StoredFile,
    StoredNotice,
};
pub use board::BoardToDraw;
pub use delivery::{BugToDraw, Sketch};
pub use ending::{COMMENT_LIMIT, Rated};
pub use escalate::{BugForm, Escalated};
pub use find::{Page, QueueView};
pub use flag::{Asked, Flagged, Opened};
pub use handover::Fresh;
pub use history::{Conversation, History};
pub use keeping::OwnData;
pub use places::{ChannelKind, Location, ThreadLocation};
pub use search::{Findings, Found, MOST as MOST_FOUND};
pub use setup::SetupChange;
pub use snippets::Preview;
pub use thread::{IncomingMessage, MessageText};

/// Why a use case did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An expected "no", with its own words. Nothing has changed.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Something broke. The person gets a neutral line, the log gets this.
    #[error(transparent)]
    Internal(anyhow::Error),
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Refused(refusal) => Self::Refused(refusal),
            other => Self::Internal(anyhow::Error::new(other)),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// What a use case gives back.
pub type Result<T> = std::result::Result<T, Error>;

/// How many fresh jobs may wait in memory for the courier. More than that wait in the database.
const FRESH: usize = 4_096;

/// How many of a server's tags a menu may offer (Discord, "Select Menus").
const KNOWN_TAGS: i64 = 25;

/// A server's settings and rules, as they are used for every message: kept in memory, read anew
/// after a change.
#[derive(Debug, Default)]
pub struct Team {
    /// None while the server has not been set up.
    pub settings: Option<Settings>,
    pub rules: Vec<Rule>,
    pub book: RuleBook,
    /// The tags that it uses most, for the menus of the cards.
    pub tags: Vec<Tag>,
}

/// What is kept of servers, and how often something of it was changed.
#[derive(Default)]
struct Teams {
    known: HashMap<GuildId, Arc<Team>>,
    changes: u64,
}

/// The use cases, over one database. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    store: Store,
    clock: Arc<dyn Clock>,
    teams: Arc<RwLock<Teams>>,
    /// The threads of cases that are not closed, and the questions that stand elsewhere, as if a
    /// thread had begun from them: most messages are none of these, and are let pass at once.
    threads: Arc<RwLock<HashSet<ChannelId>>>,
    fresh: mpsc::Sender<Fresh>,
    handovers: Handovers,
    boards: Resting,
}

impl Desk {
    /// A desk, and the end at which the courier receives each job right after it was committed.
    /// One that gets lost here is found in the database.
    pub fn new(store: Store, clock: Arc<dyn Clock>) -> (Self, mpsc::Receiver<Fresh>) {
        let (fresh, jobs) = mpsc::channel(FRESH);
        (
            Self {
                store,
                clock,
                teams: Arc::default(),
                threads: Arc::default(),
                fresh,
                handovers: Handovers::default(),
                boards: Resting::default(),
            },
            jobs,
        )
    }

    /// The time by the desk's clock.
    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// Whether the database answers.
    pub async fn answers(&self) -> bool {
        self.store.answers().await
    }

    /// A server's settings and rules.
    ///
    /// # Errors
    /// [`Error::Internal`] when they are not in memory and the database does not answer.
    pub async fn team(&self, guild: GuildId) -> Result<Arc<Team>> {
        let (known, changes) = {
            let teams = self.teams.read().unwrap_or_else(PoisonError::into_inner);
            (teams.known.get(&guild).cloned(), teams.changes)
        };
        if let Some(team) = known {
            return Ok(team);
        }
        let (settings, rules, threads, tags) = self
            .store
            .read(move |connection| {
                Box::pin(async move {
                    let (settings, rules) =
                        (connection.settings(guild).await?, connection.rules(guild).await?);
                    let mut threads = connection.open_threads(guild).await?;
                    threads.extend(
                        connection.open_questions(guild).await?.into_iter().map(MessageId::thread),
                    );
                    Ok((
                        settings,
                        rules,
                        threads,
                        connection.suggest_tags(guild, "", KNOWN_TAGS).await?,
                    ))
                })
            })
            .await?;
        self.threads.write().unwrap_or_else(PoisonError::into_inner).extend(threads);
        let team = Arc::new(Team {
            settings,
            book: RuleBook::new(rules.clone())?,
            rules,
            tags: tags.into_iter().map(Tag::stored).collect(),
        });
        let mut teams = self.teams.write().unwrap_or_else(PoisonError::into_inner);
        // What was read before the change is valid for this call, but must not be cached.
        if teams.changes == changes {
            teams.known.insert(guild, Arc::clone(&team));
        }
        Ok(team)
    }

    /// A server's settings.
    ///
    /// # Errors
    /// Refuses where the server has not been set up.
    pub async fn settings(&self, guild: GuildId) -> Result<Settings> {
        self.team(guild).await?.settings.clone().ok_or(Error::Refused(Refusal::NotSetUp))
    }

    /// Somebody who acts, with what their Discord roles make them.
    ///
    /// # Errors
    /// [`Error::Internal`] if the database does not answer.
    pub async fn actor(
        &self,
        guild: GuildId,
        user: UserId,
        roles: &[RoleId],
        manages_server: bool,
    ) -> Result<Actor> {
        let team = self.team(guild).await?;
        Ok(Actor { guild, user, roles: Roles::of(team.settings.as_ref(), roles, manages_server) })
    }

    /// Whether a channel is the thread of a case that is not closed. Ask for the server's
    /// [`Desk::team`] first.
    pub fn is_case_thread(&self, channel: ChannelId) -> bool {
        self.threads.read().unwrap_or_else(PoisonError::into_inner).contains(&channel)
    }

    fn note_thread(&self, thread: ChannelId) {
        self.threads.write().unwrap_or_else(PoisonError::into_inner).insert(thread);
    }

    fn forget_team(&self, guild: GuildId) {
        let mut teams = self.teams.write().unwrap_or_else(PoisonError::into_inner);
        teams.known.remove(&guild);
        teams.changes += 1;
    }

    /// Hands fresh jobs to the courier, after the commit.
    fn dispatch(&self, jobs: Vec<Job>) {
        self.hand_over(jobs, None);
    }

    fn hand_over(&self, jobs: Vec<Job>, handover: Option<Handover>) {
        for job in jobs {
            // A full or closed channel is no loss: the row is due, and the courier looks for due
            // rows all the time.
            drop(self.fresh.try_send(Fresh::new(job, handover.clone())));
        }
    }

    /// The way of every action on a case: check the right, decide on the case as it is, save, hand
    /// over.
    async fn act(
        &self,
        actor: Actor,
        permission: Permission,
        reference: CaseReference,
        cause: Cause,
        action: Action,
    ) -> Result<Case> {
        if self.team(actor.guild).await?.settings.is_none() {
            return Err(Refusal::NotSetUp.into());
        }
        actor.may(permission)?;
        let now = self.now();
        let (case, jobs) = self
            .store
            .write(move |connection| {
                let (cause, action) = (cause.clone(), action.clone());
                Box::pin(async move {
                    let before = connection.case_to_change(actor.guild, reference).await?;
                    let decision = before.decide(action, &actor, now)?;
                    // What is said is said once, however often Discord tells us that it was asked
                    // for.
                    if let (false, [fact, ..]) = (decision.posts.is_empty(), &decision.facts[..])
                        && connection.has_happened(actor.guild, &cause, &fact.kind).await?
                    {
                        return Ok((before, Vec::new()));
                    }
                    let jobs = save(connection, &before, &decision, &cause, now).await?;
                    Ok((decision.case, jobs))
                })
            })
            .await?;
        self.dispatch(jobs);
        // What was asked for is done and committed: a database that fails only now must not make it
        // a failure.
        if let Ok(team) = self.team(actor.guild).await
            && case.tags.iter().any(|tag| !team.tags.contains(tag))
            && team.tags.len() < usize::try_from(KNOWN_TAGS).unwrap_or(usize::MAX)
        {
            // A new tag: the menus offer it from now on.
            self.forget_team(actor.guild);
        }
        Ok(case)
    }
}

/// Saves what was decided on a case: the state, what happened, what is to be said, what is to be
/// done.
async fn save(
    connection: &mut Connection<'_>,
    before: &Case,
    decision: &Decision,
    cause: &Cause,
    now: Time,
) -> std::result::Result<Vec<Job>, store::Error> {
    let guild = before.guild;
    if decision.case != *before {
        places::must_have_room(connection, before, &decision.case).await?;
        connection.update_case(before, &decision.case, now).await?;
    }
    connection.append(guild, cause, &decision.facts).await?;
    connection.add_posts(guild, before.number, &decision.posts, now).await?;
    connection.enqueue(guild, &decision.effects, now).await
}
