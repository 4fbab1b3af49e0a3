-- Beside call sets and outside calls, expression panels: noted for what will interpret them.
ALTER TABLE call_set DROP CONSTRAINT call_set_kind_check;
ALTER TABLE call_set ADD CONSTRAINT call_set_kind_check
  CHECK (kind IN ('call-set', 'outside-calls', 'expression-panel'));
