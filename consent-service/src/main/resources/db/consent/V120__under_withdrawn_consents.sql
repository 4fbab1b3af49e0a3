-- When the consent was withdrawn under which something was disclosed. Looking for it at each question took
-- a second for the withdrawals of a year among ten million entries.
ALTER TABLE audit_entry_consent ADD COLUMN withdrawn_at timestamptz;
UPDATE audit_entry_consent x SET withdrawn_at = w.at
  FROM (SELECT consent, min(recorded_at) AS at FROM audit_entry_consent WHERE type = 'consent.ConsentWithdrawn' GROUP BY 1) w
  WHERE x.consent = w.consent AND x.type = 'consent.DisclosurePermitted';
DROP INDEX audit_entry_consent_withdrawn;
-- The newest permits first, for a long period; by the time of the withdrawal, for a short one.
CREATE INDEX audit_entry_consent_under_withdrawn ON audit_entry_consent (recorded_at, log, position)
  INCLUDE (withdrawn_at, patient) WHERE withdrawn_at IS NOT NULL;
CREATE INDEX audit_entry_consent_withdrawn ON audit_entry_consent (withdrawn_at) INCLUDE (patient, recorded_at, log, position)
  WHERE withdrawn_at IS NOT NULL;
