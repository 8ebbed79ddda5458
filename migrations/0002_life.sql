-- The life of a case between its opening and its end. One text for SQLite and Postgres.

ALTER TABLE guilds ADD COLUMN close_after BIGINT NOT NULL DEFAULT 259200000;

ALTER TABLE cases ADD COLUMN solutions BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN close_reason TEXT;
ALTER TABLE cases ADD COLUMN snoozed_until BIGINT;
ALTER TABLE cases ADD COLUMN remind_at BIGINT;
ALTER TABLE cases ADD COLUMN close_at BIGINT;
-- The earliest of the three.
ALTER TABLE cases ADD COLUMN due_at BIGINT;
ALTER TABLE cases ADD COLUMN merged_into BIGINT;
-- What it takes to undo a merge.
ALTER TABLE cases ADD COLUMN before_merge TEXT;
ALTER TABLE cases ADD COLUMN team_thread_id BIGINT;
ALTER TABLE cases ADD COLUMN put_away BIGINT NOT NULL DEFAULT 0;
CREATE INDEX cases_by_team_thread ON cases (guild_id, team_thread_id);
CREATE INDEX cases_due ON cases (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX cases_by_requester ON cases (guild_id, requester_id, number);

-- What is said once for a case, in order. Posted when it has a message.
CREATE TABLE posts (
    guild_id BIGINT NOT NULL,
    case_number BIGINT NOT NULL,
    id BIGINT NOT NULL,
    room TEXT NOT NULL CHECK (room IN ('thread', 'outside', 'team')),
    content TEXT NOT NULL,
    -- The wire may have been touched since then.
    asked_at BIGINT NOT NULL,
    channel_id BIGINT,
    message_id BIGINT,
    -- What it looked like when it was last sent, in one number.
    face BIGINT,
    -- Whether there is still something to do with it: it is not posted, or has buttons that will go.
    live BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (guild_id, id),
    FOREIGN KEY (guild_id, case_number) REFERENCES cases (guild_id, number) ON DELETE CASCADE
);
CREATE INDEX posts_by_case ON posts (guild_id, case_number, id);
CREATE INDEX posts_live ON posts (guild_id, case_number) WHERE live = 1;

-- Prepared answers.
CREATE TABLE snippets (
    guild_id BIGINT NOT NULL REFERENCES guilds (guild_id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    created_by BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, name)
);

-- How customers found the answers: one word on each solution.
CREATE TABLE ratings (
    guild_id BIGINT NOT NULL,
    case_number BIGINT NOT NULL,
    solution BIGINT NOT NULL,
    score BIGINT NOT NULL CHECK (score BETWEEN 1 AND 3),
    comment TEXT,
    agent_id BIGINT,
    rated_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, case_number, solution),
    FOREIGN KEY (guild_id, case_number) REFERENCES cases (guild_id, number) ON DELETE CASCADE
);
