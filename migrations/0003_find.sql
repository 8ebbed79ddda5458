-- Finding: the live board of each server's desk.

-- The one message in the desk channel that shows who waits. `pin` tells whether it is pinned: `refused` where the bot may not.
CREATE TABLE boards (
    guild_id BIGINT PRIMARY KEY NOT NULL REFERENCES guilds (guild_id) ON DELETE CASCADE,
    channel_id BIGINT,
    message_id BIGINT,
    generation BIGINT NOT NULL DEFAULT 0,
    pin TEXT NOT NULL DEFAULT 'wanted' CHECK (pin IN ('wanted', 'done', 'refused')),
    -- Not drawn again before.
    rests_until BIGINT NOT NULL DEFAULT 0
);
