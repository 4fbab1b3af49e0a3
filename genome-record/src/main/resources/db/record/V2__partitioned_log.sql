-- The log in partitions, so that a billion events stay operable. See docs/adr: a partitioned log.

ALTER TABLE log_head ADD COLUMN partition_positions bigint NOT NULL DEFAULT 10000000 CHECK (partition_positions > 0);
COMMENT ON COLUMN log_head.partition_positions IS 'Positions in each partition of event that is made from now on.';

ALTER TABLE event_tag DROP CONSTRAINT event_tag_position_fkey;
ALTER TABLE event RENAME TO former_event;
ALTER TABLE event_tag RENAME TO former_event_tag;
ALTER INDEX event_pkey RENAME TO former_event_pkey;
ALTER INDEX event_by_type RENAME TO former_event_by_type;
ALTER INDEX event_tag_pkey RENAME TO former_event_tag_pkey;

-- By position: the newest partition takes all inserts, the others are only read.
CREATE TABLE event (
  -- Gapless from 0, given out under the lock of log_head that is held to commit: position order is commit order.
  position     bigint PRIMARY KEY,
  id           uuid NOT NULL,
  -- "C" wherever text is in an index: bytes compare fastest, and in the same order after an upgrade of the system's
  -- collations, which makes other indexes find nothing.
  type         text COLLATE "C" NOT NULL,
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
) PARTITION BY RANGE (position);
CREATE INDEX event_by_type ON event (type, position);
-- Time is nearly in the order of positions: a few pages for each partition.
CREATE INDEX event_by_time ON event USING brin (recorded_at);

-- Every event id once, over all partitions. Ids are UUIDv7: inserts go to the right edge of each index.
CREATE TABLE event_id (
  id       uuid PRIMARY KEY,
  position bigint NOT NULL
) PARTITION BY HASH (id);

-- By tag, so that one entity is found in one partition however long the log is.
CREATE TABLE event_tag (
  tag      text COLLATE "C" NOT NULL,
  position bigint NOT NULL,
  type     text COLLATE "C" NOT NULL,
  PRIMARY KEY (tag, position)
) PARTITION BY HASH (tag);

CREATE FUNCTION protect_from_change(protected regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s'
    ' FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', protected);
END
$$;

DO $$
BEGIN
  FOR remainder IN 0..7 LOOP
    EXECUTE format('CREATE TABLE event_id_%s PARTITION OF event_id FOR VALUES WITH (MODULUS 8, REMAINDER %s)',
      remainder, remainder);
    PERFORM protect_from_change(format('event_id_%s', remainder)::regclass);
  END LOOP;
  FOR remainder IN 0..15 LOOP
    EXECUTE format('CREATE TABLE event_tag_%s PARTITION OF event_tag FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
      remainder, remainder);
    PERFORM protect_from_change(format('event_tag_%s', remainder)::regclass);
  END LOOP;
  PERFORM protect_from_change('event');
  PERFORM protect_from_change('event_id');
  PERFORM protect_from_change('event_tag');
END
$$;

-- The partitions of event, gapless from 0.
CREATE TABLE log_partition (
  first_position bigint PRIMARY KEY,
  -- Exclusive.
  end_position   bigint NOT NULL UNIQUE CHECK (end_position > first_position)
);

-- Makes the partitions up to half a partition ahead of the log. Appends go on meanwhile: a new partition is
-- made apart and then attached.
-- Returns the position at which to call it again, and the first one that has no partition.
CREATE FUNCTION extend_log(OUT due bigint, OUT bound bigint) LANGUAGE plpgsql AS $$
DECLARE
  head bigint;
  size bigint;
  first bigint;
  partition text;
BEGIN
  LOCK TABLE log_partition IN SHARE ROW EXCLUSIVE MODE;
  SELECT next_position, partition_positions INTO head, size FROM log_head;
  SELECT coalesce(max(end_position), 0) INTO first FROM log_partition;
  WHILE first - size / 2 <= head LOOP
    partition := 'event_from_' || first;
    EXECUTE format('CREATE TABLE %I (LIKE event INCLUDING ALL, CHECK (position >= %s AND position < %s))',
      partition, first, first + size);
    PERFORM protect_from_change(partition::regclass);
    EXECUTE format('ALTER TABLE event ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)',
      partition, first, first + size);
    INSERT INTO log_partition VALUES (first, first + size);
    first := first + size;
  END LOOP;
  due := first - size / 2;
  bound := first;
END
$$;

SELECT extend_log();

-- Appends a batch that was decided against everything before first_position, if the log still ends there and holder
-- is still the instance that may append. Otherwise it fails with GR001 and nothing is appended.
-- The arrays have an element for each event. Tags of one event are one text, separated by U+001F: arrays of arrays
-- cannot be unnested by row.
CREATE FUNCTION append_batch(holder bigint, first_position bigint, ids uuid[], types text[], versions text[],
  times timestamptz[], actors text[], roles text[], organisations text[], purposes text[], correlations text[],
  causations text[], trace_parents text[], tag_lists text[], payloads text[], leaf_hashes bytea[])
  RETURNS void LANGUAGE plpgsql
  -- The same plans serve every batch.
  SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
  -- Locks the row to the end of the transaction, so positions are given out in commit order.
  UPDATE log_head SET next_position = first_position + cardinality(ids)
    WHERE epoch = holder AND next_position = first_position;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the head of the log moved' USING ERRCODE = 'GR001';
  END IF;
  INSERT INTO event (position, id, type, version, recorded_at, actor, role, organisation, purpose_of_use,
      correlation, causation, trace_parent, tags, payload, leaf_hash)
    SELECT first_position + nth - 1, id, type, version, recorded_at, actor, role, organisation, purpose_of_use,
      correlation, causation, trace_parent, string_to_array(tag_list, E'\x1f'), payload, leaf_hash
    FROM unnest(ids, types, versions, times, actors, roles, organisations, purposes, correlations, causations,
        trace_parents, tag_lists, payloads, leaf_hashes) WITH ORDINALITY
      AS batch(id, type, version, recorded_at, actor, role, organisation, purpose_of_use, correlation, causation,
        trace_parent, tag_list, payload, leaf_hash, nth);
  INSERT INTO event_id (id, position)
    SELECT id, first_position + nth - 1 FROM unnest(ids) WITH ORDINALITY AS batch(id, nth);
  INSERT INTO event_tag (tag, position, type)
    SELECT tag, first_position + nth - 1, type
    FROM unnest(tag_lists, types) WITH ORDINALITY AS batch(tag_list, type, nth),
      string_to_table(tag_list, E'\x1f') AS tag;
END
$$;

INSERT INTO event SELECT * FROM former_event ORDER BY position;
INSERT INTO event_id SELECT id, position FROM former_event ORDER BY position;
INSERT INTO event_tag SELECT tag, position, type FROM former_event_tag ORDER BY position;
DROP TABLE former_event_tag;
DROP TABLE former_event;
