-- Full-text search of cases on Postgres: one document a case, kept current by triggers in the transaction that changes it.
-- A document's vector holds the words of the case's texts, and as marks all that a search can ask for besides words: =g and the
-- server, =n and the number, =s and the status, =p and a person, =t and a tag in hexadecimal. No word begins with =.

CREATE TABLE case_documents (
    guild_id BIGINT NOT NULL,
    case_number BIGINT NOT NULL,
    title TEXT NOT NULL,
    question TEXT NOT NULL,
    said TEXT NOT NULL,
    words TSVECTOR NOT NULL,
    PRIMARY KEY (guild_id, case_number),
    FOREIGN KEY (guild_id, case_number) REFERENCES cases (guild_id, number) ON DELETE CASCADE
);
CREATE INDEX case_documents_by_word ON case_documents USING GIN (words);

-- Writes the document of a case anew. Marks between words become spaces first: the parser would take `a-b` and `a/b` for more
-- than two words. The longest threads are known by their beginning.
CREATE FUNCTION write_case_document(the_guild BIGINT, the_number BIGINT) RETURNS VOID LANGUAGE SQL AS $$
    -- One at a time for each case, and each reads what the one before it has written.
    SELECT 1 FROM cases WHERE guild_id = the_guild AND number = the_number FOR NO KEY UPDATE;
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
        SET title = excluded.title, question = excluded.question, said = excluded.said, words = excluded.words
$$;

CREATE FUNCTION case_has_changed() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    PERFORM write_case_document(NEW.guild_id, NEW.number);
    RETURN NULL;
END $$;

-- For the tables whose rows belong to a case.
CREATE FUNCTION part_of_case_has_changed() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM write_case_document(OLD.guild_id, OLD.case_number);
    ELSE
        PERFORM write_case_document(NEW.guild_id, NEW.case_number);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER case_opened AFTER INSERT ON cases FOR EACH ROW EXECUTE FUNCTION case_has_changed();
CREATE TRIGGER case_changed AFTER UPDATE ON cases FOR EACH ROW
    WHEN ((OLD.title, OLD.question, OLD.status, OLD.requester_id, OLD.assignee_id)
        IS DISTINCT FROM (NEW.title, NEW.question, NEW.status, NEW.requester_id, NEW.assignee_id))
    EXECUTE FUNCTION case_has_changed();
CREATE TRIGGER case_tagged AFTER INSERT OR DELETE ON case_tags FOR EACH ROW EXECUTE FUNCTION part_of_case_has_changed();
CREATE TRIGGER message_said AFTER INSERT ON messages FOR EACH ROW WHEN (NEW.content IS NOT NULL)
    EXECUTE FUNCTION part_of_case_has_changed();
CREATE TRIGGER message_changed AFTER UPDATE ON messages FOR EACH ROW WHEN (OLD.content IS DISTINCT FROM NEW.content)
    EXECUTE FUNCTION part_of_case_has_changed();
CREATE TRIGGER message_gone AFTER DELETE ON messages FOR EACH ROW WHEN (OLD.content IS NOT NULL)
    EXECUTE FUNCTION part_of_case_has_changed();

-- What was there before.
DO $$ BEGIN PERFORM write_case_document(guild_id, number) FROM cases; END $$;
