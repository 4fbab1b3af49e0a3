package org.genomerecord.localstack.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The short form of `./genome bench fuzz`, which has its own control: a target that fails on
/// purpose is found.
class FuzzingByCoverageIT {
  @TempDir Path folder;

  @Test
  void nothingIsFoundInSecondsButWhatFailsOnPurpose() throws Exception {
    var measured = new FuzzBenchmark().run(ShortForm.in(folder));

    assertThat(measured).filteredOn(one -> one.name().endsWith(".inputs")).hasSize(9);
    assertThat(measured).allMatch(one -> one.met().orElse(true));
  }
}
