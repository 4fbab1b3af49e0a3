-- Subject keys, wrapped by the key-encryption key. Deleting the rows of a patient erases the patient.
CREATE TABLE subject_key (
  patient    text NOT NULL,
  generation integer NOT NULL CHECK (generation >= 1),
  wrapped    bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (patient, generation)
);

-- The audit trail: a read model over the logs of all services.
CREATE TABLE audit_entry (
  log            text NOT NULL,
  position       bigint NOT NULL,
  event          text NOT NULL,
  type           text NOT NULL,
  patient        text,
  recorded_at    timestamptz NOT NULL,
  actor          text NOT NULL,
  role           text NOT NULL,
  organisation   text,
  purpose_of_use text,
  outcome        text NOT NULL,
  subject        text,
  reason         text,
  correlation    text NOT NULL,
  PRIMARY KEY (log, position)
);
CREATE INDEX audit_entry_by_patient ON audit_entry (patient, recorded_at);
