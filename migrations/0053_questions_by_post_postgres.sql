-- Each question of a developer is a row of its own, named by the notice that put it to the agents first.

ALTER TABLE posts ADD COLUMN question_id BIGINT;
UPDATE posts SET question_id = id WHERE room = 'team' AND content LIKE '%"kind":"info_requested"%';
CREATE INDEX posts_of_questions ON posts (guild_id, question_id) WHERE question_id IS NOT NULL;

ALTER TABLE developer_questions RENAME TO asked_customers;

CREATE TABLE developer_questions (
    guild_id BIGINT NOT NULL,
    -- The notice.
    id BIGINT NOT NULL,
    bug_number BIGINT NOT NULL,
    developer_id BIGINT NOT NULL,
    -- The case whose agents are asked.
    case_number BIGINT NOT NULL,
    asked_at BIGINT NOT NULL,
    -- The case whose customers were asked and have not answered.
    customer_case BIGINT,
    answered_at BIGINT,
    answered_by BIGINT,
    PRIMARY KEY (guild_id, id),
    FOREIGN KEY (guild_id, bug_number) REFERENCES bugs (guild_id, number) ON DELETE CASCADE
);
CREATE INDEX developer_questions_of_cases ON developer_questions (guild_id, case_number);
CREATE INDEX developer_questions_of_customers ON developer_questions (guild_id, customer_case) WHERE customer_case IS NOT NULL;

INSERT INTO developer_questions (guild_id, id, bug_number, developer_id, case_number, asked_at)
SELECT p.guild_id, p.id, b.number, (p.content::jsonb #>> '{internal,by}')::bigint, p.case_number, p.asked_at FROM posts p
JOIN bugs b ON b.guild_id = p.guild_id AND b.number = (p.content::jsonb #>> '{internal,bug}')::bigint
WHERE p.question_id IS NOT NULL;

-- What came after a question was the answer to it.
UPDATE developer_questions SET
    answered_at = (SELECT f.at FROM facts f WHERE f.guild_id = developer_questions.guild_id AND f.bug_number = developer_questions.bug_number
        AND f.kind = 'info_given' AND f.at >= developer_questions.asked_at ORDER BY f.id LIMIT 1),
    answered_by = (SELECT f.actor_id FROM facts f WHERE f.guild_id = developer_questions.guild_id AND f.bug_number = developer_questions.bug_number
        AND f.kind = 'info_given' AND f.at >= developer_questions.asked_at ORDER BY f.id LIMIT 1);

-- Customers were asked the last question about a bug that was put to their case, or to one that was merged into it.
UPDATE developer_questions SET customer_case = case_number
WHERE EXISTS (SELECT 1 FROM asked_customers a WHERE a.guild_id = developer_questions.guild_id
        AND a.bug_number = developer_questions.bug_number AND a.case_number = developer_questions.case_number)
    AND id = (SELECT MAX(q.id) FROM developer_questions q WHERE q.guild_id = developer_questions.guild_id
        AND q.bug_number = developer_questions.bug_number AND q.case_number = developer_questions.case_number);
UPDATE developer_questions SET customer_case = (SELECT MAX(a.case_number) FROM asked_customers a
    WHERE a.guild_id = developer_questions.guild_id AND a.bug_number = developer_questions.bug_number
        AND NOT EXISTS (SELECT 1 FROM developer_questions q
            WHERE q.guild_id = a.guild_id AND q.bug_number = a.bug_number AND q.case_number = a.case_number))
WHERE customer_case IS NULL AND id = (SELECT MAX(q.id) FROM developer_questions q
    WHERE q.guild_id = developer_questions.guild_id AND q.bug_number = developer_questions.bug_number);

DROP TABLE asked_customers;
