-- Issued interpretations, findings sealed: a read model over this service's log.
CREATE TABLE report (
  interpretation text PRIMARY KEY,
  accession      text NOT NULL,
  patient        text NOT NULL,
  knowledge      text NOT NULL,
  issued_at      timestamptz NOT NULL,
  event          uuid NOT NULL,
  generation     integer NOT NULL,
  ciphertext     text NOT NULL
);
CREATE INDEX report_by_patient ON report (patient, issued_at DESC);
