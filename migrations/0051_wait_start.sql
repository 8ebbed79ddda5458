-- What a customer's wait began with: their message, a promise, or a reopening. One text for SQLite and Postgres.

ALTER TABLE cases ADD COLUMN wait_start TEXT NOT NULL DEFAULT 'message';
