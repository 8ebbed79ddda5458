//! What is still to be done in Discord. A row is saved with the change that asks for it, and goes
//! when it is done.

use std::sync::Arc;

use crate::domain::{Case, Effect, GuildId, Time};

use crate::store::codec::{id, milliseconds, snowflake, time};
use crate::store::connection::{execute, fetch_all, fetch_optional, row, run};
use crate::store::{Connection, Error, facts::next_id};

/// One row: an effect on its way.
#[derive(Clone, Debug)]
pub struct Job {
    pub id: i64,
    pub guild: GuildId,
    pub effect: Effect,
    /// How often the work had been asked for when this was read.
    pub asked: i64,
    pub attempts: i64,
    pub first_tried_at: Time,
    /// The case, where the commit that asked for this has just opened it and nobody else can have
    /// drawn it.
    pub opened: Option<Arc<Case>>,
}

/// How a job ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    Done,
    /// To be tried again.
    Later {
        at: Time,
    },
    /// Nobody can do it as things stand. Waits for a person, or for the same work to be asked for
    /// again.
    Parked {
        reason: String,
    },
}

row! {
    struct JobRow {
        id: i64,
        guild_id: i64,
        effect: String,
        asked: i64,
        attempts: i64,
        first_tried_at: i64,
    }
}

impl JobRow {
    fn into_domain(self) -> Result<Job, Error> {
        Ok(Job {
            id: self.id,
            guild: GuildId(snowflake(self.guild_id)),
            effect: serde_json::from_str(&self.effect)
                .map_err(|error| Error::Corrupt(error.to_string()))?,
            asked: self.asked,
            attempts: self.attempts,
            first_tried_at: time(self.first_tried_at)?,
            opened: None,
        })
    }
}

impl Connection<'_> {
    /// Asks for effects, and for the board wherever a case is drawn. Asking again for the same work
    /// wakes the row that is there.
    ///
    /// The row counts as tried from now on: the courier gets it in the same moment, and whatever
    /// cuts it off, the next process knows that the wire may have been touched.
    pub async fn enqueue(
        &mut self,
        guild: GuildId,
        effects: &[Effect],
        now: Time,
    ) -> Result<Vec<Job>, Error> {
        let mut jobs = Vec::with_capacity(effects.len() + 1);
        if effects
            .iter()
            .any(|effect| matches!(effect, Effect::DrawCase { .. } | Effect::DrawBoard))
        {
            jobs.extend(self.enqueue_board(guild, now).await?);
        }
        for effect in effects.iter().filter(|effect| **effect != Effect::DrawBoard) {
            let payload =
                serde_json::to_string(effect).map_err(|error| Error::Corrupt(error.to_string()))?;
            let row = fetch_optional!(
                self,
                JobRow,
                "INSERT INTO outbox (id, guild_id, key, effect, next_at, first_tried_at) VALUES ($1, $2, $3, $4, $5, $5)
                 ON CONFLICT (guild_id, key) DO UPDATE SET asked = outbox.asked + 1, next_at = excluded.next_at, attempts = 0, parked = NULL
                 RETURNING id, guild_id, effect, asked, attempts, first_tried_at",
                next_id(now),
                id(guild.0),
                effect.key(),
                payload.as_str(),
                milliseconds(now)
            )?;
            jobs.push(
                row.ok_or_else(|| Error::Corrupt("no row where one was just written".to_owned()))?
                    .into_domain()?,
            );
        }
        Ok(jobs)
    }

    /// The same for effects that nobody can have asked for before, since what they are about is
    /// new. Where the board is known to rest, nothing is to be learned from the database, and it is
    /// asked for without a way there and back.
    pub async fn enqueue_new(
        &mut self,
        guild: GuildId,
        effects: &[Effect],
        board_rests: bool,
        now: Time,
    ) -> Result<Vec<Job>, Error> {
        let mut jobs = Vec::with_capacity(effects.len() + 1);
        for effect in effects {
            let payload =
                serde_json::to_string(effect).map_err(|error| Error::Corrupt(error.to_string()))?;
            let job = Job {
                id: next_id(now),
                guild,
                effect: effect.clone(),
                asked: 1,
                attempts: 0,
                first_tried_at: now,
                opened: None,
            };
            run!(
                self,
                "INSERT INTO outbox (id, guild_id, key, effect, asked, attempts, next_at, first_tried_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)",
                job.id,
                id(guild.0),
                effect.key(),
                payload.as_str(),
                job.asked,
                job.attempts,
                milliseconds(now)
            )?;
            jobs.push(job);
        }
        // Last, since it may ask for an answer: what was written before travels with it.
        if effects.iter().any(|effect| matches!(effect, Effect::DrawCase { .. })) {
            if board_rests {
                self.enqueue_throttled_board(guild, now).await?;
            } else {
                jobs.extend(self.enqueue_board(guild, now).await?);
            }
        }
        Ok(jobs)
    }

    /// The work that is due, by its ids, from after one on, at most `limit` rows.
    pub async fn due(&mut self, now: Time, after: i64, limit: i64) -> Result<Vec<Job>, Error> {
        let rows = fetch_all!(
            self,
            JobRow,
            "SELECT id, guild_id, effect, asked, attempts, first_tried_at FROM outbox
             WHERE parked IS NULL AND next_at <= $1 AND id > $2 ORDER BY id LIMIT $3",
            milliseconds(now),
            after,
            limit
        )?;
        rows.into_iter().map(JobRow::into_domain).collect()
    }

    /// Work whose key begins so, and that nobody has given up.
    pub async fn asked_for(&mut self, guild: GuildId, keys: &str) -> Result<Vec<Job>, Error> {
        let rows = fetch_all!(
            self,
            JobRow,
            "SELECT id, guild_id, effect, asked, attempts, first_tried_at FROM outbox
             WHERE guild_id = $1 AND parked IS NULL AND key LIKE $2 || '%' ORDER BY id",
            id(guild.0),
            keys
        )?;
        rows.into_iter().map(JobRow::into_domain).collect()
    }

    /// How many rows wait, and how many are parked.
    pub async fn outbox_counts(&mut self) -> Result<(i64, i64), Error> {
        let counts = fetch_optional!(
            self,
            (i64, i64),
            "SELECT COUNT(*) - COUNT(parked), COUNT(parked) FROM outbox"
        )?;
        Ok(counts.unwrap_or((0, 0)))
    }

    /// Notes how a job ended. A row that was asked for again meanwhile stays, due at once.
    pub async fn settle(&mut self, job: &Job, outcome: &Outcome) -> Result<(), Error> {
        match outcome {
            Outcome::Done => {
                run!(self, "DELETE FROM outbox WHERE id = $1 AND asked = $2", job.id, job.asked)?;
            }
            Outcome::Later { at } => {
                run!(
                    self,
                    "UPDATE outbox SET attempts = attempts + 1, next_at = $3 WHERE id = $1 AND asked = $2",
                    job.id,
                    job.asked,
                    milliseconds(*at)
                )?;
            }
            Outcome::Parked { reason } => {
                run!(
                    self,
                    "UPDATE outbox SET attempts = attempts + 1, parked = $3 WHERE id = $1 AND asked = $2",
                    job.id,
                    job.asked,
                    reason.as_str()
                )?;
            }
        }
        Ok(())
    }

    /// Wakes what was parked in a server: a permission came back, or a channel was named anew.
    pub async fn wake_parked(&mut self, guild: GuildId, now: Time) -> Result<u64, Error> {
        if self.want_pin_again(guild).await? {
            self.enqueue_board(guild, now).await?;
        }
        execute!(
            self,
            "UPDATE outbox SET parked = NULL, attempts = 0, next_at = $2 WHERE guild_id = $1 AND parked IS NOT NULL",
            id(guild.0),
            milliseconds(now)
        )
    }
}
