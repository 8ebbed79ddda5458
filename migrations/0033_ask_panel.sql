-- Whether the bot keeps a message in the help channel with which members ask. One text for SQLite and Postgres.
ALTER TABLE guilds ADD COLUMN ask_panel BIGINT NOT NULL DEFAULT 0;
