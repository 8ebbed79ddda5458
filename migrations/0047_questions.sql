-- What else is known of a case's question. One text for SQLite and Postgres.

-- How many files its message has.
ALTER TABLE cases ADD COLUMN question_files BIGINT NOT NULL DEFAULT 0;

-- The customer's own thread in which they asked, if the case goes on in another place.
ALTER TABLE cases ADD COLUMN asked_in BIGINT;

UPDATE cases SET question_files = (
    SELECT COUNT(*) FROM files f WHERE f.guild_id = cases.guild_id AND f.message_id = cases.source_message_id)
WHERE phase <> 'closed';
