package org.genomerecord.localstack.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The short form of `./genome bench fuzz` for what laboratories send most, as the others would
/// take minutes. It has its own control: a target that fails on purpose is found.
class FuzzingByCoverageIT {
  private static final Set<String> TARGETS = Set.of("vcf", "fhir", "hl7v2", "upload-headers");

  @TempDir Path folder;

  @Test
  void nothingIsFoundInSecondsButWhatFailsOnPurpose() throws Exception {
    var measured = new FuzzBenchmark().run(ShortForm.in(folder), TARGETS::contains);

    assertThat(measured).filteredOn(one -> one.name().endsWith(".inputs")).hasSameSizeAs(TARGETS);
    assertThat(measured).allMatch(one -> one.met().orElse(true));
  }
}
