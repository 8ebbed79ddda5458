-- What developers want to know that customers were asked. One text for SQLite and Postgres.

CREATE TABLE developer_questions (
    guild_id BIGINT NOT NULL,
    case_number BIGINT NOT NULL,
    bug_number BIGINT NOT NULL,
    developer_id BIGINT NOT NULL,
    PRIMARY KEY (guild_id, case_number, bug_number),
    FOREIGN KEY (guild_id, bug_number) REFERENCES bugs (guild_id, number) ON DELETE CASCADE
);
