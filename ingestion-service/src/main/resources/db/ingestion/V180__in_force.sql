-- What is in force of an accession while a correction of it is validated; null: none is.
ALTER TABLE accession ADD COLUMN in_force text;
