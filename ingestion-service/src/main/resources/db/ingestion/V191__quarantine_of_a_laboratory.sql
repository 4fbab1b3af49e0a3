-- What of one laboratory waits: looked at before anything more does.
CREATE INDEX quarantine_held_of ON quarantine (laboratory) WHERE state = 'held';
