-- Members who said with **Me too** that a case is about their problem as well. One text for SQLite and Postgres.
CREATE TABLE followers (
    guild_id BIGINT NOT NULL,
    case_number BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    followed_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, case_number, user_id),
    FOREIGN KEY (guild_id, case_number) REFERENCES cases (guild_id, number) ON DELETE CASCADE
);

-- When a bug was shipped: cases that were asked later may mean that it is back.
ALTER TABLE bugs ADD COLUMN shipped_at BIGINT;
UPDATE bugs SET shipped_at = (SELECT MAX(f.at) FROM facts f WHERE f.guild_id = bugs.guild_id AND f.bug_number = bugs.number AND f.kind = 'bug_shipped')
WHERE status IN ('shipped', 'returned');

-- The message that is repeated in the thread of a report: an answer that was written as a reply.
ALTER TABLE bug_posts ADD COLUMN source_channel_id BIGINT;
ALTER TABLE bug_posts ADD COLUMN source_message_id BIGINT;
CREATE INDEX bug_posts_by_source ON bug_posts (guild_id, source_message_id) WHERE source_message_id IS NOT NULL;
