-- What agents see of bugs. One text for SQLite and Postgres.

-- The known bug that a card of a case names.
ALTER TABLE surfaces ADD COLUMN suggested_bug BIGINT;
CREATE INDEX surfaces_by_suggested_bug ON surfaces (guild_id, suggested_bug) WHERE suggested_bug IS NOT NULL;

-- A case that is closed waits too while its customer is to be told something.
DROP INDEX cases_in_queue;
CREATE INDEX cases_in_queue ON cases (guild_id, waits_for_us_since, number) WHERE (phase = 'open' OR waits_for_us_since IS NOT NULL);
