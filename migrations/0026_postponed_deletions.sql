-- What banned members wrote, if a server keeps that for a while. One text for SQLite and Postgres.

-- For how long. Null: it goes with their messages.
ALTER TABLE guilds ADD COLUMN keep_banned BIGINT;

-- Messages that Discord has deleted with a ban, and that the bot deletes then.
CREATE TABLE postponed_deletions (
    guild_id BIGINT NOT NULL REFERENCES guilds (guild_id) ON DELETE CASCADE,
    message_id BIGINT NOT NULL,
    channel_id BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, message_id)
);
CREATE INDEX postponed_deletions_due ON postponed_deletions (due_at);
