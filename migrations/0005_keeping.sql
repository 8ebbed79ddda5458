-- How long people's texts are kept, and what is noted of their going. One text for SQLite and Postgres.

-- After a case was closed, in milliseconds: 180 days.
ALTER TABLE guilds ADD COLUMN keep_texts BIGINT NOT NULL DEFAULT 15552000000;

-- When all texts of a case went because they were old.
ALTER TABLE cases ADD COLUMN erased_at BIGINT;
-- Whether its files and the words on its bug report were left then, since developers still had the bug before them.
ALTER TABLE cases ADD COLUMN leftovers BIGINT NOT NULL DEFAULT 0;
-- The revision with which the customer had their words taken out: what Discord shows of them has to follow.
ALTER TABLE cases ADD COLUMN reworded BIGINT NOT NULL DEFAULT 0;
ALTER TABLE bugs ADD COLUMN reworded BIGINT NOT NULL DEFAULT 0;
CREATE INDEX cases_to_let_go ON cases (guild_id, closed_at) WHERE status = 'closed' AND (erased_at IS NULL OR erased_at < closed_at);
CREATE INDEX cases_with_leftovers ON cases (guild_id, number) WHERE leftovers = 1;

-- Who had their texts erased, and when: nothing that they wrote before then is kept, however late it comes.
CREATE TABLE erasures (
    guild_id BIGINT NOT NULL REFERENCES guilds (guild_id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, user_id)
);
CREATE INDEX messages_by_author ON messages (guild_id, author_id, message_id);
CREATE INDEX facts_by_actor ON facts (guild_id, actor_id, id);
