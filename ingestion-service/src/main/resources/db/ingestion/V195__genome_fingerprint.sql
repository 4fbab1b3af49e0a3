-- Keyed digests of the genotypes at the identity sites, in bands, of files that are a genome or an exome (ADR 0048). No read model: made
-- while a file is validated, gone with its refusal, a withdrawal or the patient's erasure. A correction has a row beside what it corrects.
CREATE TABLE genome_fingerprint (
  accession text NOT NULL,
  file      text NOT NULL, -- digest, as the submission names it
  patient   text NOT NULL,
  bands     bigint[] NOT NULL,
  PRIMARY KEY (accession, file)
);
CREATE INDEX genome_fingerprint_by_patient ON genome_fingerprint (patient);
CREATE INDEX genome_fingerprint_by_band ON genome_fingerprint USING gin (bands);
