-- An event about two patients has an entry for each of them. They stand in the order of their pseudonyms.
ALTER TABLE audit_entry
  ADD COLUMN part integer NOT NULL DEFAULT 0,
  DROP CONSTRAINT audit_entry_pkey,
  ADD PRIMARY KEY (log, position, part);
