-- The document of a case is written as before. Postgres reads and plans a function in SQL anew at every call, which took longer than
-- the writing itself; one in plpgsql it plans once for each connection.

CREATE OR REPLACE FUNCTION write_case_document(the_guild BIGINT, the_number BIGINT) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
    -- One at a time for each case, and each reads what the one before it has written.
    PERFORM 1 FROM cases c WHERE c.guild_id = the_guild AND c.number = the_number FOR NO KEY UPDATE;
    INSERT INTO case_documents (guild_id, case_number, title, question, said, words)
    SELECT c.guild_id, c.number, c.title, c.question, t.said,
        to_tsvector('simple', regexp_replace(c.title || ' ' || c.question || ' ' || t.said, '[\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+', ' ', 'g'))
        || array_to_tsvector(ARRAY['=g' || c.guild_id, '=n' || c.number, '=s' || REPLACE(c.status, '_', ''), '=p' || c.requester_id,
            '=p' || COALESCE(c.assignee_id, c.requester_id)] || t.tags)
    FROM cases c, LATERAL (
        SELECT
            SUBSTR(COALESCE((
                SELECT STRING_AGG(m.content, E'\n' ORDER BY m.message_id) FROM messages m
                WHERE m.guild_id = c.guild_id AND m.case_number = c.number
            ), ''), 1, 50000) AS said,
            ARRAY(
                SELECT '=t' || ENCODE(CONVERT_TO(g.tag, 'UTF8'), 'hex') FROM case_tags g
                WHERE g.guild_id = c.guild_id AND g.case_number = c.number
            ) AS tags
    ) t
    WHERE c.guild_id = the_guild AND c.number = the_number
    ON CONFLICT (guild_id, case_number) DO UPDATE
        SET title = excluded.title, question = excluded.question, said = excluded.said, words = excluded.words;
END $$;
