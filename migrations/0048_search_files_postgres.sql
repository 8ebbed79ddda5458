-- The names of a case's files are found as its words are. They follow what was said. When a case's texts expire, its files may stay for
-- the developers, but no search finds them, also when the case is reopened: a snowflake tells when its file was sent.

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
            ), ''), 1, 50000) || COALESCE((
                SELECT E'\n' || STRING_AGG(f.filename, E'\n' ORDER BY f.attachment_id) FROM files f
                WHERE f.guild_id = c.guild_id AND f.case_number = c.number AND (f.missing IS NULL OR f.missing <> 'erased')
                    AND (c.erased_at IS NULL OR (f.attachment_id >> 22) + 1420070400000 >= c.erased_at)
            ), '') AS said,
            ARRAY(
                SELECT '=t' || ENCODE(CONVERT_TO(g.tag, 'UTF8'), 'hex') FROM case_tags g
                WHERE g.guild_id = c.guild_id AND g.case_number = c.number
            ) AS tags
    ) t
    WHERE c.guild_id = the_guild AND c.number = the_number
    ON CONFLICT (guild_id, case_number) DO UPDATE
        SET title = excluded.title, question = excluded.question, said = excluded.said, words = excluded.words;
END $$;

DROP TRIGGER case_changed ON cases;
CREATE TRIGGER case_changed AFTER UPDATE ON cases FOR EACH ROW
    WHEN ((OLD.title, OLD.question, OLD.status, OLD.requester_id, OLD.assignee_id, OLD.erased_at)
        IS DISTINCT FROM (NEW.title, NEW.question, NEW.status, NEW.requester_id, NEW.assignee_id, NEW.erased_at))
    EXECUTE FUNCTION case_has_changed();
CREATE TRIGGER file_kept AFTER INSERT OR DELETE ON files FOR EACH ROW EXECUTE FUNCTION part_of_case_has_changed();
CREATE TRIGGER file_changed AFTER UPDATE ON files FOR EACH ROW WHEN (OLD.filename IS DISTINCT FROM NEW.filename)
    EXECUTE FUNCTION part_of_case_has_changed();

-- What was there before.
DO $$ BEGIN PERFORM write_case_document(guild_id, case_number) FROM (SELECT DISTINCT guild_id, case_number FROM files) f; END $$;
