-- The list of accessions: a read model over this service's log.
CREATE TABLE accession (
  accession   text PRIMARY KEY,
  lab         text NOT NULL,
  state       text NOT NULL,
  position    bigint NOT NULL,
  received_at timestamptz NOT NULL,
  settled_at  timestamptz,
  code        text
);
CREATE INDEX accession_by_lab ON accession (lab, received_at DESC);
CREATE INDEX accession_unsettled ON accession (received_at) WHERE state = 'received';
