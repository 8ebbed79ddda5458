//! The messages that rules have put before the agents, and that nobody has decided about yet.

use crate::domain::{ChannelId, GuildId, MessageId, OfferedMessage, Time, UserId};

use crate::store::Error;
use crate::store::codec::{id, milliseconds, snowflake};
use crate::store::tx::{Reader, Tx, execute, fetch_all, fetch_optional, row};

row! {
    struct OfferRow {
        guild_id: i64,
        message_id: i64,
        channel_id: i64,
        author_id: i64,
        rule: String,
    }
}

impl OfferRow {
    fn into_domain(self) -> (GuildId, OfferedMessage) {
        let offered = OfferedMessage {
            channel: ChannelId(snowflake(self.channel_id)),
            message: MessageId(snowflake(self.message_id)),
            author: UserId(snowflake(self.author_id)),
            guest: None,
            rule: self.rule,
        };
        (GuildId(snowflake(self.guild_id)), offered)
    }
}

impl Reader<'_> {
    /// The offers of a server.
    pub async fn open_offers(&mut self, guild: GuildId) -> Result<Vec<OfferedMessage>, Error> {
        let rows = fetch_all!(
            self,
            OfferRow,
            "SELECT guild_id, message_id, channel_id, author_id, rule FROM offers WHERE guild_id = $1 ORDER BY message_id",
            id(guild.0)
        )?;
        Ok(rows.into_iter().map(|row| row.into_domain().1).collect())
    }

    /// How many offers a server has.
    pub async fn offer_count(&mut self, guild: GuildId) -> Result<i64, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            "SELECT COUNT(*) FROM offers WHERE guild_id = $1",
            id(guild.0)
        )?;
        Ok(row.map_or(0, |(count,)| count))
    }

    /// Whether a message is an offer that nobody has decided about.
    pub async fn is_open_offer(
        &mut self,
        guild: GuildId,
        message: MessageId,
    ) -> Result<bool, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            "SELECT message_id FROM offers WHERE guild_id = $1 AND message_id = $2",
            id(guild.0),
            id(message.0)
        )?;
        Ok(row.is_some())
    }

    /// The oldest offers of all servers that are in Discord since before a time.
    pub async fn offers_before(
        &mut self,
        time: Time,
        limit: i64,
    ) -> Result<Vec<(GuildId, OfferedMessage)>, Error> {
        let rows = fetch_all!(
            self,
            OfferRow,
            "SELECT guild_id, message_id, channel_id, author_id, rule FROM offers WHERE offered_at <= $1
                AND EXISTS (SELECT 1 FROM surfaces s WHERE s.guild_id = offers.guild_id AND s.subject = 'offer' AND s.number = offers.message_id
                    AND s.message_id IS NOT NULL)
             ORDER BY offered_at LIMIT $2",
            milliseconds(time),
            limit
        )?;
        Ok(rows.into_iter().map(OfferRow::into_domain).collect())
    }
}

impl Tx<'_> {
    /// Saves that a message was put before the agents.
    pub async fn add_offer(
        &mut self,
        guild: GuildId,
        offered: &OfferedMessage,
        now: Time,
    ) -> Result<(), Error> {
        execute!(
            self,
            "INSERT INTO offers (guild_id, message_id, channel_id, author_id, rule, offered_at) VALUES ($1, $2, $3, $4, $5, $6)",
            id(guild.0),
            id(offered.message.0),
            id(offered.channel.0),
            id(offered.author.0),
            offered.rule.as_str(),
            milliseconds(now)
        )
        .map(drop)
    }

    /// Saves since when the agents can read an offer.
    pub async fn save_offered(
        &mut self,
        guild: GuildId,
        message: MessageId,
        now: Time,
    ) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE offers SET offered_at = $3 WHERE guild_id = $1 AND message_id = $2",
            id(guild.0),
            id(message.0),
            milliseconds(now)
        )
        .map(drop)
    }

    /// Ends an offer. Returns it; none if the message was not offered, or somebody was quicker.
    pub async fn end_offer(
        &mut self,
        guild: GuildId,
        message: MessageId,
    ) -> Result<Option<OfferedMessage>, Error> {
        let row = fetch_optional!(
            self,
            OfferRow,
            "DELETE FROM offers WHERE guild_id = $1 AND message_id = $2 RETURNING guild_id, message_id, channel_id, author_id, rule",
            id(guild.0),
            id(message.0)
        )?;
        Ok(row.map(|row| row.into_domain().1))
    }
}
