-- Known-issue notices, which tell members of a bug. One text for SQLite and Postgres.
CREATE TABLE known_issues (
    guild_id BIGINT NOT NULL,
    -- The bug for which it was posted.
    bug_number BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    -- Null: it was taken down.
    channel_id BIGINT,
    -- What an agent wrote for members.
    text TEXT NOT NULL,
    written_by BIGINT NOT NULL,
    -- What it says in Discord.
    shown_text TEXT,
    shown_by BIGINT,
    -- What keeps it from being in Discord as it is to be, as JSON.
    obstacle TEXT,
    PRIMARY KEY (guild_id, bug_number),
    FOREIGN KEY (guild_id, bug_number) REFERENCES bugs (guild_id, number) ON DELETE CASCADE
);

-- Members who said with **Me too** under a notice that it is their problem as well.
CREATE TABLE known_issue_followers (
    guild_id BIGINT NOT NULL,
    -- The bug for which the notice was posted.
    bug_number BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    followed_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, bug_number, user_id),
    FOREIGN KEY (guild_id, bug_number) REFERENCES bugs (guild_id, number) ON DELETE CASCADE
);

-- Whom a notice tells what became of a bug: each person once for each time that the bug was shipped or declined.
CREATE TABLE known_issue_calls (
    guild_id BIGINT NOT NULL,
    -- The bug that was shipped or declined, and which time, counted from 1.
    bug_number BIGINT NOT NULL,
    outcome BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    -- The bug under whose notice they are told.
    notice BIGINT NOT NULL,
    -- Names the message: people with the same number are told in one.
    id BIGINT NOT NULL,
    -- 1 as long as it is still to be posted.
    live BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (guild_id, bug_number, outcome, user_id),
    FOREIGN KEY (guild_id, bug_number) REFERENCES bugs (guild_id, number) ON DELETE CASCADE
);
CREATE INDEX known_issue_calls_live ON known_issue_calls (guild_id, notice, id) WHERE live = 1;
