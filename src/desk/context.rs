//! What every use case works with: the [`Desk`], and who asks for something, in which server, and
//! whether they may.
//!
//! [`authorized`] is the only maker of an [`Authorized`], and every use case that a person
//! asks for takes one. So none can forget to ask whether the server is set up, or whether the
//! person has the right.

use std::{
    collections::HashSet,
    sync::{Arc, PoisonError, RwLock},
};

use tokio::sync::{broadcast, mpsc};

use crate::{
    domain::{
        Actor, ChannelId, Clock, GuildId, Job, MessageId, Permission, RoleId, Roles, RuleBook,
        Settings, Tag, Time, UserId, refusal::SetupRefusal,
    },
    store::{Store, Tx},
};

use crate::desk::{
    Error, Result, Stored,
    memory::{self, Changes, DeletedQuestions, Known, Team, Teams, ThrottledBoards, Unscrubbed},
};

/// How many of a server's tags a menu may offer (Discord, "Select Menus").
const KNOWN_TAGS: usize = 25;
/// How many fresh jobs may wait in memory for delivery. More than that wait in the database.
const FRESH: usize = 4_096;

/// The use cases, over one database. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    pub(super) store: Store,
    clock: Arc<dyn Clock>,
    teams: Arc<RwLock<Teams>>,
    /// The threads of cases that are not closed, and the questions that stand elsewhere, as if a
    /// thread had begun from them: most messages are none of these, and are let pass at once.
    threads: Arc<RwLock<HashSet<ChannelId>>>,
    /// The requesters and assignees of cases that are not closed: most members are none, and what
    /// happens to them has no effect.
    pub(super) people: Arc<RwLock<HashSet<(GuildId, UserId)>>>,
    fresh: mpsc::Sender<Job>,
    /// Sends the key of each job that has ended, to those who wait for it.
    pub(super) attempts: broadcast::Sender<(GuildId, String)>,
    pub(super) boards: ThrottledBoards,
    pub(super) changes: Changes,
    pub(super) deleted_questions: DeletedQuestions,
    pub(super) unscrubbed: Unscrubbed,
    pub(super) known: Known,
}

impl Desk {
    /// Returns a desk, and the channel on which delivery receives each job right after its commit.
    /// A job that is lost between the two is due again when its lease ends.
    pub fn new(store: Store, clock: Arc<dyn Clock>) -> (Self, mpsc::Receiver<Job>) {
        let (fresh, jobs) = mpsc::channel(FRESH);
        let unscrubbed = Unscrubbed::of_earlier(clock.now());
        (
            Self {
                store,
                clock,
                teams: Arc::default(),
                threads: Arc::default(),
                people: Arc::default(),
                fresh,
                attempts: broadcast::Sender::new(FRESH),
                boards: ThrottledBoards::default(),
                changes: Changes::default(),
                deleted_questions: DeletedQuestions::default(),
                unscrubbed,
                known: Known::default(),
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

    /// Does work in one transaction, then hands the jobs that it returns to delivery.
    pub(super) async fn commit<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: AsyncFn(&mut Tx<'_>) -> Stored<(T, Vec<Job>)> + Send + Sync + 'static,
    {
        let (done, jobs) = self.store.write(work).await?;
        self.dispatch(jobs);
        Ok(done)
    }

    /// Hands jobs to delivery, after the commit that enqueued them. This process holds them.
    pub(super) fn dispatch(&self, jobs: Vec<Job>) {
        for job in jobs {
            self.known.note(&job);
            // If the channel is full or closed, no job is lost: it is due when its lease ends.
            drop(self.fresh.try_send(job));
        }
    }
}

/// Somebody in a server, as the platform describes them.
#[derive(Clone, Debug)]
pub struct Person {
    /// The server.
    pub guild: GuildId,
    /// The person's account.
    pub user: UserId,
    /// Their roles in Discord, without @everyone.
    pub roles: Vec<RoleId>,
    /// Has Discord's Manage Server permission.
    pub manages_server: bool,
}

/// Somebody's right to one kind of thing in one server. While one exists, the server was set up
/// (where the right needs that), and the person had the right, when it was made.
#[derive(Clone, Debug)]
pub struct Authorized {
    actor: Actor,
    permission: Permission,
    roles: Vec<RoleId>,
    /// None before the first set-up.
    team: Option<Arc<Team>>,
}

impl Authorized {
    /// The server.
    pub fn guild(&self) -> GuildId {
        self.actor.guild
    }

    /// The person's account.
    pub fn user(&self) -> UserId {
        self.actor.user
    }

    /// Whether the person may do something else as well.
    pub fn may(&self, permission: Permission) -> bool {
        self.actor.may(permission).is_ok()
    }

    /// Whether the person has a role in Discord.
    pub fn has_role(&self, role: RoleId) -> bool {
        self.roles.contains(&role)
    }

    /// The server's settings and rules.
    ///
    /// # Errors
    /// Refuses before the first set-up, which few rights do without.
    pub fn team(&self) -> Result<&Team> {
        self.team.as_deref().ok_or(SetupRefusal::NotSetUp.into())
    }

    /// The server's settings.
    ///
    /// # Errors
    /// Refuses before the first set-up, which few rights do without.
    pub fn settings(&self) -> Result<&Settings> {
        Ok(&self.team()?.settings)
    }

    /// The person, for a use case that takes this permission. There is no other way to them, so a
    /// use case says which permission it takes.
    ///
    /// # Errors
    /// [`Error::Internal`] for another permission than was asked for: a mistake of the caller.
    pub(super) fn to(&self, permission: Permission) -> Result<Actor> {
        if self.permission == permission {
            return Ok(self.actor);
        }
        let asked = self.permission;
        Err(Error::Internal(anyhow::anyhow!("authorized to {asked:?}, and not to {permission:?}")))
    }
}

/// What can be had before the first set-up: the set-up itself, and what concerns nobody but the one
/// who asks.
fn works_before_setup(permission: Permission) -> bool {
    matches!(permission, Permission::SetUp | Permission::ReadHelp | Permission::ManageOwnData)
}

impl Desk {
    /// Asks once for everything that a use case needs to begin: is the server set up, and may this
    /// person?
    ///
    /// # Errors
    /// Refuses where the server has not been set up, and those who may not.
    pub async fn authorize(&self, person: &Person, permission: Permission) -> Result<Authorized> {
        authorized(self.team(person.guild).await?, person, permission)
    }

    /// What somebody is in a server, whatever they may do: for what they say, and for those of whom
    /// others speak.
    ///
    /// # Errors
    /// [`Error::Internal`] when the database does not answer.
    pub async fn actor(&self, person: &Person) -> Result<Actor> {
        Ok(actor(self.team(person.guild).await?.as_deref(), person))
    }

    /// A server's settings and rules; none before the first set-up.
    ///
    /// # Errors
    /// [`Error::Internal`] when they are not in memory and the database does not answer.
    pub async fn team(&self, guild: GuildId) -> Result<Option<Arc<Team>>> {
        let (known, changes) = {
            let teams = self.teams.read().unwrap_or_else(PoisonError::into_inner);
            (teams.known.get(&guild).cloned(), teams.changes)
        };
        let now = self.now();
        if let Some((read_at, team)) = known
            && now - read_at < memory::STALE_AFTER
        {
            return Ok(team);
        }
        let team = self.read_team(guild).await?.map(Arc::new);
        let mut teams = self.teams.write().unwrap_or_else(PoisonError::into_inner);
        // What was read before the change is valid for this call, but must not be cached.
        if teams.changes == changes {
            teams.known.insert(guild, (now, team.clone()));
        }
        Ok(team)
    }

    async fn read_team(&self, guild: GuildId) -> Result<Option<Team>> {
        let read = self.store.read(async move |reader| {
            let Some(settings) = reader.settings(guild).await? else { return Ok(None) };
            let rules = reader.rules(guild).await?;
            let bridges = reader.bridges(guild).await?;
            let mut threads = reader.open_threads(guild).await?;
            let questions = reader.open_questions(guild).await?;
            threads.extend(questions.into_iter().map(MessageId::thread));
            let mut people = reader.assignees(guild).await?;
            people.extend(reader.requesters(guild).await?);
            people.extend(reader.developers(guild).await?);
            people.extend(reader.handover_people(guild).await?);
            people.extend(reader.request_owners(guild).await?);
            let most = i64::try_from(KNOWN_TAGS).unwrap_or(i64::MAX);
            let tags = reader.suggest_tags(guild, "", most).await?;
            let other_teams = reader.teams(guild).await?;
            let requests = reader.request_places(guild).await?;
            let teams = (other_teams, requests);
            Ok(Some((settings, rules, bridges, threads, people, tags, teams)))
        });
        let Some((settings, rules, bridges, threads, people, tags, teams)) = read.await? else {
            return Ok(None);
        };
        let (other_teams, requests) = teams;
        self.note_people(guild, people.into_iter());
        self.threads.write().unwrap_or_else(PoisonError::into_inner).extend(threads);
        let of_teams = other_teams.iter().map(|team| (team.channel, team.role));
        let places: Vec<(ChannelId, RoleId)> = of_teams.chain(requests).collect();
        Ok(Some(Team {
            settings,
            book: RuleBook::new(rules.clone())?,
            rules,
            bridges,
            tags: tags.into_iter().map(Tag::stored).collect(),
            request_channels: places.iter().copied().map(|(channel, _)| channel).collect(),
            request_roles: places.iter().copied().map(|(_, role)| role).collect(),
            other_teams,
        }))
    }

    /// A server's settings.
    ///
    /// # Errors
    /// Refuses before the first set-up.
    pub async fn settings(&self, guild: GuildId) -> Result<Settings> {
        let team = self.team(guild).await?;
        Ok(team.ok_or(SetupRefusal::NotSetUp)?.settings.clone())
    }

    /// Has a server's settings, rules and tags read anew.
    pub(super) fn forget_team(&self, guild: GuildId) {
        let mut teams = self.teams.write().unwrap_or_else(PoisonError::into_inner);
        teams.known.remove(&guild);
        teams.changes += 1;
    }

    /// Has the menus offer a tag from now on, if there is room for one.
    pub(super) fn note_tags<'a>(&self, guild: GuildId, mut tags: impl Iterator<Item = &'a Tag>) {
        let known = {
            let teams = self.teams.read().unwrap_or_else(PoisonError::into_inner);
            teams.known.get(&guild).and_then(|(_, team)| team.clone())
        };
        if known.is_some_and(|team| {
            team.tags.len() < KNOWN_TAGS && tags.any(|tag| !team.tags.contains(tag))
        }) {
            self.forget_team(guild);
        }
    }

    /// Whether a channel is the thread of a case that is not closed. Ask for the server's
    /// [`Desk::team`] first.
    pub fn is_case_thread(&self, channel: ChannelId) -> bool {
        self.threads.read().unwrap_or_else(PoisonError::into_inner).contains(&channel)
    }

    pub(super) fn note_thread(&self, thread: ChannelId) {
        self.threads.write().unwrap_or_else(PoisonError::into_inner).insert(thread);
    }
}

/// Checks whether somebody has a right in a server with these settings.
pub(super) fn authorized(
    team: Option<Arc<Team>>,
    person: &Person,
    permission: Permission,
) -> Result<Authorized> {
    if team.is_none() && !works_before_setup(permission) {
        return Err(SetupRefusal::NotSetUp.into());
    }
    let actor = actor(team.as_deref(), person);
    actor.may(permission)?;
    Ok(Authorized { actor, permission, roles: person.roles.clone(), team })
}

/// Returns what somebody is in a server with these settings.
pub(super) fn actor(team: Option<&Team>, person: &Person) -> Actor {
    let settings = team.map(|team| &team.settings);
    let roles = Roles::of(settings, &person.roles, person.manages_server);
    Actor { guild: person.guild, user: person.user, roles }
}
