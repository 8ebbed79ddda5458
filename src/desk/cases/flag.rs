//! How a message becomes a case: by a person's flag, by a rule, or by the member's own `/ask`.

use std::{borrow::Cow, collections::BTreeSet, sync::Arc};

use chrono::TimeDelta;

use crate::{
    domain::{
        Case, CaseNumber, Cause, ChannelId, Effect, GuildId, Job, Language, MessageId, Mode,
        NewFile, OfferEnd, Opening, Origin, Permission, Refusal, Rule, RuleAction, Sender,
        Settings, Side, Source, ThreadKind, Time, Title, UserId, id,
        refusal::{MessageRefusal, PlatformRefusal, SetupRefusal},
        text,
    },
    store::Tx,
};

use crate::desk::{
    Authorized, Desk, Result, Stored, Team,
    cases::alerts,
    cases::copies::take_in_original,
    cases::offered::end_offer,
    cases::places::{ChannelKind, Location, known_case, share},
    span::record_case,
};

/// How many open cases of their own `/ask` one member may have.
const OPEN_ASKS: usize = 5;

/// A message that may become a case.
#[derive(Clone, Debug)]
pub struct Flagged {
    /// The server.
    pub guild: GuildId,
    /// The channel or thread that contains the message.
    pub channel: ChannelId,
    /// The message.
    pub message: MessageId,
    /// Who wrote it.
    pub author: UserId,
    /// Its text; empty if it has none or the bot may not read it.
    pub content: String,
    /// What its case is called.
    pub title: Title,
    /// The title of the forum's post that it begins.
    pub post_title: Option<String>,
    /// The names of the files that are attached.
    pub file_names: Vec<String>,
    /// Who sent it.
    pub sender: Sender,
    /// What kind of place the message stands in.
    pub place: Location,
}

impl Flagged {
    /// Whether the message stands where only the team writes.
    pub(in crate::desk) fn is_internal(&self, team: &Team) -> bool {
        let parent = self.place.thread().is_some_and(|thread| team.is_internal(thread.parent));
        parent || team.is_internal(self.channel)
    }

    /// Whether it begins something, so that a rule may take it for a question: a message in a
    /// channel, or a forum's post.
    pub(in crate::desk) fn begins_something(&self) -> bool {
        match self.place {
            Location::Channel(_) => true,
            // The first message of a post has the post's id.
            Location::Thread(_) => {
                self.place.forum().is_some() && self.message.thread() == self.channel
            }
            Location::Elsewhere => false,
        }
    }

    /// Where its case lives: in what kind of thread, and the channel that holds it, if that is
    /// another than the message's.
    pub(in crate::desk) fn home(
        &self,
        settings: &Settings,
    ) -> std::result::Result<(ThreadKind, Option<ChannelId>), Refusal> {
        let thread = self.place.thread();
        // Nobody can add a guest to a thread, so a guest is answered where they wrote.
        if self.sender.guest().is_some() {
            return Ok(match thread {
                Some(_) if self.message.thread() == self.channel => {
                    (ThreadKind::Own, self.place.forum())
                }
                Some(_) => (ThreadKind::Shared, None),
                None => (ThreadKind::Channel, None),
            });
        }
        // What is said among few is answered there, whatever the others do.
        let private =
            settings.mode == Mode::Private && !thread.is_some_and(|thread| thread.private);
        match (self.place, thread) {
            (Location::Channel(ChannelKind::Text), _) if private => {
                Ok((ThreadKind::Private, Some(self.channel)))
            }
            // A private thread has to be somewhere else: where members ask, which is a text channel
            // then.
            _ if private => Ok((ThreadKind::Private, Some(settings.help_channel))),
            (_, Some(thread)) if thread.owner == Some(self.author) => {
                Ok((ThreadKind::Own, self.place.forum()))
            }
            (_, Some(_)) => Ok((ThreadKind::Shared, None)),
            (_, None) => Ok((ThreadKind::Started, None)),
        }
    }

    fn check(&self) -> std::result::Result<(), Refusal> {
        if !self.sender.is_a_person() {
            return Err(MessageRefusal::NotByAMember.into());
        }
        if text::is_blank(&self.content) && self.file_names.is_empty() {
            return Err(MessageRefusal::Empty.into());
        }
        if self.place == Location::Elsewhere {
            Err(PlatformRefusal::NoThreadsHere.into())
        } else {
            Ok(())
        }
    }
}

/// What is asked by command.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// As it was typed: 1 to 1,500 characters are accepted.
    pub question: &'a str,
    /// What its case is called.
    pub title: &'a Title,
    /// Whether only the member who asks and the team may read it, even if the server's mode is
    /// public.
    pub private: bool,
    /// What kind of channel the help channel is.
    pub help: ChannelKind,
    /// The files that came with it.
    pub files: &'a [NewFile],
}

impl Asked<'_> {
    fn opening(
        self,
        settings: &Settings,
        guild: GuildId,
        requester: UserId,
        opened_by: UserId,
        origin: Origin,
    ) -> std::result::Result<Opening, Refusal> {
        let question = text::required("question", self.question, text::QUESTION_LIMIT)?;
        let private = self.private || settings.mode == Mode::Private;
        let (home, parent) = match (private, self.help) {
            (true, ChannelKind::Text) => (ThreadKind::Private, Some(settings.help_channel)),
            (true, ChannelKind::Announcements | ChannelKind::Forum) => {
                return Err(PlatformRefusal::NoPrivateThreads.into());
            }
            (false, ChannelKind::Forum) => (ThreadKind::Own, Some(settings.help_channel)),
            (false, ChannelKind::Text | ChannelKind::Announcements) => (ThreadKind::Started, None),
        };
        Ok(Opening {
            guild,
            source: Source { channel: settings.help_channel, message: None },
            home,
            parent,
            requester,
            guest: None,
            language: settings.language,
            title: self.title.clone(),
            question,
            origin,
            opened_by: Some(opened_by),
            tags: BTreeSet::new(),
            assignee: None,
            priority: None,
            files: self.files.len().try_into().unwrap_or(i64::MAX),
            asked_in: None,
        })
    }
}

/// The case of a message.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The case.
    pub case: Case,
    /// False where somebody flagged the message before.
    pub new: bool,
}

impl Desk {
    /// Makes a case of a message that an agent flagged. A message that has an open one leads to
    /// that.
    ///
    /// # Errors
    /// Refuses messages that are nobody's question, those whose case is closed, and places where no
    /// thread can be or in which somebody else's case is open.
    pub async fn flag(
        &self,
        by: &Authorized,
        flagged: Flagged,
        origin: Origin,
        cause: Cause,
    ) -> Result<Opened> {
        let (actor, settings) = (by.to(Permission::OpenCases)?, by.settings()?);
        if flagged.is_internal(by.team()?) {
            return Err(MessageRefusal::InternalChannel.into());
        }
        if let Some(case) = self.case_of(&flagged).await? {
            return Ok(Opened { case, new: false });
        }
        flagged.check()?;
        let (guild, message) = (flagged.guild, flagged.message);
        let mut opening = opening(flagged, settings, origin, Some(actor.user))?;
        // What a rule has put before the agents becomes a case as the rule says.
        let offered = self.store.read(async move |reader| reader.offered(guild, message).await);
        if let Some(offered) = offered.await?
            && let Some(rule) = by.team()?.rules.iter().find(|rule| rule.name == offered.rule)
        {
            opening.tags = rule.tag.iter().cloned().collect();
            opening.priority = rule.priority;
        }
        self.open(opening, cause).await
    }

    /// The open case that a message belongs to already: it was flagged, or said in the case of its
    /// thread.
    async fn case_of(&self, flagged: &Flagged) -> Result<Option<Case>> {
        let (guild, message, author) = (flagged.guild, flagged.message, flagged.author);
        let thread = flagged.place.thread().map(|_| flagged.channel);
        let read = self.store.read(async move |reader| {
            let Some(mut case) = known_case(reader, guild, Some(message), thread).await? else {
                return Ok(None);
            };
            let side = reader.side_of(guild, message).await?;
            let is_said_in_it = side.map_or(author == case.requester, |side| side != Side::Other);
            let is_part =
                case.source.message == Some(message) || is_said_in_it && case.contains(message);
            while let Some(into) = case.merged.as_ref().map(|merged| merged.into) {
                let Some(next) = reader.case(guild, into).await? else { break };
                case = next;
            }
            Ok(Some((case, is_part)))
        });
        match read.await? {
            Some((case, true)) if case.is_closed() => {
                Err(MessageRefusal::InClosedCase(case.number).into())
            }
            Some((case, false)) => {
                flagged.check()?;
                Err(MessageRefusal::OpenCaseInThread(case.number).into())
            }
            known => Ok(known.map(|(case, _)| case)),
        }
    }

    /// Does with a member's message what the rule that names it says. Returns the case that the
    /// message continues: one that its author has in the same channel since a short while.
    pub(in crate::desk) async fn apply_rule(
        &self,
        settings: &Settings,
        rule: &Rule,
        flagged: Flagged,
    ) -> Result<Option<CaseNumber>> {
        let cause = Cause::Message(flagged.message);
        let message = flagged.message;
        match rule.action {
            RuleAction::None => Ok(None),
            RuleAction::Open => {
                let mut opening =
                    opening(flagged, settings, Origin::Rule(rule.name.clone()), None)?;
                opening.tags = rule.tag.iter().cloned().collect();
                opening.priority = rule.priority;
                let Opened { case, new } = self.open(opening, cause).await?;
                let continues = !new && case.source.message != Some(message);
                Ok(continues.then_some(case.number))
            }
            RuleAction::Ask => {
                let (guild, channel, author) = (flagged.guild, flagged.channel, flagged.author);
                let within = settings.one_case_within;
                let recent = self.store.read(async move |reader| {
                    let Some(since) = recent_since(message, within) else { return Ok(None) };
                    reader.recent_case(guild, channel, author, since).await
                });
                match recent.await? {
                    Some(case) => Ok((case.source.message != Some(message)).then_some(case.number)),
                    None => self.offer(flagged, rule.name.clone(), cause).await.map(|()| None),
                }
            }
        }
    }

    /// Opens a case from a member's own words, wherever they are. Asked privately, only they and
    /// the team read it. They are answered in the language in which they asked.
    ///
    /// # Errors
    /// Refuses empty and over-long text, more open questions than one person has, and privacy where
    /// Discord has none.
    pub async fn ask(
        &self,
        by: &Authorized,
        language: Language,
        asked: Asked<'_>,
        cause: Cause,
    ) -> Result<Opened> {
        let (actor, settings) = (by.to(Permission::Ask)?, by.settings()?);
        let opening = Opening {
            language,
            ..asked.opening(settings, actor.guild, actor.user, actor.user, Origin::Ask)?
        };
        self.open_with(opening, asked.files.to_vec(), cause).await
    }

    /// Opens a case for a member who asked elsewhere, such as by mail, with the words that an agent
    /// writes down.
    ///
    /// # Errors
    /// As [`Desk::ask`], but a member may have any number of these.
    pub async fn open_for(
        &self,
        by: &Authorized,
        member: UserId,
        asked: Asked<'_>,
        cause: Cause,
    ) -> Result<Opened> {
        let (actor, settings) = (by.to(Permission::OpenCases)?, by.settings()?);
        let opening = asked.opening(settings, actor.guild, member, actor.user, Origin::OnBehalf)?;
        self.open(opening, cause).await
    }

    async fn open(&self, opening: Opening, cause: Cause) -> Result<Opened> {
        self.open_with(opening, Vec::new(), cause).await
    }

    /// Opens a case, and keeps the files that came with its question in a form.
    async fn open_with(
        &self,
        opening: Opening,
        files: Vec<NewFile>,
        cause: Cause,
    ) -> Result<Opened> {
        let now = self.now();
        let is_throttled = self.boards.is_throttled(opening.guild, now);
        let deleted = self.deleted_questions.clone();
        let (opened, mut jobs) = self
            .store
            .write(async move |tx| {
                let (opened, mut jobs) =
                    open(tx, opening.clone(), &cause, is_throttled, now).await?;
                if opened.new {
                    for file in &files {
                        tx.keep_file(opened.case.guild, opened.case.number, file).await?;
                    }
                    jobs.extend(take_in_original(tx, &opened.case, &deleted, now).await?);
                }
                Ok((opened, jobs))
            })
            .await?;
        self.note_people(opened.case.guild, opened.case.account().into_iter());
        let places = [opened.case.thread(), opened.case.source.message.map(MessageId::thread)];
        places.into_iter().flatten().for_each(|place| self.note_thread(place));
        let drawing = jobs.iter_mut().find(|job| matches!(job.effect, Effect::DrawCase { .. }));
        // What was in a thread before may have to be undone there, so such a case is read again.
        if let Some(drawing) = drawing.filter(|_| opened.case.thread.id.is_none()) {
            drawing.opened = Some(Arc::new(opened.case.clone()));
        }
        self.dispatch(jobs);
        record_case(opened.case.number);
        if opened.new {
            tracing::info!("Case {} opened", opened.case.number);
        }
        Ok(opened)
    }
}

/// Since when a person's case has to be active so that a message continues it. By the time at which
/// the message was written, not at which it is read. None if no message does.
fn recent_since(message: MessageId, within: Option<TimeDelta>) -> Option<Time> {
    Some(id::created_at(message.0) - within?)
}

/// Opens a case as part of a transaction, unless its message has one.
pub(in crate::desk) async fn open(
    tx: &mut Tx<'_>,
    mut opening: Opening,
    cause: &Cause,
    is_throttled: bool,
    now: Time,
) -> Stored<(Opened, Vec<Job>)> {
    let guild = opening.guild;
    let message = opening.source.message;
    if matches!(opening.home, ThreadKind::Own | ThreadKind::Shared) {
        // One open case a thread: whoever is second waits here, and finds the
        // first.
        tx.hold_numbers(guild).await?;
        if let Some(case) = known_case(tx, guild, message, Some(opening.source.channel)).await? {
            return Ok((Opened { case, new: false }, Vec::new()));
        }
        share(tx, &mut opening).await?;
    }
    if let Some(case) = known_case(tx, guild, message, None).await? {
        return Ok((Opened { case, new: false }, Vec::new()));
    }
    if let (Origin::Rule(_), Some(message)) = (&opening.origin, message) {
        // Two messages at once are one case: whoever is second waits here, and finds the first.
        tx.hold_numbers(guild).await?;
        let (channel, author) = (opening.source.channel, opening.requester);
        let within = tx.settings(guild).await?.and_then(|settings| settings.one_case_within);
        if let Some(since) = recent_since(message, within)
            && tx.case_of_message(guild, message).await?.is_none()
            && let Some(case) = tx.recent_case(guild, channel, author, since).await?
        {
            return Ok((Opened { case, new: false }, Vec::new()));
        }
    }
    let Some((number, spoken)) = tx.next_case(guild, message, opening.requester).await? else {
        let known = known_case(tx, guild, message, None).await?;
        let case = known.ok_or(SetupRefusal::NotSetUp)?;
        return Ok((Opened { case, new: false }, Vec::new()));
    };
    // Counted under the lock that the number holds, so that two at once cannot both
    // be the last.
    if opening.origin == Origin::Ask && tx.open_asks(guild, opening.requester).await? >= OPEN_ASKS {
        return Err(MessageRefusal::TooManyAsks { limit: OPEN_ASKS }.into());
    }
    // A command tells a person's language, a message does not: whoever once asked
    // by command is known.
    if opening.origin != Origin::Ask {
        opening.language = spoken.unwrap_or(opening.language);
    }
    let decision = Case::open(number, opening, now);
    tx.insert_case(&decision.case).await?;
    if let Some(thread) = decision.case.thread.id {
        tx.take_over_thread(guild, thread, number).await?;
    }
    tx.append(guild, cause, &decision.facts()).await?;
    let mut jobs = tx.enqueue_new(guild, &decision.effects, is_throttled, now).await?;
    if let Some(message) = message {
        let end = OfferEnd::Opened { case: number, by: decision.case.opened_by };
        jobs.extend(end_offer(tx, guild, message, end, now).await?);
    }
    jobs.extend(alerts::tell_of_opening(tx, &decision.case, now).await?);
    Ok((Opened { case: decision.case, new: true }, jobs))
}

/// Returns all words of a message: the title of the post that it begins, what it says, and the
/// names of its files.
pub fn all_words<'a>(
    post_title: Option<&str>,
    content: &'a str,
    file_names: &[String],
) -> Cow<'a, str> {
    if post_title.is_none() && file_names.is_empty() {
        return Cow::Borrowed(content);
    }
    let said = Some(content).filter(|content| !content.is_empty());
    let names = file_names.iter().map(String::as_str);
    let parts: Vec<&str> = post_title.into_iter().chain(said).chain(names).collect();
    Cow::Owned(parts.join("\n"))
}

fn opening(
    flagged: Flagged,
    settings: &Settings,
    origin: Origin,
    opened_by: Option<UserId>,
) -> std::result::Result<Opening, Refusal> {
    let (home, parent) = flagged.home(settings)?;
    let is_own = flagged.place.thread().is_some_and(|thread| thread.owner == Some(flagged.author));
    let own_thread = is_own.then_some(flagged.channel);
    Ok(Opening {
        guild: flagged.guild,
        source: Source { channel: flagged.channel, message: Some(flagged.message) },
        home,
        parent,
        requester: flagged.author,
        guest: flagged.sender.guest().cloned(),
        language: settings.language,
        title: flagged.title,
        question: text::clean(&flagged.content).trim().to_owned(),
        origin,
        opened_by,
        tags: BTreeSet::new(),
        assignee: None,
        priority: None,
        files: flagged.file_names.len().try_into().unwrap_or(i64::MAX),
        asked_in: own_thread.filter(|_| home == ThreadKind::Private),
    })
}
