-- Members who said with **Me too** that a case is about their problem as well. One text for SQLite and Postgres.
CREATE TABLE followers (
    guild_id BIGINT NOT NULL,
    case_number BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    followed_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, case_number, user_id),
    FOREIGN KEY (guild_id, case_number) REFERENCES cases (guild_id, number) ON DELETE CASCADE
);
