-- What is of a tumour is no germline call set: noted apart, for what will interpret it (ADR 0053).
ALTER TABLE call_set DROP CONSTRAINT call_set_kind_check;
ALTER TABLE call_set ADD CONSTRAINT call_set_kind_check
  CHECK (kind IN ('call-set', 'outside-calls', 'expression-panel', 'tumour-call-set', 'tumour-outside-calls'));
