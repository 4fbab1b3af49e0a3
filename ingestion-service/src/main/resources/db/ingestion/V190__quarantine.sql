-- Files that wait for a patient or a consent: a read model over this service's log. What is over is noted as cleaned when its bytes
-- and its key are gone; after a rebuild that is made sure of once more.
CREATE TABLE quarantine (
  decision       text PRIMARY KEY,
  accession      text NOT NULL,
  laboratory     text NOT NULL,
  reason         text NOT NULL,
  digest         text NOT NULL,
  size_bytes     bigint NOT NULL,
  binding        text NOT NULL,
  quarantined_at timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL,
  state          text NOT NULL,
  cleaned        boolean NOT NULL DEFAULT false
);
CREATE INDEX quarantine_held ON quarantine (accession) WHERE state = 'held';
CREATE INDEX quarantine_by_digest ON quarantine (digest);
