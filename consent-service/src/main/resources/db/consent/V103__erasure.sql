-- Erasures that are asked for, under way and done: what has to be seen to, also after a crash. What happened is in the log.
CREATE TABLE erasure (
  patient     text PRIMARY KEY,
  due_at      timestamptz NOT NULL,
  correlation text NOT NULL,
  -- Null: still to be seen to. Rows stay: keys that come back with a restored backup are found by them.
  settled_at  timestamptz
);
CREATE INDEX erasure_open ON erasure (due_at) WHERE settled_at IS NULL;
