-- The event by which a call set was first accepted: any other brings a correction, whatever was
-- noted since. Rows from before this version were noted when their event was taken in, which does
-- not come again: what comes for them is a correction.
ALTER TABLE call_set ADD COLUMN first_event uuid NOT NULL
  DEFAULT '00000000-0000-0000-0000-000000000000';

-- Whether it was ever of outside calls: what a correction took the place of.
ALTER TABLE call_set ADD COLUMN was_outside boolean NOT NULL DEFAULT false;
UPDATE call_set SET was_outside = true WHERE kind = 'outside-calls';
