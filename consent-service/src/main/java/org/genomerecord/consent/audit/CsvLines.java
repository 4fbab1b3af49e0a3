package org.genomerecord.consent.audit;

import java.util.List;
import java.util.stream.Collectors;

/// Entries as CSV (RFC 4180): a header, comma, CRLF, quotes where needed.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front: callers choose
/// some of these texts.
final class CsvLines {
  private static final String FORMULA = "=+-@\t\r";

  private CsvLines() {}

  static final String HEADER =
      line(
          List.of(
              "log",
              "position",
              "event",
              "type",
              "patient",
              "recordedAt",
              "actor",
              "role",
              "organisation",
              "purposeOfUse",
              "emergency",
              "outcome",
              "subject",
              "reason",
              "correlation",
              "action",
              "resource",
              "accession",
              "decision",
              "dataClasses",
              "consents",
              "emergencyAccess",
              "cursor"));

  static String of(AuditEntry entry) {
    return line(
        List.of(
            entry.log,
            String.valueOf(entry.position),
            entry.event,
            entry.type,
            text(entry.patient),
            entry.recordedAt.toString(),
            entry.actor,
            entry.role,
            text(entry.organisation),
            text(entry.purposeOfUse),
            String.valueOf(entry.emergency),
            entry.outcome,
            text(entry.subject),
            text(entry.reason),
            entry.correlation,
            text(entry.action),
            text(entry.resource),
            text(entry.accession),
            text(entry.decision),
            String.join(" ", entry.dataClasses),
            String.join(" ", entry.consents),
            text(entry.emergencyAccess),
            entry.place().cursor()));
  }

  @org.jspecify.annotations.NullUnmarked
  private static String text(String value) {
    return value == null ? "" : value;
  }

  static String line(List<String> cells) {
    return cells.stream().map(CsvLines::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String text) {
    var inert = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return inert.chars().anyMatch(letter -> ",\"\r\n".indexOf(letter) >= 0)
        ? '"' + inert.replace("\"", "\"\"") + '"'
        : inert;
  }
}
