package org.genomerecord.localstack.benchmark;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.genomerecord.localstack.LocalStack;

/// What a benchmark is given in the tests: about a minute, and nobody to tell.
final class ShortForm {
  private static final long SEED = 1;

  private ShortForm() {}

  static Workbench in(Path folder) {
    return new Workbench(
        LocalStack::ofCheckout,
        true,
        SEED,
        folder.resolve("bench"),
        new PrintWriter(Writer.nullWriter()));
  }
}
