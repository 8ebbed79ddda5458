-- Apps and webhooks whose messages count as members', and those who write through them. One text for SQLite and Postgres.

CREATE TABLE bridges (
    guild_id BIGINT NOT NULL REFERENCES guilds (guild_id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    -- The ID of an application, of its account, or of a webhook.
    source_id BIGINT NOT NULL,
    added_by BIGINT NOT NULL,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, name),
    UNIQUE (guild_id, source_id)
);

-- The guest who asked, and the bridge through which they did. Null: a member asked.
ALTER TABLE cases ADD COLUMN requester_name TEXT;
ALTER TABLE cases ADD COLUMN bridge TEXT;
-- The guest who wrote. Null: a member wrote.
ALTER TABLE messages ADD COLUMN author_name TEXT;
