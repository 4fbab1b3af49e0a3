-- One append-only event log. See docs/adr: group-commit event store with gapless positions.

CREATE TABLE log_head (
  only_row      boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  -- Raised by each instance that starts to append; an instance that finds another number here has been replaced.
  epoch         bigint NOT NULL,
  next_position bigint NOT NULL CHECK (next_position >= 0)
);
INSERT INTO log_head (epoch, next_position) VALUES (0, 0);

CREATE TABLE event (
  -- Gapless from 0, given out under the lock of log_head that is held to commit: position order is commit order.
  position     bigint PRIMARY KEY,
  id           uuid NOT NULL UNIQUE,
  type         text NOT NULL,
  version      text NOT NULL,
  recorded_at  timestamptz NOT NULL,
  actor        text NOT NULL,
  role         text NOT NULL,
  organisation text,
  purpose_of_use text,
  correlation  text NOT NULL,
  causation    text,
  trace_parent text,
  tags         text[] NOT NULL,
  -- JSON text, not jsonb: these very bytes are what leaf_hash covers.
  payload      text NOT NULL,
  -- SHA-256 of 0x00 and the canonical envelope (RFC 6962 section 2.1).
  leaf_hash    bytea NOT NULL CHECK (octet_length(leaf_hash) = 32)
);
CREATE INDEX event_by_type ON event (type, position);

CREATE TABLE event_tag (
  tag      text NOT NULL,
  position bigint NOT NULL REFERENCES event (position),
  type     text NOT NULL,
  PRIMARY KEY (tag, position)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the event log is append-only';
END
$$;
CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_tag_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event_tag
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- How far each reader of this log has come: the relay to Kafka and every projection.
CREATE TABLE log_cursor (
  reader   text PRIMARY KEY,
  position bigint NOT NULL
);

-- How far this service has come in the logs of others, for each patient (or '' for events about none).
-- Written in the transaction of what the event led to, so a redelivered event is recognised.
CREATE TABLE inbox (
  log      text NOT NULL,
  patient  text NOT NULL,
  position bigint NOT NULL,
  PRIMARY KEY (log, patient)
);
