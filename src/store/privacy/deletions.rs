//! Messages that Discord has deleted with a ban, and that a server keeps for a while.

use crate::domain::{ChannelId, GuildId, MessageId, Time, UserId};

use crate::store::Error;
use crate::store::codec::{id, milliseconds, snowflake};
use crate::store::tx::{Reader, Tx, execute, fetch_all, fetch_optional};

impl Reader<'_> {
    /// The author of a message of a case, or of the question that a case was opened from.
    pub async fn author_of(
        &mut self,
        guild: GuildId,
        message: MessageId,
    ) -> Result<Option<UserId>, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            "SELECT author_id FROM messages WHERE guild_id = $1 AND message_id = $2
             UNION ALL SELECT requester_id FROM cases WHERE guild_id = $1 AND source_message_id = $2
                AND origin NOT IN ('ask', 'on_behalf')",
            id(guild.0),
            id(message.0)
        )?;
        Ok(row.map(|(user,)| UserId(snowflake(user))))
    }

    /// Whether a message is kept though it was deleted in Discord.
    pub async fn is_deletion_postponed(
        &mut self,
        guild: GuildId,
        message: MessageId,
    ) -> Result<bool, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            "SELECT due_at FROM postponed_deletions WHERE guild_id = $1 AND message_id = $2",
            id(guild.0),
            id(message.0)
        )?;
        Ok(row.is_some())
    }

    /// The messages of all servers that were kept for long enough.
    pub async fn deletions_due(
        &mut self,
        now: Time,
        limit: i64,
    ) -> Result<Vec<(GuildId, ChannelId, MessageId)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64, i64),
            "SELECT guild_id, channel_id, message_id FROM postponed_deletions WHERE due_at <= $1 ORDER BY due_at LIMIT $2",
            milliseconds(now),
            limit
        )?;
        let found = |(guild, channel, message)| {
            let (guild, channel) = (GuildId(snowflake(guild)), ChannelId(snowflake(channel)));
            (guild, channel, MessageId(snowflake(message)))
        };
        Ok(rows.into_iter().map(found).collect())
    }
}

impl Tx<'_> {
    /// Saves until when a deleted message is kept. The first time stays.
    pub async fn postpone_deletion(
        &mut self,
        guild: GuildId,
        channel: ChannelId,
        message: MessageId,
        due_at: Time,
    ) -> Result<(), Error> {
        execute!(
            self,
            "INSERT INTO postponed_deletions (guild_id, message_id, channel_id, due_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (guild_id, message_id) DO NOTHING",
            id(guild.0),
            id(message.0),
            id(channel.0),
            milliseconds(due_at)
        )?;
        Ok(())
    }

    /// Deletes what was saved by [`Tx::postpone_deletion`].
    pub async fn end_postponement(
        &mut self,
        guild: GuildId,
        message: MessageId,
    ) -> Result<(), Error> {
        execute!(
            self,
            "DELETE FROM postponed_deletions WHERE guild_id = $1 AND message_id = $2",
            id(guild.0),
            id(message.0)
        )?;
        Ok(())
    }
}
