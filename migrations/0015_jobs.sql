-- A job is held by one process at a time, and by none for longer than it says. One text for SQLite and Postgres.

ALTER TABLE outbox RENAME COLUMN asked TO version;
-- Why nobody can do the job as things stand.
ALTER TABLE outbox RENAME COLUMN parked TO dead;

-- The process that holds the job. Null: nobody, or it was enqueued again by a process that does not hold it.
ALTER TABLE outbox ADD COLUMN owner BIGINT;
-- Until then no other process may take it.
ALTER TABLE outbox ADD COLUMN leased_until BIGINT NOT NULL DEFAULT 0;
