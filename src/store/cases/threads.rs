//! The threads of cases, and the messages that show a case.

use crate::domain::{
    BugNumber, Case, CaseNumber, CaseThread, ChannelId, GuildId, MessageId, Source, Surface,
    ThreadHealth, UserId,
};

use crate::store::Error;
use crate::store::cases::{CaseRow, select_case};
use crate::store::codec::{
    channel, from_json, id, message, milliseconds, named, optional_time, snowflake, to_json, user,
};
use crate::store::surfaces::posted;
use crate::store::tx::{Reader, Tx, execute, fetch_all, fetch_optional};

impl CaseRow {
    /// What of the case's thread is in Discord.
    pub(super) fn thread(&self) -> Result<CaseThread, Error> {
        Ok(CaseThread {
            id: channel(self.thread_id),
            generation: self.thread_generation,
            asked_at: optional_time(self.thread_asked_at)?,
            health: named(&self.thread_health)?,
            lost: self.thread_lost != 0,
            opening: message(self.opening_message_id),
            greeted: self.greeted.as_deref().map(from_json).transpose()?,
            tagged: self.tagged_status.as_deref().map(named).transpose()?,
            invited: user(self.invited_id),
            archived: self.put_away != 0,
            team: channel(self.team_thread_id),
        })
    }

    /// What of the case's card is in Discord.
    pub(super) fn card(&self) -> Surface {
        Surface {
            posted: posted(self.card_channel_id, self.card_message_id),
            generation: self.card_generation.unwrap_or_default(),
            drawn_revision: self.drawn_revision.unwrap_or_default(),
            suggested_bug: self.suggested_bug.map(BugNumber),
            ..Surface::default()
        }
    }
}

impl Reader<'_> {
    /// The case that a thread belongs to: the open one or, if there is none, the last.
    pub async fn case_in_thread(
        &mut self,
        guild: GuildId,
        thread: ChannelId,
    ) -> Result<Option<Case>, Error> {
        // A thread made from a message has the message's id, so the case is found even before its
        // thread is saved. The team's thread under the card belongs to the case as well.
        let row = fetch_optional!(
            self,
            CaseRow,
            select_case!(
                "WHERE guild_id = $1 AND (thread_id = $2 OR (source_message_id = $2 AND home = 'started') OR team_thread_id = $2)
                 ORDER BY CASE WHEN phase = 'closed' THEN 1 ELSE 0 END, number DESC LIMIT 1"
            ),
            id(guild.0),
            id(thread.0)
        )?;
        row.map(CaseRow::into_domain).transpose()
    }

    /// The last case of a person that was closed in a thread.
    pub async fn closed_case_in_thread(
        &mut self,
        guild: GuildId,
        thread: ChannelId,
        requester: UserId,
    ) -> Result<Option<Case>, Error> {
        let row = fetch_optional!(
            self,
            CaseRow,
            select_case!(
                "WHERE guild_id = $1 AND thread_id = $2 AND requester_id = $3 AND phase = 'closed' ORDER BY number DESC LIMIT 1"
            ),
            id(guild.0),
            id(thread.0),
            id(requester.0)
        )?;
        row.map(CaseRow::into_domain).transpose()
    }
}

impl Tx<'_> {
    /// Saves what of a case's thread is in Discord, and which message the case is about. Changes no
    /// state, so it takes no revision. Does not save the thread's health, see
    /// [`Tx::save_thread_health`].
    pub async fn save_thread(
        &mut self,
        guild: GuildId,
        number: CaseNumber,
        source: Source,
        thread: &CaseThread,
    ) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE cases SET source_message_id = COALESCE($3, source_message_id), thread_id = $4, opening_message_id = $5,
                team_thread_id = COALESCE($6, team_thread_id), put_away = $7, source_channel_id = $8, thread_generation = $9, thread_asked_at = $10,
                thread_lost = $11, tagged_status = $12, invited_id = $13, greeted = $14
             WHERE guild_id = $1 AND number = $2",
            id(guild.0),
            number.0,
            source.message.map(|message| id(message.0)),
            thread.id.map(|thread| id(thread.0)),
            thread.opening.map(|message| id(message.0)),
            thread.team.map(|thread| id(thread.0)),
            i64::from(thread.archived),
            id(source.channel.0),
            thread.generation,
            thread.asked_at.map(milliseconds),
            i64::from(thread.lost),
            thread.tagged.map(|status| status.into_str()),
            thread.invited.map(|agent| id(agent.0)),
            thread.greeted.as_ref().map(to_json).transpose()?
        )?;
        Ok(())
    }

    /// Saves whether a case's thread can be found. Separate, so that nothing that is drawn
    /// meanwhile overwrites it.
    pub async fn save_thread_health(
        &mut self,
        guild: GuildId,
        number: CaseNumber,
        health: ThreadHealth,
    ) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE cases SET thread_health = $3 WHERE guild_id = $1 AND number = $2",
            id(guild.0),
            number.0,
            health.into_str()
        )?;
        Ok(())
    }

    /// Saves that the message of a case is gone.
    pub async fn save_source_lost(
        &mut self,
        guild: GuildId,
        number: CaseNumber,
    ) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE cases SET source_lost = 1 WHERE guild_id = $1 AND number = $2",
            id(guild.0),
            number.0
        )?;
        Ok(())
    }

    /// Gives a case a thread that had other cases before. If one of them has archived it, this case
    /// has to reopen it.
    pub async fn take_over_thread(
        &mut self,
        guild: GuildId,
        thread: ChannelId,
        number: CaseNumber,
    ) -> Result<(), Error> {
        let before = execute!(
            self,
            "UPDATE cases SET put_away = 0 WHERE guild_id = $1 AND thread_id = $2 AND number <> $3 AND put_away = 1",
            id(guild.0),
            id(thread.0),
            number.0
        )?;
        if before > 0 {
            execute!(
                self,
                "UPDATE cases SET put_away = 1 WHERE guild_id = $1 AND number = $2",
                id(guild.0),
                number.0
            )?;
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// The threads of a server's cases that are not closed.
    pub async fn open_threads(&mut self, guild: GuildId) -> Result<Vec<ChannelId>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT thread_id FROM cases WHERE guild_id = $1 AND phase <> 'closed' AND thread_id IS NOT NULL
             UNION ALL
             SELECT source_message_id FROM cases WHERE guild_id = $1 AND phase <> 'closed' AND thread_id IS NULL
                AND thread_lost = 0 AND home = 'started' AND source_message_id IS NOT NULL",
            id(guild.0)
        )?;
        Ok(rows.into_iter().map(|(thread,)| ChannelId(snowflake(thread))).collect())
    }

    /// The threads of a server's closed cases whose texts are stored, the last closed first.
    pub async fn closed_threads(&mut self, guild: GuildId) -> Result<Vec<ChannelId>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT thread_id FROM cases
             WHERE guild_id = $1 AND phase = 'closed' AND (erased_at IS NULL OR erased_at < closed_at)
                AND thread_id IS NOT NULL AND thread_lost = 0
             ORDER BY closed_at DESC",
            id(guild.0)
        )?;
        Ok(rows.into_iter().map(|(thread,)| ChannelId(snowflake(thread))).collect())
    }

    /// The messages that the bot repeats and that no thread of a case contains or shows, each with
    /// its channel: questions, replies in a channel, and answers to developers. Their texts are
    /// stored.
    pub async fn messages_elsewhere(
        &mut self,
        guild: GuildId,
    ) -> Result<Vec<(ChannelId, MessageId)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64),
            "SELECT source_channel_id, source_message_id FROM cases
             WHERE guild_id = $1 AND source_message_id IS NOT NULL AND source_lost = 0
                AND (home <> 'started' OR thread_id IS NULL OR thread_lost = 1)
                AND (phase <> 'closed' OR erased_at IS NULL OR erased_at < closed_at)
             UNION ALL
             SELECT m.channel_id, m.message_id FROM messages m
             JOIN cases c ON c.guild_id = m.guild_id AND c.number = m.case_number
             WHERE m.guild_id = $1 AND m.channel_id IS NOT NULL AND m.deleted_at IS NULL
                AND (c.phase <> 'closed' OR c.erased_at IS NULL OR c.erased_at < c.closed_at)
             UNION ALL
             SELECT p.source_channel_id, p.source_message_id FROM bug_posts p
             JOIN bugs b ON b.guild_id = p.guild_id AND b.number = p.bug_number
             WHERE p.guild_id = $1 AND p.source_message_id IS NOT NULL AND b.phase <> 'closed'
             ORDER BY 2 DESC",
            id(guild.0)
        )?;
        let place =
            |(channel, message)| (ChannelId(snowflake(channel)), MessageId(snowflake(message)));
        Ok(rows.into_iter().map(place).collect())
    }

    /// The messages of a server's open cases that have no thread of their own. Edits of these
    /// messages concern the cases too.
    pub async fn open_questions(&mut self, guild: GuildId) -> Result<Vec<MessageId>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT source_message_id FROM cases
             WHERE guild_id = $1 AND (phase <> 'closed' OR merged_into IS NOT NULL) AND home <> 'started' AND source_message_id IS NOT NULL",
            id(guild.0)
        )?;
        Ok(rows.into_iter().map(|(message,)| MessageId(snowflake(message))).collect())
    }

    /// The open cases in the threads of a channel, or in the thread itself.
    pub async fn open_cases_under(
        &mut self,
        guild: GuildId,
        channel: ChannelId,
    ) -> Result<Vec<CaseNumber>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT number FROM cases
             WHERE guild_id = $1 AND phase <> 'closed' AND (thread_id IS NOT NULL OR home = 'channel')
                AND (thread_id = $2 OR source_channel_id = $2 OR parent_id = $2)
             ORDER BY number",
            id(guild.0),
            id(channel.0)
        )?;
        Ok(rows.into_iter().map(|(number,)| CaseNumber(number)).collect())
    }
}
