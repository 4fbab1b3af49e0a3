package org.genomerecord.localstack.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The secrets that `k8s/README.md` tells the operator to bring: its table is the list.
///
/// @param secretKeys each as `name/key`
record OperatorBrings(Set<String> secretKeys) {
  private static final Pattern ROW =
      Pattern.compile("^\\| Secret \\| `([a-z0-9-]+)` \\| ([^|]+) \\|", Pattern.MULTILINE);
  private static final Pattern KEY = Pattern.compile("`([a-z0-9.-]+)`");

  OperatorBrings {
    secretKeys = Set.copyOf(secretKeys);
  }

  static OperatorBrings documentedIn(Path readme) {
    try {
      return new OperatorBrings(
          ROW.matcher(Files.readString(readme))
              .results()
              .flatMap(row ->
                  KEY.matcher(row.group(2))
                      .results()
                      .map((MatchResult key) -> row.group(1) + "/" + key.group(1)))
              .collect(Collectors.toSet()));
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }
}
