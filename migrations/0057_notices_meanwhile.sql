-- The command or button with which somebody said something, by Discord's ID. What a customer asked after it, and before it
-- was in Discord, is not answered by it.
ALTER TABLE posts ADD COLUMN interaction_id BIGINT;
-- The roles that are named in what was posted for all of them, as JSON.
ALTER TABLE posts ADD COLUMN role_ids TEXT;
