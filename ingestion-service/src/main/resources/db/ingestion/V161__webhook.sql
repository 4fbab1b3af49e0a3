-- Where laboratories are told: a read model over this service's log.
CREATE TABLE webhook_subscription (
  laboratory   text PRIMARY KEY,
  url          text NOT NULL,
  generation   integer NOT NULL,
  former_until timestamptz
);

-- What they are told, each once, and how far the telling is. No read model: a rebuild leaves it as it is.
CREATE TABLE webhook_delivery (
  delivery        uuid PRIMARY KEY,
  laboratory      text NOT NULL,
  accession       text NOT NULL,
  submission      uuid,
  event           text NOT NULL,
  occurred_at     timestamptz NOT NULL,
  position        bigint NOT NULL,
  status          text NOT NULL DEFAULT 'waiting',
  attempts        integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz DEFAULT now(),
  settled_at      timestamptz,
  failure         text
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (laboratory, position) WHERE status = 'waiting';
CREATE INDEX webhook_delivery_by_laboratory ON webhook_delivery (laboratory, position DESC);
CREATE INDEX webhook_delivery_by_accession ON webhook_delivery (accession, position DESC);
