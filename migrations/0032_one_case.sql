-- For how many milliseconds what a person writes in a channel continues the case that a rule opened for them there. Null: never.
-- One text for SQLite and Postgres.
ALTER TABLE guilds ADD COLUMN one_case_within BIGINT DEFAULT 1800000;
