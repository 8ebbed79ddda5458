-- One text for SQLite and Postgres. Ids come from Discord or from the program; times are milliseconds since 1970, UTC.
-- Every table's key begins with the server: no row is ever found without it.

CREATE TABLE guilds (
    guild_id BIGINT PRIMARY KEY NOT NULL,
    help_channel_id BIGINT,
    desk_channel_id BIGINT,
    developers_channel_id BIGINT,
    agents_role_id BIGINT,
    devs_role_id BIGINT,
    leads_role_id BIGINT,
    flag_emoji TEXT NOT NULL,
    last_case BIGINT NOT NULL DEFAULT 0,
    last_bug BIGINT NOT NULL DEFAULT 0,
    -- Everything that Discord told us about this server up to here is dealt with; after a restart we read on from here.
    caught_up_to BIGINT,
    -- Since when the flag emoji is what it is: on older messages it may have meant anything.
    flags_since BIGINT
);

CREATE TABLE rules (
    guild_id BIGINT NOT NULL REFERENCES guilds (guild_id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    pattern TEXT NOT NULL,
    channel_id BIGINT,
    action TEXT NOT NULL CHECK (action IN ('open', 'ask', 'none')),
    tag TEXT,
    priority TEXT,
    created_by BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, name)
);

CREATE TABLE cases (
    guild_id BIGINT NOT NULL REFERENCES guilds (guild_id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('new', 'open', 'pending', 'on_hold', 'solved', 'closed')),
    title TEXT NOT NULL,
    question TEXT NOT NULL,
    requester_id BIGINT NOT NULL,
    assignee_id BIGINT,
    assigned_at BIGINT,
    priority TEXT NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
    source_channel_id BIGINT NOT NULL,
    source_message_id BIGINT,
    origin TEXT NOT NULL,
    opened_by BIGINT,
    opened_at BIGINT NOT NULL,
    waiting_since BIGINT,
    first_response_at BIGINT,
    solved_at BIGINT,
    closed_at BIGINT,
    reopened_count BIGINT NOT NULL DEFAULT 0,
    thread_id BIGINT,
    opening_message_id BIGINT,
    card_channel_id BIGINT,
    card_message_id BIGINT,
    card_generation BIGINT NOT NULL DEFAULT 0,
    drawn_revision BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (guild_id, number),
    UNIQUE (guild_id, source_message_id)
);
CREATE UNIQUE INDEX cases_by_thread ON cases (guild_id, thread_id);
CREATE INDEX cases_by_card ON cases (guild_id, card_message_id);
CREATE INDEX cases_in_queue ON cases (guild_id, waiting_since, number) WHERE status IN ('new', 'open', 'pending', 'on_hold');

CREATE TABLE case_tags (
    guild_id BIGINT NOT NULL,
    case_number BIGINT NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (guild_id, case_number, tag),
    FOREIGN KEY (guild_id, case_number) REFERENCES cases (guild_id, number) ON DELETE CASCADE
);
CREATE INDEX case_tags_by_tag ON case_tags (guild_id, tag);

CREATE TABLE bugs (
    guild_id BIGINT NOT NULL REFERENCES guilds (guild_id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('reported', 'accepted', 'fixed', 'shipped', 'declined', 'duplicate')),
    title TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('low', 'normal', 'high', 'critical')),
    steps TEXT NOT NULL,
    expected TEXT NOT NULL,
    actual TEXT NOT NULL,
    version TEXT NOT NULL,
    words TEXT NOT NULL,
    reporter_id BIGINT NOT NULL,
    reported_at BIGINT NOT NULL,
    developer_id BIGINT,
    shipped_version TEXT,
    card_channel_id BIGINT,
    card_message_id BIGINT,
    card_generation BIGINT NOT NULL DEFAULT 0,
    drawn_revision BIGINT NOT NULL DEFAULT 0,
    parts_posted BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (guild_id, number)
);

CREATE TABLE case_bugs (
    guild_id BIGINT NOT NULL,
    case_number BIGINT NOT NULL,
    bug_number BIGINT NOT NULL,
    linked_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, case_number, bug_number),
    FOREIGN KEY (guild_id, case_number) REFERENCES cases (guild_id, number) ON DELETE CASCADE,
    FOREIGN KEY (guild_id, bug_number) REFERENCES bugs (guild_id, number) ON DELETE CASCADE
);
CREATE INDEX case_bugs_by_bug ON case_bugs (guild_id, bug_number);

-- What was said in a case's thread.
CREATE TABLE messages (
    guild_id BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    case_number BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('customer', 'agent', 'other')),
    -- Null: Discord does not let the bot read it.
    content TEXT,
    sent_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, message_id),
    FOREIGN KEY (guild_id, case_number) REFERENCES cases (guild_id, number) ON DELETE CASCADE
);
CREATE INDEX messages_by_case ON messages (guild_id, case_number, message_id);

-- Files of a case's opening message, kept because Discord's links expire.
CREATE TABLE files (
    guild_id BIGINT NOT NULL,
    attachment_id BIGINT NOT NULL,
    case_number BIGINT NOT NULL,
    filename TEXT NOT NULL,
    content_type TEXT,
    size BIGINT NOT NULL,
    -- Null: not kept, for the reason given.
    content BYTEA,
    missing TEXT,
    PRIMARY KEY (guild_id, attachment_id),
    FOREIGN KEY (guild_id, case_number) REFERENCES cases (guild_id, number) ON DELETE CASCADE
);
CREATE INDEX files_by_case ON files (guild_id, case_number, attachment_id);

CREATE TABLE facts (
    id BIGINT PRIMARY KEY NOT NULL,
    guild_id BIGINT NOT NULL REFERENCES guilds (guild_id) ON DELETE CASCADE,
    case_number BIGINT,
    bug_number BIGINT,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    actor_id BIGINT,
    at BIGINT NOT NULL,
    cause TEXT NOT NULL,
    UNIQUE (guild_id, cause, kind)
);
CREATE INDEX facts_by_case ON facts (guild_id, case_number, id);

-- What is still to be done in Discord. A row goes when it is done.
CREATE TABLE outbox (
    id BIGINT PRIMARY KEY NOT NULL,
    guild_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    effect TEXT NOT NULL,
    -- Counts how often the same work was asked for: a row that was asked for again meanwhile stays.
    asked BIGINT NOT NULL DEFAULT 1,
    attempts BIGINT NOT NULL DEFAULT 0,
    next_at BIGINT NOT NULL,
    -- The wire may have been touched since then: written before it is.
    first_tried_at BIGINT NOT NULL,
    parked TEXT,
    UNIQUE (guild_id, key)
);
CREATE INDEX outbox_due ON outbox (next_at) WHERE parked IS NULL;
