package org.genomerecord.record.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The conditions of a whole batch, asked of the log in at most two statements.
final class ConditionQuestions {
  private static final String BY_TAG =
      """
      SELECT DISTINCT request FROM (
        SELECT w.request, w.criterion
        FROM unnest($1::int[], $2::int[], $3::bigint[], $4::text[], $5::text[], $6::int[])
          AS w(request, criterion, after, tag, types, tags)
        CROSS JOIN LATERAL (
          SELECT t.position, t.type FROM event_tag t WHERE t.tag = w.tag AND t.position > w.after OFFSET 0
        ) t
        WHERE w.types = '' OR t.type = ANY(string_to_array(w.types, ','))
        GROUP BY w.request, w.criterion, w.tags, t.position
        HAVING count(*) = w.tags
      ) conflicting\
      """;
  private static final String WITHOUT_TAG =
      """
      SELECT w.request
      FROM unnest($1::int[], $2::bigint[], $3::text[]) AS w(request, after, types)
      WHERE EXISTS (SELECT 1 FROM event e WHERE e.position > w.after
        AND (w.types = '' OR e.type = ANY(string_to_array(w.types, ','))))\
      """;

  private record Tagged(
      int request, int criterion, long after, String tag, String types, int tags) {}

  private record Untagged(int request, long after, String types) {}

  private final List<Tagged> tagged = new ArrayList<>();
  private final List<Untagged> untagged = new ArrayList<>();

  void add(int request, Append append) {
    int criterion = 0;
    for (var item : append.unless()) {
      var types = String.join(",", item.types());
      if (item.tags().isEmpty()) {
        untagged.add(new Untagged(request, append.after(), types));
      }
      for (var tag : item.tags()) {
        tagged.add(new Tagged(request, criterion, append.after(), tag, types, item.tags().size()));
      }
      criterion++;
    }
  }

  /// The requests whose condition an event in the log violates.
  Future<Set<Integer>> ask(SqlConnection connection) {
    var byTag = askTagged(connection);
    var withoutTag = askUntagged(connection);
    return Future.all(byTag, withoutTag)
        .map(_ -> {
          var conflicting = new HashSet<>(byTag.result());
          conflicting.addAll(withoutTag.result());
          return conflicting;
        });
  }

  private Future<Set<Integer>> askTagged(SqlConnection connection) {
    if (tagged.isEmpty()) {
      return Future.succeededFuture(Set.of());
    }
    return connection
        .preparedQuery(BY_TAG)
        .execute(
            Tuple.tuple()
                .addArrayOfInteger(LogRows.column(tagged, Tagged::request, Integer[]::new))
                .addArrayOfInteger(LogRows.column(tagged, Tagged::criterion, Integer[]::new))
                .addArrayOfLong(LogRows.column(tagged, Tagged::after, Long[]::new))
                .addArrayOfString(LogRows.column(tagged, Tagged::tag, String[]::new))
                .addArrayOfString(LogRows.column(tagged, Tagged::types, String[]::new))
                .addArrayOfInteger(LogRows.column(tagged, Tagged::tags, Integer[]::new)))
        .map(ConditionQuestions::requests);
  }

  private Future<Set<Integer>> askUntagged(SqlConnection connection) {
    if (untagged.isEmpty()) {
      return Future.succeededFuture(Set.of());
    }
    return connection
        .preparedQuery(WITHOUT_TAG)
        .execute(
            Tuple.tuple()
                .addArrayOfInteger(LogRows.column(untagged, Untagged::request, Integer[]::new))
                .addArrayOfLong(LogRows.column(untagged, Untagged::after, Long[]::new))
                .addArrayOfString(LogRows.column(untagged, Untagged::types, String[]::new)))
        .map(ConditionQuestions::requests);
  }

  private static Set<Integer> requests(RowSet<Row> rows) {
    var requests = new HashSet<Integer>();
    rows.forEach(row -> requests.add(row.getInteger("request")));
    return requests;
  }
}
