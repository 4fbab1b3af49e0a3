-- Whose each key was, as the decisions are in their order: a patient, or what stands in the place of one. Null: written by an earlier
-- release of the service.
ALTER TABLE key_release ADD COLUMN holders text[];

-- Releases that were compared, so that a second one for the same permit is seen as such whenever it is compared. A row stays longer than
-- a key may leave after its permit.
CREATE TABLE key_release_compared (
  decision    text COLLATE "C" PRIMARY KEY,
  released_at timestamptz NOT NULL
);
CREATE INDEX key_release_compared_at ON key_release_compared (released_at);

COMMENT ON COLUMN key_release_unmatched.reason IS
  'no-permit; another-patient than the one of the permit; late: long after the permit; twice for one permit.';
