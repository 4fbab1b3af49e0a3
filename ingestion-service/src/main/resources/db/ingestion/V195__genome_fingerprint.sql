-- Keyed digests of the genotypes at the identity sites, in bands, of accessions whose file is a genome or an exome (ADR 0048). No read
-- model: made while a file is validated, gone with a withdrawal or the patient's erasure.
CREATE TABLE genome_fingerprint (
  accession text PRIMARY KEY,
  patient   text NOT NULL,
  bands     bigint[] NOT NULL
);
CREATE INDEX genome_fingerprint_by_patient ON genome_fingerprint (patient);
CREATE INDEX genome_fingerprint_by_band ON genome_fingerprint USING gin (bands);
