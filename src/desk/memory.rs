//! What a process keeps in memory of the servers. It can be read anew from the database, or is of
//! use for moments only.

use std::{
    collections::{BTreeSet, HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};

use chrono::TimeDelta;

use crate::domain::{
    Bridge, ChannelId, Effect, GuildId, Job, KnownBugs, MessageId, OtherTeam, RoleId, Rule,
    RuleBook, Settings, Tag, Time, id,
    refusal::TeamRefusal,
    settings::{Loss, RULES, TEAM},
    team,
};

/// A server's settings, rules and bridges, as they are used for every message: kept in memory, read
/// anew after a change.
#[derive(Debug)]
pub struct Team {
    /// What was chosen with `/setup`.
    pub settings: Settings,
    /// Its rules, as leads wrote them.
    pub rules: Vec<Rule>,
    /// The same rules, compiled.
    pub book: RuleBook,
    /// The apps and webhooks whose messages count as members'.
    pub bridges: Vec<Bridge>,
    /// The tags that it uses most, for the menus of the cards.
    pub tags: Vec<Tag>,
    /// Other teams, which agents can ask for something.
    pub other_teams: Vec<OtherTeam>,
    /// The channels of other teams, and those in which a team that was removed still has a request.
    pub request_channels: BTreeSet<ChannelId>,
    /// The roles of other teams, and of those who can answer an open request.
    pub request_roles: BTreeSet<RoleId>,
}

impl Team {
    /// Whether a channel belongs to the team or to another team. A message there is never a
    /// member's question.
    pub fn is_internal(&self, channel: ChannelId) -> bool {
        self.settings.is_internal(channel) || self.request_channels.contains(&channel)
    }

    /// The channels that belong to the team or to another team.
    pub fn internal_channels(&self) -> BTreeSet<ChannelId> {
        let own = [self.settings.desk_channel, self.settings.developers_channel];
        own.into_iter().chain(self.request_channels.iter().copied()).collect()
    }

    /// Returns the other team with this name.
    ///
    /// # Errors
    /// Refuses a name that none has.
    pub fn other_team(&self, name: &str) -> Result<&OtherTeam, TeamRefusal> {
        let name = team::named(name);
        let found = self.other_teams.iter().find(|team| team.name == name);
        found.ok_or(TeamRefusal::NotFound(name))
    }

    /// Returns all channels and roles that the team and other teams work with, and the channels at
    /// which rules look alone.
    pub fn losses(&self) -> Vec<Loss> {
        let channels: BTreeSet<ChannelId> =
            self.rules.iter().filter_map(|rule| rule.channel).collect();
        let of_rules = channels.into_iter().map(|channel| Loss { option: RULES, id: channel.0 });
        let of = |team: &OtherTeam| [team.channel.0, team.role.0];
        let of_teams = self.other_teams.iter().flat_map(of).map(|id| Loss { option: TEAM, id });
        let mut losses = self.settings.losses();
        losses.extend(of_rules.chain(of_teams));
        losses
    }
}

/// How long what is kept of a server is used without a look: another process, such as
/// `switchboard rules import`, may have changed it.
pub(super) const STALE_AFTER: TimeDelta = TimeDelta::minutes(1);

/// What is kept of servers, and how often something of it was changed.
#[derive(Default)]
pub(super) struct Teams {
    /// Each with when it was read.
    pub(super) known: HashMap<GuildId, (Time, Option<Arc<Team>>)>,
    pub(super) changes: u64,
}

/// Until when the boards are throttled that this process has drawn. While one is, enqueuing it
/// leads to nothing at once.
#[derive(Clone, Default)]
pub(super) struct ThrottledBoards {
    until: Arc<Mutex<HashMap<GuildId, Time>>>,
}

impl ThrottledBoards {
    pub(super) fn is_throttled(&self, guild: GuildId, now: Time) -> bool {
        self.until
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&guild)
            .is_some_and(|&until| until > now)
    }

    pub(super) fn note(&self, guild: GuildId, until: Time) {
        self.until.lock().unwrap_or_else(PoisonError::into_inner).insert(guild, until);
    }
}

/// Since when the files of the database may contain texts that nothing in it refers to any more.
#[derive(Clone)]
pub(super) struct Unscrubbed {
    since: Arc<Mutex<Option<Time>>>,
}

impl Unscrubbed {
    /// What an earlier process left is not known, so there may be some.
    pub(super) fn of_earlier(now: Time) -> Self {
        Self { since: Arc::new(Mutex::new(Some(now))) }
    }

    pub(super) fn note(&self, now: Time) {
        let mut since = self.since.lock().unwrap_or_else(PoisonError::into_inner);
        since.get_or_insert(now);
    }

    /// Whether there are some from before a time. Those are to be removed now.
    pub(super) fn take_from_before(&self, time: Time) -> bool {
        let mut since = self.since.lock().unwrap_or_else(PoisonError::into_inner);
        since.take_if(|since| *since <= time).is_some()
    }
}

/// The index of a server's bugs.
#[derive(Clone)]
pub(super) struct Indexed {
    /// When the version was compared with the database. None after a change in this process.
    pub(super) checked_at: Option<Time>,
    /// When it was built.
    pub(super) built_at: Time,
    /// What the database said of it then.
    pub(super) version: (i64, i64),
    pub(super) bugs: Arc<KnownBugs>,
}

/// The indexes, and how often bugs were changed by this process.
#[derive(Default)]
struct Indexes {
    of: HashMap<GuildId, Indexed>,
    changes: u64,
}

/// The known bugs of servers, as they are kept in memory.
#[derive(Clone, Default)]
pub(super) struct Known {
    indexes: Arc<Mutex<Indexes>>,
}

impl Known {
    /// Has the index of a server compared with the database if a job draws one of its bugs: then
    /// the bug has changed.
    pub(super) fn note(&self, job: &Job) {
        if matches!(job.effect, Effect::DrawBug { .. }) {
            let mut indexes = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
            indexes.changes += 1;
            if let Some(indexed) = indexes.of.get_mut(&job.guild) {
                indexed.checked_at = None;
            }
        }
    }

    pub(super) fn of(&self, guild: GuildId) -> (Option<Indexed>, u64) {
        let indexes = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
        (indexes.of.get(&guild).cloned(), indexes.changes)
    }

    /// Keeps an index, if nothing was changed since it was asked for.
    pub(super) fn keep(&self, guild: GuildId, indexed: Indexed, changes: u64) {
        let mut indexes = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
        if indexes.changes == changes {
            indexes.of.insert(guild, indexed);
        }
    }
}

/// How many changed messages are remembered.
const CHANGED: usize = 4_096;

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Edited,
    Deleted,
}

/// The messages that were edited or deleted last. That may happen while a case is being made of
/// one: then nothing in the database says so yet.
#[derive(Clone, Default)]
pub(super) struct Changes {
    last: Arc<Mutex<LastChanges>>,
}

#[derive(Default)]
struct LastChanges {
    of: HashMap<MessageId, Change>,
    /// The oldest first.
    order: VecDeque<MessageId>,
}

impl Changes {
    pub(super) fn note(&self, message: MessageId, change: Change) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match last.of.get_mut(&message) {
            Some(Change::Deleted) => return,
            Some(known) => {
                *known = change;
                return;
            }
            None => {}
        }
        if last.order.len() == CHANGED
            && let Some(oldest) = last.order.pop_front()
        {
            last.of.remove(&oldest);
        }
        last.order.push_back(message);
        last.of.insert(message, change);
    }

    pub(super) fn of(&self, message: MessageId) -> Option<Change> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.of.get(&message).copied()
    }
}

/// How long the words of a deleted question are remembered, at most.
const REMEMBERED: TimeDelta = TimeDelta::minutes(1);

/// The questions that were deleted right after they were asked. A proxy posts one of them again,
/// perhaps when the database has erased its words.
#[derive(Clone, Default)]
pub(super) struct DeletedQuestions {
    last: Arc<Mutex<Vec<(MessageId, String)>>>,
}

impl DeletedQuestions {
    pub(super) fn note(&self, message: MessageId, words: String, now: Time) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.push((message, words));
        last.retain(|(message, _)| now - id::created_at(message.0) < REMEMBERED);
    }

    pub(super) fn words(&self, message: MessageId) -> Option<String> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.iter().find(|(noted, _)| *noted == message).map(|(_, words)| words.clone())
    }
}
