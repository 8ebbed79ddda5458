//! A server in a database of its own, for tests of the store alone: no bot, no Discord.

use chrono::TimeDelta;
use switchboard::{
    domain::{
        Action, Actor, Case, CaseReference, Cause, ChannelId, Decision, GuildId, Language,
        MessageId, Mode, Opening, Origin, RoleId, Roles, Settings, Source, ThreadKind, Time, Title,
        UserId, id,
    },
    store::{Error, Reader, Store, Tx},
};

use crate::database::Database;

pub const GUILD: GuildId = GuildId(7);

/// A customer.
pub const ANA: UserId = UserId(50);
/// Another customer.
pub const BEN: UserId = UserId(51);
/// An agent.
pub const MAX: UserId = UserId(60);
/// Another agent.
pub const MIA: UserId = UserId(61);

pub const HELP: ChannelId = ChannelId(1);

pub fn settings(guild: GuildId) -> Settings {
    Settings {
        guild,
        help_channel: ChannelId(1),
        desk_channel: ChannelId(2),
        developers_channel: ChannelId(3),
        agents_roles: vec![RoleId(4)],
        developers_role: RoleId(5),
        leads_roles: Vec::new(),
        flag_emoji: "🎫".to_owned(),
        close_after: TimeDelta::days(3),
        follow_up_after: None,
        ask_panel: false,
        greeting: None,
        github: None,
        github_words: true,
        one_case_within: None,
        answer_claims: true,
        sends_bug_news: false,
        update_every: None,
        waiting_first: TimeDelta::hours(24),
        mode: Mode::Public,
        keep_texts: TimeDelta::days(180),
        keep_banned: None,
        language: Language::English,
    }
}

/// The time this many seconds after Discord's first.
pub fn at(second: i64) -> Time {
    id::created_at(0) + TimeDelta::seconds(second)
}

/// A message that was sent at this time.
pub fn message(second: i64) -> MessageId {
    MessageId(id::snowflake_at(at(second)))
}

pub fn agent(user: UserId) -> Actor {
    Actor { guild: GUILD, user, roles: Roles { agent: true, ..Roles::default() } }
}

/// How a message in the help channel becomes a case.
pub fn flagged(second: i64, requester: UserId, question: &str) -> Opening {
    Opening {
        guest: None,
        guild: GUILD,
        source: Source { channel: HELP, message: Some(message(second)) },
        home: ThreadKind::Started,
        parent: None,
        requester,
        language: Language::English,
        title: Title::from_message(question),
        question: question.to_owned(),
        origin: Origin::Menu,
        opened_by: Some(MAX),
        tags: std::collections::BTreeSet::new(),
        assignee: None,
        priority: None,
        files: 0,
        asked_in: None,
    }
}

pub struct Server {
    pub store: Store,
    pub database: Database,
}

impl Server {
    /// A server that has been set up.
    pub async fn set_up() -> Self {
        let database = Database::fresh().await;
        let store = Store::connect(database.url()).await.expect("the database opens");
        let server = Self { store, database };
        server.write(async |tx| tx.save_settings(&settings(GUILD)).await).await;
        server
    }

    pub async fn write<T, F>(&self, work: F) -> T
    where
        T: Send + 'static,
        F: AsyncFn(&mut Tx<'_>) -> Result<T, Error> + Send + Sync + 'static,
    {
        self.store.write(work).await.expect("it is written")
    }

    pub async fn read<T, F>(&self, work: F) -> T
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Reader<'_>) -> Result<T, Error> + Send + 'static,
    {
        self.store.read(work).await.expect("it is read")
    }

    /// Opens a case a second after its message was sent.
    pub async fn open(&self, opening: Opening) -> Case {
        let asked = opening.source.message.map_or(at(0), |message| id::created_at(message.0));
        self.write(async move |tx| {
            let taken = tx.next_case(GUILD, opening.source.message, opening.requester).await?;
            let (number, _) = taken.expect("the message has no case");
            let opened = Case::open(number, opening.clone(), asked + TimeDelta::seconds(1));
            tx.insert_case(&opened.case).await?;
            Ok(opened.case)
        })
        .await
    }

    /// Does something with a case, as an agent.
    pub async fn act(&self, case: &Case, action: Action, now: Time) -> Decision {
        let number = case.number;
        self.write(async move |tx| {
            let before = tx.case_to_change(GUILD, CaseReference::Number(number)).await?;
            let decision = before.decide(action.clone(), &agent(MAX), now)?;
            tx.update_case(&before, &decision.case, now).await?;
            let cause = Cause::Interaction(id::snowflake_at(now));
            tx.append(GUILD, &cause, &decision.facts()).await?;
            Ok(decision)
        })
        .await
    }

    /// The case as it is now.
    pub async fn case(&self, case: &Case) -> Case {
        let number = case.number;
        self.read(async move |reader| reader.case(GUILD, number).await).await.expect("it is there")
    }

    pub async fn close(self) {
        self.store.close().await;
        self.database.remove().await;
    }
}
