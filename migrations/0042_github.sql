-- Bugs have issues on GitHub. One text for SQLite and Postgres.

-- The repository in which bugs get issues: its owner and its name. Null: none.
ALTER TABLE guilds ADD COLUMN github TEXT;
-- Whether these issues contain customers' words.
ALTER TABLE guilds ADD COLUMN github_words BIGINT NOT NULL DEFAULT 1;

-- The issue of a bug.
CREATE TABLE issues (
    guild_id BIGINT NOT NULL,
    bug_number BIGINT NOT NULL,
    repository TEXT NOT NULL,
    -- Null until it is made.
    number BIGINT,
    url TEXT,
    -- 1 if the bot has made it.
    is_ours BIGINT NOT NULL,
    with_words BIGINT NOT NULL,
    -- A random number that its body contains.
    key BIGINT NOT NULL,
    -- Since when GitHub may have been asked to make it.
    requested_at BIGINT,
    -- A digest of its title and body as they were last written.
    content TEXT,
    -- What the bug wanted of it when both were last compared.
    agreed TEXT NOT NULL,
    -- What GitHub last said of it.
    state TEXT,
    milestone TEXT,
    severity TEXT,
    updated_at BIGINT,
    closed_at BIGINT,
    -- Whether that is still to be done with the bug.
    news TEXT NOT NULL,
    PRIMARY KEY (guild_id, bug_number),
    FOREIGN KEY (guild_id, bug_number) REFERENCES bugs (guild_id, number) ON DELETE CASCADE
);
CREATE INDEX issues_by_number ON issues (LOWER(repository), number);

-- What has come from GitHub, so that it is taken once.
CREATE TABLE github_deliveries (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL
);
CREATE INDEX github_deliveries_by_time ON github_deliveries (at);

-- How far each repository was read, in lower case.
CREATE TABLE github_repositories (
    repository TEXT NOT NULL PRIMARY KEY,
    -- Since when its releases and milestones count.
    since BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    -- When the last issue changed that was read, by GitHub's clock.
    issues_since BIGINT NOT NULL,
    issues_etag TEXT,
    releases_etag TEXT,
    milestones_etag TEXT
);
CREATE INDEX github_repositories_by_time ON github_repositories (next_at);
