//! The board of each server's desk: which messages show it, and when it may be drawn again.

use crate::{
    domain::{BoardSurface, ChannelId, Effect, GuildId, Job, MessageId, Outcome, Pin, Time},
    store::{Error, LEASE, facts::next_id, outbox::PROCESS},
};

use crate::store::codec::{id, milliseconds, named, snowflake, time, to_json};
use crate::store::tx::{Reader, Tx, execute, fetch_optional, row};

row! {
    struct BoardRow {
        channel_id: Option<i64>,
        message_id: Option<i64>,
        generation: i64,
        pin: String,
        rests_until: i64,
    }
}

/// Enqueues the board of a server, which has one row however often it is enqueued. While the board
/// is throttled, its row waits, and no process holds it.
macro_rules! enqueue_board {
    ($returning:literal) => {
        concat!(
            "INSERT INTO outbox (id, guild_id, key, effect, next_at, first_tried_at, owner, leased_until)
             SELECT $1, $2, $3, $4, COALESCE(b.rests_until, $5), $5, $6, CASE WHEN b.rests_until IS NULL THEN $7 ELSE 0 END
             FROM (SELECT 1 AS one) o LEFT JOIN boards b ON b.guild_id = $2 AND b.rests_until > $5 WHERE o.one = 1
             ON CONFLICT (guild_id, key) DO UPDATE SET version = outbox.version + 1, dead = NULL,
                next_at = CASE WHEN outbox.dead IS NULL THEN outbox.next_at ELSE excluded.next_at END,
                attempts = CASE WHEN outbox.dead IS NULL THEN outbox.attempts ELSE 0 END,
                owner = CASE WHEN outbox.owner = excluded.owner OR outbox.leased_until <= $5 THEN excluded.owner END,
                leased_until = CASE WHEN outbox.dead IS NULL AND outbox.next_at > $5 THEN outbox.leased_until
                    WHEN outbox.owner = excluded.owner OR outbox.leased_until <= $5 THEN excluded.leased_until
                    ELSE outbox.leased_until END
             ",
            $returning
        )
    };
}

impl Reader<'_> {
    /// The messages that show a server's board. They are the default before it is first drawn.
    pub async fn board(&mut self, guild: GuildId) -> Result<BoardSurface, Error> {
        let row = fetch_optional!(
            self,
            BoardRow,
            "SELECT channel_id, message_id, generation, pin, rests_until FROM boards WHERE guild_id = $1",
            id(guild.0)
        )?;
        let Some(row) = row else { return Ok(BoardSurface::default()) };
        Ok(BoardSurface {
            channel: row.channel_id.map(|channel| ChannelId(snowflake(channel))),
            message: row.message_id.map(|message| MessageId(snowflake(message))),
            generation: row.generation,
            pin: named(&row.pin)?,
            rests_until: time(row.rests_until)?,
        })
    }
}

impl Tx<'_> {
    /// Enqueues the board. While it is throttled, its row waits, and enqueueing it again changes
    /// only the version: so many changes lead to few edits. Returns the job if it may be performed
    /// now and this process holds it.
    pub(in crate::store) async fn enqueue_board(
        &mut self,
        guild: GuildId,
        now: Time,
    ) -> Result<Option<Job>, Error> {
        let effect = Effect::DrawBoard;
        let until = now + LEASE;
        let row = fetch_optional!(
            self,
            (i64, i64, i64, i64, i64, Option<i64>),
            enqueue_board!("RETURNING id, version, attempts, first_tried_at, next_at, owner"),
            next_id(now),
            id(guild.0),
            effect.key(),
            to_json(&effect)?,
            milliseconds(now),
            *PROCESS,
            milliseconds(until)
        )?;
        let Some((id, version, attempts, first_tried_at, next_at, owner)) = row else {
            return Ok(None);
        };
        let job = Job {
            id,
            guild,
            effect,
            version,
            attempts,
            first_tried_at: time(first_tried_at)?,
            leased_until: until,
            opened: None,
        };
        Ok((next_at <= milliseconds(now) && owner == Some(*PROCESS)).then_some(job))
    }

    /// The same for a board that is throttled: no process holds the job, and nothing is read back.
    pub(in crate::store) async fn enqueue_board_for_later(
        &mut self,
        guild: GuildId,
        now: Time,
    ) -> Result<(), Error> {
        let effect = Effect::DrawBoard;
        execute!(
            self,
            enqueue_board!(""),
            next_id(now),
            id(guild.0),
            effect.key(),
            to_json(&effect)?,
            milliseconds(now),
            None::<i64>,
            0_i64
        )
        .map(drop)
    }

    /// Saves which messages show the board and, in the same transaction, that a job is done.
    pub async fn save_board(
        &mut self,
        guild: GuildId,
        surface: &BoardSurface,
        done: Option<&Job>,
    ) -> Result<(), Error> {
        execute!(
            self,
            "INSERT INTO boards (guild_id, channel_id, message_id, generation, pin, rests_until) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (guild_id) DO UPDATE SET channel_id = excluded.channel_id, message_id = excluded.message_id,
                generation = excluded.generation, pin = excluded.pin, rests_until = excluded.rests_until",
            id(guild.0),
            surface.channel.map(|channel| id(channel.0)),
            surface.message.map(|message| id(message.0)),
            surface.generation,
            surface.pin.into_str(),
            milliseconds(surface.rests_until)
        )?;
        match done {
            Some(job) => self.finish(job, &Outcome::Done).await,
            None => Ok(()),
        }
    }

    /// Schedules a refused pin for another attempt, since a permission may have come back. Returns
    /// whether there was one.
    pub(in crate::store) async fn want_pin_again(&mut self, guild: GuildId) -> Result<bool, Error> {
        let changed = execute!(
            self,
            "UPDATE boards SET pin = $2 WHERE guild_id = $1 AND pin = $3",
            id(guild.0),
            Pin::Wanted.into_str(),
            Pin::Refused.into_str()
        )?;
        Ok(changed > 0)
    }
}
