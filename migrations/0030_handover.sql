-- Which agent has asked the assignee for a case, and to whom it is to be given. Null: nobody.
-- One text for SQLite and Postgres.
ALTER TABLE cases ADD COLUMN handover TEXT;
