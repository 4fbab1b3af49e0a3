-- For which reason a look that was denied was asked for, such as result-corrected: it is asked for
-- again for the same. Null: for the release.
ALTER TABLE reinterpretation ADD COLUMN reason text;
