-- What is said in a case counts once its message is in Discord. One text for SQLite and Postgres.

-- What the customer is still to be asked, as JSON. Null: nothing.
ALTER TABLE cases ADD COLUMN asking TEXT;
-- What keeps the bot from the customer, as JSON. Null: nothing.
ALTER TABLE cases ADD COLUMN obstacle TEXT;
-- The revision of the case that a notice shows.
ALTER TABLE posts ADD COLUMN shown_revision BIGINT NOT NULL DEFAULT 0;
-- Why a notice was given up before it was posted, as JSON.
ALTER TABLE posts ADD COLUMN given_up TEXT;
