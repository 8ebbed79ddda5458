//! What every event, command and button has at hand.

use std::{
    borrow::Cow,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use reqwest::Method;
use serde::de::IgnoredAny;
use serenity::all::{ApplicationId, Member, Message, MessageType, User, WebhookId};

use crate::{
    desk::{
        self, Authorized, Delivery, Desk, Done, Error, ExistingRoles, Flagged, IncomingMessage,
        Opened, Person, Tracker,
    },
    domain::{
        Action, App, CaseNumber, CaseReference, Cause, ChannelId, FactKind, GuildId, Language,
        MessageId, Origin, Permission, Reason, Refusal, RoleId, Sender, UserId,
        refusal::{CaseRefusal, MessageRefusal, PlatformRefusal, SetupRefusal},
    },
};

use crate::discord::{
    content::WholeMessage,
    convert,
    gateway::{directory::Directory, status::Status},
    interaction::reply::Reply,
    permission::{HISTORY, MemberRoles, Work},
    rest::{Failure, Rest, Route, code, fetcher::Fetcher},
    view::{self, Body, Key},
};

/// Who the bot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BotIdentity {
    /// The bot's account.
    pub user: UserId,
    /// The ID of the application that owns it.
    pub application: u64,
}

/// The bot: the desk behind it, the way to Discord before it, and what it knows of the servers it
/// is in.
pub struct Bot {
    /// The use cases.
    pub desk: Desk,
    /// The client of Discord's REST API.
    pub rest: Rest,
    /// Fetches files from where Discord keeps them.
    pub(in crate::discord) files: Fetcher,
    /// Who the bot is.
    pub me: BotIdentity,
    /// Whether the bot may read what members write.
    pub reads_messages: bool,
    /// The channels and roles of the servers that it is in.
    pub directory: Directory,
    /// The state of the connection, and which servers are read up to date.
    pub status: Status,
    /// The way to GitHub, if there is one.
    pub tracker: Option<Arc<dyn Tracker>>,
    /// Events that are being dealt with.
    pub(super) in_progress: Arc<AtomicUsize>,
}

/// Counts an event as being dealt with, for as long as this lives.
pub(super) struct InProgress(Arc<AtomicUsize>);

impl Drop for InProgress {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Bot {
    /// Creates the bot. It knows a server once the gateway has named it.
    pub fn new(
        desk: Desk,
        (rest, files): (Rest, Fetcher),
        me: BotIdentity,
        reads_messages: bool,
        status: Status,
    ) -> Self {
        Self {
            desk,
            rest,
            files,
            me,
            reads_messages,
            directory: Directory::default(),
            status,
            tracker: None,
            in_progress: Arc::default(),
        }
    }

    /// Whether no event is being dealt with.
    pub fn is_idle(&self) -> bool {
        self.in_progress.load(Ordering::SeqCst) == 0
    }

    pub(super) fn begin_work(&self) -> InProgress {
        self.in_progress.fetch_add(1, Ordering::SeqCst);
        InProgress(Arc::clone(&self.in_progress))
    }

    pub(super) fn reply<'a>(
        &'a self,
        guild: Option<serenity::all::GuildId>,
        interaction: u64,
        token: &'a str,
        language: Language,
    ) -> Reply<'a> {
        Reply {
            rest: &self.rest,
            application: self.me.application,
            guild: guild.map(convert::guild),
            interaction,
            token,
            language,
        }
    }

    /// Authorizes the person behind an interaction, with the roles that Discord sends with it.
    ///
    /// # Errors
    /// Refuses outside of servers, and what [`Desk::authorize`] refuses.
    pub(super) async fn authorize(
        &self,
        guild: Option<serenity::all::GuildId>,
        member: Option<&Member>,
        permission: Permission,
    ) -> desk::Result<Authorized> {
        let (Some(guild), Some(member)) = (guild, member) else {
            return Err(PlatformRefusal::OnlyInServers.into());
        };
        let person = Person {
            guild: convert::guild(guild),
            user: convert::user(member.user.id),
            roles: convert::roles(&member.roles),
            manages_server: convert::manages_server(member.permissions),
        };
        let authorized = self.desk.authorize(&person, permission).await;
        if let Err(Error::Refused(Refusal::Access(_))) = &authorized {
            // They may have been an agent until now.
            self.member_changed(person.guild, person.user, Some(person)).await?;
        }
        authorized
    }

    /// The answer to the person who did something with a case, as soon as it is known whether
    /// others can read in Discord what they said.
    pub(super) async fn answer(&self, language: Language, done: Done) -> Body {
        let (done, mut delivery) = self.desk.delivered(done).await;
        if matches!(done.fact.kind, FactKind::CaseEscalated) && delivery == Delivery::Held(None) {
            delivery = Delivery::Held(self.lacking_for_reports(done.case.guild).await);
        }
        let body = view::done(language, &done, &delivery);
        if !matches!(done.fact.kind, FactKind::CaseClosed { .. }) {
            return body;
        }
        // What was asked of other teams stays open. Only staff close cases this way.
        let awaited = self.desk.awaited_in(&done.case).await.unwrap_or_default();
        view::with_open_requests(language, done.case.guild, body, &awaited)
    }

    /// Returns what the bot lacks where it posts bug reports. None if it lacks nothing, or if
    /// Discord does not say.
    async fn lacking_for_reports(&self, guild: GuildId) -> Option<Reason> {
        let channel = self.desk.settings(guild).await.ok()?.developers_channel;
        let member = MemberRoles::of(&self.rest, guild, self.me.user).await.ok()?;
        let missing = member.missing(&self.rest, channel, Work::Reports).await.ok()?;
        let missing: Vec<String> = missing.into_iter().map(Cow::into_owned).collect();
        (!missing.is_empty()).then_some(Reason::Permissions { channel, missing })
    }

    /// Makes a case of a message that somebody chose in a menu or in an offer. Returns the answer
    /// to them, as soon as it is known whether the customer is greeted.
    ///
    /// # Errors
    /// As [`Desk::flag`](desk::Desk::flag).
    pub(super) async fn open(
        &self,
        language: Language,
        by: &Authorized,
        flagged: Flagged,
        cause: Cause,
    ) -> desk::Result<Body> {
        let message = (flagged.guild, flagged.channel, flagged.message);
        let opened = self.desk.flag(by, flagged, Origin::Menu, cause).await?;
        self.desk.look_again(message, self).await?;
        Ok(self.greeted(language, opened).await)
    }

    /// Returns the answer to the person who opened a case for somebody, as soon as it is known
    /// whether its customer is greeted.
    pub(super) async fn greeted(&self, language: Language, opened: Opened) -> Body {
        let (opened, delivery) = self.desk.greeted(opened).await;
        Body::text(view::opened(language, &opened, &delivery))
    }

    /// Somebody with these roles, where Discord does not say what they may do.
    pub(super) fn person(&self, guild: GuildId, user: UserId, roles: Vec<RoleId>) -> Person {
        let manages_server = self.directory.manages(guild, user, &roles);
        Person { guild, user, roles, manages_server }
    }

    /// Returns a member of a server, from Discord. None if the person is no member.
    ///
    /// # Errors
    /// [`Error::Internal`] if Discord does not answer.
    pub(super) async fn member(
        &self,
        guild: GuildId,
        user: UserId,
    ) -> desk::Result<Option<Person>> {
        let route = Route::guild(Method::GET, guild.0, format!("/members/{user}"), "member");
        match self.rest.get::<Member>(route).await {
            Ok(member) => Ok(Some(self.person(guild, user, convert::roles(&member.roles)))),
            Err(failure) if failure.is_gone() => Ok(None),
            Err(failure) => Err(Error::Internal(anyhow::Error::new(failure))),
        }
    }

    /// Asks Discord what a person of open cases or bugs is now, and has those follow.
    ///
    /// # Errors
    /// [`Error::Internal`] if Discord or the database does not answer.
    pub(super) async fn check_member(&self, guild: GuildId, user: UserId) -> desk::Result<()> {
        let member = self.member(guild, user).await?;
        let existing = self.existing_roles(guild).await?;
        self.desk.follow_member(guild, user, member, existing).await
    }

    /// Has a person's cases and bugs follow what they are now; `None` if they are no member.
    ///
    /// # Errors
    /// [`Error::Internal`] if the database does not answer.
    pub(super) async fn member_changed(
        &self,
        guild: GuildId,
        user: UserId,
        member: Option<Person>,
    ) -> desk::Result<()> {
        let existing = self.existing_roles(guild).await?;
        self.desk.member_changed(guild, user, member, existing).await
    }

    /// Which of the chosen roles a server still has: none before its setup.
    async fn existing_roles(&self, guild: GuildId) -> desk::Result<ExistingRoles> {
        let team = self.desk.team(guild).await?;
        let exists = |role: &RoleId| self.directory.has_role(guild, *role);
        Ok(ExistingRoles {
            agents: team.iter().flat_map(|team| &team.settings.agents_roles).any(exists),
            developers: team.iter().any(|team| exists(&team.settings.developers_role)),
            teams: team
                .iter()
                .flat_map(|team| &team.request_roles)
                .copied()
                .filter(exists)
                .collect(),
        })
    }

    /// Does something with a case. If its assignee is in the way, who may have left without an
    /// event, Discord is asked whether they are still there.
    ///
    /// # Errors
    /// As [`Desk::act`].
    pub(super) async fn act(
        &self,
        by: &Authorized,
        case: CaseReference,
        action: Action,
        cause: Cause,
    ) -> desk::Result<Done> {
        let done = self.desk.act(by, case, action.clone(), cause.clone()).await;
        let Err(Error::Refused(Refusal::Case(refusal))) = &done else { return done };
        match refusal {
            CaseRefusal::AlreadyClaimed { by: assignee, .. }
            | CaseRefusal::NotYours { by: assignee, .. } => {
                self.check_member(by.guild(), *assignee).await?;
            }
            CaseRefusal::HandoverRequested { case, by: agent, .. } => {
                let member = self.member(by.guild(), *agent).await?;
                self.desk.check_handover(by.guild(), *case, *agent, member).await?;
            }
            _ => return done,
        }
        self.desk.act(by, case, action, cause).await
    }

    /// Checks whether a case can be handed over to somebody. If not, nobody is asked to do so any
    /// more.
    ///
    /// # Errors
    /// Refuses whoever is no agent, or no member.
    pub(super) async fn before_handing_over(
        &self,
        guild: GuildId,
        case: CaseNumber,
        to: UserId,
    ) -> desk::Result<()> {
        let member = self.member(guild, to).await?;
        self.desk.check_handover(guild, case, to, member.clone()).await?;
        let person = member.ok_or(CaseRefusal::NotAMember(to))?;
        self.desk.actor(&person).await?.agent()?;
        Ok(())
    }

    /// Returns a message that somebody wants to make a case of.
    ///
    /// # Errors
    /// As [`Directory::place`] and [`Bot::fetch_message`].
    pub(super) async fn flagged(
        &self,
        guild: GuildId,
        message: IncomingMessage,
    ) -> desk::Result<Flagged> {
        let team = self.desk.team(guild).await?.ok_or(SetupRefusal::NotSetUp)?;
        let message = message.whole(self).await?.recognised(&team.bridges);
        let place = self.directory.place(&self.rest, guild, message.channel).await?;
        message.at(place).titled(self).await
    }

    /// Returns a message from Discord.
    ///
    /// # Errors
    /// Refuses when it is gone, or when the bot cannot see it.
    pub(super) async fn fetch_message(
        &self,
        channel: ChannelId,
        message: MessageId,
    ) -> Result<WholeMessage, Error> {
        let route =
            Route::channel(Method::GET, channel.0, format!("/messages/{message}"), "message");
        match self.rest.get(route).await {
            Ok(found) => Ok(found),
            Err(failure) => Err(match failure.code() {
                code::UNKNOWN_MESSAGE | code::UNKNOWN_CHANNEL => {
                    MessageRefusal::Gone(message).into()
                }
                code::MISSING_ACCESS | code::MISSING_PERMISSIONS => self.unreadable(channel).await,
                _ => Error::Internal(anyhow::Error::new(failure)),
            }),
        }
    }
}

impl Bot {
    /// Returns why the bot may not read a message in a channel. Discord gives the same code whether
    /// the bot cannot see the channel or may not read what was written in it.
    async fn unreadable(&self, channel: ChannelId) -> Error {
        let route = Route::channel(Method::GET, channel.0, "", "channel");
        match self.rest.get::<IgnoredAny>(route).await {
            Ok(_) => {
                PlatformRefusal::MissingPermissions { channel, permissions: vec![HISTORY.1.into()] }
                    .into()
            }
            Err(Failure::Refused { .. }) => PlatformRefusal::ChannelHidden(channel).into(),
            Err(failure) => Error::Internal(anyhow::Error::new(failure)),
        }
    }
}

/// What says who sent a message.
pub(super) struct SentBy<'a> {
    pub kind: MessageType,
    pub author: &'a User,
    pub webhook: Option<WebhookId>,
    pub application: Option<ApplicationId>,
    pub content: &'a str,
}

impl<'a> SentBy<'a> {
    /// Returns what a message says of its sender.
    pub fn of(message: &'a Message) -> Self {
        Self {
            kind: message.kind,
            author: &message.author,
            webhook: message.webhook_id,
            application: message.application_id,
            content: &message.content,
        }
    }
}

impl Bot {
    /// Returns who sent a message. A message of ours stays ours if an app posts it again, so that
    /// two bridges cannot make cases of what the bot says.
    pub(super) fn sender(&self, from: &SentBy<'_>) -> Sender {
        let SentBy { kind, author, webhook, application, content } = *from;
        let application = application.map(ApplicationId::get);
        let is_ours = author.id.get() == self.me.user.0
            || application == Some(self.me.application)
            || Key::of(content, &[]).is_some();
        match kind {
            MessageType::Regular | MessageType::InlineReply => {}
            // An app answers a command.
            MessageType::ChatInputCommand | MessageType::ContextMenuCommand if author.bot => {}
            _ => return Sender::Nobody,
        }
        if !author.bot && webhook.is_none() {
            return Sender::Member;
        }
        if is_ours {
            return Sender::Nobody;
        }
        let ids = application.into_iter().chain([author.id.get()]);
        Sender::App(App { ids: ids.collect(), name: author.display_name().to_owned() })
    }
}
