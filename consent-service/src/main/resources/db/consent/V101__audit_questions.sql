-- What the officer's questions need of the audit trail.
--
-- The read model is built again from the logs, as by `./genome rebuild consent-service audit-trail`: the end of this file asks
-- for it. Until that is done, rows from before have no accession, decision, data classes and consents where these cannot be
-- read from the old columns.

ALTER TABLE audit_entry
  ADD COLUMN action       text,
  ADD COLUMN resource     text,
  ADD COLUMN accession    text,
  ADD COLUMN decision     text,
  -- Codes and ids, separated by spaces.
  ADD COLUMN data_classes text,
  ADD COLUMN consents     text,
  -- The emergency access that is declared, reviewed or rested on.
  ADD COLUMN emergency_access text,
  ADD COLUMN emergency    boolean NOT NULL GENERATED ALWAYS AS (purpose_of_use IS NOT DISTINCT FROM 'ETREAT') STORED;

UPDATE audit_entry
SET action = split_part(subject, ': ', 1), resource = substr(subject, strpos(subject, ': ') + 2)
WHERE type IN ('consent.DisclosurePermitted', 'consent.DisclosureRefused') AND strpos(subject, ': ') > 0;

-- What a facet tells apart of these two. Callers can send any code, and there have to be few facets: all others are one.
CREATE FUNCTION audit_purpose(code text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN code IS NULL THEN ''
  WHEN code IN ('TREAT', 'ETREAT', 'HPAYMT', 'HOPERAT', 'HRESCH', 'CLINTRCH', 'PUBHLTH', 'FAMRQT', 'PWATRNY', 'SUPNWK', 'PATRQT')
    THEN code
  ELSE '?'
END;
CREATE FUNCTION audit_action(code text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN code IS NULL THEN ''
  WHEN code IN ('collect', 'use', 'disclose', 're-analyse', 're-contact') THEN code
  ELSE '?'
END;

-- The columns that have few values each, as one number: rows of one facet agree in all of them. There are some hundred facets,
-- and with an index by facet and time every combination of these columns is answered by as many short looks into it, however rare.
ALTER TABLE audit_entry
  ADD COLUMN facet bigint NOT NULL GENERATED ALWAYS AS (
    hashtextextended(
      log || '|' || type || '|' || role || '|' || audit_purpose(purpose_of_use) || '|' || outcome || '|' || audit_action(action), 0)
  ) STORED;

CREATE TABLE audit_facet (
  facet          bigint PRIMARY KEY,
  log            text NOT NULL,
  type           text NOT NULL,
  role           text NOT NULL,
  -- '' for none, '?' for an unknown one.
  purpose_of_use text NOT NULL,
  outcome        text NOT NULL,
  action         text NOT NULL
);
INSERT INTO audit_facet
SELECT DISTINCT facet, log, type, role, audit_purpose(purpose_of_use), outcome, audit_action(action) FROM audit_entry;

-- The consents that an entry is about: permitted under, granted, withdrawn.
CREATE TABLE audit_entry_consent (
  consent     text NOT NULL,
  log         text NOT NULL,
  position    bigint NOT NULL,
  recorded_at timestamptz NOT NULL,
  patient     text,
  type        text NOT NULL,
  PRIMARY KEY (consent, log, position)
);
CREATE INDEX audit_entry_consent_withdrawn ON audit_entry_consent (recorded_at) WHERE type = 'consent.ConsentWithdrawn';

CREATE INDEX audit_entry_by_time ON audit_entry (recorded_at);
CREATE INDEX audit_entry_by_facet ON audit_entry (facet, recorded_at);
CREATE INDEX audit_entry_by_actor ON audit_entry (actor, facet, recorded_at);
CREATE INDEX audit_entry_by_organisation ON audit_entry (organisation, facet, recorded_at) WHERE organisation IS NOT NULL;
CREATE INDEX audit_entry_by_accession ON audit_entry (accession, recorded_at) WHERE accession IS NOT NULL;
CREATE INDEX audit_entry_by_correlation ON audit_entry USING hash (correlation);
-- For counting, without a look at the rows.
CREATE INDEX audit_entry_refused ON audit_entry (recorded_at) INCLUDE (type, reason) WHERE outcome = 'refused';
CREATE INDEX audit_entry_permitted ON audit_entry (recorded_at) INCLUDE (patient, role, action) WHERE type = 'consent.DisclosurePermitted';
CREATE INDEX audit_entry_reviewed ON audit_entry (emergency_access) WHERE type = 'consent.EmergencyAccessReviewed';

INSERT INTO rebuild (read_model, begun_at)
SELECT 'audit-trail', now() WHERE EXISTS (SELECT FROM audit_entry)
ON CONFLICT (read_model) DO UPDATE SET begun_at = now(), finished_at = NULL, failure = NULL;
