-- Which version of the key-encryption key wrapped the row. 'file': before versions were kept, by whichever key of the file.
ALTER TABLE subject_key ADD COLUMN key_version text NOT NULL DEFAULT 'file';
ALTER TABLE subject_key ALTER COLUMN key_version DROP DEFAULT;

-- Keys of the service itself, wrapped, where the key-encryption key is kept by Vault or a KMS. With a key folder, they are files there.
CREATE TABLE own_key (
  name        text PRIMARY KEY,
  wrapped     bytea NOT NULL,
  key_version text NOT NULL
);

-- Rotations of the key-encryption key. The one that has not ended goes on at the next start.
CREATE TABLE key_rotation (
  number       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  correlation  text NOT NULL,
  begun_at     timestamptz NOT NULL,
  -- The version that everything is wrapped by when it has ended; null: not made yet.
  key_version  text,
  total        bigint NOT NULL DEFAULT 0,
  done         bigint NOT NULL DEFAULT 0,
  -- Keys that do not open. They are as they were.
  unopened     bigint NOT NULL DEFAULT 0,
  ended_at     timestamptz
);
CREATE UNIQUE INDEX key_rotation_one_at_a_time ON key_rotation ((true)) WHERE ended_at IS NULL;
