package org.genomerecord.ingestion.vcf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// Tables that the build carries.
final class BuiltInTable {
  private BuiltInTable() {}

  /// The lines of a table on the class path; empty if there is none.
  static Optional<List<String>> lines(String resource) {
    try (var in = BuiltInTable.class.getResourceAsStream(resource)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
