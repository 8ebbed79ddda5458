//! The outbox: what is still to be done in Discord, as jobs. A job is a row that is committed
//! together with the change that requires it, and deleted when the job is done. A crash in between
//! therefore loses no job: its row is still there, and due.
//!
//! A lease makes it unlikely that two processes perform a job at once. The process that enqueues a
//! job takes the lease at once, for [`LEASE`], to perform the job right after the commit. A process
//! that claims a job takes it too. A job that is due and that nobody holds is free, and only free
//! jobs can be claimed. The holder renews the lease until the job has ended, also while the job
//! waits for its turn. If a process dies, or cannot reach the database for that long, its leases
//! end and another process performs its jobs. A job can therefore be performed twice, so performing
//! it again must be harmless. Only the holder can end a job: a process that has lost its lease and
//! comes back changes nothing.
//!
//! Processes compare leases with their own clocks. If the clocks of two differ by more than the
//! dispatcher leaves when it renews a lease, the later one may take the other's jobs early.
//!
//! The columns: `version` counts how often the work was enqueued. `owner`, `leased_until` and
//! `leased_version` are the lease: who took it last, until when, and for which version. If another
//! process enqueues the work again meanwhile, `version` is greater than `leased_version`: the new
//! version is free as soon as the holder has ended its own.

use std::{
    hash::{BuildHasher, Hasher, RandomState},
    sync::LazyLock,
};

use chrono::TimeDelta;

use crate::domain::{
    Claimed, Effect, GuildId, Job, JobCounts, JobState, Outcome, Subject, Time, Unreadable,
};

use crate::store::codec::{id, milliseconds, snowflake, time, to_json};
use crate::store::tx::{Reader, Session, Tx, execute, fetch_all, fetch_optional, row};
use crate::store::{Error, facts::next_id};

/// How long a process holds a job, unless it renews the lease.
pub const LEASE: TimeDelta = TimeDelta::seconds(10);

/// This process among those that share a database. Random, so that no two are the same.
pub(super) static PROCESS: LazyLock<i64> =
    LazyLock::new(|| RandomState::new().build_hasher().finish().cast_signed());

row! {
    struct JobRow {
        id: i64,
        guild_id: i64,
        key: String,
        effect: String,
        version: i64,
        attempts: i64,
        first_tried_at: i64,
        leased_until: i64,
    }
}

impl JobRow {
    fn into_domain(self) -> Result<Job, Unreadable> {
        let guild = GuildId(snowflake(self.guild_id));
        let unreadable = |reason: String| Unreadable { guild, key: self.key.clone(), reason };
        let moment =
            |column: i64| time(column).map_err(|error| unreadable(format!("unreadable: {error}")));
        Ok(Job {
            id: self.id,
            guild,
            effect: serde_json::from_str(&self.effect)
                .map_err(|error| unreadable(format!("unreadable: {error}")))?,
            version: self.version,
            attempts: self.attempts,
            first_tried_at: moment(self.first_tried_at)?,
            leased_until: moment(self.leased_until)?,
            opened: None,
        })
    }
}

/// Claims jobs that are free. A subquery that locks might be run again for each row, and would then
/// skip the rows that it has locked itself; `MATERIALIZED` runs it once.
macro_rules! claim {
    ($lock:literal) => {
        concat!(
            "WITH due AS MATERIALIZED (
                SELECT id FROM outbox WHERE dead IS NULL AND next_at <= $1 AND leased_until <= $1 ORDER BY id LIMIT $2 ",
            $lock,
            ")
             UPDATE outbox SET owner = $3, leased_until = $4, leased_version = version FROM due WHERE outbox.id = due.id
             RETURNING outbox.id AS id, guild_id, key, effect, version, attempts, first_tried_at, leased_until"
        )
    };
}

impl Tx<'_> {
    /// Enqueues effects, and the board if a case is to be drawn. If the work is in the outbox
    /// already, its row gets a new version and is due at once. Returns the jobs that this process
    /// holds, which are those that it may perform right after the commit.
    ///
    /// The job counts as tried from now on (`first_tried_at`): if the process dies while it
    /// performs the job, the next one knows that Discord may have received the request.
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
        let mut effects = effects.to_vec();
        self.add_what_shows_bugs(guild, &mut effects).await?;
        let until = now + LEASE;
        for effect in effects.iter().filter(|effect| **effect != Effect::DrawBoard) {
            let row = fetch_optional!(
                self,
                (i64, i64, i64, i64, i64),
                "INSERT INTO outbox (id, guild_id, key, effect, next_at, first_tried_at, owner, leased_until, leased_version)
                 VALUES ($1, $2, $3, $4, $5, $5, $6, $7, 1)
                 ON CONFLICT (guild_id, key) DO UPDATE SET effect = excluded.effect, version = outbox.version + 1,
                    next_at = excluded.next_at, attempts = 0, dead = NULL,
                    owner = CASE WHEN outbox.owner = excluded.owner OR outbox.leased_until <= $5
                        THEN excluded.owner ELSE outbox.owner END,
                    leased_until = CASE WHEN outbox.owner = excluded.owner OR outbox.leased_until <= $5
                        THEN excluded.leased_until ELSE outbox.leased_until END,
                    leased_version = CASE WHEN outbox.owner = excluded.owner OR outbox.leased_until <= $5
                        THEN outbox.version + 1 ELSE outbox.leased_version END
                 RETURNING id, version, first_tried_at, owner, leased_version",
                next_id(now),
                id(guild.0),
                effect.key(),
                to_json(effect)?,
                milliseconds(now),
                *PROCESS,
                milliseconds(until)
            )?;
            let (id, version, first_tried_at, owner, leased_version) =
                row.ok_or_else(|| Error::Corrupt("no row where one was just written".to_owned()))?;
            if owner == *PROCESS && leased_version == version {
                jobs.push(Job {
                    id,
                    guild,
                    effect: effect.clone(),
                    version,
                    attempts: 0,
                    first_tried_at: time(first_tried_at)?,
                    leased_until: until,
                    opened: None,
                });
            }
        }
        Ok(jobs)
    }

    /// Adds the issues and the known-issue notices of bugs that are to be drawn.
    async fn add_what_shows_bugs(
        &mut self,
        guild: GuildId,
        effects: &mut Vec<Effect>,
    ) -> Result<(), Error> {
        for at in 0..effects.len() {
            let Effect::DrawBug { bug } = effects[at] else { continue };
            let sync = Effect::SyncIssue { bug };
            if !effects.contains(&sync) && self.issue(guild, bug).await?.is_some() {
                effects.push(sync);
            }
            for bug in self.known_issues_of(guild, bug).await? {
                let draw = Effect::DrawKnownIssue { bug };
                if !effects.contains(&draw) {
                    effects.push(draw);
                }
            }
        }
        Ok(())
    }

    /// Enqueues an effect that is due at a later time. If the work is in the outbox already, it is
    /// due then.
    pub async fn enqueue_at(
        &mut self,
        guild: GuildId,
        effect: &Effect,
        at: Time,
        now: Time,
    ) -> Result<(), Error> {
        execute!(
            self,
            "INSERT INTO outbox (id, guild_id, key, effect, next_at, first_tried_at) VALUES ($1, $2, $3, $4, $5, $5)
             ON CONFLICT (guild_id, key) DO UPDATE SET version = outbox.version + 1, next_at = excluded.next_at, attempts = 0, dead = NULL",
            next_id(now),
            id(guild.0),
            effect.key(),
            to_json(effect)?,
            milliseconds(at)
        )
        .map(drop)
    }

    /// Like [`Tx::enqueue`], for effects that cannot be in the outbox yet, since their subject is
    /// new. If the board is throttled, its job is not returned.
    pub async fn enqueue_new(
        &mut self,
        guild: GuildId,
        effects: &[Effect],
        board_is_throttled: bool,
        now: Time,
    ) -> Result<Vec<Job>, Error> {
        let mut jobs = Vec::with_capacity(effects.len() + 1);
        for effect in effects {
            let job = Job {
                id: next_id(now),
                guild,
                effect: effect.clone(),
                version: 1,
                attempts: 0,
                first_tried_at: now,
                leased_until: now + LEASE,
                opened: None,
            };
            execute!(
                self,
                "INSERT INTO outbox (id, guild_id, key, effect, next_at, first_tried_at, owner, leased_until, leased_version)
                 VALUES ($1, $2, $3, $4, $5, $5, $6, $7, 1)",
                job.id,
                id(guild.0),
                effect.key(),
                to_json(effect)?,
                milliseconds(now),
                *PROCESS,
                milliseconds(job.leased_until)
            )?;
            jobs.push(job);
        }
        // Last, since it may read: statements written before are sent in the same round trip.
        if effects.iter().any(|effect| matches!(effect, Effect::DrawCase { .. })) {
            if board_is_throttled {
                self.enqueue_board_for_later(guild, now).await?;
            } else {
                jobs.extend(self.enqueue_board(guild, now).await?);
            }
        }
        Ok(jobs)
    }
}

impl Reader<'_> {
    /// Whether a job is due, held or not.
    pub async fn has_due_jobs(&mut self, now: Time) -> Result<bool, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            "SELECT id FROM outbox WHERE dead IS NULL AND next_at <= $1 LIMIT 1",
            milliseconds(now)
        )?;
        Ok(row.is_some())
    }

    /// Whether a job is due that no process holds.
    pub async fn has_free_jobs(&mut self, now: Time) -> Result<bool, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            "SELECT id FROM outbox WHERE dead IS NULL AND next_at <= $1 AND leased_until <= $1 LIMIT 1",
            milliseconds(now)
        )?;
        Ok(row.is_some())
    }
}

impl Tx<'_> {
    /// Claims free jobs, the oldest first, at most `limit`. Marks a row that cannot be read as
    /// dead, so that it is not claimed again.
    pub async fn claim(&mut self, now: Time, limit: i64) -> Result<Claimed, Error> {
        let mut rows = fetch_all!(
            self,
            JobRow,
            { sqlite: claim!(""), postgres: claim!("FOR UPDATE SKIP LOCKED") },
            milliseconds(now),
            limit,
            *PROCESS,
            milliseconds(now + LEASE)
        )?;
        rows.sort_by_key(|row| row.id);
        let mut claimed = Claimed::default();
        for row in rows {
            let row_id = row.id;
            match row.into_domain() {
                Ok(job) => claimed.jobs.push(job),
                Err(unreadable) => {
                    execute!(
                        self,
                        "UPDATE outbox SET dead = $2, leased_until = 0 WHERE id = $1",
                        row_id,
                        unreadable.reason.as_str()
                    )?;
                    claimed.unreadable.push(unreadable);
                }
            }
        }
        Ok(claimed)
    }

    /// Extends the lease of this process on a job. Returns whether it still had one: if the job has
    /// ended meanwhile or another process has claimed it, nothing is changed.
    pub async fn renew(&mut self, job: i64, until: Time) -> Result<bool, Error> {
        let renewed = execute!(
            self,
            "UPDATE outbox SET leased_until = $2 WHERE id = $1 AND leased_until > 0 AND owner = $3",
            job,
            milliseconds(until),
            *PROCESS
        )?;
        Ok(renewed > 0)
    }

    /// Ends the leases of this process, before it ends itself: others may claim its jobs at once.
    pub async fn release_jobs(&mut self) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE outbox SET leased_until = 0 WHERE owner = $1 AND leased_until > 0",
            *PROCESS
        )
        .map(drop)
    }

    /// Ends all leases in an SQLite file, at the start. One process at a time performs jobs there,
    /// so the one that held them has ended. Does nothing on Postgres, where others may be at work:
    /// the leases of a process that died end by themselves.
    pub async fn free_jobs(&mut self) -> Result<(), Error> {
        if let Session::Postgres(_) = self.session() {
            return Ok(());
        }
        execute!(self, "UPDATE outbox SET leased_until = 0 WHERE leased_until > 0").map(drop)
    }
}

impl Reader<'_> {
    /// The jobs whose keys begin with `keys`, without dead ones.
    pub async fn jobs_named(&mut self, guild: GuildId, keys: &str) -> Result<Vec<Job>, Error> {
        let rows = fetch_all!(
            self,
            JobRow,
            "SELECT id, guild_id, key, effect, version, attempts, first_tried_at, leased_until FROM outbox
             WHERE guild_id = $1 AND dead IS NULL AND key LIKE $2 || '%' ORDER BY id",
            id(guild.0),
            keys
        )?;
        // A row that cannot be read is marked as dead when it is claimed.
        Ok(rows.into_iter().filter_map(|row| row.into_domain().ok()).collect())
    }

    /// How far some work is. None if it is not in the outbox, since it is done.
    pub async fn job_state(
        &mut self,
        guild: GuildId,
        effect: &Effect,
    ) -> Result<Option<JobState>, Error> {
        let row = fetch_optional!(
            self,
            (i64, Option<String>),
            "SELECT attempts, dead FROM outbox WHERE guild_id = $1 AND key = $2",
            id(guild.0),
            effect.key()
        )?;
        Ok(row.map(|(attempts, dead)| JobState { attempts, is_dead: dead.is_some() }))
    }

    /// How many jobs there are.
    pub async fn job_counts(&mut self) -> Result<JobCounts, Error> {
        let counts = fetch_optional!(
            self,
            (i64, i64),
            "SELECT COUNT(*) - COUNT(dead), COUNT(dead) FROM outbox"
        )?;
        let (pending, dead) = counts.unwrap_or_default();
        Ok(JobCounts { pending, dead })
    }
}

impl Tx<'_> {
    /// Saves how a job ended, and ends its lease. If the work was enqueued again meanwhile, the new
    /// version stays due. Does nothing if this process does not hold the job any more.
    pub async fn finish(&mut self, job: &Job, outcome: &Outcome) -> Result<(), Error> {
        let touched = match outcome {
            Outcome::Done => execute!(
                self,
                "DELETE FROM outbox WHERE id = $1 AND version = $2 AND owner = $3",
                job.id,
                job.version,
                *PROCESS
            )?,
            Outcome::Retry { at } => execute!(
                self,
                "UPDATE outbox SET attempts = attempts + 1, next_at = $4, leased_until = 0
                 WHERE id = $1 AND version = $2 AND owner = $3",
                job.id,
                job.version,
                *PROCESS,
                milliseconds(*at)
            )?,
            Outcome::Dead { reason, .. } => execute!(
                self,
                "UPDATE outbox SET attempts = attempts + 1, dead = $4, leased_until = 0
                 WHERE id = $1 AND version = $2 AND owner = $3",
                job.id,
                job.version,
                *PROCESS,
                reason.as_str()
            )?,
        };
        if touched == 0 {
            // If this process enqueued the new version, its lease is for that one by now, and it
            // performs it next. If another process did, the new version has waited for this end.
            execute!(
                self,
                "UPDATE outbox SET leased_until = 0 WHERE id = $1 AND owner = $3 AND leased_version = $2",
                job.id,
                job.version,
                *PROCESS
            )?;
        }
        Ok(())
    }

    /// Makes the dead jobs of a server due: a permission or a channel has changed. Returns how many
    /// there were.
    pub async fn revive_dead(&mut self, guild: GuildId, now: Time) -> Result<u64, Error> {
        if self.want_pin_again(guild, Subject::Board).await? {
            self.enqueue_board_for_later(guild, now).await?;
        }
        if self.want_pin_again(guild, Subject::AskPanel).await? {
            self.enqueue_at(guild, &Effect::DrawAskPanel, now, now).await?;
        }
        execute!(
            self,
            "UPDATE outbox SET dead = NULL, attempts = 0, next_at = $2, leased_until = 0 WHERE guild_id = $1 AND dead IS NOT NULL",
            id(guild.0),
            milliseconds(now)
        )
    }
}
