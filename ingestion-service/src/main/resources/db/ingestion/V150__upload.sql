-- Uploads under way: how far each has come, and where its sealed parts are (ADR 0034).
CREATE TABLE upload (
  upload              uuid PRIMARY KEY,
  lab                 text NOT NULL,
  patient             text NOT NULL,
  accession           text NOT NULL,
  purpose_of_use      text NOT NULL,
  length_bytes        bigint NOT NULL CHECK (length_bytes > 0),
  offset_bytes        bigint NOT NULL CHECK (offset_bytes BETWEEN 0 AND length_bytes),
  state               text NOT NULL CHECK (state IN ('open', 'completed', 'expired')),
  expires_at          timestamptz NOT NULL,
  metadata            text,
  metadata_generation integer
);
CREATE INDEX upload_by_lab ON upload (lab) WHERE state = 'open';
CREATE INDEX upload_by_patient ON upload (patient);
CREATE INDEX upload_by_expiry ON upload (expires_at);

-- A part is in the vault before it stands here, and counts from then on.
CREATE TABLE upload_part (
  upload       uuid NOT NULL REFERENCES upload ON DELETE CASCADE,
  offset_bytes bigint NOT NULL,
  length_bytes bigint NOT NULL CHECK (length_bytes > 0),
  digest       text NOT NULL,
  size_bytes   bigint NOT NULL,
  generation   integer NOT NULL,
  PRIMARY KEY (upload, offset_bytes)
);
CREATE INDEX upload_part_by_digest ON upload_part (digest);
