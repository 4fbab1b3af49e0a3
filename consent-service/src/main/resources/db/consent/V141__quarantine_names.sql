-- Whom the laboratory named as the patient of a quarantined file: keyed digests of the identifiers, and whether the file itself names
-- its patient. A release is held against them before anything is decided of anybody. They go with the key. Null: the key of a patient, or
-- of a file that waits since before this was kept.
ALTER TABLE subject_key ADD COLUMN quarantined_as text[], ADD COLUMN named_in_file boolean;
