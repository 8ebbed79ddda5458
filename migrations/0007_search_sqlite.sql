-- Full-text search of cases on SQLite: one document a case, kept current by triggers in the transaction that changes it.
-- A document holds the case's texts, and as marks all that a search can ask for besides words: g and the server, n and the
-- number, s and the status, p and a person, t and a tag in hexadecimal. So one look into the index answers a whole search.

CREATE TABLE case_documents (
    id INTEGER PRIMARY KEY NOT NULL,
    guild_id BIGINT NOT NULL,
    case_number BIGINT NOT NULL,
    UNIQUE (guild_id, case_number)
);

CREATE VIRTUAL TABLE case_words USING fts5 (title, question, said, marks, tokenize = 'unicode61 remove_diacritics 2');

-- What is in a document. The longest threads are known by their beginning.
CREATE VIEW case_texts AS
SELECT d.id, d.guild_id, d.case_number, c.title, c.question,
    SUBSTR(COALESCE((
        SELECT GROUP_CONCAT(m.content, CHAR(10) ORDER BY m.message_id) FROM messages m
        WHERE m.guild_id = c.guild_id AND m.case_number = c.number AND m.content IS NOT NULL
    ), ''), 1, 50000) AS said,
    'g' || c.guild_id || ' n' || c.number || ' s' || REPLACE(c.status, '_', '') || ' p' || c.requester_id
        || COALESCE(' p' || c.assignee_id, '') || COALESCE((
        SELECT GROUP_CONCAT(' t' || HEX(t.tag), '') FROM case_tags t WHERE t.guild_id = c.guild_id AND t.case_number = c.number
    ), '') AS marks
FROM case_documents d JOIN cases c ON c.guild_id = d.guild_id AND c.number = d.case_number;

CREATE TRIGGER case_opened AFTER INSERT ON cases BEGIN
    INSERT INTO case_documents (guild_id, case_number) VALUES (NEW.guild_id, NEW.number);
    INSERT INTO case_words (rowid, title, question, said, marks)
    SELECT id, title, question, said, marks FROM case_texts WHERE guild_id = NEW.guild_id AND case_number = NEW.number;
END;

CREATE TRIGGER case_changed AFTER UPDATE ON cases
WHEN (OLD.title, OLD.question, OLD.status, OLD.requester_id, OLD.assignee_id)
    IS NOT (NEW.title, NEW.question, NEW.status, NEW.requester_id, NEW.assignee_id)
BEGIN
    INSERT OR REPLACE INTO case_words (rowid, title, question, said, marks)
    SELECT id, title, question, said, marks FROM case_texts WHERE guild_id = NEW.guild_id AND case_number = NEW.number;
END;

CREATE TRIGGER case_gone AFTER DELETE ON cases BEGIN
    DELETE FROM case_words WHERE rowid = (SELECT id FROM case_documents WHERE guild_id = OLD.guild_id AND case_number = OLD.number);
    DELETE FROM case_documents WHERE guild_id = OLD.guild_id AND case_number = OLD.number;
END;

CREATE TRIGGER case_tagged AFTER INSERT ON case_tags BEGIN
    INSERT OR REPLACE INTO case_words (rowid, title, question, said, marks)
    SELECT id, title, question, said, marks FROM case_texts WHERE guild_id = NEW.guild_id AND case_number = NEW.case_number;
END;

CREATE TRIGGER case_untagged AFTER DELETE ON case_tags BEGIN
    INSERT OR REPLACE INTO case_words (rowid, title, question, said, marks)
    SELECT id, title, question, said, marks FROM case_texts WHERE guild_id = OLD.guild_id AND case_number = OLD.case_number;
END;

CREATE TRIGGER message_said AFTER INSERT ON messages WHEN NEW.content IS NOT NULL BEGIN
    INSERT OR REPLACE INTO case_words (rowid, title, question, said, marks)
    SELECT id, title, question, said, marks FROM case_texts WHERE guild_id = NEW.guild_id AND case_number = NEW.case_number;
END;

CREATE TRIGGER message_changed AFTER UPDATE ON messages WHEN OLD.content IS NOT NEW.content BEGIN
    INSERT OR REPLACE INTO case_words (rowid, title, question, said, marks)
    SELECT id, title, question, said, marks FROM case_texts WHERE guild_id = NEW.guild_id AND case_number = NEW.case_number;
END;

CREATE TRIGGER message_gone AFTER DELETE ON messages WHEN OLD.content IS NOT NULL BEGIN
    INSERT OR REPLACE INTO case_words (rowid, title, question, said, marks)
    SELECT id, title, question, said, marks FROM case_texts WHERE guild_id = OLD.guild_id AND case_number = OLD.case_number;
END;

-- What was there before.
INSERT INTO case_documents (guild_id, case_number) SELECT guild_id, number FROM cases ORDER BY opened_at, number;
INSERT INTO case_words (rowid, title, question, said, marks) SELECT id, title, question, said, marks FROM case_texts;
