package org.genomerecord.localstack.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The whole check: reads, renders, and applies every rule to every overlay.
final class Manifests {
  /// Tests run in the folder of their module.
  static final Path FOLDER = Path.of("..", "k8s");

  static final Path OPERATING = Path.of("..", "docs", "operating.md");

  private Manifests() {}

  /// @param folder the `k8s/` folder, or a copy of it
  static List<Finding> findings(Path folder) {
    var rendered = Overlays.render(folder);
    if (!rendered.findings().isEmpty()) {
      return rendered.findings(); // rules over half a rendering would only repeat the cause
    }
    var rules =
        List.of(
            new PodSecurity(),
            new Probes(),
            new Selectors(),
            new References(OperatorBrings.documentedIn(folder.resolve("README.md"))),
            new Shutdown(),
            new OneWriter(),
            new Resources(),
            new Images(),
            new Environment(KnownEnvironment.documentedIn(OPERATING)),
            new Edges(approvedEdges()));
    return rendered.renderings().stream()
        .flatMap(rendering -> rules.stream().flatMap(rule -> rule.findings(rendering)))
        .toList();
  }

  static Set<String> approvedEdges() {
    try (var list = Manifests.class.getResourceAsStream("/k8s/edges.txt")) {
      var text = new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .flatMap(line ->
              line.startsWith("each ")
                  ? Stream.of("local" + line.substring(4), "production" + line.substring(4))
                  : Stream.of(line))
          .collect(Collectors.toSet());
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }
}
