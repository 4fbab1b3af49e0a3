package org.genomerecord.ledger.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.TreeMap;

/// The same as the text, for programs.
final class JsonReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonReport() {}

  /// @param at when it was verified
  static String of(AuditRequest request, AuditResult result, Instant at) {
    var root = JSON.createObjectNode();
    root.put("verifiedAt", at.toString());
    root.put("proven", result.isProven());
    root.put("exitCode", result.exitCode());
    root.put("clockTolerance", request.clockTolerance().toString());
    root.put("decisions", result.decisions());
    root.put("eventsThatNameADecision", result.named());
    var logs = root.putArray("logs");
    result.logs().forEach(log -> log(logs.addObject(), log));
    var checks = root.putArray("checks");
    for (var check : Check.values()) {
      checks
          .addObject()
          .put("check", check.code())
          .put("statement", check.statement())
          .put("standard", check.standard())
          .put("discrepancies", result.counts().getOrDefault(check, 0L));
    }
    var discrepancies = root.putArray("discrepancies");
    for (var discrepancy : result.discrepancies()) {
      var place = discrepancy.place();
      discrepancies
          .addObject()
          .put("check", discrepancy.check().code())
          .put("log", place.log().folderName())
          .put("position", place.position() < 0 ? null : place.position())
          .put("event", place.event() == null ? null : place.event().toString())
          .put("message", discrepancy.message());
    }
    var unproven = root.putArray("notProven");
    result
        .unproven()
        .forEach(one ->
            unproven
                .addObject()
                .put("statement", one.statement())
                .put("events", one.events() < 0 ? null : one.events()));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void log(ObjectNode node, LogSummary log) {
    node.put("log", log.log().folderName());
    node.put("origin", log.origin());
    node.put("size", log.size());
    node.put("root", log.root().base64());
    node.put("entries", log.entries());
    node.put("earlierCheckpoints", log.earlier());
    node.put("firstRecordedAt", log.firstRecordedAt().map(Instant::toString).orElse(null));
    node.put("latestRecordedAt", log.lastRecordedAt().map(Instant::toString).orElse(null));
    var keys = node.putArray("signedWith");
    log.keys().forEach(keys::add);
    var witnesses = node.putObject("cosignedBy");
    new TreeMap<>(log.witnesses())
        .forEach((name, seconds) -> witnesses.put(name, Instant.ofEpochSecond(seconds).toString()));
    var types = node.putObject("events");
    new TreeMap<>(log.types()).forEach(types::put);
  }
}
