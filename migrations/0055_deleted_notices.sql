-- When somebody deleted a notice in Discord. What it said does not count any more.
ALTER TABLE posts ADD COLUMN deleted_at BIGINT;
CREATE INDEX posts_by_message ON posts (guild_id, message_id) WHERE message_id IS NOT NULL;
