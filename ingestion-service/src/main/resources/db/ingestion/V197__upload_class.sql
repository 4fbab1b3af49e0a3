-- What each permit to add to an upload has to be for (ADR 0053). Those begun before were asked for as pharmacogenomic.
ALTER TABLE upload ADD COLUMN collected text NOT NULL DEFAULT 'pharmacogenomic';
