-- What validating a file found (ADR 0051): lines, columns and codes, nothing of the file. No read model: written before the outcome is on
-- record, by whoever validates; gone with the patient's erasure, and after its time.
CREATE TABLE validation_report (
  accession text NOT NULL,
  file      text NOT NULL, -- digest, as the submission names it
  patient   text NOT NULL,
  report    text NOT NULL,
  found_at  timestamptz NOT NULL,
  PRIMARY KEY (accession, file)
);
CREATE INDEX validation_report_by_patient ON validation_report (patient);
CREATE INDEX validation_report_by_age ON validation_report (found_at);
