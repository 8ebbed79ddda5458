//! What became of the words of a case since they were written.

use std::collections::BTreeSet;

use crate::domain::{CaseNumber, GuildId, MessageId};

use crate::store::Error;
use crate::store::codec::{id, snowflake};
use crate::store::tx::{Reader, fetch_all, fetch_optional};

impl Reader<'_> {
    /// The messages of a case whose text was erased: its author wanted it, or it was old.
    pub async fn erased_messages(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
    ) -> Result<BTreeSet<MessageId>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT m.message_id FROM messages m JOIN cases c ON c.guild_id = m.guild_id AND c.number = m.case_number
             WHERE m.guild_id = $1 AND m.case_number = $2 AND m.content IS NULL AND m.deleted_at IS NULL
                AND (c.erased_at >= m.sent_at OR EXISTS (SELECT 1 FROM erasures e
                    WHERE e.guild_id = m.guild_id AND e.user_id = m.author_id AND e.at >= m.sent_at))",
            id(guild.0),
            case.0
        )?;
        Ok(rows.into_iter().map(|(message,)| MessageId(snowflake(message))).collect())
    }

    /// Whether the stored question of a case is not its first version.
    pub async fn is_question_edited(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
    ) -> Result<bool, Error> {
        let edited = fetch_optional!(
            self,
            (i64,),
            "SELECT number FROM cases WHERE guild_id = $1 AND number = $2 AND question_edited_at IS NOT NULL",
            id(guild.0),
            case.0
        )?;
        Ok(edited.is_some())
    }
}
