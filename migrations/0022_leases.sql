-- The version of the job that the owner's lease is for. A newer version was enqueued by another process and waits for the owner.
ALTER TABLE outbox ADD COLUMN leased_version BIGINT NOT NULL DEFAULT 0;
