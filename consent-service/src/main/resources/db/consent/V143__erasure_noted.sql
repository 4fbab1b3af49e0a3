-- When an erasure was last asked for. The row stands before the request is on record, and so must not be taken for left over meanwhile.
ALTER TABLE erasure ADD COLUMN noted_at timestamptz NOT NULL DEFAULT now();
