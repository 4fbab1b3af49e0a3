-- A report that was amended stays readable: each interpretation has a row of its own.
ALTER TABLE report ADD COLUMN id text;
UPDATE report SET id = coalesce(interpretation, call_set);
ALTER TABLE report ALTER COLUMN id SET NOT NULL;
ALTER TABLE report DROP CONSTRAINT report_pkey;
ALTER TABLE report ADD PRIMARY KEY (id);
-- The interpretation that it is in the place of.
ALTER TABLE report ADD COLUMN amends text;
-- Null: in force.
ALTER TABLE report ADD COLUMN superseded_at timestamptz;

-- Amendments that the patient is to be told of. Part of the read model of reports, and built again with it.
CREATE TABLE recontact (
  interpretation text PRIMARY KEY,
  amends         text NOT NULL,
  call_set       text NOT NULL,
  patient        text NOT NULL,
  accession      text NOT NULL,
  knowledge      text NOT NULL,
  reason         text NOT NULL,
  -- Codes, separated by commas.
  differences    text NOT NULL,
  amended_at     timestamptz NOT NULL,
  -- Null: somebody is still to do it.
  outcome        text
);
CREATE INDEX recontact_open ON recontact (amended_at, interpretation) WHERE outcome IS NULL;
CREATE INDEX recontact_by_patient ON recontact (patient);

-- Call sets as ingestion-service accepted them: where their files are. What is sealed in an event is still sealed.
CREATE TABLE call_set (
  call_set text PRIMARY KEY,
  patient  text NOT NULL,
  accepted text NOT NULL
);
CREATE INDEX call_set_by_patient ON call_set (patient);

-- Interpretations of earlier knowledge releases that are looked at again with the active one: what is done, and by whom just
-- now. No read model: it is the work itself.
CREATE TABLE reinterpretation (
  release        text NOT NULL,
  interpretation text NOT NULL,
  call_set       text NOT NULL,
  patient        text NOT NULL,
  attempts       integer NOT NULL DEFAULT 0,
  -- Who is at it, and until when nobody else is.
  claim          uuid,
  claimed_until  timestamptz,
  -- Null: to be looked at.
  outcome        text,
  -- The event InterpretationAmended, its findings sealed, until it is in the log.
  amendment      text,
  PRIMARY KEY (release, interpretation)
);
CREATE INDEX reinterpretation_waiting ON reinterpretation (release, interpretation) WHERE outcome IS NULL;
CREATE INDEX reinterpretation_unrecorded ON reinterpretation (interpretation) WHERE amendment IS NOT NULL;
CREATE INDEX reinterpretation_by_patient ON reinterpretation (patient);
