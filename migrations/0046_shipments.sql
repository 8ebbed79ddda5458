-- What is remembered of a repository on GitHub. One text for SQLite and Postgres.

-- Releases, and milestones that were closed: a fix may become known after its version.
CREATE TABLE github_shipments (
    -- In lower case.
    repository TEXT NOT NULL,
    -- `release` or `milestone`.
    kind TEXT NOT NULL,
    -- GitHub's ID of the release, or the number of the milestone.
    id BIGINT NOT NULL,
    -- The name of the tag, or the title of the milestone.
    name TEXT NOT NULL,
    -- When it was published or closed, by GitHub's clock.
    at BIGINT NOT NULL,
    PRIMARY KEY (repository, kind, id)
);

-- GitHub's ID of a repository, which stays when its name changes. Null until it is known.
ALTER TABLE github_repositories ADD COLUMN id BIGINT;

-- The milestone of an issue. Null: none, or one of which only the title is known.
ALTER TABLE issues ADD COLUMN milestone_number BIGINT;

-- When the report of a bug is drawn anew though nothing was done: it says how long people have
-- waited.
ALTER TABLE bugs ADD COLUMN redraw_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX bugs_to_redraw ON bugs (redraw_at) WHERE phase <> 'closed';
