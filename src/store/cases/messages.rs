//! The messages of cases' threads, and the question that each case began with. They decide whose
//! turn it is.

use std::collections::BTreeMap;

use crate::domain::{
    Case, CaseNumber, ChannelId, GuildId, MessageId, SaidMessage, Side, Time, Title, UserId,
};

use crate::store::Error;
use crate::store::codec::{id, milliseconds, named, optional_time, snowflake, time};
use crate::store::tx::{Reader, Tx, execute, fetch_all, fetch_optional, row};

/// One version of a message of a case.
#[derive(Clone, Debug)]
pub struct NewMessage {
    /// The server.
    pub guild: GuildId,
    /// The case in whose thread it stands.
    pub case: CaseNumber,
    /// Discord's ID of the message.
    pub message: MessageId,
    /// The channel that contains it, if it is not in the case's thread.
    pub channel: Option<ChannelId>,
    /// Who wrote it: a member, or the number of a guest.
    pub author: UserId,
    /// The name of the guest who wrote it.
    pub guest: Option<String>,
    /// On which side of the case they stand.
    pub side: Side,
    /// `None` if Discord does not let the bot read it.
    pub content: Option<String>,
    /// Whether it asks for something, unlike a "thanks".
    pub wants_an_answer: bool,
    /// When it was sent, by Discord's clock.
    pub sent_at: Time,
    /// `None` for the first version.
    pub edited_at: Option<Time>,
}

/// Whether a version of a message was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// We had no version of it.
    New,
    /// An older version was there.
    Changed,
    /// It was there already, or a newer one.
    Stale,
}

row! {
    struct SaidRow {
        message_id: i64,
        channel_id: Option<i64>,
        author_id: i64,
        author_name: Option<String>,
        side: String,
        content: Option<String>,
        sent_at: i64,
        edited_at: Option<i64>,
        deleted_at: Option<i64>,
    }
}

impl Tx<'_> {
    /// Saves a version of a message. Duplicate and out-of-order events are ignored.
    pub async fn keep_message(&mut self, new: &NewMessage) -> Result<Saved, Error> {
        let (guild, message, edited_at) =
            (id(new.guild.0), id(new.message.0), new.edited_at.map(milliseconds));
        let may_keep =
            self.may_keep(new.guild, new.author, new.edited_at.unwrap_or(new.sent_at)).await?;
        let content = new.content.as_deref().filter(|_| may_keep);
        let known = fetch_optional!(
            self,
            (Option<i64>,),
            "SELECT edited_at FROM messages WHERE guild_id = $1 AND message_id = $2",
            guild,
            message
        )?;
        match known {
            Some((known,)) if known >= edited_at => Ok(Saved::Stale),
            Some(_) => {
                execute!(
                    self,
                    "UPDATE messages SET content = $3, wants_answer = $4, edited_at = $5 WHERE guild_id = $1 AND message_id = $2
                        AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.guild_id = $1 AND c.number = messages.case_number
                            AND c.phase = 'closed' AND c.erased_at IS NOT NULL)",
                    guild,
                    message,
                    content,
                    new.wants_an_answer,
                    edited_at
                )?;
                Ok(Saved::Changed)
            }
            None => {
                execute!(
                    self,
                    "INSERT INTO messages (guild_id, message_id, case_number, author_id, side, content, wants_answer, sent_at, edited_at, channel_id,
                        author_name)
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                    guild,
                    message,
                    new.case.0,
                    id(new.author.0),
                    new.side.into_str(),
                    content,
                    new.wants_an_answer,
                    milliseconds(new.sent_at),
                    edited_at,
                    new.channel.map(|channel| id(channel.0)),
                    new.guest.as_deref().filter(|_| may_keep)
                )?;
                Ok(Saved::New)
            }
        }
    }

    /// Erases a message that was deleted. Returns whether it was there.
    pub async fn forget_message(
        &mut self,
        guild: GuildId,
        message: MessageId,
        now: Time,
    ) -> Result<bool, Error> {
        let forgotten = execute!(
            self,
            "UPDATE messages SET content = NULL, wants_answer = FALSE, deleted_at = $3
             WHERE guild_id = $1 AND message_id = $2 AND deleted_at IS NULL",
            id(guild.0),
            id(message.0),
            milliseconds(now)
        )?;
        Ok(forgotten > 0)
    }

    /// Saves a newer version of a case's question, and derives the case's title from it. Returns
    /// whether it was newer.
    pub async fn reword_question(
        &mut self,
        case: &Case,
        title: &Title,
        question: &str,
        wants_an_answer: bool,
        edited_at: Time,
    ) -> Result<bool, Error> {
        if !self.may_keep(case.guild, case.requester, edited_at).await? {
            return Ok(false);
        }
        let reworded = execute!(
            self,
            "UPDATE cases SET question = $3, title = $4, question_wants_answer = $5, question_edited_at = $6
             WHERE guild_id = $1 AND number = $2 AND (question_edited_at IS NULL OR question_edited_at < $6)
                AND NOT (phase = 'closed' AND erased_at IS NOT NULL)",
            id(case.guild.0),
            case.number.0,
            question,
            title.as_str(),
            wants_an_answer,
            milliseconds(edited_at)
        )?;
        Ok(reworded > 0)
    }

    /// Saves a case's new title.
    pub async fn retitle_case(&mut self, case: &Case, title: &Title) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE cases SET title = $3 WHERE guild_id = $1 AND number = $2",
            id(case.guild.0),
            case.number.0,
            title.as_str()
        )?;
        Ok(())
    }

    /// Erases the text of a case's question, which was deleted.
    pub async fn forget_question(&mut self, case: &Case) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE cases SET question = '', title = $3, question_wants_answer = FALSE, question_files = 0 WHERE guild_id = $1 AND number = $2",
            id(case.guild.0),
            case.number.0,
            Title::from_message("").as_str()
        )?;
        Ok(())
    }
}

impl Tx<'_> {
    /// Notes that what was taken back of a case's question and title still has to be removed from
    /// what shows them in Discord.
    pub async fn mark_erased(&mut self, guild: GuildId, case: CaseNumber) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE cases SET revision = revision + 1, erased_at_revision = revision + 1 WHERE guild_id = $1 AND number = $2",
            id(guild.0),
            case.0
        )
        .map(drop)
    }
}

impl Reader<'_> {
    /// Whether a message of a case is stored.
    pub async fn knows_message(
        &mut self,
        guild: GuildId,
        message: MessageId,
    ) -> Result<bool, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            "SELECT message_id FROM messages WHERE guild_id = $1 AND message_id = $2",
            id(guild.0),
            id(message.0)
        )?;
        Ok(row.is_some())
    }

    /// Returns the side on which the author of a stored message stands.
    pub async fn side_of(
        &mut self,
        guild: GuildId,
        message: MessageId,
    ) -> Result<Option<Side>, Error> {
        let row = fetch_optional!(
            self,
            (String,),
            "SELECT side FROM messages WHERE guild_id = $1 AND message_id = $2",
            id(guild.0),
            id(message.0)
        )?;
        row.map(|(side,)| named(&side)).transpose()
    }

    /// Returns the cases that a message belongs to, the one in which it was said first: as a stored
    /// message, or as the question. What was said in one case may be the question of another.
    pub async fn cases_with_message(
        &mut self,
        guild: GuildId,
        message: MessageId,
    ) -> Result<Vec<CaseNumber>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64),
            "SELECT case_number, CAST(0 AS BIGINT) FROM messages WHERE guild_id = $1 AND message_id = $2
             UNION SELECT number, CAST(1 AS BIGINT) FROM cases WHERE guild_id = $1 AND source_message_id = $2 ORDER BY 2",
            id(guild.0),
            id(message.0)
        )?;
        Ok(rows.into_iter().map(|(number, _)| CaseNumber(number)).collect())
    }

    /// Returns the case that a reply to a message belongs to: the message is the case's question,
    /// was written by its customer or the team, or is one of the bot's outside of the thread.
    pub async fn case_replied_to(
        &mut self,
        guild: GuildId,
        message: MessageId,
    ) -> Result<Option<CaseNumber>, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            "SELECT number FROM cases WHERE guild_id = $1 AND source_message_id = $2
             UNION ALL SELECT case_number FROM messages WHERE guild_id = $1 AND message_id = $2 AND side <> 'other'
             UNION ALL SELECT case_number FROM posts WHERE guild_id = $1 AND message_id = $2 AND room = 'outside'",
            id(guild.0),
            id(message.0)
        )?;
        Ok(row.map(|(number,)| CaseNumber(number)))
    }

    /// Returns the open cases that guests began in a channel with messages between two others, the
    /// oldest first.
    pub async fn cases_of_guests(
        &mut self,
        guild: GuildId,
        channel: ChannelId,
        after: MessageId,
        before: MessageId,
    ) -> Result<Vec<CaseNumber>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT number FROM cases WHERE guild_id = $1 AND source_message_id > $3 AND source_message_id < $4
                AND source_channel_id = $2 AND bridge IS NOT NULL AND phase = 'open' ORDER BY source_message_id",
            id(guild.0),
            id(channel.0),
            id(after.0),
            id(before.0)
        )?;
        Ok(rows.into_iter().map(|(number,)| CaseNumber(number)).collect())
    }

    /// Returns the open cases of members whose questions were in a channel between two messages,
    /// and were deleted, each with its question. The newest comes first.
    pub async fn deleted_questions(
        &mut self,
        guild: GuildId,
        channel: ChannelId,
        after: MessageId,
        before: MessageId,
    ) -> Result<Vec<(CaseNumber, MessageId)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64),
            "SELECT number, source_message_id FROM cases WHERE guild_id = $1 AND source_message_id > $3 AND source_message_id < $4
                AND source_channel_id = $2 AND bridge IS NULL AND source_lost = 1 AND phase = 'open'
             ORDER BY source_message_id DESC",
            id(guild.0),
            id(channel.0),
            id(after.0),
            id(before.0)
        )?;
        let of = |(number, message)| (CaseNumber(number), MessageId(snowflake(message)));
        Ok(rows.into_iter().map(of).collect())
    }

    /// Returns the newest open case that a guest began in a channel, and that is answered there, if
    /// a message was written after its question.
    pub async fn case_of_guest(
        &mut self,
        guild: GuildId,
        channel: ChannelId,
        guest: UserId,
        message: MessageId,
    ) -> Result<Option<CaseNumber>, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            "SELECT number FROM cases WHERE guild_id = $1 AND requester_id = $2 AND source_channel_id = $3
                AND home = 'channel' AND phase <> 'closed' AND source_message_id < $4 ORDER BY number DESC LIMIT 1",
            id(guild.0),
            id(guest.0),
            id(channel.0),
            id(message.0)
        )?;
        Ok(row.map(|(number,)| CaseNumber(number)))
    }

    /// Returns the newest case that a guest began in a channel, was answered there, and that was
    /// closed since a time.
    pub async fn closed_case_of_guest(
        &mut self,
        guild: GuildId,
        channel: ChannelId,
        guest: UserId,
        since: Time,
    ) -> Result<Option<CaseNumber>, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            "SELECT number FROM cases WHERE guild_id = $1 AND requester_id = $2 AND source_channel_id = $3
                AND home = 'channel' AND phase = 'closed' AND closed_at >= $4 ORDER BY number DESC LIMIT 1",
            id(guild.0),
            id(guest.0),
            id(channel.0),
            milliseconds(since)
        )?;
        Ok(row.map(|(number,)| CaseNumber(number)))
    }

    /// The messages of a case besides its question, the oldest first.
    pub async fn messages(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
    ) -> Result<Vec<SaidMessage>, Error> {
        let rows = fetch_all!(
            self,
            SaidRow,
            "SELECT message_id, channel_id, author_id, author_name, side, content, sent_at, edited_at, deleted_at FROM messages
             WHERE guild_id = $1 AND case_number = $2 ORDER BY message_id",
            id(guild.0),
            case.0
        )?;
        let said = |row: SaidRow| {
            Ok(SaidMessage {
                message: MessageId(snowflake(row.message_id)),
                channel: row.channel_id.map(|channel| ChannelId(snowflake(channel))),
                author: UserId(snowflake(row.author_id)),
                guest: row.author_name,
                side: named(&row.side)?,
                content: row.content,
                sent_at: time(row.sent_at)?,
                edited: row.edited_at.is_some(),
                deleted: row.deleted_at.is_some(),
            })
        };
        rows.into_iter().map(said).collect()
    }

    /// The messages of a case's thread that are stored and not deleted, each with the time of its
    /// version.
    pub async fn kept_messages(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
    ) -> Result<BTreeMap<MessageId, Option<Time>>, Error> {
        let rows = fetch_all!(
            self,
            (i64, Option<i64>),
            "SELECT message_id, edited_at FROM messages
             WHERE guild_id = $1 AND case_number = $2 AND channel_id IS NULL AND deleted_at IS NULL",
            id(guild.0),
            case.0
        )?;
        rows.into_iter()
            .map(|(message, edited_at)| {
                Ok((MessageId(snowflake(message)), optional_time(edited_at)?))
            })
            .collect()
    }

    /// Whether the customer has written since a time, also if those messages were deleted.
    pub async fn has_said_since(&mut self, case: &Case, since: Time) -> Result<bool, Error> {
        Ok(fetch_optional!(
            self,
            (i64,),
            "SELECT message_id FROM messages WHERE guild_id = $1 AND case_number = $2 AND side = 'customer' AND sent_at > $3 LIMIT 1",
            id(case.guild.0),
            case.number.0,
            milliseconds(since)
        )?
        .is_some())
    }

    /// All that the customer wrote up to a time, the oldest first: the question and their messages.
    pub async fn customers_words(&mut self, case: &Case, until: Time) -> Result<String, Error> {
        let rows = fetch_all!(
            self,
            (i64, String),
            "SELECT message_id, content FROM messages
             WHERE guild_id = $1 AND case_number = $2 AND side = 'customer' AND content IS NOT NULL AND sent_at <= $3 ORDER BY message_id",
            id(case.guild.0),
            case.number.0,
            milliseconds(until)
        )?;
        let (mut words, after): (Vec<_>, Vec<_>) = rows
            .into_iter()
            .partition(|&(message, _)| case.is_asked_after(MessageId(snowflake(message))));
        words.push((0, case.question.clone()));
        words.extend(after);
        let words: Vec<_> =
            words.into_iter().map(|(_, text)| text).filter(|text| !text.is_empty()).collect();
        Ok(words.join("\n\n"))
    }
}
