-- The index of searches holds the terms that the program makes of a case's texts, in place of the texts and of FTS5's own words. So
-- triggers only record which documents are behind, and the program writes the index: of these cases, at its first start.

DROP TRIGGER case_changed;
DROP TRIGGER case_reworded;
DROP TRIGGER case_gone;
DROP TRIGGER case_tagged;
DROP TRIGGER case_untagged;
DROP TRIGGER message_said;
DROP TRIGGER message_changed;
DROP TRIGGER message_gone;
DROP TRIGGER file_kept;
DROP TRIGGER file_changed;
DROP TRIGGER file_gone;
DROP VIEW case_texts;
DROP TABLE case_words;
DROP TABLE case_documents;

-- Of a server's cases, a newer one has a higher id.
CREATE TABLE case_documents (
    id INTEGER PRIMARY KEY NOT NULL,
    guild_id BIGINT NOT NULL,
    case_number BIGINT NOT NULL,
    -- 0: the index holds what the case says. 1: it lacks a change. 2: it is made anew, and lacks the case. 3: it holds what was taken out
    -- of the case; the transaction that took it out writes the case before it ends.
    behind BIGINT NOT NULL DEFAULT 1,
    UNIQUE (guild_id, case_number)
);
INSERT INTO case_documents (guild_id, case_number, behind) SELECT guild_id, number, 2 FROM cases ORDER BY guild_id, number;
CREATE INDEX case_documents_behind ON case_documents (behind, id);

-- What is compared in a case: its words, numbers and runs of other scripts, and marks of what is known of it, separated by spaces and
-- compressed (RFC 1951). It is only read to see what has changed.
CREATE TABLE case_words (
    id INTEGER PRIMARY KEY NOT NULL,
    entries BLOB NOT NULL
);

-- The terms that these entries stand for, without their places. Which ones a case has had is known from its entries, so FTS5 can be told
-- what to delete, and it overwrites that at once ('secure-delete').
CREATE VIRTUAL TABLE case_terms USING fts5 (
    terms, content = '', columnsize = 0, detail = none, tokenize = "ascii tokenchars '=~^.'"
);
INSERT INTO case_terms (case_terms, rank) VALUES ('secure-delete', 1);

-- The version of the analysis that made the index.
CREATE TABLE case_index (analysis BIGINT NOT NULL);
INSERT INTO case_index (analysis) VALUES (0);

CREATE TRIGGER case_changed AFTER UPDATE ON cases
WHEN (OLD.title, OLD.question, OLD.requester_name, OLD.status, OLD.priority, OLD.requester_id, OLD.assignee_id, OLD.source_channel_id,
        OLD.parent_id, OLD.asked_in, OLD.waits_for_us_since IS NULL, OLD.snoozed_until IS NULL, OLD.erased_at)
    IS NOT (NEW.title, NEW.question, NEW.requester_name, NEW.status, NEW.priority, NEW.requester_id, NEW.assignee_id, NEW.source_channel_id,
        NEW.parent_id, NEW.asked_in, NEW.waits_for_us_since IS NULL, NEW.snoozed_until IS NULL, NEW.erased_at)
BEGIN
    UPDATE case_documents SET behind = 1 WHERE guild_id = NEW.guild_id AND case_number = NEW.number AND behind IN (0, 2);
END;

CREATE TRIGGER case_reworded AFTER UPDATE ON cases
WHEN (OLD.title, OLD.question, OLD.requester_name, OLD.erased_at) IS NOT (NEW.title, NEW.question, NEW.requester_name, NEW.erased_at)
BEGIN
    UPDATE case_documents SET behind = 3 WHERE guild_id = NEW.guild_id AND case_number = NEW.number;
END;

CREATE TRIGGER case_gone AFTER DELETE ON cases BEGIN
    UPDATE case_documents SET behind = 3 WHERE guild_id = OLD.guild_id AND case_number = OLD.number;
END;

CREATE TRIGGER case_tagged AFTER INSERT ON case_tags BEGIN
    UPDATE case_documents SET behind = 1 WHERE guild_id = NEW.guild_id AND case_number = NEW.case_number AND behind IN (0, 2);
END;

CREATE TRIGGER case_untagged AFTER DELETE ON case_tags BEGIN
    UPDATE case_documents SET behind = 1 WHERE guild_id = OLD.guild_id AND case_number = OLD.case_number AND behind IN (0, 2);
END;

CREATE TRIGGER case_linked AFTER INSERT ON case_bugs BEGIN
    UPDATE case_documents SET behind = 1 WHERE guild_id = NEW.guild_id AND case_number = NEW.case_number AND behind IN (0, 2);
END;

CREATE TRIGGER case_unlinked AFTER DELETE ON case_bugs BEGIN
    UPDATE case_documents SET behind = 1 WHERE guild_id = OLD.guild_id AND case_number = OLD.case_number AND behind IN (0, 2);
END;

CREATE TRIGGER message_said AFTER INSERT ON messages WHEN NEW.content IS NOT NULL BEGIN
    UPDATE case_documents SET behind = 1 WHERE guild_id = NEW.guild_id AND case_number = NEW.case_number AND behind IN (0, 2);
END;

CREATE TRIGGER message_changed AFTER UPDATE ON messages WHEN OLD.content IS NOT NEW.content BEGIN
    UPDATE case_documents SET behind = 3 WHERE guild_id = NEW.guild_id AND case_number = NEW.case_number;
END;

CREATE TRIGGER message_gone AFTER DELETE ON messages WHEN OLD.content IS NOT NULL BEGIN
    UPDATE case_documents SET behind = 3 WHERE guild_id = OLD.guild_id AND case_number = OLD.case_number;
END;

CREATE TRIGGER file_kept AFTER INSERT ON files BEGIN
    UPDATE case_documents SET behind = 1 WHERE guild_id = NEW.guild_id AND case_number = NEW.case_number AND behind IN (0, 2);
END;

CREATE TRIGGER file_changed AFTER UPDATE ON files WHEN OLD.filename IS NOT NEW.filename BEGIN
    UPDATE case_documents SET behind = 3 WHERE guild_id = NEW.guild_id AND case_number = NEW.case_number;
END;

CREATE TRIGGER file_gone AFTER DELETE ON files BEGIN
    UPDATE case_documents SET behind = 3 WHERE guild_id = OLD.guild_id AND case_number = OLD.case_number;
END;
