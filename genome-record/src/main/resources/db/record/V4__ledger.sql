-- The Merkle tree over the log and its signed checkpoints. See docs/adr: checkpoints, witness and what they prove.

-- Full tiles of all levels (C2SP tlog-tiles). Partial ones are made from leaf_hash and the tiles below.
CREATE TABLE ledger_tile (
  level  smallint NOT NULL CHECK (level BETWEEN 0 AND 7),
  index  bigint NOT NULL CHECK (index >= 0),
  hashes bytea NOT NULL CHECK (octet_length(hashes) = 8192),
  PRIMARY KEY (level, index)
);
SELECT protect_from_change('ledger_tile');

CREATE TABLE ledger_checkpoint (
  -- In leaves. A size is signed again while the log stands still: the text is the same, the time in the signature is not.
  size      bigint PRIMARY KEY CHECK (size >= 0),
  -- As the log signed it, without cosignatures.
  note      text NOT NULL,
  signed_at timestamptz NOT NULL
);
CREATE INDEX ledger_checkpoint_by_time ON ledger_checkpoint (signed_at);

-- The latest cosignature by each key of each witness.
CREATE TABLE ledger_cosignature (
  size        bigint NOT NULL REFERENCES ledger_checkpoint (size) ON DELETE CASCADE,
  name        text NOT NULL,
  key_id      integer NOT NULL,
  line        text NOT NULL,
  cosigned_at timestamptz NOT NULL,
  PRIMARY KEY (size, name, key_id)
);

-- Keeps a checkpoint and the tiles that became full since the previous one: all or nothing, before anybody sees the
-- signature. Fails with GR002 if holder is no longer the instance that may append, and with GR003 if the previous
-- checkpoint is not the latest.
CREATE FUNCTION keep_checkpoint(holder bigint, previous_size bigint, levels smallint[], indexes bigint[],
  tiles bytea[], next_size bigint, signed_note text, signed timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE ledger_checkpoint IN SHARE ROW EXCLUSIVE MODE;
  IF NOT EXISTS (SELECT FROM log_head WHERE epoch = holder) THEN
    RAISE EXCEPTION 'a newer instance has this log' USING ERRCODE = 'GR002';
  END IF;
  IF (SELECT max(size) FROM ledger_checkpoint) IS DISTINCT FROM previous_size THEN
    RAISE EXCEPTION 'another checkpoint is the latest' USING ERRCODE = 'GR003';
  END IF;
  INSERT INTO ledger_tile (level, index, hashes) SELECT * FROM unnest(levels, indexes, tiles);
  INSERT INTO ledger_checkpoint (size, note, signed_at) VALUES (next_size, signed_note, signed)
    ON CONFLICT (size) DO UPDATE SET note = EXCLUDED.note, signed_at = EXCLUDED.signed_at;
END
$$;
