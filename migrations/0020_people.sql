-- People who leave, and people of the team with several roles. One text for SQLite and Postgres.

-- Several roles each, as their IDs with blanks in between.
ALTER TABLE guilds ADD COLUMN agents_roles TEXT NOT NULL DEFAULT '';
ALTER TABLE guilds ADD COLUMN leads_roles TEXT NOT NULL DEFAULT '';
UPDATE guilds SET agents_roles = CAST(agents_role_id AS TEXT) WHERE agents_role_id IS NOT NULL;
UPDATE guilds SET leads_roles = CAST(leads_role_id AS TEXT) WHERE leads_role_id IS NOT NULL;
ALTER TABLE guilds DROP COLUMN agents_role_id;
ALTER TABLE guilds DROP COLUMN leads_role_id;

-- Whether the requester has left the server.
ALTER TABLE cases ADD COLUMN requester_left BIGINT NOT NULL DEFAULT 0;

-- Jobs that checked an assignee are replaced by one for each person, which is enqueued at every start.
DELETE FROM outbox WHERE key LIKE 'assignee:%';
