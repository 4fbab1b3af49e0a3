-- Keys of quarantined files stand among the subject keys, so that they are wrapped, rotated and destroyed as these are: `patient` is
-- then 'quarantine-' and the refusal. If the refusal knew the patient, the key goes when the patient is erased.
ALTER TABLE subject_key ADD COLUMN quarantined_of text;
CREATE INDEX subject_key_quarantined_of ON subject_key (quarantined_of) WHERE quarantined_of IS NOT NULL;
