-- The life of bugs after they were reported. One text for SQLite and Postgres.

-- The bug of which it is a duplicate.
ALTER TABLE bugs ADD COLUMN duplicate_of BIGINT;
-- How often it was shipped or declined: customers are told of each time once.
ALTER TABLE bugs ADD COLUMN outcomes BIGINT NOT NULL DEFAULT 0;

-- What a case's customer is still to be told of bugs, as JSON.
ALTER TABLE cases ADD COLUMN news TEXT NOT NULL DEFAULT '[]';
-- The fix about which the customer is asked with the last proposal, as JSON.
ALTER TABLE cases ADD COLUMN fix TEXT;

-- Whether what customers are told of bugs goes without an agent who sends it.
ALTER TABLE guilds ADD COLUMN sends_bug_news BIGINT NOT NULL DEFAULT 0;

-- What is said once in the thread of a bug's report.
CREATE TABLE bug_posts (
    guild_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    bug_number BIGINT NOT NULL,
    -- As JSON.
    content TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    -- 1 as long as it is still to be posted.
    live BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (guild_id, id),
    FOREIGN KEY (guild_id, bug_number) REFERENCES bugs (guild_id, number) ON DELETE CASCADE
);
CREATE INDEX bug_posts_by_bug ON bug_posts (guild_id, bug_number);

-- Who is to hear what became of a bug, and who has heard it.
CREATE TABLE receipts (
    guild_id BIGINT NOT NULL,
    bug_number BIGINT NOT NULL,
    outcome BIGINT NOT NULL,
    case_number BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    state TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, bug_number, outcome, case_number, user_id),
    FOREIGN KEY (guild_id, bug_number) REFERENCES bugs (guild_id, number) ON DELETE CASCADE
);

-- The links that went to another bug when one was marked as its duplicate.
CREATE TABLE moved_links (
    guild_id BIGINT NOT NULL,
    case_number BIGINT NOT NULL,
    from_bug BIGINT NOT NULL,
    to_bug BIGINT NOT NULL,
    -- Whether the case was linked to the other bug before.
    was_linked BIGINT NOT NULL,
    PRIMARY KEY (guild_id, case_number, from_bug),
    FOREIGN KEY (guild_id, from_bug) REFERENCES bugs (guild_id, number) ON DELETE CASCADE
);
