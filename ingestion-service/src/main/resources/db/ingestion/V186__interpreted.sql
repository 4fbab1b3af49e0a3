-- Accessions of which an interpretation is in force, as interpretation-service tells. No read model: its own log does not
-- say it, and a rebuild leaves it as it is.
CREATE TABLE interpreted (
  accession      text PRIMARY KEY,
  interpreted_at timestamptz NOT NULL
);
