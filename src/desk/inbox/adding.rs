//! Adding a message to a case by hand: one that was written outside of its thread.

use crate::domain::{
    Case, CaseNumber, OfferEnd, Permission,
    refusal::{CaseRefusal, MessageRefusal},
    text,
};

use crate::desk::{
    Authorized, Desk, Result,
    inbox::{
        conversation::Said,
        event::{IncomingMessage, Lookup},
    },
};

/// How many cases a menu offers (Discord, *String Select*).
const CHOICES: i64 = 25;

/// To which case a message may be added.
#[derive(Clone, Debug)]
pub enum Addable {
    /// Its author has one open case, in the message's channel.
    To(CaseNumber),
    /// An agent has to choose: among the author's open cases, or if there are none, among all that
    /// are open. Empty if there are none.
    Among(Vec<Case>),
}

/// A message of a case.
#[derive(Clone, Debug)]
pub struct Added {
    /// The case.
    pub case: Case,
    /// False if the message was in a case before.
    pub new: bool,
}

impl Desk {
    /// Returns the cases to which a message may be added.
    ///
    /// # Errors
    /// Refuses messages that nobody said, and those in the team's channels.
    pub async fn addable(
        &self,
        by: &Authorized,
        message: &IncomingMessage,
        lookup: &impl Lookup,
    ) -> Result<Addable> {
        let guild = by.to(Permission::WorkCases)?.guild;
        self.must_be_addable(by, message, lookup).await?;
        let (channel, author) = (message.channel, message.author);
        let read = self.store.read(async move |reader| {
            let own = reader.open_cases_of(guild, author, CHOICES).await?;
            let all = if own.is_empty() {
                reader.newest_open_cases(guild, CHOICES).await?
            } else {
                Vec::new()
            };
            Ok((own, all))
        });
        let (own, all) = read.await?;
        let mut here = own.iter().filter(|case| case.source.channel == channel);
        Ok(match (here.next(), here.next()) {
            (Some(only), None) => Addable::To(only.number),
            _ if own.is_empty() => Addable::Among(all),
            _ => Addable::Among(own),
        })
    }

    /// Adds a message to a case, as if it had been said in reply to its question.
    ///
    /// # Errors
    /// As [`Desk::addable`]; refuses a case that is not there or is closed.
    pub async fn add_to_case(
        &self,
        by: &Authorized,
        message: IncomingMessage,
        case: CaseNumber,
        lookup: &impl Lookup,
    ) -> Result<Added> {
        let (guild, team) = (by.to(Permission::WorkCases)?.guild, by.team()?);
        self.must_be_addable(by, &message, lookup).await?;
        let (id, place) = (message.message, (guild, message.channel, message.message));
        let read = self.store.read(async move |reader| {
            let known = match reader.case_of_message(guild, id).await? {
                Some(case) => Some(case.number),
                None => reader.cases_with_message(guild, id).await?.first().copied(),
            };
            let number = known.unwrap_or(case);
            let found = reader.case(guild, number).await?.ok_or(CaseRefusal::NotFound(number))?;
            Ok((found, known.is_none()))
        });
        let (found, new) = read.await?;
        if !new {
            return Ok(Added { case: found, new });
        }
        if found.is_closed() {
            return Err(CaseRefusal::Over { case, status: found.status }.into());
        }
        self.converse(team, message, Said::InChannel(case), lookup).await?;
        let end = OfferEnd::Added { case, by: by.user() };
        self.offer_added(guild, id, end).await?;
        self.look_again(place, lookup).await?;
        tracing::info!("A message was added to case {case}");
        Ok(Added { case: found, new })
    }

    async fn must_be_addable(
        &self,
        by: &Authorized,
        message: &IncomingMessage,
        lookup: &impl Lookup,
    ) -> Result<()> {
        if !message.sender.is_a_person() {
            return Err(MessageRefusal::NotByAMember.into());
        }
        let is_readable = message.text.content.as_ref();
        if is_readable.is_some_and(|content| text::is_blank(content))
            && message.text.files.is_empty()
        {
            return Err(MessageRefusal::Empty.into());
        }
        let place = lookup.location(message.guild, message.channel).await?;
        let channel = place.thread().map_or(message.channel, |thread| thread.parent);
        if by.team()?.is_internal(channel) {
            return Err(MessageRefusal::InternalChannel.into());
        }
        Ok(())
    }
}
