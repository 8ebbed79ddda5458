//! What became of a case: every fact of it, and all that was said.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{
    Case, CaseReference, ChannelId, FactKind, MessageId, Notice, Permission, RecordedFact,
    SaidMessage, Side, StoredFile, StoredNotice, UserId, notice::Public,
};

use crate::desk::{Authorized, Desk, Page, Result, search::lists::nearest};

/// How many facts one page shows.
const PAGE: i64 = 15;
/// The largest picture that stands in a transcript, and the most that all of them may have
/// together, in bytes. The rest is named.
const PICTURE: u64 = 1024 * 1024;
const PICTURES: u64 = 4 * 1024 * 1024;
/// The kinds of pictures that every browser shows and that hold nothing but a picture.
const PICTURE_TYPES: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/// The channels or threads that contain messages.
pub type MessageChannels = BTreeMap<MessageId, ChannelId>;

/// A case with part of its history.
#[derive(Clone, Debug)]
pub struct History {
    /// The case.
    pub case: Case,
    /// Where messages of the case are that are not in its thread.
    pub channels: MessageChannels,
    /// Its facts, newest first.
    pub page: Page<RecordedFact>,
}

/// All that is kept of what was said for a case where the customer could read it.
#[derive(Clone, Debug)]
pub struct Conversation {
    /// The case.
    pub case: Case,
    /// What people wrote in the thread, oldest first.
    pub messages: Vec<SaidMessage>,
    /// What the bot posted there in the team's name, apart from [`Self::events`].
    pub posts: Vec<StoredNotice>,
    /// What happened to the case and the customer could see, oldest first.
    pub events: Vec<RecordedFact>,
    /// The files that came with the case; what is in them, where it is a small picture.
    pub files: Vec<(StoredFile, Option<Vec<u8>>)>,
    /// Whether the question is not its first version.
    pub question_edited: bool,
    /// Whether the question was deleted in Discord.
    pub question_deleted: bool,
    /// The messages whose text was erased.
    pub erased: BTreeSet<MessageId>,
}

impl Desk {
    /// A case.
    ///
    /// # Errors
    /// Refuses when there is none.
    pub async fn show(&self, by: &Authorized, reference: CaseReference) -> Result<Case> {
        let guild = by.to(Permission::ReadCases)?.guild;
        let case =
            self.store.read(async move |reader| reader.referenced_case(guild, reference).await);
        Ok(case.await?)
    }

    /// A page of what happened to a case, oldest first.
    ///
    /// # Errors
    /// Refuses when there is no such case.
    pub async fn history(
        &self,
        by: &Authorized,
        reference: CaseReference,
        page: i64,
    ) -> Result<History> {
        let guild = by.to(Permission::ReadCases)?.guild;
        let read = self.store.read(async move |reader| {
            let case = reader.referenced_case(guild, reference).await?;
            let total = reader.fact_count(guild, case.number).await?;
            let page = nearest(page, total, PAGE);
            let items = reader.facts(guild, case.number, PAGE, (page - 1) * PAGE).await?;
            let messages = reader.messages(guild, case.number).await?;
            let channel = |said: SaidMessage| Some((said.message, said.channel?));
            let channels = messages.into_iter().filter_map(channel).collect();
            Ok(History { case, channels, page: Page { items, number: page, size: PAGE, total } })
        });
        Ok(read.await?)
    }

    /// What was said in a case's thread.
    ///
    /// # Errors
    /// Refuses when there is no such case.
    pub async fn conversation(
        &self,
        by: &Authorized,
        reference: CaseReference,
    ) -> Result<Conversation> {
        let guild = by.to(Permission::ReadCases)?.guild;
        let read = self.store.read(async move |reader| {
            let case = reader.referenced_case(guild, reference).await?;
            let number = case.number;
            let messages = reader.messages(guild, number).await?;
            let mut posts = reader.posts(guild, number).await?;
            // Only what stands where the customer reads it. A saved reply is among the
            // messages, as its agent's.
            let said = |stored: &StoredNotice| {
                stored
                    .posted
                    .filter(|(_, id)| messages.iter().all(|message| message.message != *id))
            };
            posts.retain(|stored| {
                matches!(&stored.post, Notice::Public(public) if !tells_of_event(public))
                    && said(stored).is_some()
            });
            let mut events = reader.facts(guild, number, i64::MAX, 0).await?;
            events.retain(|fact| fact.kind.as_ref().is_ok_and(is_event));
            let (mut files, mut room) = (Vec::new(), PICTURES);
            for kept in reader.files(guild, number).await? {
                let picture =
                    kept.content_type.as_deref().is_some_and(|kind| PICTURE_TYPES.contains(&kind));
                let fits = picture && kept.missing.is_none() && kept.size <= PICTURE.min(room);
                let content =
                    if fits { reader.file_content(guild, kept.attachment).await? } else { None };
                room -= content
                    .as_ref()
                    .map_or(0, |bytes| room.min(u64::try_from(bytes.len()).unwrap_or(u64::MAX)));
                files.push((kept, content));
            }
            let question_deleted = match case.source.message {
                Some(question) => reader.is_deleted(guild, question).await?,
                None => false,
            };
            let question_edited = reader.is_question_edited(guild, number).await?;
            let erased = reader.erased_messages(guild, number).await?;
            Ok(Conversation {
                case,
                messages,
                posts,
                events,
                files,
                question_edited,
                question_deleted,
                erased,
            })
        });
        Ok(read.await?)
    }
}

/// Whether a fact belongs in a conversation: what happened with the case before the customer's
/// eyes.
fn is_event(kind: &FactKind) -> bool {
    matches!(
        kind,
        FactKind::SolutionConfirmed { .. }
            | FactKind::SolutionRejected { .. }
            | FactKind::CaseClosed { .. }
            | FactKind::CaseReopened
            | FactKind::CaseMerged { .. }
            | FactKind::CaseUnmerged { .. }
            | FactKind::CaseRated { .. }
    )
}

/// Whether a message of the bot says what an event says. Such messages are edited when the case
/// goes on, so they do not show what was said at the time.
fn tells_of_event(public: &Public) -> bool {
    match public {
        Public::Closed { .. }
        | Public::ClosedInThread { .. }
        | Public::Reopened { .. }
        | Public::Merged { .. }
        | Public::Unmerged
        | Public::WelcomeBack => true,
        Public::Reply { .. }
        | Public::Promise { .. }
        | Public::Solution { .. }
        | Public::FollowUp { .. }
        | Public::Fixed { .. }
        | Public::Declined { .. }
        | Public::Update { .. }
        | Public::ToFollowers { .. }
        | Public::Unfollowed { .. }
        | Public::Reminder { .. }
        | Public::WayBack { .. }
        | Public::SaidElsewhere { .. } => false,
    }
}

impl Conversation {
    /// On which side the sender of a file was.
    pub fn side(&self, file: &StoredFile) -> Side {
        let with = |message: &&SaidMessage| Some(message.message) == file.message;
        match self.messages.iter().find(with) {
            Some(message) => message.side,
            None => Side::Customer,
        }
    }

    /// The names of the guests who have a part in it.
    pub fn guests(&self) -> BTreeMap<UserId, String> {
        let wrote = |said: &SaidMessage| Some((said.author, said.guest.clone()?));
        let customer =
            self.case.guest.iter().map(|guest| (self.case.requester, guest.name.clone()));
        self.messages.iter().filter_map(wrote).chain(customer).collect()
    }

    /// Everybody who has a part in it.
    pub fn people(&self) -> Vec<UserId> {
        let authors = self.messages.iter().map(|message| message.author);
        let senders = self.files.iter().map(|(file, _)| file.author);
        let actors = self.events.iter().filter_map(|event| event.actor);
        let parties = [self.case.requester].into_iter().chain(self.case.assignee);
        let mut people: Vec<_> = authors.chain(senders).chain(actors).chain(parties).collect();
        people.sort_unstable();
        people.dedup();
        people
    }
}
