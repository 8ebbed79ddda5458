-- The case from which a bug was reported. One text for SQLite and Postgres.

-- Null for a bug whose facts are gone. It may be linked to the bug no more.
ALTER TABLE bugs ADD COLUMN reported_from BIGINT;
UPDATE bugs SET reported_from = f.case_number
    FROM (SELECT guild_id, bug_number, MIN(case_number) AS case_number FROM facts WHERE kind = 'bug_reported' GROUP BY guild_id, bug_number) AS f
    WHERE f.guild_id = bugs.guild_id AND f.bug_number = bugs.number;
CREATE INDEX bugs_by_origin ON bugs (guild_id, reported_from);
