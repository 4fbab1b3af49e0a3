-- Subject keys that left, in batches: one id of a decision for each. A batch goes when it was compared with the log.
CREATE TABLE key_release (
  number      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  released_at timestamptz NOT NULL,
  decisions   text[] NOT NULL
);

-- Releases that no permit stands behind: somebody has to look into each. Delete the row then.
CREATE TABLE key_release_unmatched (
  number      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  decision    text NOT NULL,
  released_at timestamptz NOT NULL,
  -- 'no-permit', or 'twice' for one permit.
  reason      text NOT NULL
);
