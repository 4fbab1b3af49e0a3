package org.genomerecord.interpretation.reinterpretation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.genomerecord.interpretation.knowledge.KnowledgeRelease;
import org.genomerecord.record.store.TestLog;

/// The tables of this service beside its log, as migrations make them.
final class ServiceTables {
  private static final List<String> MIGRATIONS =
      List.of(
          "V100__interpretation.sql",
          "V110__purged_patient.sql",
          "V140__amended.sql",
          "V141__outside_calls.sql",
          "V150__withdrawn.sql",
          "V151__first_file.sql",
          "V152__postponed.sql");

  private ServiceTables() {}

  static void make(TestLog log) throws IOException {
    for (var script : MIGRATIONS) {
      try (var file = KnowledgeRelease.class.getResourceAsStream("/db/interpretation/" + script)) {
        log.rows(new String(Objects.requireNonNull(file).readAllBytes(), UTF_8));
      }
    }
  }
}
