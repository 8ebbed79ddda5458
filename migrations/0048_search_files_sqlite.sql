-- The names of a case's files are found as its words are. They follow what was said. When a case's texts expire, its files may stay for
-- the developers, but no search finds them, also when the case is reopened: a snowflake tells when its file was sent.

DROP VIEW case_texts;

CREATE VIEW case_texts AS
SELECT d.id, d.guild_id, d.case_number, c.title, c.question,
    SUBSTR(COALESCE((
        SELECT GROUP_CONCAT(s.content, CHAR(10)) FROM (
            SELECT m.content FROM messages m
            WHERE m.guild_id = c.guild_id AND m.case_number = c.number AND m.content IS NOT NULL ORDER BY m.message_id
        ) s
    ), ''), 1, 50000) || COALESCE((
        SELECT CHAR(10) || GROUP_CONCAT(n.filename, CHAR(10)) FROM (
            SELECT f.filename FROM files f
            WHERE f.guild_id = c.guild_id AND f.case_number = c.number AND (f.missing IS NULL OR f.missing <> 'erased')
                AND (c.erased_at IS NULL OR (f.attachment_id >> 22) + 1420070400000 >= c.erased_at)
            ORDER BY f.attachment_id
        ) n
    ), '') AS said,
    'g' || c.guild_id || ' n' || c.number || ' s' || REPLACE(c.status, '_', '') || ' p' || c.requester_id
        || COALESCE(' p' || c.assignee_id, '') || COALESCE((
        SELECT GROUP_CONCAT(' t' || HEX(t.tag), '') FROM case_tags t WHERE t.guild_id = c.guild_id AND t.case_number = c.number
    ), '') AS marks
FROM case_documents d JOIN cases c ON c.guild_id = d.guild_id AND c.number = d.case_number;

DROP TRIGGER case_reworded;

CREATE TRIGGER case_reworded AFTER UPDATE ON cases
WHEN (OLD.title, OLD.question, OLD.erased_at) IS NOT (NEW.title, NEW.question, NEW.erased_at) BEGIN
    INSERT OR REPLACE INTO case_words (rowid, title, question, said, marks)
    SELECT id, title, question, said, marks FROM case_texts WHERE guild_id = NEW.guild_id AND case_number = NEW.number;
END;

CREATE TRIGGER file_kept AFTER INSERT ON files BEGIN
    UPDATE case_documents SET behind = 1 WHERE guild_id = NEW.guild_id AND case_number = NEW.case_number AND behind = 0;
END;

CREATE TRIGGER file_changed AFTER UPDATE ON files WHEN OLD.filename IS NOT NEW.filename BEGIN
    INSERT OR REPLACE INTO case_words (rowid, title, question, said, marks)
    SELECT id, title, question, said, marks FROM case_texts WHERE guild_id = NEW.guild_id AND case_number = NEW.case_number;
END;

CREATE TRIGGER file_gone AFTER DELETE ON files BEGIN
    INSERT OR REPLACE INTO case_words (rowid, title, question, said, marks)
    SELECT id, title, question, said, marks FROM case_texts WHERE guild_id = OLD.guild_id AND case_number = OLD.case_number;
END;

-- What was there before.
UPDATE case_documents SET behind = 1
WHERE behind = 0 AND EXISTS (SELECT 1 FROM files f WHERE f.guild_id = case_documents.guild_id AND f.case_number = case_documents.case_number);
