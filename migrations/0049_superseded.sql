-- The question that stands in Discord while a fix is still to be told. One text for SQLite and Postgres.

ALTER TABLE cases ADD COLUMN superseded TEXT;
