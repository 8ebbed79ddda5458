-- Agents ask other teams. One text for SQLite and Postgres.

ALTER TABLE guilds ADD COLUMN last_request BIGINT NOT NULL DEFAULT 0;

-- Other teams, such as billing.
CREATE TABLE teams (
    guild_id BIGINT NOT NULL REFERENCES guilds (guild_id) ON DELETE CASCADE,
    -- In lower case.
    name TEXT NOT NULL,
    channel_id BIGINT NOT NULL,
    role_id BIGINT NOT NULL,
    added_by BIGINT NOT NULL,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, name)
);

-- What other teams are asked. The team is a copy: it may be removed.
CREATE TABLE requests (
    guild_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    status TEXT NOT NULL,
    case_number BIGINT NOT NULL,
    team TEXT NOT NULL,
    channel_id BIGINT NOT NULL,
    role_id BIGINT NOT NULL,
    asked_by BIGINT NOT NULL,
    question TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    due_at BIGINT,
    -- When the team is to be reminded. Null: it was, or does not have to be.
    remind_at BIGINT,
    is_reminded BIGINT NOT NULL DEFAULT 0,
    -- 1 if the agents were told that it cannot be posted.
    is_unposted BIGINT NOT NULL DEFAULT 0,
    owner_id BIGINT,
    answer TEXT,
    ended_by BIGINT,
    ended_at BIGINT,
    PRIMARY KEY (guild_id, number),
    FOREIGN KEY (guild_id, case_number) REFERENCES cases (guild_id, number) ON DELETE CASCADE
);
CREATE INDEX requests_of_cases ON requests (guild_id, case_number);
CREATE INDEX requests_open ON requests (guild_id, number) WHERE status = 'open';
CREATE INDEX requests_due ON requests (remind_at) WHERE remind_at IS NOT NULL;
