-- Events of other logs that could not be taken in, and those of the same patient that wait behind them. See docs/adr: a
-- poison event waits for its patient.
CREATE TABLE parked_event (
  log             text NOT NULL,
  kafka_partition integer NOT NULL,
  -- The order of one patient's events in one log.
  kafka_offset    bigint NOT NULL,
  -- '' for events about none.
  patient         text NOT NULL,
  -- Null where the JSON could not be read at all.
  position        bigint,
  event           uuid,
  type            text,
  version         text,
  reason          text NOT NULL,
  attempts        integer NOT NULL CHECK (attempts >= 0),
  parked_at       timestamptz NOT NULL DEFAULT now(),
  -- As it came from Kafka: what is sealed in it is still sealed.
  wire            text NOT NULL,
  PRIMARY KEY (log, kafka_partition, kafka_offset)
);
CREATE UNIQUE INDEX parked_event_once ON parked_event (log, position);
CREATE INDEX parked_event_by_patient ON parked_event (log, patient, kafka_offset);

-- Read models that were or are being built again.
CREATE TABLE rebuild (
  read_model  text PRIMARY KEY,
  begun_at    timestamptz NOT NULL,
  finished_at timestamptz,
  -- Code of why it was given up.
  failure     text
);

-- Makes the schema `rebuild` with an empty copy of each table: same columns, defaults, checks, and indexes and keys of the
-- same names.
CREATE FUNCTION begin_rebuild(tables text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  home  text := current_schema();
  named text;
  made  record;
BEGIN
  DROP SCHEMA IF EXISTS rebuild CASCADE;
  CREATE SCHEMA rebuild;
  FOREACH named IN ARRAY tables LOOP
    EXECUTE format('CREATE TABLE rebuild.%I (LIKE %I.%I INCLUDING ALL EXCLUDING INDEXES)', named, home, named);
    FOR made IN
      SELECT pg_get_indexdef(i.indexrelid) AS definition, c.relname AS index_name, k.conname AS key_name, k.contype AS key_type
      FROM pg_index i
      JOIN pg_class c ON c.oid = i.indexrelid
      LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u')
      WHERE i.indrelid = format('%I.%I', home, named)::regclass
    LOOP
      EXECUTE replace(made.definition, format(' ON %I.%I ', home, named), format(' ON rebuild.%I ', named));
      IF made.key_type IS NOT NULL THEN
        EXECUTE format(
          'ALTER TABLE rebuild.%I ADD CONSTRAINT %I %s USING INDEX %I',
          named, made.key_name, CASE made.key_type WHEN 'p' THEN 'PRIMARY KEY' ELSE 'UNIQUE' END, made.index_name);
      END IF;
    END LOOP;
  END LOOP;
END
$$;

-- Puts the copies in the place of the tables. Readers wait for the commit and then see the new ones.
CREATE FUNCTION finish_rebuild(tables text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  home  text := current_schema();
  named text;
BEGIN
  FOREACH named IN ARRAY tables LOOP
    EXECUTE format('DROP TABLE %I.%I', home, named);
    EXECUTE format('ALTER TABLE rebuild.%I SET SCHEMA %I', named, home);
  END LOOP;
  DROP SCHEMA rebuild;
END
$$;
