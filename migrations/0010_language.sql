-- The languages in which people are written to (ISO 639-1). One text for SQLite and Postgres.

ALTER TABLE guilds ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
ALTER TABLE cases ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
