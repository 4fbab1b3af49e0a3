package org.genomerecord.consent.audit;

import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.genomerecord.record.event.ConsentEvent.ConsentWithdrawn;
import org.genomerecord.record.event.DisclosureEvent.DisclosurePermitted;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.EventTypes;

/// Writes entries of the audit trail, with their facets and consents.
final class AuditTrailWriter {
  private static final String WITHDRAWN = EventTypes.storedName(ConsentWithdrawn.class);

  /// Sorted, so that two writers add facets in the same order and none waits for the other for
  /// ever.
  private static final String INSERT =
      "WITH added AS (INSERT INTO audit_entry ("
          + String.join(", ", AuditEntry.COLUMNS)
          + ") SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[],"
          + " $6::timestamptz[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],"
          + " $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[],"
          + " $18::text[], $19::text[], $20::text[], $21::text[], $22::integer[])"
          + " RETURNING facet, log, type, role, purpose_of_use, outcome, action)"
          + " INSERT INTO audit_facet SELECT DISTINCT facet, log, type, role,"
          + " audit_purpose(purpose_of_use), outcome, audit_action(action)"
          + " FROM added ORDER BY facet ON CONFLICT DO NOTHING";

  private static final String INSERT_CONSENTS =
      "INSERT INTO audit_entry_consent (consent, log, position, recorded_at, patient, type)"
          + " SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[],"
          + " $5::text[], $6::text[])";

  /// A permit and the withdrawal of what it rests on stand in the same log, in this order.
  private static final String MARK_WITHDRAWN =
      "UPDATE audit_entry_consent x SET withdrawn_at = w.at"
          + " FROM unnest($1::text[], $2::timestamptz[]) AS w (consent, at)"
          + " WHERE x.consent = w.consent AND x.type = '"
          + EventTypes.storedName(DisclosurePermitted.class)
          + "' AND x.withdrawn_at IS NULL";

  /// All rows in one statement: 2,000 events a second are not to cost as many round trips.
  void write(SqlConnection transaction, List<AuditEntry> entries) {
    var rows =
        Tuple.tuple()
            .addArrayOfString(column(entries, entry -> entry.log))
            .addArrayOfLong(positions(entries))
            .addArrayOfString(column(entries, entry -> entry.event))
            .addArrayOfString(column(entries, entry -> entry.type))
            .addArrayOfString(column(entries, entry -> entry.patient))
            .addArrayOfOffsetDateTime(times(entries))
            .addArrayOfString(column(entries, entry -> entry.actor))
            .addArrayOfString(column(entries, entry -> entry.role))
            .addArrayOfString(column(entries, entry -> entry.organisation))
            .addArrayOfString(column(entries, entry -> entry.purposeOfUse))
            .addArrayOfString(column(entries, entry -> entry.outcome))
            .addArrayOfString(column(entries, entry -> entry.subject))
            .addArrayOfString(column(entries, entry -> entry.reason))
            .addArrayOfString(column(entries, entry -> entry.correlation))
            .addArrayOfString(column(entries, entry -> entry.action))
            .addArrayOfString(column(entries, entry -> entry.resource))
            .addArrayOfString(column(entries, entry -> entry.accession))
            .addArrayOfString(column(entries, entry -> entry.decision))
            .addArrayOfString(column(entries, entry -> String.join(" ", entry.dataClasses)))
            .addArrayOfString(column(entries, entry -> String.join(" ", entry.consents)))
            .addArrayOfString(column(entries, entry -> entry.emergencyAccess))
            .addArrayOfInteger(entries.stream().map(entry -> entry.part).toArray(Integer[]::new));
    Awaiting.result(transaction.preparedQuery(INSERT).execute(rows));
    writeConsents(transaction, entries);
  }

  /// A row for each consent of each entry.
  private static void writeConsents(SqlConnection transaction, List<AuditEntry> entries) {
    var repeated =
        entries.stream()
            .flatMap(entry -> Collections.nCopies(entry.consents.size(), entry).stream())
            .toList();
    if (repeated.isEmpty()) {
      return;
    }
    var rows =
        Tuple.tuple()
            .addArrayOfString(
                entries.stream().flatMap(entry -> entry.consents.stream()).toArray(String[]::new))
            .addArrayOfString(column(repeated, entry -> entry.log))
            .addArrayOfLong(positions(repeated))
            .addArrayOfOffsetDateTime(times(repeated))
            .addArrayOfString(column(repeated, entry -> entry.patient))
            .addArrayOfString(column(repeated, entry -> entry.type));
    Awaiting.result(transaction.preparedQuery(INSERT_CONSENTS).execute(rows));
    markWithdrawn(
        transaction, repeated.stream().filter(entry -> entry.type.equals(WITHDRAWN)).toList());
  }

  /// So that what was disclosed under a consent that was withdrawn later is found by an index.
  ///
  /// @param withdrawals each of one consent
  private static void markWithdrawn(SqlConnection transaction, List<AuditEntry> withdrawals) {
    if (!withdrawals.isEmpty()) {
      Awaiting.result(
          transaction
              .preparedQuery(MARK_WITHDRAWN)
              .execute(
                  Tuple.tuple()
                      .addArrayOfString(column(withdrawals, entry -> entry.consents.getFirst()))
                      .addArrayOfOffsetDateTime(times(withdrawals))));
    }
  }

  private static Long[] positions(List<AuditEntry> entries) {
    return entries.stream().map(entry -> entry.position).toArray(Long[]::new);
  }

  private static OffsetDateTime[] times(List<AuditEntry> entries) {
    return entries.stream()
        .map(entry -> entry.recordedAt.atOffset(ZoneOffset.UTC))
        .toArray(OffsetDateTime[]::new);
  }

  private static String[] column(List<AuditEntry> entries, Function<AuditEntry, String> value) {
    return entries.stream().map(value).toArray(String[]::new);
  }
}
