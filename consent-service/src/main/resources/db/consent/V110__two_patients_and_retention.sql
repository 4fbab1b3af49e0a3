-- An event about two patients has an entry for each of them. They stand in the order of their pseudonyms.
ALTER TABLE audit_entry
  ADD COLUMN part integer NOT NULL DEFAULT 0,
  DROP CONSTRAINT audit_entry_pkey,
  ADD PRIMARY KEY (log, position, part);

-- What a purge looks for; entries are written about in the order of their time.
CREATE INDEX audit_entry_consent_by_time ON audit_entry_consent USING brin (recorded_at);

-- A review that cannot be made is closed, and then it does not wait either.
DROP INDEX audit_entry_reviewed;
CREATE INDEX audit_entry_reviewed ON audit_entry (emergency_access)
  WHERE type IN ('consent.EmergencyAccessReviewed', 'consent.EmergencyReviewClosed');
