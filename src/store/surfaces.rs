//! Surfaces: what of each live message is in Discord.

use crate::domain::{
    BugNumber, CaseNumber, ChannelId, GuildId, MessageId, Pin, RequestNumber, Subject, Surface,
};

use crate::store::Error;
use crate::store::codec::{id, milliseconds, named, snowflake, time};
use crate::store::tx::{Reader, Tx, execute, fetch_optional, row};

row! {
    struct SurfaceRow {
        channel_id: Option<i64>,
        message_id: Option<i64>,
        generation: i64,
        drawn_revision: i64,
        pin: String,
        throttled_until: i64,
        suggested_bug: Option<i64>,
    }
}

/// The column `number`.
fn number(subject: Subject) -> i64 {
    match subject {
        Subject::Case(number) => number.0,
        Subject::Bug(number) | Subject::KnownIssue(number) => number.0,
        Subject::Request(number) => number.0,
        Subject::Board | Subject::AskPanel => 0,
        Subject::Offer(message) => id(message.0),
    }
}

/// A place of two columns.
pub(super) fn posted(channel: Option<i64>, message: Option<i64>) -> Option<(ChannelId, MessageId)> {
    let channel = channel.map(|channel| ChannelId(snowflake(channel)));
    channel.zip(message.map(|message| MessageId(snowflake(message))))
}

impl Reader<'_> {
    /// What of a surface is in Discord. Before it is first drawn, nothing.
    pub async fn surface(&mut self, guild: GuildId, subject: Subject) -> Result<Surface, Error> {
        let row = fetch_optional!(
            self,
            SurfaceRow,
            "SELECT channel_id, message_id, generation, drawn_revision, pin, throttled_until, suggested_bug FROM surfaces
             WHERE guild_id = $1 AND subject = $2 AND number = $3",
            id(guild.0),
            subject.name(),
            number(subject)
        )?;
        let Some(row) = row else { return Ok(Surface::default()) };
        Ok(Surface {
            posted: posted(row.channel_id, row.message_id),
            generation: row.generation,
            drawn_revision: row.drawn_revision,
            pin: named(&row.pin)?,
            throttled_until: time(row.throttled_until)?,
            suggested_bug: row.suggested_bug.map(BugNumber),
        })
    }

    /// What the surface shows that is this message.
    pub async fn subject_of(
        &mut self,
        guild: GuildId,
        message: MessageId,
    ) -> Result<Option<Subject>, Error> {
        let row = fetch_optional!(
            self,
            (String, i64),
            "SELECT subject, number FROM surfaces WHERE guild_id = $1 AND message_id = $2",
            id(guild.0),
            id(message.0)
        )?;
        let subject = |(name, number): (String, i64)| {
            let subjects = [
                Subject::Case(CaseNumber(number)),
                Subject::Bug(BugNumber(number)),
                Subject::KnownIssue(BugNumber(number)),
                Subject::Request(RequestNumber(number)),
                Subject::Board,
                Subject::AskPanel,
                Subject::Offer(MessageId(snowflake(number))),
            ];
            let found = subjects.into_iter().find(|subject| subject.name() == name);
            found.ok_or_else(|| Error::Corrupt(format!("a surface of {name:?}")))
        };
        row.map(subject).transpose()
    }
}

impl Tx<'_> {
    /// Saves what of a surface is in Discord.
    pub async fn save_surface(
        &mut self,
        guild: GuildId,
        subject: Subject,
        surface: &Surface,
    ) -> Result<(), Error> {
        execute!(
            self,
            "INSERT INTO surfaces (guild_id, subject, number, channel_id, message_id, generation, drawn_revision, pin, throttled_until, suggested_bug)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (guild_id, subject, number) DO UPDATE SET channel_id = excluded.channel_id, message_id = excluded.message_id,
                generation = excluded.generation, drawn_revision = excluded.drawn_revision, pin = excluded.pin,
                throttled_until = excluded.throttled_until, suggested_bug = excluded.suggested_bug",
            id(guild.0),
            subject.name(),
            number(subject),
            surface.posted.map(|(channel, _)| id(channel.0)),
            surface.posted.map(|(_, message)| id(message.0)),
            surface.generation,
            surface.drawn_revision,
            surface.pin.into_str(),
            milliseconds(surface.throttled_until),
            surface.suggested_bug.map(|bug| bug.0)
        )
        .map(drop)
    }

    /// Schedules a refused pin for another attempt, since a permission may have come back. Returns
    /// whether it was refused.
    pub(super) async fn want_pin_again(
        &mut self,
        guild: GuildId,
        subject: Subject,
    ) -> Result<bool, Error> {
        let changed = execute!(
            self,
            "UPDATE surfaces SET pin = $2 WHERE guild_id = $1 AND pin = $3 AND subject = $4",
            id(guild.0),
            Pin::Wanted.into_str(),
            Pin::Refused.into_str(),
            subject.name()
        )?;
        Ok(changed > 0)
    }
}
