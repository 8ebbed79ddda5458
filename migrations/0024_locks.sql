-- Since when somebody has locked a case's thread. Null: it is not locked, or the bot locked it. One text for SQLite and Postgres.
ALTER TABLE cases ADD COLUMN locked_since BIGINT;
