-- Beside call sets, files of outside calls: they join each call set of their patient.
ALTER TABLE call_set ADD COLUMN kind text NOT NULL DEFAULT 'call-set' CHECK (kind IN ('call-set', 'outside-calls'));
