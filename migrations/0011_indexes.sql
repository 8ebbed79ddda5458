-- Every index costs each new row a page of the disk. An index of what a row does not have yet is not asked for that row, so it
-- need not hold it; and the outbox is short, so what is due is found without one.

DROP INDEX cases_by_card;
CREATE INDEX cases_by_card ON cases (guild_id, card_message_id) WHERE card_message_id IS NOT NULL;

DROP INDEX cases_by_team_thread;
CREATE INDEX cases_by_team_thread ON cases (guild_id, team_thread_id) WHERE team_thread_id IS NOT NULL;

DROP INDEX cases_by_thread;
CREATE UNIQUE INDEX cases_by_thread ON cases (guild_id, thread_id) WHERE thread_id IS NOT NULL AND status <> 'closed';

DROP INDEX cases_of_thread;
CREATE INDEX cases_of_thread ON cases (guild_id, thread_id, number) WHERE thread_id IS NOT NULL;

DROP INDEX facts_by_actor;
CREATE INDEX facts_by_actor ON facts (guild_id, actor_id, id) WHERE actor_id IS NOT NULL;

DROP INDEX outbox_due;
