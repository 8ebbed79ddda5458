-- Whose turn it is follows from what was said, so of each message we know whether it wants an answer, and which of its
-- versions we have: an older one never replaces a newer. What was kept before wants an answer, in doubt.

ALTER TABLE messages ADD COLUMN wants_answer BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE messages ADD COLUMN edited_at BIGINT;

-- The same of the question, which stands with its case.
ALTER TABLE cases ADD COLUMN question_wants_answer BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE cases ADD COLUMN question_edited_at BIGINT;
