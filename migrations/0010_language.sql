-- The languages in which people are written to (ISO 639-1). One text for SQLite and Postgres.

ALTER TABLE guilds ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
ALTER TABLE cases ADD COLUMN language TEXT NOT NULL DEFAULT 'en';

-- In which language a member last asked by command: looked up for each case that is opened.
CREATE INDEX cases_by_asker ON cases (guild_id, requester_id, number) WHERE origin = 'ask';
