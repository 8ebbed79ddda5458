//! What a process keeps in memory of the servers. All of it can be read anew from the database.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::TimeDelta;

use crate::domain::{GuildId, Rule, RuleBook, Settings, Tag, Time};

/// A server's settings and rules, as they are used for every message: kept in memory, read anew
/// after a change.
#[derive(Debug)]
pub struct Team {
    /// What was chosen with `/setup`.
    pub settings: Settings,
    /// Its rules, as leads wrote them.
    pub rules: Vec<Rule>,
    /// The same rules, compiled.
    pub book: RuleBook,
    /// The tags that it uses most, for the menus of the cards.
    pub tags: Vec<Tag>,
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

/// Until when boards rest that this process has drawn: while one does, asking for it leads to
/// nothing at once.
#[derive(Clone, Default)]
pub(super) struct Resting {
    until: Arc<Mutex<HashMap<GuildId, Time>>>,
}

impl Resting {
    pub(super) fn rests(&self, guild: GuildId, now: Time) -> bool {
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
