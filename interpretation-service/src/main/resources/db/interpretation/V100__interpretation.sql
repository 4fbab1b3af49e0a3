-- What became of each call set, findings sealed: a read model over this service's log.
CREATE TABLE report (
  call_set       text PRIMARY KEY,
  interpretation text UNIQUE,
  accession      text NOT NULL,
  patient        text NOT NULL,
  knowledge      text,
  issued_at      timestamptz NOT NULL,
  event          uuid,
  generation     integer,
  ciphertext     text,
  -- Why the call set was not interpreted.
  reason         text,
  CHECK ((reason IS NULL) = (interpretation IS NOT NULL AND ciphertext IS NOT NULL))
);
CREATE INDEX report_by_patient ON report (patient, issued_at DESC);
