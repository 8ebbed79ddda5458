-- What agents see of bugs. One text for SQLite and Postgres.

-- The known bug that a card of a case names.
ALTER TABLE surfaces ADD COLUMN suggested_bug BIGINT;
CREATE INDEX surfaces_by_suggested_bug ON surfaces (guild_id, suggested_bug) WHERE suggested_bug IS NOT NULL;

-- A case that is closed waits too while its customer is to be told something.
DROP INDEX cases_in_queue;
CREATE INDEX cases_in_queue ON cases (guild_id, waits_for_us_since, number) WHERE (phase = 'open' OR waits_for_us_since IS NOT NULL);

-- Since when the customer of a case that waits for a bug has heard nothing, and how often a server wants them to hear something. Null: never.
ALTER TABLE guilds ADD COLUMN update_every BIGINT DEFAULT 604800000;
ALTER TABLE cases ADD COLUMN unheard_since BIGINT;
-- They are counted from the last thing that happened in their server, so that not all are due at once.
UPDATE cases SET unheard_since = (SELECT MAX(f.at) FROM facts f WHERE f.guild_id = cases.guild_id)
WHERE status = 'on_hold' AND EXISTS (SELECT 1 FROM case_bugs l WHERE l.guild_id = cases.guild_id AND l.case_number = cases.number);
CREATE INDEX cases_unheard ON cases (guild_id, unheard_since) WHERE unheard_since IS NOT NULL;
