-- The first message in a case's thread, which follows the case. One text for SQLite and Postgres.

-- How the case stands, as that message says. Null: that is not known, and the message is drawn again.
ALTER TABLE cases ADD COLUMN greeted TEXT;
