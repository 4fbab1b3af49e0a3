package org.genomerecord.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Logs that agree with each other until a test edits them, and what is found then: trees and
/// signatures are all in order, the log's own key signed it so.
abstract class EditedLogs {
  private static final Pattern DECISION = Pattern.compile("\"decision\":\"([^\"]+)\"");

  @TempDir Path folder;

  final List<byte[]> consent = new ArrayList<>(Exports.LOGS.entries(AuditedLog.CONSENT));
  final List<byte[]> ingestion = new ArrayList<>(Exports.LOGS.entries(AuditedLog.INGESTION));
  final List<byte[]> interpretation =
      new ArrayList<>(Exports.LOGS.entries(AuditedLog.INTERPRETATION));

  @BeforeEach
  void allAgree() {
    assertThat(discrepancies()).isEmpty();
  }

  List<String> discrepancies() {
    var export = Exports.honest(folder);
    export.replace(AuditedLog.CONSENT, consent);
    export.replace(AuditedLog.INGESTION, ingestion);
    export.replace(AuditedLog.INTERPRETATION, interpretation);
    return Exports.withoutWitness(folder).discrepancies().stream()
        .map(Discrepancy::message)
        .toList();
  }

  static int first(List<byte[]> entries, Predicate<CanonicalEnvelope> wanted) {
    int at = 0;
    while (!wanted.test(CanonicalEnvelope.decode(entries.get(at)))) {
      at++;
    }
    return at;
  }

  static void edit(List<byte[]> entries, int at, UnaryOperator<String> payload) {
    var event = CanonicalEnvelope.decode(entries.get(at));
    entries.set(at, Envelopes.with(event, event.tags(), payload.apply(event.payload())));
  }

  static String decision(byte[] entry) {
    return value("decision", CanonicalEnvelope.decode(entry).payload());
  }

  static String value(String field, String payload) {
    var matcher = Pattern.compile("\"" + field + "\":\"([^\"]+)\"").matcher(payload);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  static void name(List<byte[]> entries, int at, String decision) {
    edit(
        entries,
        at,
        payload -> DECISION.matcher(payload).replaceFirst("\"decision\":\"" + decision + "\""));
  }
}
