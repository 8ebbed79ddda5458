-- To write one document into the index costs more than all the rest of a case's transaction; many together cost little. So a
-- change only notes that the document is behind, and a new case has none yet. Before a search is answered, and every moment
-- between, what is behind is written in bulk. Only words that go still go at once, in the transaction that takes them away.

ALTER TABLE case_documents ADD COLUMN behind BIGINT NOT NULL DEFAULT 1;
UPDATE case_documents SET behind = 0;
CREATE INDEX case_documents_behind ON case_documents (id) WHERE behind = 1;

DROP TRIGGER case_opened;
DROP TRIGGER case_changed;
DROP TRIGGER case_tagged;
DROP TRIGGER case_untagged;
DROP TRIGGER message_said;
DROP TRIGGER message_changed;

CREATE TRIGGER case_changed AFTER UPDATE ON cases
WHEN (OLD.status, OLD.requester_id, OLD.assignee_id) IS NOT (NEW.status, NEW.requester_id, NEW.assignee_id)
BEGIN
    UPDATE case_documents SET behind = 1 WHERE guild_id = NEW.guild_id AND case_number = NEW.number AND behind = 0;
END;

CREATE TRIGGER case_reworded AFTER UPDATE ON cases WHEN (OLD.title, OLD.question) IS NOT (NEW.title, NEW.question) BEGIN
    INSERT OR REPLACE INTO case_words (rowid, title, question, said, marks)
    SELECT id, title, question, said, marks FROM case_texts WHERE guild_id = NEW.guild_id AND case_number = NEW.number;
END;

CREATE TRIGGER case_tagged AFTER INSERT ON case_tags BEGIN
    UPDATE case_documents SET behind = 1 WHERE guild_id = NEW.guild_id AND case_number = NEW.case_number AND behind = 0;
END;

CREATE TRIGGER case_untagged AFTER DELETE ON case_tags BEGIN
    UPDATE case_documents SET behind = 1 WHERE guild_id = OLD.guild_id AND case_number = OLD.case_number AND behind = 0;
END;

CREATE TRIGGER message_said AFTER INSERT ON messages WHEN NEW.content IS NOT NULL BEGIN
    UPDATE case_documents SET behind = 1 WHERE guild_id = NEW.guild_id AND case_number = NEW.case_number AND behind = 0;
END;

CREATE TRIGGER message_changed AFTER UPDATE ON messages WHEN OLD.content IS NOT NEW.content BEGIN
    INSERT OR REPLACE INTO case_words (rowid, title, question, said, marks)
    SELECT id, title, question, said, marks FROM case_texts WHERE guild_id = NEW.guild_id AND case_number = NEW.case_number;
END;
