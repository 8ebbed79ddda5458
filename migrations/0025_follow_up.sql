-- Customers who do not answer. One text for SQLite and Postgres.

-- After how long they are asked whether their case is solved, and since when a server wants that. Null: never.
ALTER TABLE guilds ADD COLUMN follow_up_after BIGINT;
ALTER TABLE guilds ADD COLUMN follow_up_since BIGINT;

-- Since when nobody but the requester has something to do. Null: somebody else has, or something keeps them from it.
ALTER TABLE cases ADD COLUMN quiet_since BIGINT;
UPDATE cases SET quiet_since = first_response_at
WHERE status IN ('new', 'pending') AND waiting_since IS NULL AND snoozed_until IS NULL AND obstacle IS NULL;
CREATE INDEX cases_quiet ON cases (guild_id, quiet_since) WHERE quiet_since IS NOT NULL;
