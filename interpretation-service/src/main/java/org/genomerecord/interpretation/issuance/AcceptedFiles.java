package org.genomerecord.interpretation.issuance;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.genomerecord.record.event.AccessionEvent.CallSetAccepted;
import org.genomerecord.record.event.AccessionEvent.ExpressionPanelAccepted;
import org.genomerecord.record.event.AccessionEvent.FileAccepted;
import org.genomerecord.record.event.AccessionEvent.OutsideCallsAccepted;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.EventJson;
import org.jspecify.annotations.Nullable;

/// Which files of a patient ingestion-service accepted: events as they came, what is sealed in them
/// still sealed. Blocks.
@ApplicationScoped
public class AcceptedFiles {
  private static final String CALL_SET = "call-set";
  private static final String OUTSIDE_CALLS = "outside-calls";
  private static final String EXPRESSION_PANEL = "expression-panel";

  /// Noted for what will interpret tumours: they join nothing of what the patient was born with.
  private static final String TUMOUR = "tumour-";

  private static final Comparator<FileAccepted> BY_ACCEPTANCE =
      Comparator.comparing(FileAccepted::acceptedAt).thenComparing(file -> file.callSet().value());

  private final Pool pool;

  public AcceptedFiles(Pool pool) {
    this.pool = pool;
  }

  /// Of one patient, each in the order in which they were accepted.
  public record OfPatient(List<CallSetAccepted> callSets, List<OutsideCallsAccepted> outside) {
    public OfPatient {
      callSets = List.copyOf(callSets);
      outside = List.copyOf(outside);
    }
  }

  /// Reads a stored row.
  ///
  /// @param kind as it is stored beside the event
  public static FileAccepted read(String kind, String accepted) {
    return switch (kind) {
      case CALL_SET, TUMOUR + CALL_SET -> EventJson.read(accepted, CallSetAccepted.class);
      case OUTSIDE_CALLS, TUMOUR + OUTSIDE_CALLS ->
          EventJson.read(accepted, OutsideCallsAccepted.class);
      case EXPRESSION_PANEL -> EventJson.read(accepted, ExpressionPanelAccepted.class);
      default -> throw new IllegalStateException("a file of an unknown kind");
    };
  }

  /// Reads several outside calls of one patient, in the order in which they were accepted.
  ///
  /// @param accepted null: there are none
  public static List<OutsideCallsAccepted> readOutside(String @Nullable [] accepted) {
    return accepted == null
        ? List.of()
        : List.of(accepted).stream()
            .map(json -> EventJson.read(json, OutsideCallsAccepted.class))
            .sorted(BY_ACCEPTANCE)
            .toList();
  }

  /// What of a patient is interpreted.
  public OfPatient of(Pseudonym patient) {
    var files =
        StreamSupport.stream(
                Awaiting.result(
                        pool.preparedQuery(
                                "SELECT kind, accepted FROM call_set WHERE patient = $1"
                                    + " AND kind IN ($2, $3) AND NOT withdrawn")
                            .execute(Tuple.of(patient.value(), CALL_SET, OUTSIDE_CALLS)))
                    .spliterator(),
                false)
            .map(AcceptedFiles::file)
            .sorted(BY_ACCEPTANCE)
            .toList();
    return new OfPatient(
        files.stream()
            .filter(CallSetAccepted.class::isInstance)
            .map(CallSetAccepted.class::cast)
            .toList(),
        files.stream()
            .filter(OutsideCallsAccepted.class::isInstance)
            .map(OutsideCallsAccepted.class::cast)
            .toList());
  }

  private static FileAccepted file(Row row) {
    return read(row.getString("kind"), row.getString("accepted"));
  }

  /// Notes by itself that a file counts no more. Again, it changes nothing.
  ///
  /// @return what it was
  Withdrawn withdraw(CallSetId callSet) {
    return withdraw(pool, callSet);
  }

  /// As above, within a transaction.
  static Withdrawn withdraw(SqlClient within, CallSetId callSet) {
    var known =
        Awaiting.result(
            within
                .preparedQuery(
                    "UPDATE call_set SET withdrawn = true WHERE call_set = $1 RETURNING kind")
                .execute(Tuple.of(callSet.value())));
    var kinds =
        StreamSupport.stream(known.spliterator(), false).map(row -> row.getString("kind")).toList();
    return new Withdrawn(kinds.contains(OUTSIDE_CALLS), kinds.contains(EXPRESSION_PANEL));
  }

  /// What a file was that counts no more; neither of the two if it was a call set, of a tumour, or
  /// is not known.
  record Withdrawn(boolean wasOutside, boolean wasExpression) {}

  /// What is known of an identifier before its file is noted, or noted again: the answer is the
  /// same for the same event, however often it is delivered.
  ///
  /// @param isCorrection another event brought its first file
  /// @param wasOutside outside calls were ever noted under it
  /// @param isWithdrawn its laboratory took it back since
  record Known(boolean isCorrection, boolean wasOutside, boolean isWithdrawn) {}

  /// @param event that brings a file
  Known known(CallSetId callSet, UUID event) {
    return StreamSupport.stream(
            Awaiting.result(
                    pool.preparedQuery(
                            "SELECT first_event <> $2 AS correction, was_outside, withdrawn"
                                + " FROM call_set WHERE call_set = $1")
                        .execute(Tuple.of(callSet.value(), event)))
                .spliterator(),
            false)
        .map(row ->
            new Known(
                row.getBoolean("correction"),
                row.getBoolean("was_outside"),
                row.getBoolean("withdrawn")))
        .findFirst()
        .orElse(new Known(false, false, false));
  }

  /// Notes a file by itself, in the place of one that it corrects: for those who look from here on,
  /// and for what comes next of the same delivery. Again, it changes nothing.
  ///
  /// @param event that brings it
  void note(FileAccepted file, UUID event) {
    note(pool, file, event);
  }

  /// As above, within a transaction.
  static void note(SqlClient within, FileAccepted file, UUID event) {
    var kind = kind(file);
    Awaiting.result(
        within
            .preparedQuery(
                "INSERT INTO call_set (call_set, patient, accepted, kind, was_outside, first_event)"
                    + " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (call_set) DO UPDATE"
                    + " SET accepted = $3, kind = $4, was_outside = call_set.was_outside OR $5")
            .execute(
                Tuple.of(
                    file.callSet().value(),
                    file.patient().value(),
                    EventJson.write(file),
                    kind,
                    kind.equals(OUTSIDE_CALLS),
                    event)));
  }

  private static String kind(FileAccepted file) {
    var kind =
        switch (file) {
          case CallSetAccepted _ -> CALL_SET;
          case OutsideCallsAccepted _ -> OUTSIDE_CALLS;
          case ExpressionPanelAccepted _ -> EXPRESSION_PANEL;
        };
    return file.collected() == DataClass.TUMOUR ? TUMOUR + kind : kind;
  }
}
