-- Answers many askers with one statement. What a statement costs by itself, the opening of every partition's index,
-- is then paid once for all of them.
-- The arrays have an element for each criterion: an event matches if it carries a_tag, carries all of the other_tags
-- and is of one of the types. Several tags or types are one text, separated by U+001F; null: none, so any.
-- nth counts the criteria from 1. Each has a row at least, if only for the head of the log at this moment.
CREATE FUNCTION events_by_tag(firsts bigint[], lasts bigint[], a_tags text[], other_tags text[], types text[],
  page integer) RETURNS TABLE (nth bigint, head bigint, found event) LANGUAGE plpgsql STABLE
  -- One plan for all calls: to plan it anew takes three times as long as to run it. It must be the plan of a long log
  -- though it may be made while the log is short.
  SET plan_cache_mode = force_generic_plan
  SET enable_seqscan = off
  SET jit = off
AS $$
BEGIN
  RETURN QUERY
    SELECT q.nth, h.next_position - 1, e.event
    FROM log_head h
      CROSS JOIN unnest(firsts, lasts, a_tags, other_tags, types) WITH ORDINALITY
        AS q(first, last, tag, others, types, nth)
      LEFT JOIN LATERAL (
        SELECT one.event
        FROM (
          SELECT t.position FROM event_tag t
          WHERE t.tag = q.tag AND t.position BETWEEN q.first AND q.last
            AND (q.types IS NULL OR t.type = ANY (string_to_array(q.types, E'\x1f')))
          ORDER BY t.position
          -- A fence for the planner, here and below: by the tag's index, then by primary key, whatever it estimates.
          OFFSET 0
        ) t CROSS JOIN LATERAL (
          SELECT event FROM event
          WHERE event.position = t.position
            AND (q.others IS NULL OR event.tags @> string_to_array(q.others, E'\x1f'))
          OFFSET 0
        ) one
        ORDER BY t.position
        LIMIT page
      ) e ON true;
END
$$;
