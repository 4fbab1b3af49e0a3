-- Files that their laboratory withdrew: they count no more, and stay known.
ALTER TABLE call_set ADD COLUMN withdrawn boolean NOT NULL DEFAULT false;

-- Why an interpretation was amended; null: it was not, or from before this version.
ALTER TABLE report ADD COLUMN amended_for text;
