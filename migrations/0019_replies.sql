-- Where a message of a case was written, if that is not the case's thread: in reply to the question, in its channel.
ALTER TABLE messages ADD COLUMN channel_id BIGINT;

-- Members reply to the bot's messages in channels too.
CREATE INDEX posts_outside ON posts (guild_id, message_id) WHERE room = 'outside';
