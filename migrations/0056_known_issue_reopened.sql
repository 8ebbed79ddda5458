-- Members whom a notice told what became of a bug hear there that it is open again. One text for SQLite and Postgres.

-- 1 once they are to hear, or have heard, that it is.
ALTER TABLE known_issue_calls ADD COLUMN reopened BIGINT NOT NULL DEFAULT 0;
