package org.genomerecord.record.log;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.genomerecord.ledger.note.VerifierKey;
import org.genomerecord.ledger.text.Malformed;

/// The keys of a log and its witnesses as a tlog-policy, for comparing.
final class PublishedKeys {
  private static final String WARNING =
      """
      # Keys as the log itself says them: whoever holds the log can say others.
      # Check with a policy whose keys came to you another way, and compare it with this one.
      """;

  private PublishedKeys() {}

  /// @param log keys of the log
  /// @param witnesses those that cannot be read are left out
  static String policy(List<VerifierKey> log, List<WitnessAddress> witnesses) {
    var text = new StringBuilder(WARNING);
    log.forEach(key -> text.append("log ").append(key).append('\n'));
    var groups = new ArrayList<String>();
    for (int i = 0; i < witnesses.size(); i++) {
      var names = new ArrayList<String>();
      for (var key : keysOf(witnesses.get(i))) {
        var name = "witness-%d-key-%d".formatted(i + 1, names.size() + 1);
        names.add(name);
        text.append("witness ").append(name).append(' ').append(key).append('\n');
      }
      if (!names.isEmpty()) {
        var group = "witness-" + (i + 1);
        groups.add(group);
        group(text, group, names);
      }
    }
    if (!groups.isEmpty()) {
      group(text, "witnesses", groups);
    }
    return text.append("quorum ")
        .append(groups.isEmpty() ? "none" : "witnesses")
        .append('\n')
        .toString();
  }

  private static void group(StringBuilder text, String name, List<String> members) {
    text.append("group ").append(name).append(" any ").append(String.join(" ", members));
    text.append('\n');
  }

  private static List<VerifierKey> keysOf(WitnessAddress witness) {
    try {
      return witness.verifiers();
    } catch (UncheckedIOException | Malformed _) {
      return List.of();
    }
  }
}
