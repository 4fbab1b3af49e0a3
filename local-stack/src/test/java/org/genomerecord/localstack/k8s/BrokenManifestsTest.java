package org.genomerecord.localstack.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule can fail: each seed breaks a copy of the real manifests in one place.
class BrokenManifestsTest {
  private static final Path SEEDS = Path.of("src", "test", "resources", "k8s", "broken");

  /// The findings a rule can make. A new one needs a seed.
  private static final List<String> RULES =
      List.of(
          "default-deny",
          "edge-broad",
          "edge-closed",
          "edge-half",
          "edge-unapproved",
          "environment-missing",
          "environment-twice",
          "environment-unknown",
          "environment-value",
          "file-unlisted",
          "image",
          "image-unmatched",
          "kind-unknown",
          "listed-twice",
          "namespace-not-restricted",
          "namespace-repeated",
          "object-twice",
          "one-object-per-file",
          "one-writer",
          "pod-security",
          "policy-type",
          "probe-missing",
          "probe-path",
          "probe-port",
          "reference",
          "replicas-unmatched",
          "resource-absent",
          "resources",
          "secret-committed",
          "secret-unused",
          "selector",
          "service-port",
          "shutdown",
          "uncovered",
          "unreadable");

  static List<Path> seeds() throws IOException {
    try (var files = Files.list(SEEDS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void isFoundByItsRuleAlone(Path file, @TempDir Path copy) throws Exception {
    var seed = StrictYaml.read(file, Seed.class);
    copyOfTheManifests(copy);
    seed.plant(copy);

    var findings = Manifests.findings(copy);

    assertThat(findings)
        .as("%s", file.getFileName())
        .isNotEmpty()
        .extracting(Finding::rule)
        .containsOnly(seed.finding());
    assertThat(findings).anySatisfy(f -> assertThat(f.toString()).contains(seed.says()));
  }

  @Test
  void everyRuleHasASeed() throws Exception {
    var seeded = new TreeSet<String>();
    for (var file : seeds()) {
      seeded.add(StrictYaml.read(file, Seed.class).finding());
    }
    assertThat(seeded).containsExactlyElementsOf(new TreeSet<>(RULES));
  }

  private static void copyOfTheManifests(Path copy) throws IOException {
    try (var files = Files.walk(Manifests.FOLDER)) {
      for (var file : files.toList()) {
        var target = copy.resolve(Manifests.FOLDER.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
