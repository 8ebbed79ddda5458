-- The index of searches holds the terms that the program makes of a case's texts, in place of the texts and of Postgres's own words. So
-- triggers only record which documents are behind, and take out at once what is taken out of the texts. The program writes the index: of
-- these cases, at its first start.

DROP TRIGGER case_opened ON cases;
DROP TRIGGER case_changed ON cases;
DROP TRIGGER case_tagged ON case_tags;
DROP TRIGGER message_said ON messages;
DROP TRIGGER message_changed ON messages;
DROP TRIGGER message_gone ON messages;
DROP TRIGGER file_kept ON files;
DROP TRIGGER file_changed ON files;
DROP FUNCTION case_has_changed;
DROP FUNCTION part_of_case_has_changed;
DROP FUNCTION write_case_document;
DROP TABLE case_documents;

CREATE TABLE case_documents (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id BIGINT NOT NULL,
    case_number BIGINT NOT NULL,
    -- 0: the index holds what the case says. 1: it lacks a change. 2: it is made anew, and lacks the case.
    behind BIGINT NOT NULL DEFAULT 1,
    UNIQUE (guild_id, case_number),
    FOREIGN KEY (guild_id, case_number) REFERENCES cases (guild_id, number) ON DELETE CASCADE
);
INSERT INTO case_documents (guild_id, case_number, behind) SELECT guild_id, number, 2 FROM cases ORDER BY guild_id, number;
CREATE INDEX case_documents_behind ON case_documents (behind, id);

-- The terms of each case, separated by spaces. As text they take half of the space that a vector takes: Postgres compresses the one and
-- hardly the other. They are kept outside of the rows, of which a search reads many, and the terms of none.
CREATE TABLE case_words (
    id BIGINT PRIMARY KEY NOT NULL REFERENCES case_documents (id) ON DELETE CASCADE,
    guild_id BIGINT NOT NULL,
    case_number BIGINT NOT NULL,
    terms TEXT NOT NULL
) WITH (toast_tuple_target = 128);

-- What was written last waits in a list that each search reads as a whole, so the list is kept short.
CREATE INDEX case_words_by_term ON case_words USING GIN (array_to_tsvector(STRING_TO_ARRAY(terms, ' '))) WITH (gin_pending_list_limit = 512);

-- The version of the analysis that made the index.
CREATE TABLE case_index (analysis BIGINT NOT NULL);
INSERT INTO case_index (analysis) VALUES (0);

CREATE FUNCTION case_has_opened() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO case_documents (guild_id, case_number) VALUES (NEW.guild_id, NEW.number);
    RETURN NULL;
END $$;

-- The row is written also if it is behind already: whoever writes the index locks it first, and then reads what this transaction says.
CREATE FUNCTION case_has_changed() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    UPDATE case_documents SET behind = 1 WHERE guild_id = NEW.guild_id AND case_number = NEW.number;
    IF (OLD.title, OLD.question, OLD.requester_name, OLD.erased_at)
        IS DISTINCT FROM (NEW.title, NEW.question, NEW.requester_name, NEW.erased_at)
    THEN
        DELETE FROM case_words WHERE id = (SELECT d.id FROM case_documents d WHERE d.guild_id = NEW.guild_id AND d.case_number = NEW.number);
    END IF;
    RETURN NULL;
END $$;

-- For the tables whose rows belong to a case. What is changed or deleted there is taken out of the index, except for tags and bugs.
CREATE FUNCTION part_of_case_has_changed() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
    the_guild BIGINT;
    the_number BIGINT;
BEGIN
    IF TG_OP = 'DELETE' THEN
        the_guild := OLD.guild_id;
        the_number := OLD.case_number;
    ELSE
        the_guild := NEW.guild_id;
        the_number := NEW.case_number;
    END IF;
    UPDATE case_documents SET behind = 1 WHERE guild_id = the_guild AND case_number = the_number;
    IF TG_OP <> 'INSERT' AND TG_TABLE_NAME IN ('messages', 'files') THEN
        DELETE FROM case_words WHERE id = (SELECT d.id FROM case_documents d WHERE d.guild_id = the_guild AND d.case_number = the_number);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER case_opened AFTER INSERT ON cases FOR EACH ROW EXECUTE FUNCTION case_has_opened();
CREATE TRIGGER case_changed AFTER UPDATE ON cases FOR EACH ROW
    WHEN ((OLD.title, OLD.question, OLD.requester_name, OLD.status, OLD.priority, OLD.requester_id, OLD.assignee_id, OLD.source_channel_id,
            OLD.parent_id, OLD.asked_in, OLD.waits_for_us_since IS NULL, OLD.snoozed_until IS NULL, OLD.erased_at)
        IS DISTINCT FROM (NEW.title, NEW.question, NEW.requester_name, NEW.status, NEW.priority, NEW.requester_id, NEW.assignee_id,
            NEW.source_channel_id, NEW.parent_id, NEW.asked_in, NEW.waits_for_us_since IS NULL, NEW.snoozed_until IS NULL, NEW.erased_at))
    EXECUTE FUNCTION case_has_changed();
CREATE TRIGGER case_tagged AFTER INSERT OR DELETE ON case_tags FOR EACH ROW EXECUTE FUNCTION part_of_case_has_changed();
CREATE TRIGGER case_linked AFTER INSERT OR DELETE ON case_bugs FOR EACH ROW EXECUTE FUNCTION part_of_case_has_changed();
CREATE TRIGGER message_said AFTER INSERT ON messages FOR EACH ROW WHEN (NEW.content IS NOT NULL)
    EXECUTE FUNCTION part_of_case_has_changed();
CREATE TRIGGER message_changed AFTER UPDATE ON messages FOR EACH ROW WHEN (OLD.content IS DISTINCT FROM NEW.content)
    EXECUTE FUNCTION part_of_case_has_changed();
CREATE TRIGGER message_gone AFTER DELETE ON messages FOR EACH ROW WHEN (OLD.content IS NOT NULL)
    EXECUTE FUNCTION part_of_case_has_changed();
CREATE TRIGGER file_kept AFTER INSERT OR DELETE ON files FOR EACH ROW EXECUTE FUNCTION part_of_case_has_changed();
CREATE TRIGGER file_changed AFTER UPDATE ON files FOR EACH ROW WHEN (OLD.filename IS DISTINCT FROM NEW.filename)
    EXECUTE FUNCTION part_of_case_has_changed();
