-- Which accession a laboratory's Idempotency-Key stands for; kept for a day.
CREATE TABLE idempotency_key (
  lab       text NOT NULL,
  key       text NOT NULL,
  accession text NOT NULL,
  used_at   timestamptz NOT NULL,
  PRIMARY KEY (lab, key)
);
CREATE INDEX idempotency_key_by_age ON idempotency_key (used_at);
