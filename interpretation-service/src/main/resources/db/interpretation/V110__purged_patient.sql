-- Erased patients: no row of a report comes of an event of theirs. Part of the read model of reports, and built again with it.
CREATE TABLE purged_patient (
  patient   text PRIMARY KEY,
  purged_at timestamptz NOT NULL
);
