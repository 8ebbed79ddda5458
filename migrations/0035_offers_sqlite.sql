-- The messages that rules have put before the agents, and that nobody has decided about yet. For SQLite.
CREATE TABLE offers (
    guild_id   BIGINT NOT NULL REFERENCES guilds (guild_id) ON DELETE CASCADE,
    message_id BIGINT NOT NULL,
    channel_id BIGINT NOT NULL,
    author_id  BIGINT NOT NULL,
    rule       TEXT   NOT NULL,
    offered_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, message_id)
);
CREATE INDEX offers_by_age ON offers (offered_at);

-- Those of earlier versions, without guests', whose numbers JSON does not hold exactly.
INSERT INTO offers (guild_id, message_id, channel_id, author_id, rule, offered_at)
SELECT s.guild_id, s.number, json_extract(f.detail, '$.channel'), json_extract(f.detail, '$.author'), json_extract(f.detail, '$.rule'), f.at
FROM surfaces s JOIN facts f ON f.guild_id = s.guild_id AND f.cause = 'msg:' || s.number AND f.kind = 'message_offered'
WHERE s.subject = 'offer' AND json_extract(f.detail, '$.channel') IS NOT NULL AND typeof(json_extract(f.detail, '$.author')) = 'integer'
    AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.guild_id = s.guild_id AND c.source_message_id = s.number)
    AND NOT EXISTS (SELECT 1 FROM facts d WHERE d.guild_id = s.guild_id AND d.cause = f.cause AND d.kind = 'message_deleted');
