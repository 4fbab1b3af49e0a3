package org.genomerecord.consent.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.store.TestLog;

/// Entries on the real schema, written as the service writes them.
final class SampleTrail {
  static final Instant MONDAY_NOON = Instant.parse("2026-03-02T12:00:00Z");

  private SampleTrail() {}

  /// Adds what consent-service adds to the schema.
  static void addSchema(TestLog database) {
    for (var file :
        List.of(
            "V100__consent.sql",
            "V101__audit_questions.sql",
            "V110__two_patients_and_retention.sql",
            "V120__under_withdrawn_consents.sql")) {
      try (var schema = AuditTrail.class.getResourceAsStream("/db/consent/" + file)) {
        Awaiting.result(
            database
                .pool()
                .query(
                    new String(
                        Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8))
                .execute());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Writes the entries, in one batch and at the positions that they have in the list.
  static void write(TestLog database, List<AuditEntry> entries) {
    var numbered = new ArrayList<AuditEntry>();
    entries.forEach(entry -> {
      entry.position = numbered.size();
      entry.event = new UUID(0, numbered.size()).toString();
      numbered.add(entry);
    });
    writeAsTheyAre(database, numbered);
  }

  static void writeAsTheyAre(TestLog database, List<AuditEntry> numbered) {
    var connection = Awaiting.result(database.pool().getConnection());
    try {
      new AuditTrailWriter().write(connection, numbered);
    } finally {
      connection.close();
    }
  }

  /// A permit of `dr-grey` to use pharmacogenomic data for research.
  static AuditEntry permitted(String patient, Instant at) {
    var entry = recorded("consent.DisclosurePermitted", patient, at);
    entry.outcome = "permitted";
    entry.purposeOfUse = "HRESCH";
    entry.action = "use";
    entry.resource = "DiagnosticReport";
    entry.subject = "use: DiagnosticReport";
    entry.decision = "decision-" + patient + "-" + at.toEpochMilli();
    entry.dataClasses = List.of("pharmacogenomic", "apoe");
    entry.consents = List.of("consent-of-" + patient);
    return entry;
  }

  static AuditEntry refused(String patient, String reason, Instant at) {
    var entry = permitted(patient, at);
    entry.type = "consent.DisclosureRefused";
    entry.outcome = "refused";
    entry.reason = reason;
    entry.dataClasses = List.of();
    entry.consents = List.of();
    return entry;
  }

  static AuditEntry withdrawn(String patient, Instant at) {
    var entry = recorded("consent.ConsentWithdrawn", patient, at);
    entry.role = "patient";
    entry.organisation = null;
    entry.consents = List.of("consent-of-" + patient);
    return entry;
  }

  /// An event of `dr-grey`, who is a clinician of the north hospital.
  static AuditEntry recorded(String type, String patient, Instant at) {
    var entry = new AuditEntry();
    entry.log = "consent.events";
    entry.type = type;
    entry.patient = patient;
    entry.recordedAt = at;
    entry.actor = "dr-grey";
    entry.role = "clinician";
    entry.organisation = "north-hospital";
    entry.outcome = "recorded";
    entry.subject = "something";
    entry.correlation = "request-" + patient;
    return entry;
  }

  /// As done by a patient's account, or by the account of who acts for one.
  static AuditEntry byAccount(String account, AuditEntry entry) {
    entry.role = "patient";
    entry.actor = account;
    entry.organisation = null;
    return entry;
  }
}
