-- The places in which cases live. One text for SQLite and Postgres.

ALTER TABLE guilds ADD COLUMN mode TEXT NOT NULL DEFAULT 'public';

-- In what kind of thread a case lives, and the channel that holds it, where the question stands elsewhere.
ALTER TABLE cases ADD COLUMN home TEXT NOT NULL DEFAULT 'started';
ALTER TABLE cases ADD COLUMN parent_id BIGINT;
-- How often its thread was made: one that is gone comes back under a key of its own.
ALTER TABLE cases ADD COLUMN thread_generation BIGINT NOT NULL DEFAULT 0;
-- Since when a thread that only we can tell from others may have been made: written before it is.
ALTER TABLE cases ADD COLUMN thread_asked_at BIGINT;
-- How often the thread could not be found; a single time proves nothing.
ALTER TABLE cases ADD COLUMN thread_misses BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN thread_lost BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN source_lost BIGINT NOT NULL DEFAULT 0;
-- The status that the forum's tags show, and the agent who was let into a private thread.
ALTER TABLE cases ADD COLUMN tagged_status TEXT;
ALTER TABLE cases ADD COLUMN invited_id BIGINT;

-- One thread, one open case. Those that are closed may have lived there before it.
DROP INDEX cases_by_thread;
CREATE UNIQUE INDEX cases_by_thread ON cases (guild_id, thread_id) WHERE status <> 'closed';
CREATE INDEX cases_of_thread ON cases (guild_id, thread_id, number);
