package org.genomerecord.ledger.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The result in words, for somebody who has to decide on it and does not know the formats.
final class TextReport {
  private static final int WIDTH = 96;

  private final StringBuilder text = new StringBuilder();

  private TextReport() {}

  /// @param at when it was verified
  static String of(AuditRequest request, AuditResult result, Instant at) {
    var report = new TextReport();
    report.verdict(request, result, at);
    result.logs().forEach(report::log);
    report.checks(request, result);
    report.discrepancies(result);
    report.unproven(result);
    return report.text.toString();
  }

  private void verdict(AuditRequest request, AuditResult result, Instant at) {
    line("Verification of an export of the Genome Record logs");
    line("");
    line("verified at      " + at);
    line("export           " + request.folder().toAbsolutePath().normalize().getFileName());
    line("program          org.genomerecord.ledger.audit; method and limits: docs/auditing.md");
    line("");
    line(
        switch (result.exitCode()) {
          case AuditResult.PROVEN -> "PROVEN. Every check below was made and nothing was found.";
          case AuditResult.INCOMPLETE ->
              "NOT PROVEN. Files are missing; what is there does not contradict. See the discrepancies.";
          default -> "NOT PROVEN. Something is not as it has to be. See the discrepancies.";
        });
    if (result.isProven() && result.logs().stream().anyMatch(log -> !log.witnessesAsked())) {
      paragraph(
          "",
          "The policy asks for no witness. Somebody who has the keys of a log could have written it"
              + " anew as a whole; only a witness, or an earlier checkpoint kept elsewhere, shows"
              + " that nobody did.");
    }
  }

  private void log(LogSummary log) {
    heading("Log " + log.log().folderName());
    line("origin           " + log.origin());
    line(
        log.size() == 0
            ? "entries          none"
            : "entries          %,d, positions 0 to %d".formatted(log.size(), log.size() - 1));
    line("root             " + log.root().hex());
    line("first event      " + log.firstRecordedAt().map(Instant::toString).orElse("-"));
    line("latest event     " + log.lastRecordedAt().map(Instant::toString).orElse("-"));
    log.keys().forEach(key -> line("signed with      " + key));
    new TreeMap<>(log.witnesses())
        .forEach((name, seconds) ->
            line("cosigned by      " + name + " at " + Instant.ofEpochSecond(seconds)));
    if (log.witnesses().isEmpty()) {
      line("cosigned by      nobody that the policy knows");
    }
    line("compared with    %d earlier checkpoints".formatted(log.earlier()));
    new TreeMap<>(log.types()).forEach((type, count) -> line("  %,12d  %s".formatted(count, type)));
  }

  private void checks(AuditRequest request, AuditResult result) {
    heading("What was checked, and by what standard");
    for (var check : Check.values()) {
      long found = result.counts().getOrDefault(check, 0L);
      var mark = found == 0 ? "ok" : "%,d found".formatted(found);
      paragraph(
          "%-15s %-10s ".formatted(check.code(), mark),
          check.statement() + " [" + check.standard() + "]");
    }
    line("");
    line("Tolerance of times: " + request.clockTolerance() + ".");
    line(
        "Decisions recorded: %,d. Events that name one: %,d."
            .formatted(result.decisions(), result.named()));
  }

  private void discrepancies(AuditResult result) {
    heading("Discrepancies");
    if (result.discrepancies().isEmpty()) {
      line("None.");
    }
    for (var discrepancy : result.discrepancies()) {
      paragraph(
          "- ",
          discrepancy.check().code()
              + " | "
              + discrepancy.place()
              + " | "
              + discrepancy.message()
              + ".");
    }
    long all = result.counts().values().stream().mapToLong(Long::longValue).sum();
    if (all > result.discrepancies().size()) {
      line(
          "- and %,d more; of each check and log the first %d are listed."
              .formatted(all - result.discrepancies().size(), Discrepancies.KEPT_MAX));
    }
  }

  private void unproven(AuditResult result) {
    heading("What this does not prove, even where nothing was found");
    for (var one : result.unproven()) {
      paragraph(
          "- ",
          one.statement() + (one.events() < 0 ? "" : " Events: %,d.".formatted(one.events())));
    }
  }

  private void heading(String words) {
    line("");
    line(words);
    line("-".repeat(words.length()));
  }

  /// Wraps the words behind a label, which stands once.
  private void paragraph(String label, String words) {
    var indent = " ".repeat(label.length());
    var row = new StringBuilder(label);
    boolean first = true;
    for (var word : List.of(words.split(" ", -1))) {
      if (!first && row.length() + word.length() + 1 > WIDTH) {
        line(row.toString());
        row.setLength(0);
        row.append(indent);
        first = true;
      }
      row.append(first ? "" : " ").append(word);
      first = false;
    }
    line(row.toString());
  }

  private void line(String line) {
    text.append(line.stripTrailing()).append('\n');
  }

  /// The words for a number of discrepancies by check, for one line on a terminal.
  static String summary(Map<Check, Long> counts) {
    var words = new StringBuilder();
    new TreeMap<>(counts)
        .forEach((check, count) ->
            words
                .append(words.isEmpty() ? "" : ", ")
                .append(check.code())
                .append(' ')
                .append(count));
    return words.toString();
  }
}
