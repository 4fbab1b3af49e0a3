package org.genomerecord.consent.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/// One row of the audit trail: an event of one of the suite's logs, as the officer reads it.
///
/// Log and position name the event itself, so that a proof can be had for it.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@NullUnmarked // Filled field by field, from an event or from a row.
public final class AuditEntry {
  /// What [#of(Row)] reads, in its order.
  static final List<String> COLUMNS =
      List.of(
          "log",
          "position",
          "event",
          "type",
          "patient",
          "recorded_at",
          "actor",
          "role",
          "organisation",
          "purpose_of_use",
          "outcome",
          "subject",
          "reason",
          "correlation",
          "action",
          "resource",
          "accession",
          "decision",
          "data_classes",
          "consents",
          "emergency_access",
          "part");

  /// Topic of the log, such as `consent.events`.
  public String log;

  public long position;

  /// Which of the patients of its event this is about, from 0. Only an event about two has a
  /// second.
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public int part;

  public String event;
  public String type;
  public String patient;
  public Instant recordedAt;
  public String actor;
  public String role;
  public String organisation;
  public String purposeOfUse;

  /// Whether the purpose of use is emergency treatment.
  public boolean emergency;

  /// `permitted`, `refused` or `recorded`.
  public String outcome;

  /// What was asked for or done, in codes.
  public String subject;

  /// Why it was refused, in a code.
  public String reason;

  /// Id of the outside request.
  public String correlation;

  /// Of a decision: what was to be done, as asked.
  public String action;

  /// Of a decision: what for, such as `DiagnosticReport`.
  public String resource;

  public String accession;

  /// The decision that this is, or that it names.
  public String decision;

  /// Codes of the classes that a decision permitted or an interpretation covers.
  public List<String> dataClasses = List.of();

  /// The consents that a permit rests on, or the one that was granted or withdrawn.
  public List<String> consents = List.of();

  /// The emergency access that this declares, reviews or rests on.
  public String emergencyAccess;

  /// @param row with all of [#COLUMNS] first, in that order
  static AuditEntry of(Row row) {
    var entry = new AuditEntry();
    entry.log = row.getString(0);
    entry.position = row.getLong(1);
    entry.event = row.getString(2);
    entry.type = row.getString(3);
    entry.patient = row.getString(4);
    entry.recordedAt = row.get(OffsetDateTime.class, 5).toInstant();
    entry.actor = row.getString(6);
    entry.role = row.getString(7);
    entry.organisation = row.getString(8);
    entry.purposeOfUse = row.getString(9);
    entry.emergency = "ETREAT".equals(entry.purposeOfUse);
    entry.outcome = row.getString(10);
    entry.subject = row.getString(11);
    entry.reason = row.getString(12);
    entry.correlation = row.getString(13);
    entry.action = row.getString(14);
    entry.resource = row.getString(15);
    entry.accession = row.getString(16);
    entry.decision = row.getString(17);
    entry.dataClasses = listed(row.getString(18));
    entry.consents = listed(row.getString(19));
    entry.emergencyAccess = row.getString(20);
    entry.part = row.getInteger(21);
    return entry;
  }

  private static List<String> listed(String text) {
    return text == null || text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }

  /// Its place in the order of the trail.
  Place place() {
    return new Place(recordedAt, log, position, part);
  }
}
