//! The job of the board, which waits while the board is throttled.

use crate::{
    domain::{Effect, GuildId, Job, Time},
    store::{Error, LEASE, facts::next_id, outbox::PROCESS},
};

use crate::store::codec::{id, milliseconds, time, to_json};
use crate::store::tx::{Tx, execute, fetch_optional};

/// Enqueues the board of a server, which has one row however often it is enqueued. While the board
/// is throttled, its row waits, and no process holds it.
macro_rules! enqueue_board {
    ($returning:literal) => {
        concat!(
            "INSERT INTO outbox (id, guild_id, key, effect, next_at, first_tried_at, owner, leased_until)
             SELECT $1, $2, $3, $4, COALESCE(b.throttled_until, $5), $5, $6, CASE WHEN b.throttled_until IS NULL THEN $7 ELSE 0 END
             FROM (SELECT 1 AS one) o LEFT JOIN surfaces b ON b.guild_id = $2 AND b.subject = 'board' AND b.throttled_until > $5 WHERE o.one = 1
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
}
