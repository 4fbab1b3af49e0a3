package org.genomerecord.localstack.benchmark;

import java.util.List;
import org.genomerecord.localstack.LocalStack;
import org.genomerecord.localstack.Progress;

/// Something worth measuring of the stack.
public interface Benchmark {

  /// As it is called on the command line.
  String name();

  /// What it measures, one line.
  String about();

  /// Measures.
  ///
  /// @param stacks makes the stack of this checkout, so that a benchmark may listen to its start
  /// @param brief fewer repetitions: enough to see that it works
  List<Measurement> run(Stacks stacks, boolean brief);

  /// Makes the stack with somebody who listens.
  @FunctionalInterface
  interface Stacks {
    LocalStack heardBy(Progress progress);
  }
}
