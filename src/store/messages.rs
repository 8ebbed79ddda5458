//! What was said in cases' threads.

use crate::domain::{CaseNumber, GuildId, MessageId, Time, UserId};

use super::codec::{id, milliseconds, side_name};
use super::connection::{execute, fetch_all, fetch_optional};
use super::{Connection, Error};

/// On which side of a case somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The one who asked.
    Customer,
    /// Somebody of the team.
    Agent,
    /// Anyone else: never changes whose turn it is.
    Other,
}

/// A message in a case's thread.
#[derive(Clone, Debug)]
pub struct NewMessage {
    pub guild: GuildId,
    pub case: CaseNumber,
    pub message: MessageId,
    pub author: UserId,
    pub side: Side,
    /// None where Discord does not let the bot read it.
    pub content: Option<String>,
    pub sent_at: Time,
}

impl Connection<'_> {
    /// Keeps a message; tells whether it is new. A repeated event finds it there.
    pub async fn keep_message(&mut self, new: &NewMessage) -> Result<bool, Error> {
        let kept = execute!(
            self,
            "INSERT INTO messages (guild_id, message_id, case_number, author_id, side, content, sent_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (guild_id, message_id) DO NOTHING",
            id(new.guild.0),
            id(new.message.0),
            new.case.0,
            id(new.author.0),
            side_name(new.side),
            new.content.as_deref(),
            milliseconds(new.sent_at)
        )?;
        Ok(kept > 0)
    }

    /// Whether a message after this one, by the customer or by the team, was kept before it.
    pub async fn has_newer_message(&mut self, than: &NewMessage) -> Result<bool, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            "SELECT message_id FROM messages WHERE guild_id = $1 AND case_number = $2 AND message_id > $3 AND side <> 'other' LIMIT 1",
            id(than.guild.0),
            than.case.0,
            id(than.message.0)
        )?;
        Ok(row.is_some())
    }

    /// What the customer wrote in the thread, oldest first.
    pub async fn customers_messages(&mut self, guild: GuildId, case: CaseNumber) -> Result<Vec<String>, Error> {
        let rows = fetch_all!(
            self,
            (String,),
            "SELECT content FROM messages WHERE guild_id = $1 AND case_number = $2 AND side = 'customer' AND content IS NOT NULL ORDER BY message_id",
            id(guild.0),
            case.0
        )?;
        Ok(rows.into_iter().map(|(content,)| content).collect())
    }
}
