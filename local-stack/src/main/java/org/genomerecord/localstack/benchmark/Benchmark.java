package org.genomerecord.localstack.benchmark;

import java.util.List;
import org.genomerecord.localstack.LocalStack;
import org.genomerecord.localstack.Progress;

/// Something worth measuring of the stack or of the record.
public interface Benchmark {

  /// As it is called on the command line.
  String name();

  /// What it measures, one line.
  String about();

  /// Measures.
  List<Measurement> run(Workbench bench) throws Exception;

  /// Makes the stack with somebody who listens.
  @FunctionalInterface
  interface Stacks {
    LocalStack heardBy(Progress progress);
  }
}
