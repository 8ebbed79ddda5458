-- Who sent a file, and with which message. A file that a message came with is deleted with the message. One text for SQLite and Postgres.

-- Null: not known of a file that was stored before.
ALTER TABLE files ADD COLUMN message_id BIGINT;
ALTER TABLE files ADD COLUMN author_id BIGINT NOT NULL DEFAULT 0;
-- So far only the customer's files were stored. Discord numbers a file before its message, so the first message of the customer with a
-- higher number brought it.
UPDATE files SET author_id = (SELECT c.requester_id FROM cases c WHERE c.guild_id = files.guild_id AND c.number = files.case_number);
UPDATE files SET message_id = (
    SELECT MIN(m.message_id) FROM messages m
    WHERE m.guild_id = files.guild_id AND m.case_number = files.case_number AND m.side = 'customer' AND m.message_id > files.attachment_id
);
UPDATE files SET message_id = (
    SELECT c.source_message_id FROM cases c WHERE c.guild_id = files.guild_id AND c.number = files.case_number
) WHERE EXISTS (
    SELECT 1 FROM cases c WHERE c.guild_id = files.guild_id AND c.number = files.case_number
        AND c.source_message_id > files.attachment_id AND c.source_message_id < COALESCE(files.message_id, 9223372036854775807)
);
CREATE INDEX files_by_author ON files (guild_id, author_id, attachment_id);
CREATE INDEX files_by_message ON files (guild_id, message_id);

-- When a message was deleted. Its text is gone; that it was there is shown.
ALTER TABLE messages ADD COLUMN deleted_at BIGINT;
