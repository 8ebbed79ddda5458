-- What a server tells its customers in the first message of a case, instead of what the bot asks them for. Null: that.
-- One text for SQLite and Postgres.
ALTER TABLE guilds ADD COLUMN greeting TEXT;
