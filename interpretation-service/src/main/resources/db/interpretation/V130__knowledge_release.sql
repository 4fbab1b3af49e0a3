-- Knowledge releases: those that were imported, and the own ones of builds that ran here, so that a report of any of them can be made again.
-- Which is active stands in the log.
CREATE TABLE knowledge_release (
  name      text PRIMARY KEY,
  digest    text NOT NULL,
  -- JSON from path to table, gzip.
  archive   bytea NOT NULL,
  stored_at timestamptz NOT NULL,
  -- Account of the operator; null: it came with a build.
  stored_by text
);
