-- Notifications of the team. One text for SQLite and Postgres.

-- What an agent has chosen with /notify, or with the user 0 the server's leads for everyone: one value as JSON.
ALTER TABLE preferences ADD COLUMN choices TEXT NOT NULL DEFAULT '{}';
UPDATE preferences SET choices = '{"choices":{"reply":{"way":"mention","after":0}}}' WHERE mentions = 1;
UPDATE preferences SET choices = '{"choices":{"reply":{"way":"nothing"}}}' WHERE mentions = 0;
ALTER TABLE preferences DROP COLUMN mentions;
-- After how long without a first answer they want to be told. Null: never.
ALTER TABLE preferences ADD COLUMN overdue_after BIGINT;
DELETE FROM posts WHERE content LIKE '%"kind":"customer_wrote"%';

-- Messages that notify somebody of the team.
CREATE TABLE alerts (
    guild_id BIGINT NOT NULL REFERENCES guilds (guild_id) ON DELETE CASCADE,
    id BIGINT NOT NULL,
    -- A person's ID, or the name of roles.
    recipient TEXT NOT NULL,
    way TEXT NOT NULL,
    -- Whether it was to be a direct message, which Discord has refused.
    fell_back BIGINT NOT NULL DEFAULT 0,
    -- What it shows, as JSON.
    news TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    -- Until when news are added to it once it is posted.
    gathers_until BIGINT NOT NULL,
    channel_id BIGINT,
    message_id BIGINT,
    -- Whether the message shows all of the news.
    is_shown BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (guild_id, id)
);
CREATE INDEX alerts_by_recipient ON alerts (guild_id, recipient, way);

-- What was told once of a case, and for whose preferences: those of a person, or with the user 0 of the server.
CREATE TABLE told (
    guild_id BIGINT NOT NULL REFERENCES guilds (guild_id) ON DELETE CASCADE,
    case_number BIGINT NOT NULL,
    topic TEXT NOT NULL,
    user_id BIGINT NOT NULL,
    PRIMARY KEY (guild_id, case_number, topic, user_id)
);
-- Nobody is told anew of what was so before.
INSERT INTO told (guild_id, case_number, topic, user_id)
SELECT guild_id, number, 'urgent_case', 0 FROM cases WHERE priority = 'urgent';
