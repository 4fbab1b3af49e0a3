package org.genomerecord.ingestion.report;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.genomerecord.ingestion.vcf.ValidationReport;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.relay.Awaiting;

/// What validations found, for the laboratories that did not wait for it (ADR 0051).
///
/// They are no read model: the log has the first error and the codes of warnings, and the file of a
/// refusal is gone. Each is of one file of an accession, since a correction has its own. [#forget]
/// follows a purge, and [#removeOlder] ends what is left.
@ApplicationScoped
public class KeptReports {
  private static final String KEEP =
      "INSERT INTO validation_report (accession, file, patient, report, found_at)"
          + " VALUES ($1, $2, $3, $4, $5)"
          + " ON CONFLICT (accession, file) DO UPDATE"
          + " SET report = EXCLUDED.report, found_at = EXCLUDED.found_at";

  private static final String FIND =
      "SELECT report FROM validation_report WHERE accession = $1 AND file = $2";

  private static final String REMOVE =
      "DELETE FROM validation_report WHERE accession = $1 AND file = $2";

  /// A bounded number, so that no sweep holds more than that.
  private static final String REMOVE_OLDER =
      "DELETE FROM validation_report WHERE (accession, file) IN (SELECT accession, file"
          + " FROM validation_report WHERE found_at < $1 ORDER BY found_at LIMIT $2)";

  private final Pool pool;

  KeptReports(Pool pool) {
    this.pool = pool;
  }

  /// Without a container.
  public static KeptReports on(Pool pool) {
    return new KeptReports(pool);
  }

  /// Keeps what was found in a file, if anything was. A file that is validated again has the report
  /// of the last time. Blocks.
  public void keep(SubmissionReceived received, ValidationReport report, Instant foundAt) {
    if (report.problems().isEmpty()) {
      run(REMOVE, Tuple.of(received.accession().value(), received.file().digest()));
      return;
    }
    run(
        KEEP,
        Tuple.of(
            received.accession().value(),
            received.file().digest(),
            received.patient().value(),
            new KeptReport(report).text(),
            foundAt.atOffset(ZoneOffset.UTC)));
  }

  /// What was found in a file; nothing where another release found what this one has no words for.
  /// Blocks.
  public Optional<KeptReport> find(SubmissionReceived received) {
    var rows = run(FIND, Tuple.of(received.accession().value(), received.file().digest()));
    return StreamSupport.stream(rows.spliterator(), false)
        .findFirst()
        .flatMap(row -> KeptReport.of(row.getString("report")));
  }

  /// Blocks.
  ///
  /// @return how many were removed
  public int removeOlder(Instant than, int limit) {
    return run(REMOVE_OLDER, Tuple.of(than.atOffset(ZoneOffset.UTC), limit)).rowCount();
  }

  /// All of a patient. Blocks.
  public void remove(Pseudonym patient) {
    run("DELETE FROM validation_report WHERE patient = $1", Tuple.of(patient.value()));
  }

  private RowSet<Row> run(String statement, Tuple values) {
    return Awaiting.result(pool.preparedQuery(statement).execute(values));
  }

  /// All of a patient. Needs a session.
  public static Uni<Void> forget(Pseudonym patient) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery("DELETE FROM validation_report WHERE patient = ?1")
                .setParameter(1, patient.value())
                .executeUpdate())
        .replaceWithVoid();
  }
}
