-- Who waits for the team. One text for SQLite and Postgres.

-- Whether the requester of a case on hold has asked since it was put on hold.
ALTER TABLE cases ADD COLUMN asked_on_hold BIGINT NOT NULL DEFAULT 0;
UPDATE cases SET asked_on_hold = 1
WHERE status = 'on_hold' AND EXISTS (SELECT 1 FROM messages m
    WHERE m.guild_id = cases.guild_id AND m.case_number = cases.number AND m.side = 'customer' AND m.wants_answer
        AND m.deleted_at IS NULL AND m.sent_at >= cases.waiting_since
        AND m.sent_at > (SELECT MAX(f.at) FROM facts f WHERE f.guild_id = cases.guild_id AND f.case_number = cases.number
            AND f.kind IN ('case_escalated', 'bug_linked')));

-- Since when the requester waits for the team, as the program computes it. Null: nobody waits, or the team has put the case aside.
ALTER TABLE cases ADD COLUMN waits_for_us_since BIGINT;
UPDATE cases SET waits_for_us_since = waiting_since
WHERE phase = 'open' AND snoozed_until IS NULL AND (status <> 'on_hold' OR asked_on_hold = 1);

DROP INDEX cases_in_queue;
CREATE INDEX cases_in_queue ON cases (guild_id, waits_for_us_since, number) WHERE phase = 'open';

-- Whether an agent who answers a case without an assignee becomes its assignee.
ALTER TABLE guilds ADD COLUMN answer_claims BIGINT NOT NULL DEFAULT 1;

-- After how long a waiting case comes first in the queue, whatever its priority: a day.
ALTER TABLE guilds ADD COLUMN waiting_first BIGINT NOT NULL DEFAULT 86400000;
