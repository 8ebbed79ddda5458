-- Statements and indexes ask for the phase of a case or a bug: open, solved or closed. Its status is a word of the program alone, so
-- a new status needs no migration.

ALTER TABLE cases DROP CONSTRAINT cases_status_check;
ALTER TABLE bugs DROP CONSTRAINT bugs_status_check;

ALTER TABLE cases ADD COLUMN phase TEXT NOT NULL DEFAULT 'open';
UPDATE cases SET phase = status WHERE status IN ('solved', 'closed');
ALTER TABLE bugs ADD COLUMN phase TEXT NOT NULL DEFAULT 'open';
UPDATE bugs SET phase = CASE status WHEN 'fixed' THEN 'solved' ELSE 'closed' END WHERE status NOT IN ('reported', 'accepted');

DROP INDEX cases_in_queue;
CREATE INDEX cases_in_queue ON cases (guild_id, waiting_since, number) WHERE phase = 'open';
DROP INDEX cases_by_thread;
CREATE UNIQUE INDEX cases_by_thread ON cases (guild_id, thread_id) WHERE thread_id IS NOT NULL AND phase <> 'closed';
DROP INDEX cases_to_let_go;
CREATE INDEX cases_to_let_go ON cases (guild_id, closed_at) WHERE phase = 'closed' AND (erased_at IS NULL OR erased_at < closed_at);

ALTER TABLE cases RENAME COLUMN reworded TO erased_at_revision;
ALTER TABLE bugs RENAME COLUMN reworded TO erased_at_revision;
