-- What is in a document, as before. SQLite older than 3.44 cannot read an ORDER BY inside GROUP_CONCAT, and then refuses the whole
-- file; the `sqlite3` of many systems is that old. A subquery's order reaches an aggregate that depends on it.

DROP VIEW case_texts;

CREATE VIEW case_texts AS
SELECT d.id, d.guild_id, d.case_number, c.title, c.question,
    SUBSTR(COALESCE((
        SELECT GROUP_CONCAT(s.content, CHAR(10)) FROM (
            SELECT m.content FROM messages m
            WHERE m.guild_id = c.guild_id AND m.case_number = c.number AND m.content IS NOT NULL ORDER BY m.message_id
        ) s
    ), ''), 1, 50000) AS said,
    'g' || c.guild_id || ' n' || c.number || ' s' || REPLACE(c.status, '_', '') || ' p' || c.requester_id
        || COALESCE(' p' || c.assignee_id, '') || COALESCE((
        SELECT GROUP_CONCAT(' t' || HEX(t.tag), '') FROM case_tags t WHERE t.guild_id = c.guild_id AND t.case_number = c.number
    ), '') AS marks
FROM case_documents d JOIN cases c ON c.guild_id = d.guild_id AND c.number = d.case_number;
