-- What of each live message is in Discord: the cards of cases, the reports of bugs, the boards. `number` is that of the case or bug,
-- 0 for the board.
-- The key of the table is where SQLite keeps its rows, so that a new surface writes one page fewer.

CREATE TABLE surfaces (
    guild_id BIGINT NOT NULL REFERENCES guilds (guild_id) ON DELETE CASCADE,
    subject TEXT NOT NULL,
    number BIGINT NOT NULL,
    channel_id BIGINT,
    message_id BIGINT,
    -- How often it had to be replaced.
    generation BIGINT NOT NULL DEFAULT 0,
    -- The revision of the subject that it shows.
    drawn_revision BIGINT NOT NULL DEFAULT 0,
    pin TEXT NOT NULL DEFAULT 'wanted',
    -- Not drawn again before.
    throttled_until BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (guild_id, subject, number)
) WITHOUT ROWID;
CREATE INDEX surfaces_by_message ON surfaces (guild_id, message_id) WHERE message_id IS NOT NULL;

INSERT INTO surfaces (guild_id, subject, number, channel_id, message_id, generation, drawn_revision)
SELECT guild_id, 'case', number, card_channel_id, card_message_id, card_generation, drawn_revision FROM cases
WHERE card_message_id IS NOT NULL OR card_generation > 0 OR drawn_revision > 0;
INSERT INTO surfaces (guild_id, subject, number, channel_id, message_id, generation, drawn_revision)
SELECT guild_id, 'bug', number, card_channel_id, card_message_id, card_generation, drawn_revision FROM bugs
WHERE card_message_id IS NOT NULL OR card_generation > 0 OR drawn_revision > 0;
INSERT INTO surfaces (guild_id, subject, number, channel_id, message_id, generation, pin, throttled_until)
SELECT guild_id, 'board', 0, channel_id, message_id, generation, pin, rests_until FROM boards;

DROP INDEX cases_by_card;
ALTER TABLE cases DROP COLUMN card_channel_id;
ALTER TABLE cases DROP COLUMN card_message_id;
ALTER TABLE cases DROP COLUMN card_generation;
ALTER TABLE cases DROP COLUMN drawn_revision;
ALTER TABLE bugs DROP COLUMN card_channel_id;
ALTER TABLE bugs DROP COLUMN card_message_id;
ALTER TABLE bugs DROP COLUMN card_generation;
ALTER TABLE bugs DROP COLUMN drawn_revision;
DROP TABLE boards;

-- Whether a case's thread can be found, by its name instead of a number.
ALTER TABLE cases ADD COLUMN thread_health TEXT NOT NULL DEFAULT 'present';
UPDATE cases SET thread_health = CASE thread_misses WHEN 1 THEN 'suspected' ELSE 'missing' END WHERE thread_misses > 0;
ALTER TABLE cases DROP COLUMN thread_misses;
