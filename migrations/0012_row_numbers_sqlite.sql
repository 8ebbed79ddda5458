-- SQLite keeps a table by the number of its rows, and only an `INTEGER PRIMARY KEY` is that number; for every other key there is
-- an index beside the table. The log and the outbox have numbers of their own, so they are kept by these.

CREATE TABLE numbered_facts (
    id INTEGER PRIMARY KEY NOT NULL,
    guild_id BIGINT NOT NULL REFERENCES guilds (guild_id) ON DELETE CASCADE,
    case_number BIGINT,
    bug_number BIGINT,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    actor_id BIGINT,
    at BIGINT NOT NULL,
    cause TEXT NOT NULL,
    UNIQUE (guild_id, cause, kind)
);
INSERT INTO numbered_facts (id, guild_id, case_number, bug_number, kind, detail, actor_id, at, cause)
SELECT id, guild_id, case_number, bug_number, kind, detail, actor_id, at, cause FROM facts ORDER BY id;
DROP TABLE facts;
ALTER TABLE numbered_facts RENAME TO facts;
CREATE INDEX facts_by_case ON facts (guild_id, case_number, id);
CREATE INDEX facts_by_actor ON facts (guild_id, actor_id, id) WHERE actor_id IS NOT NULL;

CREATE TABLE numbered_outbox (
    id INTEGER PRIMARY KEY NOT NULL,
    guild_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    effect TEXT NOT NULL,
    asked BIGINT NOT NULL DEFAULT 1,
    attempts BIGINT NOT NULL DEFAULT 0,
    next_at BIGINT NOT NULL,
    first_tried_at BIGINT NOT NULL,
    parked TEXT,
    UNIQUE (guild_id, key)
);
INSERT INTO numbered_outbox (id, guild_id, key, effect, asked, attempts, next_at, first_tried_at, parked)
SELECT id, guild_id, key, effect, asked, attempts, next_at, first_tried_at, parked FROM outbox ORDER BY id;
DROP TABLE outbox;
ALTER TABLE numbered_outbox RENAME TO outbox;
