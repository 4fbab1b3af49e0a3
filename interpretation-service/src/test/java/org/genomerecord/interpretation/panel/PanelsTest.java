package org.genomerecord.interpretation.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.genomerecord.interpretation.knowledge.KnowledgeRelease;
import org.junit.jupiter.api.Test;

class PanelsTest {

  @Test
  void everyFolderIsActiveAndEveryActivePanelHasAFolder() throws Exception {
    try (var entries = Files.list(folder())) {
      var folders =
          entries.filter(Files::isDirectory).map(path -> path.getFileName().toString()).toList();
      assertThat(Files.readAllLines(folder().resolve("active.txt")))
          .isSorted()
          .containsExactlyInAnyOrderElementsOf(folders);
    }
  }

  @Test
  void everyPanelNamesItsSourcesAndTheirDate() throws Exception {
    for (var name : Files.readAllLines(folder().resolve("active.txt"))) {
      assertThat(Files.readString(folder().resolve(name).resolve("SOURCES.md")))
          .contains("CC0 1.0", "DOI", "PMID", "2025-11-05", "synthetic");
    }
  }

  @Test
  void noGeneIsNamedInTheServicesCode() throws IOException {
    var genes = KnowledgeRelease.builtIn().panels().stream().map(Panel::gene).toList();
    assertThat(genes).isNotEmpty();
    try (var files = Files.walk(Path.of("src/main/java"))) {
      var sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources).isNotEmpty();
      for (var source : sources) {
        // A gene that departs from the tables may have a package of its own.
        if (!source.toString().matches(".*/panel/[a-z0-9]+/[^/]+")) {
          assertThat(Files.readString(source)).as(source.toString()).doesNotContain(genes);
        }
      }
    }
  }

  static Path folder() throws URISyntaxException {
    var active = Objects.requireNonNull(Panel.class.getResource("/panel/active.txt"));
    return Objects.requireNonNull(Path.of(active.toURI()).getParent());
  }
}
