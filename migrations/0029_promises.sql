-- Promises. One text for SQLite and Postgres.

-- By when the requester, who waits, was promised an answer.
ALTER TABLE cases ADD COLUMN promised_until BIGINT;

-- Whether the time of the promise has come, or nobody is assigned who could keep it.
ALTER TABLE cases ADD COLUMN promise_is_due BIGINT NOT NULL DEFAULT 0;
