package org.genomerecord.localstack.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The variables of the configuration table in `docs/operating.md`: what the services know.
record KnownEnvironment(List<Variable> variables) {
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `([A-Z][A-Z0-9_]+)` \\| ([a-z, -]+) \\| (yes|no) \\|", Pattern.MULTILINE);

  KnownEnvironment {
    variables = List.copyOf(variables);
  }

  /// @param services names of services, or `all`
  /// @param isNeeded whether the service cannot start without it
  record Variable(String name, Set<String> services, boolean isNeeded) {
    Variable {
      services = Set.copyOf(services);
    }

    boolean isFor(String service) {
      return services.contains("all") || services.contains(service);
    }
  }

  static KnownEnvironment documentedIn(Path operating) {
    try {
      return new KnownEnvironment(
          ROW.matcher(Files.readString(operating))
              .results()
              .map(row ->
                  new Variable(
                      row.group(1),
                      new HashSet<>(List.of(row.group(2).split(", ", -1))),
                      row.group(3).equals("yes")))
              .toList());
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  Stream<Variable> of(String service) {
    return variables.stream().filter(variable -> variable.isFor(service));
  }
}
