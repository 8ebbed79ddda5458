-- What agents have chosen for themselves with /notify. One text for SQLite and Postgres.
CREATE TABLE preferences (
    guild_id BIGINT NOT NULL REFERENCES guilds (guild_id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,
    mentions BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (guild_id, user_id)
);
