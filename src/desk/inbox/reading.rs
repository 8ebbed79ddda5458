//! What was said in a thread before it was a case's: read once, from the thread itself, after the
//! case was opened.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use crate::{
    domain::{
        Action, Actor, Bridge, Case, CaseNumber, CaseReference, Cause, ChannelId, Effect, GuildId,
        Job, MessageId, Roles, Time, UserId,
    },
    store::{self, Saved, Tx},
};

use crate::desk::{
    Desk, Result, Stored,
    act::act_on,
    context::actor,
    inbox::{
        conversation::{self, Said, SavedMessage},
        event::{IncomingMessage, Lookup},
    },
};

/// What a thread contains.
#[derive(Clone, Debug)]
pub struct ThreadContent {
    /// The message from which the thread was started, if it was and is still there.
    pub starter: Option<IncomingMessage>,
    /// The messages in it, the oldest first.
    pub messages: Vec<IncomingMessage>,
}

impl ThreadContent {
    /// Returns the members' messages that belong to a case besides its question. A thread that was
    /// started from a message of the customer is about what they asked there.
    fn of_case(self, case: &Case, bridges: &[Bridge]) -> Vec<IncomingMessage> {
        let question = case.source.message;
        let starter = self.starter.map(|starter| starter.recognised(bridges));
        let is_theirs = |starter: &IncomingMessage| starter.author == case.requester;
        let is_about_them = starter.as_ref().is_some_and(is_theirs);
        let belongs = |message: MessageId| is_about_them || case.contains(message);
        let messages = self.messages.into_iter().map(|message| message.recognised(bridges));
        starter
            .into_iter()
            .chain(messages)
            .filter(|said| {
                said.sender.is_a_person() && Some(said.message) != question && belongs(said.message)
            })
            .collect()
    }
}

impl Desk {
    /// Returns the thread of a case, if there is one to read.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn thread_to_read(
        &self,
        guild: GuildId,
        number: CaseNumber,
    ) -> Result<Option<ChannelId>> {
        let case = self.case(guild, number).await?;
        Ok(case.filter(|case| !case.thread.lost).and_then(|case| case.thread()))
    }

    /// Has the thread of a case read: it was there before the case.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn find_older_thread(&self, guild: GuildId, number: CaseNumber) -> Result<()> {
        let now = self.now();
        let effects = [Effect::ReadThread { case: number, asked_in: None }];
        self.handle(async move |tx| tx.enqueue(guild, &effects, now).await).await
    }

    /// Adds to a case what was said in its thread before, and computes whose turn it is. What is
    /// stored already changes nothing.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database or the platform does not answer.
    pub async fn thread_read(
        &self,
        guild: GuildId,
        number: CaseNumber,
        content: ThreadContent,
        lookup: &impl Lookup,
    ) -> Result<()> {
        let Some(case) = self.case(guild, number).await? else { return Ok(()) };
        let team = self.team(guild).await?;
        let bridges = team.as_deref().map_or(&[][..], |team| &team.bridges);
        let messages = content.of_case(&case, bridges);
        self.add_earlier(&case, messages, lookup).await
    }

    /// Adds to a case what was said in its channel before in reply to its question, and computes
    /// whose turn it is: replies, and replies to those of the customer and the team. A guest
    /// cannot reply, so all that they wrote after the question counts. What is stored already
    /// changes nothing.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database or the platform does not answer.
    pub async fn replies_read(
        &self,
        guild: GuildId,
        number: CaseNumber,
        messages: Vec<IncomingMessage>,
        lookup: &impl Lookup,
    ) -> Result<()> {
        let Some(case) = self.case(guild, number).await? else { return Ok(()) };
        let Some(question) = case.source.message else { return Ok(()) };
        let team = self.team(guild).await?;
        let bridges = team.as_deref().map_or(&[][..], |team| &team.bridges);
        let messages = messages.into_iter().map(|message| message.recognised(bridges));
        let said: Vec<IncomingMessage> =
            messages.filter(|message| message.sender.is_a_person()).collect();
        let mut answered = BTreeSet::from([question]);
        let mut replies = Vec::new();
        let mut sides: BTreeMap<UserId, bool> = BTreeMap::from([(case.requester, true)]);
        for message in said {
            let is_guests = case.guest.is_some() && message.author == case.requester;
            let is_reply = message.reply_to.is_some_and(|to| answered.contains(&to));
            if !is_guests && !is_reply || self.is_question(guild, message.message).await? {
                continue;
            }
            let counts = match sides.entry(message.author) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(unknown) => {
                    let person =
                        lookup.person(guild, message.author, message.roles.clone()).await?;
                    *unknown.insert(actor(team.as_deref(), &person).roles.is_staff())
                }
            };
            if counts {
                answered.insert(message.message);
            }
            replies.push(message);
        }
        self.add_earlier(&case, replies, lookup).await
    }

    /// Whether a message was made into a case of its own.
    async fn is_question(&self, guild: GuildId, message: MessageId) -> Result<bool> {
        let read =
            self.store.read(async move |reader| reader.case_of_message(guild, message).await);
        Ok(read.await?.is_some())
    }

    async fn add_earlier(
        &self,
        case: &Case,
        messages: Vec<IncomingMessage>,
        lookup: &impl Lookup,
    ) -> Result<()> {
        if messages.is_empty() {
            return Ok(());
        }
        let (guild, number) = (case.guild, case.number);
        let authors = self.authors(case, &messages, lookup).await?;
        let read: Vec<_> =
            messages.iter().map(|said| (said.guild, said.channel, said.message)).collect();
        let said: Vec<(IncomingMessage, Actor)> = messages
            .into_iter()
            .filter_map(|message| authors.get(&message.author).map(|&author| (message, author)))
            .collect();
        let now = self.now();
        self.handle(async move |tx| add(tx, guild, number, &said, now).await).await?;
        for message in read {
            self.look_again(message, lookup).await?;
        }
        Ok(())
    }

    /// Returns the authors of messages, each as the platform describes them.
    async fn authors(
        &self,
        case: &Case,
        messages: &[IncomingMessage],
        lookup: &impl Lookup,
    ) -> Result<BTreeMap<UserId, Actor>> {
        let team = self.team(case.guild).await?;
        let customer = Actor { guild: case.guild, user: case.requester, roles: Roles::default() };
        let mut authors = BTreeMap::from([(case.requester, customer)]);
        for message in messages {
            if let Entry::Vacant(unknown) = authors.entry(message.author) {
                let person =
                    lookup.person(case.guild, message.author, message.roles.clone()).await?;
                unknown.insert(actor(team.as_deref(), &person));
            }
        }
        Ok(authors)
    }
}

async fn add(
    tx: &mut Tx<'_>,
    guild: GuildId,
    number: CaseNumber,
    said: &[(IncomingMessage, Actor)],
    now: Time,
) -> Stored<Vec<Job>> {
    let before = tx.case_to_change(guild, CaseReference::Number(number)).await?;
    let mut effects = Vec::new();
    let mut messages = 0;
    for (message, author) in said {
        let said = match before.thread() {
            Some(thread) if thread == message.channel => Said::InThread,
            Some(_) | None => Said::InChannel(number),
        };
        if let Some(SavedMessage { saved: Saved::New, files, .. }) =
            conversation::keep(tx, &before, message, author, said).await?
        {
            messages += 1;
            effects.extend(files);
        }
    }
    if messages == 0 {
        return Ok(Vec::new());
    }
    conversation::revise_reports(tx, &before, false, &mut effects).await?;
    let action = Action::ReadThread { messages, turn: tx.turn(&before).await? };
    let (bot, cause) = (Actor::bot(guild), Cause::Due(store::fresh_id(now)));
    let (_, jobs) = act_on(tx, &before, &bot, action, &cause, effects, now).await?;
    Ok(jobs)
}
